"""Period and status of a table's columns: by their own heads, the columns beside them, the title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.binding import periods
from nianjian.binding.calendar import resolve
from nianjian.binding.dating import Dating

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.calendar import Calendar
    from nianjian.tabular.heads import Head

_DEPENDENT = ("change_pct", "change_pp", "change_abs", "share", "rank", "fulfilment")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a column without a year is about: the year looked back on, the year planned, and which of them the
    title speaks of (status actual, target, or empty).
    """

    review: str | None
    plan: str | None
    status: str


def defaults(years: Sequence[int], status: str, calendar: Calendar) -> Defaults:
    """The defaults of a table whose title names these years and speaks of what was done or is planned."""
    reviewed = calendar.review_year
    past = [year for year in years if reviewed is None or year <= reviewed]
    ahead = [year for year in years if reviewed is not None and year > reviewed]
    review = _in_year(calendar.review, past[-1]) if past else calendar.review
    plan = str(ahead[0]) if ahead else calendar.plan
    if not status and ahead and not past:
        status = "target"
    return Defaults(review, plan, status or "actual")


def _in_year(label: str | None, year: int) -> str:
    return label if label and periods.year_of(label) == year else str(year)


def date_columns(heads: Sequence[Head], given: Defaults, calendar: Calendar) -> list[Dating | None]:
    """Period and status of every column of figures, None for the other columns.

    A rate of change, share or rank without a year is about what stands left of it; a plan without a year that
    is followed by what became of it is the plan of that period.
    """
    found: list[Dating | None] = []
    left: Dating | None = None
    before: Dating | None = None
    for i, head in enumerate(heads):
        beside = before if _is_earlier(left, before) and head.measure in _DEPENDENT else left
        dating = _date(head, heads[i + 1 :], beside, given, calendar) if head.kind == "value" else None
        found.append(dating)
        if dating is not None and head.measure not in _DEPENDENT:
            left, before = dating, left
    span = span_of(heads, found)
    for i, head in enumerate(heads):
        if head.kind == "value" and head.mean and span is not None and head.mark is None:
            found[i] = span
    return found


def _date(
    head: Head, behind: Sequence[Head], left: Dating | None, given: Defaults, calendar: Calendar
) -> Dating:
    if head.mark is not None:
        period = resolve(head.mark, calendar, head.status == "target")
        return Dating(period, head.status or _status_of(period, calendar), (head.mark.rule,))
    if head.shift and (left is not None or given.review):
        base = left.period if left is not None and left.status != "target" else given.review
        return Dating(periods.shifted(base, head.shift) if base else None, "actual", ("table.year_before",))
    if left is not None and (head.measure in _DEPENDENT or head.mean) and head.status in ("", left.status):
        return Dating(left.period, left.status, ("table.column_beside",))
    if head.status == "target":
        became = next((other for other in behind if other.status in ("actual", "estimate")), None)
        if became is not None:
            period = resolve(became.mark, calendar, False) if became.mark else given.review
            return Dating(_year(period) if head.whole_year else period, "target", ("table.plan_of_period",))
        return Dating(_year(given.plan) if head.whole_year else given.plan, "target", ("period.default",))
    status = head.status or given.status
    if left is not None and left.status == "target" and head.status and _is_over(left.period, calendar):
        return Dating(left.period, status, ("table.column_beside",))
    return Dating(given.plan if status == "target" else given.review, status, ("period.default",))


def _year(period: str | None) -> str | None:
    return period and str(periods.year_of(period))


def _is_earlier(left: Dating | None, before: Dating | None) -> bool:
    """Whether a column looks back from the one before it: 2023年, 上年同期, 增减."""
    if left is None or before is None or "target" in (left.status, before.status):
        return False
    ends = periods.bounds(left.period)[1], periods.bounds(before.period)[1]
    return ends[0] is not None and ends[1] is not None and ends[0] < ends[1]


def _is_over(period: str | None, calendar: Calendar) -> bool:
    """Whether a period ends no later than what the report looks back on."""
    last, review = periods.bounds(period)[1], periods.bounds(calendar.review)[1]
    return last is not None and (review is None or last <= review)


def _status_of(period: str | None, calendar: Calendar) -> str:
    return "actual" if period is None or _is_over(period, calendar) else "target"


def span_of(heads: Sequence[Head], dated: Sequence[Dating | None]) -> Dating | None:
    """The years of a yearly average or a total: after the first year named to the last, some years apart."""
    ends = [
        (int(dating.period), dating.status)
        for head, dating in zip(heads, dated, strict=True)
        if dating and dating.period and dating.period.isdecimal() and head.mark and not head.mean
    ]
    if not ends:
        return None
    (first, _), (last, status) = min(ends), max(ends)
    return Dating(f"{first + 1}/{last}", status, ("period.mean",)) if last - first > 1 else None
