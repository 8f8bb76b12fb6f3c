"""Where a title in the middle of a file opens a document: a title of its own, a finished text above it, and
the words or lines below it with which a document opens.
"""

from __future__ import annotations

import re

from nianjian.levels import LEVELS
from nianjian.reading.page_lines import is_of_page
from nianjian.reading.plain import script_of, simplified, squeezed
from nianjian.reading.title import goes_on_below, kind_of_title, opens_document, tidy
from nianjian.years import YEAR

LONGEST_TITLE = 104
OPENING_WITHIN = 320
SHORTEST_DOCUMENT = 200
HEAD = 3_000
_SENTENCES, _LINES_BELOW, _LINES_ABOVE = 3, 6, 3

_BLANK = r"(?:[ \t\u3000]|&(?:nbsp|e[mn]sp);?)*"
_PREFIX = re.compile(rf"{_BLANK}(?:#{{1,6}}[ \t]+)?{_BLANK}")
_TAG = re.compile(r"【[^【】\n]{2,24}】")
_MARKER = re.compile(
    r"(?:[-*+•·]\s|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部方条]|[-—]?\s*\d+\s*[-—]?$)"
)
_OPEN = ("。", "；", ";", "，", ",", "、", "：", ":")
_HAN = re.compile(r"[一-鿿]")
# The words with which a report opens; each stands once in a report, unlike the salutation, which recurs.
_OPENING = re.compile(
    r"(?:代表|受).{1,30}?(?:政府|委托).{0,60}?报告"
    r"|[日号](?:上午|下午)?[^。]{0,60}?(?:会议|大会)(?:第[一二三四五六七八九十\d]+次[^。]{0,8})?(?:上|审议通过|通过)"
    r"|请予?审议|向(?:大会|会议|大家)(?:作|报告)"
)
_BULLETIN_OPENING = re.compile(r"统计局|调查队|初步(?:核算|统计)|\d月\d{1,2}日")
# Whom the text is said to, where and when, by whom, its first heading, or what it is about to do.
_OPENING_LINE = re.compile(
    r"(?:主任、|各位|同志们)[^。！!]{0,40}[：:]|.{2,20}(?:常委会|委员会)[：:]$"
    rf"|[—─―－（(-]*{YEAR}年.{{1,6}}月.{{1,4}}日"
    r"|.{2,24}(?:局|委|委员会|调查队|办公室|人民政府)$"
    r"|(?:一、|第一[章部篇节])|.*现将.{0,30}如下"
)
_NEWS_LINE = re.compile(r".{0,16}(?:讯|电)[（(]|.{0,12}记者")
# A place and its year name a document where the sort alone could be a heading: 石羊镇2021年上半年工作总结.
_PLACE = rf"(?!全|我|各|本)[一-龥]{{2,14}}?(?:[{LEVELS}镇乡]|街道|苏木|开发区|新区)(?:人民政府|政府)?"
_OF_A_PLACE = re.compile(
    rf"(?:关于)?(?:{_PLACE}.{{0,30}}?{YEAR}年|{YEAR}年(?:度)?{_PLACE}|{_PLACE}.{{0,20}}五年规划)"
)
_BEGINS = re.compile(rf"关于|{YEAR}年|{_PLACE}")
_CONGRESS = re.compile(r"(?:大会|会议|两会)(?:胜利|隆重)?(?:开幕|闭幕|召开|举行)$")
# A line that can be the title of a report, or begins with one where title and body are run together.
_REPORT_LINE = re.compile(
    r"\n([^\n]{0,70}[报報公告][ \t\u3000]*(?:\([a-zà-ü]{1,6}\))?[告報报][^\n]{0,50})(?=\n|\Z)"
    r"|\n([^\n。，；,;]{0,50}?工作[报報]告)"
    r"(?=(?:\.docx?)?[ \u3000]*(?:[^\n。，；,;：:]{0,24}[ \u3000])?"
    r"(?:[—─―－-]+|[（(])?[ \u3000]*(?:20\d\d|二[〇○零]|各位))"
)
_OTHER_LINE = re.compile(
    r"\n([^\n。；;]{0,90}(?:[总總][结結]|[计計][划劃]|打算|安排|要[点點]|情[况況]|[汇匯][报報]|[纲綱]要|概[况況]|[开開閉闭]幕|召[开開]))"
    r"(?=[ \t\u3000\r]*(?:\n|\Z))"
)
"""How a title ends that names no report; in both scripts."""
# A title that the page lost leaves the occasion as the first line.
_OCCASION_LINE = re.compile(
    rf"\n({_BLANK}[—─―－（(-]*[ \t\u3000]*{YEAR}[^\n。]{{6,60}}[会會][议議]?上[)）]?)(?=[ \t\u3000\r]*\n)"
)
_OCCASION = re.compile(rf"[—─―－（(-]*{YEAR}年.*会议?上[)）]?$")


