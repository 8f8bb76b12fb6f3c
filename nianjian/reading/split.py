"""Where documents begin in a file that may hold several: portal dumps and reports put one after the other.

A false split is as bad as a missed one, so each boundary needs two signs that agree: a line that can close a
document or rule it off, and a line that can open one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianjian.markup import blanked
from nianjian.reading.plain import script_of, simplified, squeezed
from nianjian.reading.title import opens_document
from nianjian.widths import plain_blanks

LONGEST_TITLE = 80
OPENING_WITHIN = 320
SHORTEST_DOCUMENT = 200
HEAD = 3_000

# Lines are sought behind their line feed, a literal that regexes find fast: text goes in as "\n" + text.
_RULE = re.compile(r"[ \t\u3000]*[-－—–─━_=*~·#]+[ \t\u3000\r]*")
_RULE_LINE = re.compile(rf"\n({_RULE.pattern})(?=\n|\Z)")
_LEAD = re.compile(r"(?:[ \t\u3000\r\n\f\ufeff]++|^[-－—–─━_=*~·#]++[ \t\u3000\r]*+$|^#{1,6}[ \t]++)*+", re.M)
_PREFIX = re.compile(r"[ \t\u3000]*(?:#{1,6}[ \t]+)?[ \t\u3000]*")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_DATE_LINE = re.compile(rf"\n([ \t]*{_DATE.pattern}[ \t\r]*)(?=\n|\Z)")
_TAG = re.compile(r"【[^【】\n]{2,24}】")
_MARKER = re.compile(
    r"(?:[-*+•·]\s|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,3}[章节部方条]|[-—]?\s*\d+\s*[-—]?$)"
)
_CLOSED = ("。", "！", "!", "？", "?", "”", "」", "』", "）", ")", "…", "完", "》", ".", "]")
_OPEN = ("。", "；", ";", "，", ",", "、", "：", ":")
_HAN = re.compile(r"[一-鿿]")
_DIGIT = re.compile(r"[0-9０-９]")
# The words with which a report opens; each stands once in a report, unlike the salutation, which recurs.
_OPENING = re.compile(
    r"(?:代表|受).{1,30}?(?:政府|委托).{0,60}?报告"
    r"|[日号](?:上午|下午)?[^。]{0,60}?(?:会议|大会)(?:第[一二三四五六七八九十\d]+次[^。]{0,8})?(?:上|审议通过|通过)"
    r"|请予?审议|向(?:大会|会议|大家)(?:作|报告)"
)
_BULLETIN_OPENING = re.compile(r"统计局|调查队|初步(?:核算|统计)|\d月\d{1,2}日")
# A line that can be a report's title, or begins with one where title and body are run together.
_REPORT_LINE = re.compile(
    r"\n([^\n]{0,70}[报報公告][ \t\u3000]*[告報报][^\n]{0,50})(?=\n|\Z)"
    r"|\n([^\n。，；,;]{0,50}?工作[报報]告)"
    r"(?=[ \u3000]*(?:[—─―－-]+|[（(])?[ \u3000]*(?:20\d\d|二[〇○零]|各位))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The span of one document in the file; `ruled` where the dump itself marks its beginning."""

    start: int
    end: int
    ruled: bool


def pieces(text: str) -> tuple[Piece, ...]:
    """The documents of a file, in order; between them lie only blanks, rules, heading signs and bare tags.

    The first begins at the first character that is none of these, so that nothing before a title is lost.
    """
    source, text = text, plain_blanks(blanked(text))
    first = _after_lead(source, 0)
    ruled = _ruled(text)
    cuts = {start: end for start, end in ruled.items() if start > first}
    for start, end in _titled(text, sorted({first, *cuts})).items():
        cuts.setdefault(start, end)
    starts = [first, *sorted(cuts)]
    ends = [cuts[start] for start in starts[1:]] + [len(text)]
    nexts = [*starts[1:], len(text)]
    return tuple(
        # A numeral in a tag (height=16) is in the account too.
        Piece(
            start,
            after if _DIGIT.search(source, end, after) else _trimmed(source, start, end),
            start in ruled,
        )
        for start, end, after in zip(starts, ends, nexts, strict=True)
    )


