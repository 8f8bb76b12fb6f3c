"""A passage in time: whether it looks back or ahead, and over which years."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nianjian.binding import periods, times
from nianjian.binding.calendar import Calendar, resolve
from nianjian.binding.status import goals_announced
from nianjian.binding.times import TimeMark
from nianjian.widths import narrow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Section


_LONGEST_HEADING = 20
# Blanks and quotation marks in front of the words that a sentence opens with.
_BEFORE = ' \u3000“"'
# What a sentence may say in front of the years: 报告指出，“十二五”期间，….
_SAID = re.compile(r"[^，。；0-9]{0,14}(?:回顾|指出|显示|提出|表示|说|称)[，,：:]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section in time: `planned` says whether it looks ahead; `term` is the span of years of its heading.

    `spans` says that the heading names nothing but the term, so that its figures are about all of it; `begun`
    that the text tells of a building of which nothing stands yet, `leads` that the heading names several
    years and then the last of them.
    """

    planned: bool
    calendar: Calendar
    term: tuple[int, int] | None
    spans: bool
    heard_on: str | None
    begun: bool = False
    leads: bool = False

    @property
    def plans_term(self) -> bool:
        """Whether it is the chapter of a report on one year that plans the several years of its heading."""
        return self.planned and self.spans and "/" not in (self.calendar.plan or "")

    @property
    def default(self) -> str | None:
        """The period of a figure that no time word dates."""
        if self.spans and self.planned and self.term:
            return f"{self.term[0]}/{self.term[1]}"
        return self.calendar.plan if self.planned else self.calendar.review


def opened(passage: Passage, marks: Sequence[TimeMark], low: int, later: bool = False) -> Passage:
    """The passage from a sentence on that opens with months of its year: 2023年前11个月，… dates the rest.

    A report says its period once and goes back to it; a news paragraph stays with the time it opens with. So
    does one of a report where that time is `later` than what it looks back on: 今年上半年 in a summer's.
    """
    first = next(iter(marks), None)
    if first is None or first.start > low + 2 or first.base or first.first is None or first.day:
        return passage
    if len(marks) > 1 and marks[1].start == first.end + 1:
        # 一季度、上半年分别…: a list of times dates nothing but its values.
        return passage
    period = resolve(first, passage.calendar, passage.planned)
    if period is None or (later and (passage.planned or not _is_between(period, passage))):
        return passage
    return replace(passage, spans=False, calendar=replace(passage.calendar, review=period))


def _is_between(period: str, passage: Passage) -> bool:
    """Whether a period ends behind what the report looks back on and before it was given."""
    last, looked_back = periods.bounds(period)[1], periods.bounds(passage.calendar.review)[1]
    return last is not None and looked_back is not None and looked_back < last <= (passage.heard_on or "")


def over_years(passage: Passage, marks: Sequence[TimeMark], text: str, low: int) -> Passage:
    """The passage from a sentence on that opens with years that are over: 过去五年，…, “十三五”期间，….

    What the rest of the paragraph counts was done in all of them, as under a heading that names them. The
    span of 四年累计新上项目95个 is that figure's own.
    """
    first = next(iter(marks), None)
    if passage.planned or passage.spans or first is None or first.base or first.since:
        return passage
    if first.rule not in ("time.term", "time.years_past", "time.years_around"):
        return passage
    lead = text[low : first.start].strip(_BEFORE)
    if lead and not _SAID.fullmatch(lead):
        return passage
    if not text.startswith(("，", ",", "时期", "期间"), first.end) and text[first.end - 1] not in "来间期":
        return passage
    label = resolve(first, passage.calendar, False)
    if label is None or "/" not in label:
        return passage
    begin, last = int(label[:4]), int(label[5:9])
    over = begin < last <= (passage.calendar.review_year or 0)
    return replace(passage, term=(begin, last), spans=True) if over else passage


def goals_ahead(passage: Passage, marks: Sequence[TimeMark], text: str, low: int, high: int) -> Passage:
    """The passage from a sentence on that names a year to come and opens its goals: 2021年预期目标是：…"""
    goals = None if passage.planned else goals_announced(text, low, high)
    if goals is None or goals[0][-1] not in "：:":
        return passage
    for mark in marks:
        if mark.end > goals.end():
            break
        label = resolve(mark, passage.calendar, True)
        year = periods.year_of(label)
        if label and year and year > (passage.calendar.review_year or year):
            return replace(passage, planned=True, calendar=replace(passage.calendar, plan=label))
    return passage