def opened_by_titles(text: str, starts: list[int]) -> dict[int, int]:
    """Start -> end of the one before it, of every document that a title opens in the middle of another one.

    `starts` are the documents known already. A document that has not had its own opening is not left yet: the
    page's title and the report's own may stand below each other.
    """
    found: dict[int, int] = {}
    ahead, current = sorted(starts, reverse=True), 0
    padded = "\n" + text
    lines = [
        match for pattern in (_REPORT_LINE, _OCCASION_LINE, _OTHER_LINE) for match in pattern.finditer(padded)
    ]
    for line in sorted(lines, key=lambda match: match.start()):
        written = next(group for group in line.groups() if group)
        first = _first_line(text, line.start() + _prefix(written), line.start() + len(written))
        start, title = first, text[first : line.start() + len(written)]
        while ahead and ahead[-1] <= start:
            current = max(current, ahead.pop())
        if _is_short(text[current:start]) or not is_title(title) or not opens(text, start, title):
            continue
        before = text[: text.rfind("\n", 0, start) + 1].rstrip()
        above = before[before.rfind("\n") + 1 :]
        if not above.endswith(_OPEN[1:]) and _has_opened(text[current : min(start, current + HEAD)]):
            found[start] = len(before)
            current = start
    return found


def opens(text: str, start: int, title: str) -> bool:
    """Whether a line is the title of a document, and what stands below it opens one."""
    plain = simplified(title, script_of(title))
    occasion = _OCCASION.match(squeezed(plain))
    plain = _TAG.sub("", squeezed(tidy(plain)))
    below = text[start + len(title) : start + len(title) + OPENING_WITHIN]
    below = simplified(below, script_of(below))
    lines = [squeezed(line) for line in below.splitlines() if line.strip()][:_LINES_BELOW]
    if occasion:
        return _OPENING.search(squeezed(below)) is not None
    if _CONGRESS.search(plain):
        return any(_NEWS_LINE.match(line) for line in lines)
    if opens_document(plain):
        opening = _BULLETIN_OPENING if "公报" in plain else _OPENING
        return bool(opening.search(squeezed(below))) or _opens_below(lines)
    return _is_of_a_place(plain) and _opens_below(lines)


def is_title(line: str) -> bool:
    """Whether a line can be a title: short, in Chinese, no list item, no heading, no sentence."""
    line = line.strip()
    return (
        4 <= len(line) <= LONGEST_TITLE
        and len(_HAN.findall(line)) >= 4
        and not line.endswith(_OPEN)
        and not _MARKER.match(line)
    )


def _is_short(text: str) -> bool:
    """Whether a text is too short for a document, the blanks that tags leave not counted."""
    return len(text) < SHORTEST_DOCUMENT or len(squeezed(text[:HEAD])) < SHORTEST_DOCUMENT


def _opens_below(lines: list[str]) -> bool:
    return any(_OPENING_LINE.match(line) or is_of_page(line) for line in lines)


def _has_opened(head: str) -> bool:
    plain = squeezed(simplified(head, script_of(head)))
    told = plain.count("。") >= _SENTENCES
    return told or bool(_OPENING.search(plain) or ("统计公报" in plain and _BULLETIN_OPENING.search(plain)))


def _first_line(text: str, start: int, end: int) -> int:
    """Where a title begins that is set over several lines: the first begins like one, no other does."""
    first = start
    for _ in range(_LINES_ABOVE):
        last = text.rfind("\n", 0, first)
        above = text[text.rfind("\n", 0, max(last, 0)) + 1 : max(last, 0)]
        plain = squeezed(above)
        here = squeezed(text[first:end])
        begun = _BEGINS.match(here) and not (here.startswith("关于") and goes_on_below(plain))
        if begun or not plain or len(plain) > LONGEST_TITLE or plain.endswith(_OPEN):
            break
        first = last - len(above) + _prefix(above)
        whole = squeezed(tidy(text[first:end].replace("\n", "")))
        if _BEGINS.match(plain) and (opens_document(whole) or _is_of_a_place(whole)):
            return first
    return start


def _is_of_a_place(title: str) -> bool:
    return _OF_A_PLACE.match(title) is not None and kind_of_title(title) not in (None, "news")


def _prefix(line: str) -> int:
    match = _PREFIX.match(line)
    return match.end() if match else 0
