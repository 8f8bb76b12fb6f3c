"""What a passage lends its figures: period, status and scope, from section, time words and words of intent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.binding import periods, times
from nianjian.binding.times import Calendar, TimeMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.binder import Bound
    from nianjian.binding.metrics import Area
    from nianjian.model import Section

_ESTIMATE = re.compile(r"预计(?!到)|初步预计|有望|预期可|可望")
_TARGET = re.compile(
    r"力争|预期目标|目标[是为：:]|发展目标|目标任务[是为：:]|计划(?=[^，,。；;]{0,6}(?:增长|投资|完成|实施|新增|新建|开工|安排|总投资|建设))|到\s*(?:20[2-9][0-9]|二[〇○零]二)"
)
_INTENT = re.compile(r"力争|确保|争取|努力实现|计划|拟|将(?!军|近|来)|目标")
_PAST = re.compile(r"完成了|实现了|去年|已经|上年")
_SPAN_WORDS = re.compile(r"累计|五年|总计|共完成|期间|年均")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section's part in time: `planned` says whether it looks ahead; `term` is its five-year span."""

    planned: bool
    calendar: Calendar
    term: tuple[int, int] | None
    mixed: bool

    @property
    def default(self) -> str | None:
        """The period of a figure that no time word dates."""
        if self.planned and self.term and self.mixed:
            return f"{self.term[0]}/{self.term[1]}"
        return self.calendar.plan if self.planned else self.calendar.review


def term_in(text: str) -> tuple[int, int] | None:
    """The five-year span that a heading or sentence names (“十四五”), or None."""
    for mark in times.time_marks(text):
        if mark.rule == "time.term" and mark.year and mark.last_year:
            return mark.year, mark.last_year
    return None


def passage_of(section: Section | None, calendar: Calendar) -> Passage:
    """The passage that a section is: plans look ahead, everything else looks back."""
    role = section.role if section else "other"
    planned = role == "plan"
    term = term_in(f"{section.path} {section.title}") if section else None
    years = bool(section and re.search(r"(?:19|20)[0-9]{2}年", section.title))
    return Passage(planned, calendar, term, mixed=term is not None and not years)


@dataclass(frozen=True, slots=True)
class Dating:
    """Period, status and the rules that gave them."""

    period: str | None
    status: str
    rules: tuple[str, ...]


def date(
    bound: Bound,
    text: str,
    start: int,
    end: int,
    marks: Sequence[TimeMark],
    passage: Passage,
    paragraph_term: tuple[int, int] | None,
) -> Dating:
    """Period and status of a bound quantity in the sentence `start`..`end`.

    The nearest time word before the numeral dates it; words of intent make it a target or an estimate.
    """
    quantity = bound.quantity
    rules: list[str] = []
    before = [
        m
        for m in marks
        if start <= m.start
        and m.end <= quantity.start
        and not m.base
        and m.rule not in ("time.clock", "time.century")
    ]
    clause_start = (
        max(text.rfind(sep, start, quantity.start) for sep in "；;。\n") + 1
        if any(text.rfind(sep, start, quantity.start) >= 0 for sep in "；;。\n")
        else start
    )
    lead = text[max(start, clause_start) : quantity.start]
    sentence_lead = text[start : quantity.start]
    term = paragraph_term or passage.term

    mark = before[-1] if before else None
    period: str | None = None
    if mark is not None:
        period = times.resolve(mark, passage.calendar, passage.planned)
        rules.append(mark.rule)
        if mark.rule == "time.term":
            planned_term = (passage.calendar.review_year or 0) < (mark.last_year or 0)
            if not (bound.tail.mean or planned_term or _SPAN_WORDS.search(text[mark.end : quantity.start])):
                period = None
        elif mark.rule in ("time.years_past", "time.years_around") and not (
            _SPAN_WORDS.search(text[mark.start : quantity.start]) or mark.relative in ("今后", "未来")
        ):
            period = None
    status = "actual"
    year = periods.year_of(period)
    review_year = passage.calendar.review_year
    if passage.planned:
        status = "target"
        looks_back = (
            mark is not None
            and review_year is not None
            and year is not None
            and (
                year < (periods.year_of(passage.calendar.plan) or year)
                or (period is not None and passage.calendar.review == period)
            )
        )
        if looks_back and mark is not None and not _INTENT.search(sentence_lead):
            status = "actual"
    elif (
        period is not None
        and review_year is not None
        and year is not None
        and _is_later(period, passage.calendar)
    ):
        status = "target"
        rules.append("status.later_period")
    if status == "actual" and _TARGET.search(sentence_lead) and not _PAST.search(sentence_lead):
        if (
            passage.calendar.plan
            and not passage.planned
            and re.search(r"预期目标|发展目标[是为：:]", sentence_lead)
        ):
            status = "target"
            period = period or passage.calendar.plan
            rules.append("status.goal")
        elif re.search(r"力争|目标", lead):
            status = "target"
            rules.append("status.intent")
    if _ESTIMATE.search(lead) and status != "target":
        status = "estimate"
        rules.append("status.estimate")
    if bound.tail.mean and (period is None or "/" not in period):
        span = term or _five_years(passage, period, status)
        if span:
            period = f"{span[0]}/{span[1]}"
            rules.append("period.mean")
    if period is None:
        period = passage.default
        rules.append("period.default")
    if bound.origin:
        period = _origin_period(bound, text, marks, period, passage, term)
        rules.append("period.origin")
    return Dating(period, status, tuple(rules))


def _is_later(period: str, calendar: Calendar) -> bool:
    """Whether a period ends after what the report looks back on: then it can only be planned."""
    review = calendar.review
    if review is None:
        return False
    last, review_last = periods.bounds(period)[1], periods.bounds(review)[1]
    return (
        last is not None
        and review_last is not None
        and last > review_last
        and period[:4] >= review[:4]
        and not (period.endswith("-H1") and False)
    )


def _five_years(passage: Passage, period: str | None, status: str) -> tuple[int, int] | None:
    """The five years that 年均 is about where nothing names them."""
    if status == "target":
        begin = passage.calendar.plan_year
        return (begin, begin + 4) if begin else None
    last = periods.year_of(period) or passage.calendar.review_year
    return (last - 4, last) if last else None


def _origin_period(
    bound: Bound,
    text: str,
    marks: Sequence[TimeMark],
    period: str | None,
    passage: Passage,
    term: tuple[int, int] | None,
) -> str | None:
    """The earlier period of 由A上升至B: named beside the numeral, else before the term, else last year."""
    quantity = bound.quantity
    for mark in reversed(marks):
        if (
            mark.end <= quantity.start
            and mark.start >= quantity.start - 14
            and re.search(r"[由从]$", text[max(0, mark.start - 1) : mark.start])
        ):
            return times.resolve(mark, passage.calendar, passage.planned)
    if term:
        return str(term[0] - 1)
    return periods.shifted(period, -1) if period else None
