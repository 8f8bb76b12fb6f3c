"""When what moved was where it moved from: the earlier period of 由A上升至B."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.binding import periods
from nianjian.binding.calendar import resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.bound import Bound
    from nianjian.binding.context import Passage
    from nianjian.binding.times import TimeMark


def origin_period(
    bound: Bound,
    text: str,
    marks: Sequence[TimeMark],
    period: str | None,
    passage: Passage,
    term: tuple[int, int] | None,
) -> str | None:
    """The earlier period of 由A上升至B: named beside it, else before the term, else a year before."""
    at = bound.quantity.start
    clause = 1 + max(text.rfind("；", 0, at), text.rfind(";", 0, at))
    opens = ("比", "较") if "tail.grew_from" in bound.tail.rules else ("由", "从")
    for mark in reversed(marks):
        if clause <= mark.start and mark.end <= at and text[mark.start - 1 : mark.start] in opens:
            named = resolve(mark, passage.calendar, passage.planned)
            # 由年初的6.9%降至3.4%: as the year before left it.
            left = bound.measure in ("level", "share") and "年初" in text[mark.start : mark.end]
            return str(int(named[:4]) - 1) if named and left else named
    if term:
        return str(term[0] - 1)
    if years := _years_moved(marks, clause, at):
        return str((passage.calendar.review_year or 0) - years) if not passage.planned else period
    if period and "/" in period:
        return str(int(period[:4]) - 1)
    return periods.shifted(period, -1) if period else None


def _years_moved(marks: Sequence[TimeMark], clause: int, at: int) -> int | None:
    """How many years up to now a clause tells of: 四年间由3亿元增加到8亿元, 五年翻一番，由A增加到B."""
    for mark in reversed(marks):
        if clause <= mark.start and mark.end <= at and mark.rule == "time.years_past" and not mark.base:
            return mark.last_year
    return None
