"""Which year a report belongs to, what it looks back on, and what it plans."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.levels import LEVELS
from nianjian.reading.dates import Meeting, number, years
from nianjian.reading.plain import squeezed
from nianjian.reading.title_periods import Periods, of_title, part_of_year
from nianjian.years import ARABIC_YEAR, YEAR

if TYPE_CHECKING:
    from datetime import date

# A report on a budget names its years as one on a plan does.
_BUDGET = re.compile(r"预算[^年]{0,12}(?:执行|草案)")
# 2014政府工作报告, 政府工作报告（2014）
_BARE = re.compile(rf"(?<![0-9])({ARABIC_YEAR})(?=[一-龥]{{0,12}}政府工作报告|[)）]?$)")
_OPENS_WITH = re.compile(rf"({YEAR})年(?:是|[,，])")
_SKETCH = re.compile(rf"概况|概述|简介|[镇乡{LEVELS}]情|^[一-龥]{{1,12}}[{LEVELS}]$")
SUMMER, AUTUMN = 6, 10
SOME_YEAR = 2000
HEAD, OPENING = 4_000, 700


def periods(kind: str, title: str, meeting: Meeting | None, published: date | None, text: str) -> Periods:
    """The years of a document from its title (without blanks) and its text.

    The meeting's year wins over the title's: some titles carry the year looked back on. A report given in
    the last quarter looks back on its own year. Headings that name their year win over both defaults.
    """
    if kind == "statistical_bulletin":
        return _bulletin(title, meeting, published, text)
    if kind == "half_year_report":
        year = meeting.year if meeting else _first(years(title), years(_head(text)), _year(published))
        return _halves(year)
    if kind == "plan_report" or (kind == "other" and _BUDGET.search(title)):
        return _plan(title, meeting, text)
    if kind == "other":
        told = _opened(meeting, text) if meeting else _told(title, text)
        return of_title(title, published) or told or Periods(meeting.year if meeting else None)
    if kind == "annual_report":
        return _annual(title, meeting, published, text)
    return Periods()


def _told(title: str, text: str) -> Periods | None:
    """The years of a sketch of an area, which a yearbook prints without its year: that of most figures."""
    year = _most_named(text) if _SKETCH.search(title) else None
    return Periods(year, str(year)) if year else None


def _most_named(text: str) -> int | None:
    """The year that a text names most often, the latest among equals."""
    named = [year for year in years(squeezed(text[:HEAD])) if year >= SOME_YEAR]
    return max(named, key=lambda year: (named.count(year), year), default=None)


def _opened(meeting: Meeting, text: str) -> Periods | None:
    """2009年，面对…: the year that a text of the next spring opens with, where its title was lost."""
    named = _OPENS_WITH.search(squeezed(text[:HEAD]))
    year = number(named[1]) if named else None
    return Periods(year, str(year)) if year == meeting.year - 1 and meeting.month < SUMMER else None


def _bulletin(title: str, meeting: Meeting | None, published: date | None, text: str) -> Periods:
    issued = published.year if published else meeting.year if meeting else None
    covered = _first(years(title), [issued - 1] if issued else [], years(_head(text)))
    if covered is None:
        return Periods()
    return Periods(covered, f"{covered}-H1" if "上半年" in title else str(covered))


def _halves(year: int | None) -> Periods:
    return Periods(year, f"{year}-H1", f"{year}-H2") if year else Periods()


def _parts(title: str, year: int | None) -> Periods:
    """What was carried out from January to some month, and the rest of the year."""
    if year is None:
        return Periods()
    review = part_of_year(title, year)
    return Periods(year, review, f"{year}-H2" if review.endswith("H1") else str(year))


def _plan(title: str, meeting: Meeting | None, text: str) -> Periods:
    named = years(title)
    if part_of_year(title, SOME_YEAR) != str(SOME_YEAR) and "半年" not in title:
        return _parts(title, _first(named, [meeting.year] if meeting else []))
    if "半年" in title:
        return _halves(meeting.year if meeting else _first(named, years(_head(text))))
    drafted = re.search(rf"({YEAR})年(?:度)?[^年]{{0,24}}草案", title)
    carried = re.search(rf"({YEAR})年(?:度)?[^年]{{0,24}}执行", title)
    review, plan = _read(carried), _read(drafted)
    if plan is None:
        plan = review + 1 if review else _stated("plan", text)
    if review is None:
        review = plan - 1 if plan else meeting.year - 1 if meeting else None
    if review is None:
        return Periods(meeting.year if meeting else None)
    return Periods(meeting.year if meeting else review + 1, str(review), str(plan or review + 1))


def _annual(title: str, meeting: Meeting | None, published: date | None, text: str) -> Periods:
    review = _year_reviewed(title, meeting, published, text)
    if review is None:
        return Periods()
    return Periods(meeting.year if meeting else review + 1, str(review), str(review + 1))


def _year_reviewed(title: str, meeting: Meeting | None, published: date | None, text: str) -> int | None:
    if meeting and meeting.month < SUMMER:
        return meeting.year - 1
    stated = _stated("review", text[:HEAD])
    planned = _stated("plan", text) if stated is None else None
    if planned is not None:
        stated = planned - 1
    if meeting:
        near = stated in (meeting.year, meeting.year - 1)
        return stated if near else meeting.year - (meeting.month < AUTUMN)
    if stated is not None:
        return stated
    bare = _BARE.search(title)
    named = _first(years(title), [int(bare[1])] if bare else [])
    if named is not None:
        late = published is not None and published.year == named + 1 and published.month <= 3
        return named if late else named - 1
    # A page's date is all there is: a report of the winter, put up in the same year.
    return published.year - 1 if published and published.month < AUTUMN else None


def _stated(role: str, text: str) -> int | None:
    """The year that headings and phrases of a role name most often in the text, the earliest among equals."""
    plain = squeezed(text)
    written = [
        match[1] if pattern.groups else plain[max(0, match.start() - 4) : match.start()]
        for pattern in _patterns(role)
        for match in pattern.finditer(plain)
    ]
    found = [year for text in written if len(text) == 4 and (year := number(text)) and 1978 <= year < 2100]
    return max(found, key=lambda year: (found.count(year), -year), default=None)


@cache
def _patterns(role: str) -> tuple[re.Pattern[str], ...]:
    rows = [row["pattern"] for row in table("period_words") if row["role"] == role]
    return tuple(map(re.compile, rows))


def _head(text: str) -> str:
    return squeezed(text[:OPENING])


def _read(match: re.Match[str] | None) -> int | None:
    return number(match[1]) if match else None


def _year(day: date | None) -> list[int]:
    return [day.year] if day else []


def _first(*choices: list[int]) -> int | None:
    return next((choice[0] for choice in choices if choice), None)
