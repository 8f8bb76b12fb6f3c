"""The title of a document and what it says the document is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from nianjian.boundaries import boundaries
from nianjian.catalogue import table
from nianjian.levels import LEVELS
from nianjian.reading.page_lines import is_of_page
from nianjian.reading.plain import squeezed
from nianjian.years import YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

HEAD = 1_500
HEAD_LINES = 15
LONGEST = 100
_MOST_LINES, _FIRST_LINES, _WORD = 8, 4, 6

_TAG = re.compile(r"^(?:【[^【】\n]{2,24}】\s*)+")
_NOISE = re.compile(r"^[#*\s\u3000]+|[*\s\u3000]+$|\[\d{1,2}\]$|\s+\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\s*$")
_FULL_TEXT = re.compile(r"(?:[（(【\[]?(?:全文完?|文字实录|实录)[)）】\]]?)+$")
_OCCASION = re.compile(
    r"[（(][^（）()]{0,70}(?:会议|大会|\d月\d{1,2}日|月[一二三十]{1,3}日)[^（）()]{0,10}[)）]$"
)
_SITE = re.compile(r"\s*[_|｜]\s*[^_|｜]{2,24}$|\s+[-—–]+\s*[^-—–]{2,20}(?:网|网站|政府|平台)$")
# 工作总结和2023年工作⏎计划: the last word of a title alone on its line.
_LAST_WORD = re.compile(r"(?:工作)?(?:总结|计划|报告|公报|情况|打算|安排|要点|纲要)(?:[（(].*)?$")
# 政府工作报告 2008-01-24 10:05:32 作者： 来源：区政府办: what the page says of itself.
_STAMP = re.compile(
    r"[ \t\u3000]+(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:[ \t]+\d{1,2}:\d\d(?::\d\d)?)?(?=[ \t\u3000]|$)"
    r"|(?:发布|更新)?(?:时间|日期|来源|作者)[ \t]*[：:]).*$"
    r"|(?<=报告|情况|公报|总结|计划)(?:发布|更新|信息)?(?:时间|日期|来源)[ \t]*[：:].*$"
)
_SPACED = re.compile(r"(?:[一-鿿〇○][ \u3000]+){3,}[一-鿿]")
_STRAY = re.compile(r"^\d{1,3}\s+(?=\d{4}\s*年)")
# A title may be set over several lines; all but the last must be visibly unfinished.
_UNFINISHED = re.compile(
    rf"^关于.*|.*\d$|.*(?:[{LEVELS}镇乡年—－-]|街道|人民政府|年度|计划|发展|情况|草案|[和与及暨的]|上半年)$"
)
_NOT_TITLE = re.compile(r"文件|会议|大会|[。；;：:，,]|^[（(—─－―–-]")
# Where title and body are run together on one line, the title ends with the name of the document's sort.
_RUN_ON = re.compile(r"^[^。]{0,60}?(?:工作报告|统计公报|计划草案的报告|草案的报告|情况的报告)")
_GOES_ON = re.compile(rf"[（(]?[—─－–-]*{YEAR}年[0-9]{{1,2}}月|[—─－–-]|各位|主任|[{LEVELS}]长|主席")
_GIVES = re.compile(r"我(?:谨|受[^。]{1,16}委托[，,]?)?(?:代表|向大会)|各位代表")
_SALUTATION = re.compile(r"各位代表|各位委员|各位[^。]{0,8}委员|主任、|同志们|现在,我|现在，我")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in Simplified characters, the kind of document it names, and the portal's tag before it."""

    text: str
    kind: str | None
    tag: str


def find_title(head: str, *, ruled: bool) -> Title:
    """The title in the Simplified head of a document.

    Where the dump itself marks where the document begins (`ruled`), its first line is the title; elsewhere
    the first of the head's lines, alone or with the unfinished ones above it, that names a kind of report.
    """
    lines = [line for line in head[:HEAD].splitlines() if line.strip()][:HEAD_LINES]
    lines = [line for line in lines if not is_of_page(line)] or lines
    if not lines:
        return Title("", None, "")
    tag = match[0].strip() if (match := _TAG.match(lines[0].strip())) else ""
    if not (ruled or tag):
        named = _named(lines)
        if named is not None and not _is_digest(lines[0], head):
            return Title(tidy(named), kind_of_title(squeezed(named)), "")
    first = _cut(tidy(_TAG.sub("", lines[0].strip())))
    if kind_of_title(squeezed(first)) is None and not (ruled or tag):
        plain = [squeezed(_NOISE.sub("", line)) for line in lines]
        first = _assembled(plain, _says_its_kind) or _broken(tuple(plain[:2]), _says_its_kind) or first
    kind = kind_of_title(squeezed(first))
    return Title(squeezed(first) if kind and _SPACED.search(first) else first, kind, tag)