def _after_lead(text: str, at: int) -> int:
    match = _LEAD.match(text, at)
    return match.end() if match else at


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a document's own text: without the blanks and rules that follow it."""
    while True:
        end = start + len(text[start:end].rstrip())
        last = text.rfind("\n", start, end) + 1
        if last == 0 or not _RULE.fullmatch(text, last, end):
            return end
        end = last


def _ruled(text: str) -> dict[int, int]:
    """Start of a document -> end of the one before it, for the rules and date lines that part two."""
    found: dict[int, int] = {}
    habit = bool(re.match(r"\s*-[ \t]*\n", text))
    padded, at = "\n" + text, 0
    while line := _RULE_LINE.search(padded, at):
        before, (start, after) = _line_before(text, line.start(1) - 1), _line_after(text, line.end(1) - 1)
        dated = before is None or _DATE.fullmatch(before) is not None
        listed = line[1].strip() == "-" and habit and (before is None or before.endswith(_CLOSED))
        if (dated or listed) and _is_title(after):
            found.setdefault(start, line.start(1) - 1)
        at = max(start, line.end(1))
    for line in _DATE_LINE.finditer(padded):
        start, after = _line_after(text, line.end(1) - 1)
        closes = (_line_before(text, line.start(1) - 1) or "").endswith(_CLOSED)
        if closes and _is_title(after) and (_TAG.match(after) or _opens(text, start, after)):
            found.setdefault(start, line.end(1) - 1)
    return found


def _titled(text: str, starts: list[int]) -> dict[int, int]:
    """The same for titles of reports that stand in the middle of a document which has had its own opening."""
    found: dict[int, int] = {}
    ahead, current = sorted(starts, reverse=True), 0
    for line in _REPORT_LINE.finditer("\n" + text):
        written = line[1] or line[2]
        title = written[_prefix(written) :]
        start = line.start() + _prefix(written)
        while ahead and ahead[-1] <= start:
            current = max(current, ahead.pop())
        if start - current < SHORTEST_DOCUMENT or not _is_title(title) or not _opens(text, start, title):
            continue
        before = _line_before(text, line.start()) or ""
        if not before.endswith(_OPEN[1:]) and _has_opened(text[current : min(start, current + HEAD)]):
            found[start] = line.start()
            current = start
    return found


def _opens(text: str, start: int, line: str) -> bool:
    """Whether the line is the title of a report, and the words below it are a report's opening."""
    plain = squeezed(simplified(line, script_of(line)))
    if not opens_document(_TAG.sub("", plain)):
        return False
    below = text[start + len(line) : start + len(line) + OPENING_WITHIN]
    below = squeezed(simplified(below, script_of(below)))
    return bool((_BULLETIN_OPENING if "公报" in plain else _OPENING).search(below))


def _has_opened(head: str) -> bool:
    plain = squeezed(simplified(head, script_of(head)))
    return bool(_OPENING.search(plain) or ("统计公报" in plain and _BULLETIN_OPENING.search(plain)))


def _is_title(line: str) -> bool:
    """Whether a line can be a title: short, in Chinese, no list item, no heading, no sentence."""
    line = line.strip()
    return (
        4 <= len(line) <= LONGEST_TITLE + 24
        and len(_HAN.findall(line)) >= 4
        and not line.endswith(_OPEN)
        and not _MARKER.match(line)
    )


def _prefix(line: str) -> int:
    match = _PREFIX.match(line)
    return match.end() if match else 0


def _line_before(text: str, at: int) -> str | None:
    """The last line with more than blanks and rules before an offset, or None where there is none."""
    for line in reversed(text[max(0, at - 400) : at].splitlines()):
        if line.strip() and not _RULE.fullmatch(line):
            return line.strip()
    return None


def _line_after(text: str, at: int) -> tuple[int, str]:
    """Start and text of the first line after an offset that is more than blanks, rules and heading signs."""
    start = _after_lead(text, at)
    end = text.find("\n", start)
    return start, text[start : end if end >= 0 else len(text)].rstrip()
