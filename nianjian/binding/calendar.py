"""What the time words of a report mean, once it is known when it was given and what it looks back on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.binding import periods
from nianjian.binding.times import relative_words

if TYPE_CHECKING:
    from nianjian.binding.times import TimeMark


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a document's relative time words count from.

    `review` and `plan` are the default periods of what happened and what is planned; `report_year` is
    the year in which the speaker says 今年.
    """

    review: str | None
    plan: str | None
    report_year: int | None

    @property
    def review_year(self) -> int | None:
        """The year looked back on."""
        return periods.year_of(self.review) or self.report_year

    @property
    def plan_year(self) -> int | None:
        """The year planned, the first of several."""
        return periods.year_of((self.plan or "").partition("/")[0] or None) or self.report_year


def resolve(mark: TimeMark, calendar: Calendar, planned: bool) -> str | None:
    """The period label that a mark means in a passage that is planned or looks back; None for none."""
    default = calendar.plan_year if planned else calendar.review_year
    year: int | None
    if mark.rule in ("time.clock", "time.century"):
        return None
    if mark.rule in ("time.years", "time.term"):
        return f"{mark.year}/{mark.last_year}"
    if mark.rule == "time.years_ago":
        now = calendar.review_year or default
        return str(now - (mark.last_year or 0)) if now else None
    if mark.rule in ("time.years_around", "time.years_past"):
        if mark.last_year is None or default is None:
            return None
        if (mark.relative or "")[:2] in ("今后", "未来", "往后", "下一"):
            begin = calendar.plan_year or default
            return f"{begin}/{begin + mark.last_year - 1}"
        review = calendar.review_year or default
        if (mark.relative or "")[:1] == "上":
            return f"{review - 2 * mark.last_year + 1}/{review - mark.last_year}"
        return f"{review - mark.last_year + 1}/{review}"
    if mark.rule == "time.same_period" and calendar.review:
        return periods.shifted(calendar.review, -1)
    if mark.rule in ("time.relative", "time.same_period"):
        row = relative_words()[mark.relative or ""]
        anchor = {"report": calendar.report_year, "review": calendar.review_year, "default": default}[
            row["anchor"]
        ]
        if anchor is None:
            return None
        if (
            planned
            and mark.relative in ("今年", "本年", "本年度")
            and (calendar.plan_year or 0) == anchor + 1
        ):
            # A report of December calls the year that it plans 今年, as it will be when it is read.
            anchor += 1
        year = anchor + int(row["shift"])
        if row["whole"] == "default" and mark.first is None:
            return calendar.plan if planned else calendar.review
    else:
        year = mark.year or default
    if year is None:
        return None
    if mark.first is None:
        if mark.rule == "time.sub":
            return str(default)
        return str(year)
    if mark.day:
        return f"{periods.month(year, mark.first)}-{mark.day:02d}"
    return periods.months(year, mark.first, mark.last or mark.first)