def _is_digest(line: str, head: str) -> bool:
    """Whether the first line says that a report is retold below, and nobody gives it there."""
    return kind_of_title(squeezed(tidy(line))) == "news" and not _GIVES.search(squeezed(head))


def _says_its_kind(line: str) -> bool:
    return len(line) <= LONGEST and kind_of_title(line) not in (None, "news")


def kind_of_title(title: str) -> str | None:
    """The kind of document that a title (without blanks) names, or None."""
    return next((row["kind"] for row, pattern in _patterns() if pattern.search(title)), None)


def opens_document(line: str) -> bool:
    """Whether a line (without blanks) is a title of the sort that opens a document of its own."""
    if len(line) > LONGEST or _NOT_TITLE.search(line.split("（")[0].split("(")[0]):
        return False
    return next((row["own"] == "1" for row, pattern in _patterns() if pattern.search(line)), False)


def with_year(title: str, year: int | None) -> str:
    """The title with the year that the page lost in front of its 年: 年上半年… -> 2020年上半年…"""
    return f"{year}{title}" if year and title.startswith("年") else title


def goes_on_below(line: str) -> bool:
    """Whether a line (without blanks) is visibly unfinished: 关于某县, 2023年, 计划执行情况和."""
    return _UNFINISHED.match(line) is not None


def _named(lines: list[str]) -> str | None:
    plain = [squeezed(_NOISE.sub("", line)) for line in lines]
    for i, line in enumerate(plain):
        if _SALUTATION.search(line[:12]):
            plain = plain[:i]
            break
    assembled = (_assembled(plain[i:], _is_title) for i in range(len(plain)))
    # 国民经济和社会发展统计公⏎报: the break of a narrow page lies within a word.
    broken = (_broken(pair, _is_title) for pair in pairwise(plain[:_FIRST_LINES]))
    return next(filter(None, chain(assembled, broken)), None)


def _assembled(lines: list[str], fits: Callable[[str], bool]) -> str | None:
    """The title that the first line makes, alone or with those below it where it is visibly unfinished."""
    for count in range(1, min(len(lines), _MOST_LINES) + 1):
        if not all(goes_on_below(line) for line in lines[: count - 1]):
            return None
        if fits(joined := _without_text("".join(lines[:count]))):
            # 计划草案的报⏎告（书面）: it may break off within its last word.
            return _broken((joined, *lines[count : count + 1]), fits) or joined
    return None


def _broken(lines: tuple[str, ...], fits: Callable[[str], bool]) -> str | None:
    """The title of two lines that a narrow page parts within its last word or in front of it."""
    if len(lines) == 1 or not all(lines) or not fits(whole := "".join(lines)):
        return None
    before, after = lines
    alone = not fits(before) and _LAST_WORD.match(after) is not None
    return whole if alone or _within_a_word(before, after) else None


def _is_title(line: str) -> bool:
    bare = re.sub(r"[（(].*?[)）]|\[\d+\]", "", line)
    return len(line) <= LONGEST and not _NOT_TITLE.search(bare) and opens_document(line)


def _within_a_word(before: str, after: str) -> bool:
    before, after = before[-_WORD:], after[:_WORD]
    return len(before) not in boundaries(before + after)


def _without_text(line: str) -> str:
    """关于工作情况的报告|2021年8月3日…: the title at the head of a line that goes on with the text."""
    title = _RUN_ON.match(line)
    return title[0] if title and _GOES_ON.match(line, title.end()) else line


def tidy(line: str) -> str:
    """A line of a title without heading signs, the page's stamp, the occasion and the name of the site."""
    line = _STAMP.sub("", _STRAY.sub("", _NOISE.sub("", line)))
    line = _OCCASION.sub("", _SITE.sub("", line))
    line = _FULL_TEXT.sub("", re.sub(r"[ \t\u3000]+", " ", line)).strip()
    return _NOISE.sub("", line)


def _cut(line: str) -> str:
    if len(line) <= LONGEST:
        return line
    match = _RUN_ON.match(line)
    return match[0] if match else re.split(r"[。！？!?]", line, maxsplit=1)[0][:LONGEST]


@cache
def _patterns() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple((row, re.compile(row["pattern"])) for row in table("document_titles"))
