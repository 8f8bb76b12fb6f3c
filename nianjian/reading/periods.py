"""Which year a report belongs to, what it looks back on, and what it plans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.reading.dates import Meeting, number, years
from nianjian.reading.plain import squeezed

if TYPE_CHECKING:
    from datetime import date

_YEAR = r"(?:19|20)\d{2}|[二一][〇○Ｏ零一二三四五六七八九0O]{3}"
# A report on a budget names its years as one on a plan does.
_BUDGET = re.compile(r"(?:预算|决算)[^年]{0,12}(?:执行|草案)")
# How the economy ran from January to some month: 前三季度, 1-11月, 一季度.
_RUN = re.compile(r"经济.{0,6}运行")
_UP_TO = re.compile(
    r"(?P<first>[一二三123])季度|(?:1|一)月?[-—–－~～至到](?P<month>1[0-2]|[2-9])月|前(?P<count>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])个月"
)
_QUARTERS = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9}
_PARTS = {3: "Q1", 6: "H1"}
SUMMER, AUTUMN = 6, 10
HEAD, OPENING = 4_000, 700


@dataclass(frozen=True, slots=True)
class Periods:
    """The years of a document: report_year, review (`2020`, `2022-H1`) and plan, None where it has none."""

    report_year: int | None = None
    review: str | None = None
    plan: str | None = None


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
    if kind == "other" and _RUN.search(title):
        return _run(title, published)
    if kind == "annual_report":
        return _annual(title, meeting, published, text)
    return Periods(meeting.year if meeting else None) if kind == "other" else Periods()


def _bulletin(title: str, meeting: Meeting | None, published: date | None, text: str) -> Periods:
    issued = published.year if published else meeting.year if meeting else None
    covered = _first(years(title), [issued - 1] if issued else [], years(_head(text)))
    if covered is None:
        return Periods()
    return Periods(covered, f"{covered}-H1" if "上半年" in title else str(covered))


def _halves(year: int | None) -> Periods:
    return Periods(year, f"{year}-H1", f"{year}-H2") if year else Periods()


def _run(title: str, published: date | None) -> Periods:
    """The part of the year that a statistics office reports on: 前三季度 is January to September."""
    year = _first(years(title), _year(published))
    if year is None:
        return Periods()
    match = _UP_TO.search(title)
    if match is None:
        return Periods(year, f"{year}-H1" if "上半年" in title else str(year))
    # 三季度 by itself and 前三季度 are told apart by what stands in front.
    alone = match["first"] in ("二", "2", "三", "3") and title[match.start() - 1 : match.start()] != "前"
    if alone:
        return Periods(year, f"{year}-Q{_QUARTERS[match['first']] // 3}")
    last = _QUARTERS[match["first"]] if match["first"] else number(match["month"] or match["count"])
    if last is None or last > 11:
        return Periods(year, str(year))
    return Periods(year, f"{year}-{_PARTS[last]}" if last in _PARTS else f"{year}-01/{year}-{last:02d}")


def _plan(title: str, meeting: Meeting | None, text: str) -> Periods:
    named = years(title)
    if "半年" in title:
        return _halves(meeting.year if meeting else _first(named, years(_head(text))))
    drafted = re.search(rf"({_YEAR})年(?:度)?[^年]{{0,24}}草案", title)
    carried = re.search(rf"({_YEAR})年(?:度)?[^年]{{0,24}}执行", title)
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
    named = _first(years(title))
    if named is not None:
        late = published is not None and published.year == named + 1 and published.month <= 3
        return named if late else named - 1
    return published.year - 1 if published and published.month < SUMMER else None


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