def headed_over(passage: Passage, marks: Sequence[TimeMark], line: str) -> Passage:
    """The passage below a short line that names years that are over and no other: 硕果累累“十二五”."""
    bare = line.strip()
    if passage.planned or not 0 < len(bare) <= _LONGEST_HEADING or any(c in bare for c in "。，,；;"):
        return passage
    terms = [mark for mark in marks if mark.rule == "time.term" and not mark.base]
    if len(terms) != 1 or len(marks) > 1 or not terms[0].last_year or not terms[0].year:
        # The next heading is about something else, as far as it names a time.
        return replace(passage, term=None, spans=False) if marks and passage.term else passage
    if terms[0].last_year > (passage.calendar.review_year or 0):
        return passage
    return replace(passage, term=(terms[0].year, terms[0].last_year), spans=True)


def is_mixed(passage: Passage) -> bool:
    """Whether a chapter tells of several years and then of the last: “十三五”时期及2020年工作回顾."""
    return passage.leads and not passage.planned


def turns_to_the_year(marks: Sequence[TimeMark], low: int, passage: Passage) -> bool:
    """Whether a sentence opens with one year or a part of it: 2020年，…; 过去一年，…; 今年上半年，…."""
    first = next(iter(marks), None)
    if first is None or first.start > low + 2 or first.base or first.since:
        return False
    reviewed = first.rule == "time.year" and _is_reviewed(first, passage)
    return reviewed or first.first is not None or first.rule == "time.relative"


def term_of(marks: Sequence[TimeMark], low: int, passage: Passage) -> tuple[int, int] | None:
    """The first five-year plan that these time words name, or the chapter's own years where they say 五年.

    `low` is where their sentence begins: 以来 behind its opening dates one figure, not the paragraph.
    """
    for mark in marks:
        if mark.base or (mark.rule == "time.term" and mark.since and mark.start > low + 2):
            # 是“十二五”时期的1.3倍 is about the years behind them.
            continue
        if mark.rule == "time.term" and mark.year and mark.last_year:
            return mark.year, mark.last_year
        years = mark.rule in ("time.years_past", "time.years_around") and mark.last_year
        if passage.term and years == passage.term[1] - passage.term[0] + 1:
            return passage.term
    return None


def opens_with_last_year(marks: Sequence[TimeMark], low: int, passage: Passage) -> bool:
    """Whether a sentence of a chapter on several years opens with the last of them."""
    first = marks[0] if marks else None
    return bool(
        passage.spans
        and not passage.planned
        and first
        and first.start <= low + 2
        and (_is_reviewed(first, passage) if first.rule == "time.year" else _is_the_year_over(first))
    )


def _is_the_year_over(mark: TimeMark) -> bool:
    """Whether a word means the time looked back on, whatever else is spoken of: 一年来, 过去一年."""
    return mark.rule == "time.relative" and times.relative_words()[mark.relative or ""]["whole"] == "default"


def _is_reviewed(mark: TimeMark, passage: Passage) -> bool:
    return mark.year == passage.calendar.review_year


@lru_cache(maxsize=1024)
def _heading_marks(heading: str) -> tuple[TimeMark, ...]:
    return tuple(times.time_marks(heading))


def passage_of(section: Section | None, role: str, calendar: Calendar, heard_on: str | None) -> Passage:
    """A passage of a section that plays a role; `heard_on` is the day of the meeting, ISO 8601."""
    planned = role == "plan"
    term, spans, leads = None, False, False
    for heading in dict.fromkeys((*section.path.split(" / "), section.title)) if section else ():
        marks = _heading_marks(narrow(heading))
        for mark in marks:
            if not mark.rule.startswith(("time.term", "time.years_")):
                continue
            label = resolve(mark, calendar, planned)
            if label and "/" in label:
                term = (int(label[:4]), int(label[5:9]))
                spans = not any(other.rule == "time.year" for other in marks)
                leads = not spans and mark is marks[0]
    return Passage(planned, calendar, term, spans, heard_on, leads=leads)
