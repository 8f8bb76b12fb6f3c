"""Days named in a document's head and tail: when the meeting was, and when the page was published.

Text comes without blanks (see plain.squeezed) where nothing else is said; days go back as datetime.date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from nianjian.reading.plain import squeezed
from nianjian.years import ARABIC_YEAR, YEAR, ZERO

_VALUES = {**dict.fromkeys(ZERO, 0), **{char: value for value, char in enumerate("一二三四五六七八九", 1)}}
_DAY = re.compile(
    rf"({YEAR})年(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"
)
_MONTH = re.compile(rf"({YEAR})年(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})月")
_ISO = re.compile(rf"({ARABIC_YEAR})[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?!\d)")
# Without blanks the year of the next day may follow: 2011-02-012011年.
_ISO_SQUEEZED = re.compile(rf"{ARABIC_YEAR}[-/.](?:\d{{2}}[-/.]\d{{2}}|\d{{1,2}}[-/.]\d{{1,2}}(?!\d))")
_TIME = re.compile(r"\s*(?:T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*")
_BARE_YEAR = re.compile(rf"({YEAR})年")
_MEETING_WITHIN = 90
_SOURCE_REACH = 30
LONGEST_SOURCE_LINE = 120
_MEETING = re.compile(r"会议|大会|全会")
_LABEL = re.compile(
    r"(?:^[-—·•*\s]*|发布|发文|发表|公布|更新|编辑|录入|成文|上传)(?:时间|日期|于)\s*[:：]?\s*$"
)
_PAPER = re.compile(r"[一-龥]{1,12}(?:报|网|台|在线)[ \u3000]*")
_SOURCE_LINE = re.compile(r"来源|浏览|点击|阅读|字号|字体|作者|访问")
# 2008年02月28日14:22来源: the day of the page, however it stands.
_OF_PAGE = re.compile(r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:来源|浏览|点击|字号|作者)|\d{1,2}[:：]\d{2}")
_END_OF_HEAD = re.compile(r"各位(?:代表|委员)[:：!！,，]|主任、|现在[,，]?(?:我|由我|代表)|同志们[:：]|一、")


@dataclass(frozen=True, slots=True)
class Meeting:
    """When the report was given: `month` counts where the day is not named."""

    year: int
    month: int
    day: date | None


def number(text: str) -> int | None:
    """A year written digit by digit (二〇一七) or a month or day (二十一), or None where it is neither."""
    if text.isdigit() and text.isascii():
        return int(text)
    if len(text) == 4:
        digits = [_VALUES.get(char, -1) for char in text]
        return int("".join(map(str, digits))) if min(digits) >= 0 else None
    tens, found, units = text.rpartition("十")
    if not found:
        return _VALUES.get(text)
    high, low = _VALUES.get(tens, -1) if tens else 1, _VALUES.get(units, -1) if units else 0
    return high * 10 + low if min(high, low) >= 0 else None


def days(text: str) -> list[tuple[int, int, date]]:
    """(start, end, day) of every day written out as 年月日, in order; impossible days are left out."""
    found = []
    for match in _DAY.finditer(text):
        day = _date(*match.groups())
        if day is not None:
            found.append((match.start(), match.end(), day))
    return found


def years(text: str) -> list[int]:
    """Every year named with 年, in order."""
    return [year for match in _BARE_YEAR.finditer(text) if (year := number(match[1])) is not None]


def head_of(text: str) -> str:
    """The part of a document's head that stands before the salutation or the first heading."""
    match = _END_OF_HEAD.search(text)
    return text[: match.start()] if match else text[:400]


def meeting(head: str) -> Meeting | None:
    """The meeting that heard the report: the day named with it, else a day alone in the head."""
    head = head_of(head)
    found = days(head)
    for i, (start, end, day) in enumerate(found):
        limit = found[i + 1][0] if i + 1 < len(found) else len(head)
        if _MEETING.search(head[end : min(limit, end + _MEETING_WITHIN)]):
            return Meeting(day.year, day.month, day)
        if re.search(r"会议[^。]{0,20}[（(]?$", head[max(0, start - 40) : start]):
            return Meeting(day.year, day.month, day)
    for start, end, day in found:
        before = head[max(0, start - _SOURCE_REACH) : start]
        other = [*_ISO_SQUEEZED.finditer(before)]
        # The day that a label or a source names is the one beside it.
        before = before[other[-1].end() :] if other else before
        # (2008年1月26日 张某): the line below a title says when who spoke.
        sourced = head[start - 1 : start] not in ("(", "（") and _SOURCE_LINE.search(before)
        of_page = _LABEL.search(head[:start]) or sourced or _OF_PAGE.match(head, end)
        if not of_page:
            return Meeting(day.year, day.month, day)
    for match in _MONTH.finditer(head):
        year, month = number(match[1]), number(match[2])
        if year and month and month <= 12 and _MEETING.search(head[match.end() : match.end() + 60]):
            return Meeting(year, month, None)
    return None


def published(head_lines: list[str], tail_lines: list[str], *, bulletin: bool) -> date | None:
    """The day the web page gives: a date line at the end, a labelled date, or a line of source and date.

    A bulletin is published, not given at a meeting: the day below its title counts as well. These lines come
    with their blanks: a time of day may follow.
    """
    for line in reversed(tail_lines):
        match = _ISO.match(line)
        if match and _TIME.fullmatch(line, match.end()):
            return _date(*match.groups())
    for line in (*head_lines, *reversed(tail_lines)):
        match = _ISO.search(line) or _DAY.search(squeezed(line))
        if match is None:
            continue
        # 某某日报 2018-11-16: the paper that printed it, and when.
        printed = match.re is _ISO and _PAPER.fullmatch(line, 0, match.start()) and match.end() == len(line)
        alone = match.start() == 0 and match.re is _ISO and _TIME.fullmatch(line, match.end())
        sourced = len(line) <= LONGEST_SOURCE_LINE and _SOURCE_LINE.search(line)
        if alone or printed or sourced or _LABEL.search(match.string[: match.start()]):
            return _date(*match.groups())
    if bulletin:
        return next((day for line in head_lines for _, _, day in days(squeezed(line))), None)
    return None


def _date(year: str, month: str, day: str) -> date | None:
    numbers = number(year), number(month), number(day)
    if None in numbers:
        return None
    try:
        return date(*(n for n in numbers if n is not None))
    except ValueError:
        return None
