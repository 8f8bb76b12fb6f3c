"""What a passage lends its figures: period and status, from section, time words and words of intent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.binding import periods, times
from nianjian.binding.metrics import action_at_start
from nianjian.binding.times import Calendar, TimeMark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.binder import Bound
    from nianjian.model import Section

_ESTIMATE = re.compile(r"预计(?!到)|有望|预期可|可望")
_GOAL = re.compile(r"(?:预期|发展|工作|奋斗|主要)目标(?:任务)?(?:确定|设定)?[是为：:]")
_INTENT = re.compile(r"力争|确保|争取|努力实现|计划|拟|将(?!军|近|来)|目标|预期")
_STRONG_INTENT = re.compile(r"力争(?!上游)|努力实现[^，,；;。]{0,24}目标")
_PLANNED_RATE = re.compile(r"(?:计划|预算|目标)(?:数|值)?(?:为|是)?(?:增长|增加|下降|完成)?$")
_REALLY = re.compile(r"实际(?=增长|下降|完成|实现|达到|为)")
_AIMED = re.compile(r"(?:对照|围绕|锚定|紧盯|对标)[^；;。]*$")
_GOAL_AHEAD = re.compile(r"[^，,；;。]{0,40}的(?:预期|年度|全年)?目标")
_GOAL_BEHIND = re.compile(r"(?:以上|左右|以内)?的(?:预期|年度|全年)?目标")
_AGAINST = re.compile(
    r"(?:高于|低于|超|超过|超出|完成|占|距离?|比|较|塌|快于|慢于|好于|优于|达到|相当于)[^，,；;。]{0,12}$"
)
_EXPECTED = re.compile(r"预计[^，,；;。]{0,12}$")
_SPAN_WORDS = re.compile(r"累计|总计|共完成|年均|平均")
_MOVES = re.compile(r"下降|增长|上升|提高|减少|增加|降低|翻")
_FLOWS = ("新增", "新建", "净增", "新改建")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_EXPECTED_BEHIND = re.compile(r"[（(]预计")
_AFTER_COMPLETION = re.compile(r"(?:达产|建成|投产|竣工|投用|完工)后[^；;。]{0,24}$")
_YEAR_BEGIN = re.compile(r"[比较](?:上)?年初")
_OWN_VALUE = re.compile(r"的[-－]?[0-9]")
_NO_DATE = ("time.clock", "time.century")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section in time: `planned` says whether it looks ahead; `term` is the span of years of its heading.

    `spans` says that the heading names nothing but the term, so that its figures are about all of it.
    """

    planned: bool
    calendar: Calendar
    term: tuple[int, int] | None
    spans: bool
    heard_on: str | None

    @property
    def default(self) -> str | None:
        """The period of a figure that no time word dates."""
        if self.spans and self.planned and self.term:
            return f"{self.term[0]}/{self.term[1]}"
        return self.calendar.plan if self.planned else self.calendar.review


def passage_of(section: Section | None, role: str, calendar: Calendar, heard_on: str | None) -> Passage:
    """A passage of a section that plays a role; `heard_on` is the day of the meeting, ISO 8601."""
    planned = role == "plan"
    term, spans = None, False
    for heading in dict.fromkeys((*section.path.split(" / "), section.title)) if section else ():
        marks = times.time_marks(heading)
        for mark in marks:
            if not mark.rule.startswith(("time.term", "time.years_")):
                continue
            label = times.resolve(mark, calendar, planned)
            if label and "/" in label:
                term = (int(label[:4]), int(label[5:9]))
                spans = not any(other.rule == "time.year" for other in marks)
    return Passage(planned, calendar, term, spans, heard_on)


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
    marks: Sequence[TimeMark],
    passage: Passage,
    paragraph_term: tuple[int, int] | None,
) -> Dating:
    """Period and status of a bound quantity in the sentence that begins at `start`.

    The nearest time word before the numeral dates it; words of intent make it a target or an estimate.
    """
    at = bound.quantity.start
    rules: list[str] = []
    clause = 1 + max((text.rfind(sep, start, at) for sep in "；;"), default=-1)
    lead = text[max(start, clause) : at]
    term = paragraph_term or passage.term
    mark = _dating_mark(text, start, max(start, clause), at, marks, bound.measure == "level")
    period = _period_of(mark, bound, text, passage, rules)
    if period is not None and _YEAR_BEGIN.search(lead) and bound.measure == "change_abs":
        period = None
    behind = bool(_GOAL_BEHIND.match(text, bound.quantity.end)) or bool(
        _AIMED.search(lead) and _GOAL_AHEAD.match(text, bound.quantity.end)
    )
    status = _status(mark, period, text[start:at], lead, behind, passage, rules)
    if status == "actual" and _EXPECTED_BEHIND.match(text, bound.quantity.end):
        status = "estimate"
        rules.append("status.estimate_behind")
    if status == "target" and period is None and not passage.planned and "status.planned_rate" not in rules:
        period = passage.calendar.plan
    if bound.tail.mean and (period is None or "/" not in period):
        span = term or _since_base(marks, at, passage) or _five_years(passage, period, status)
        if span:
            period = f"{span[0]}/{span[1]}"
            rules.append("period.mean")
    if period is None and _sums_up(bound, lead, passage) and term:
        period = f"{term[0]}/{term[1]}"
        rules.append("period.sum")
    if period is None:
        period = passage.default
        rules.append("period.default")
    if bound.origin:
        period = _origin_period(bound, text, marks, period, passage, term)
        rules.append("period.origin")
        if status == "target" and not (period and _is_later(period, passage)):
            status = "actual"
    return Dating(period, status, tuple(rules))


def _dating_mark(
    text: str, start: int, clause: int, at: int, marks: Sequence[TimeMark], level: bool
) -> TimeMark | None:
    """The last time word before the numeral that dates it.

    One that opens the sentence holds to its end, any other until the next semicolon; one behind 由 or 从
    dates only the value beside it, one behind 比 nothing, one before 以来 nothing but its own span.
    """
    found = None
    for mark in marks:
        if mark.end > at:
            break
        if mark.base or mark.rule in _NO_DATE or (mark.since and mark.rule != "time.term"):
            continue
        if text[mark.start - 1 : mark.start] in ("由", "从"):
            continue
        if _OWN_VALUE.match(text, mark.end) and at > mark.end + 2:
            continue
        opens = len(text[start : mark.start].strip(" \u3000，,到至截止在")) <= 2
        aims = text[mark.start - 1 : mark.start] == "到" and level
        if mark.start >= clause or opens or aims:
            found = mark
    return found


def _period_of(
    mark: TimeMark | None, bound: Bound, text: str, passage: Passage, rules: list[str]
) -> str | None:
    if mark is None:
        return None
    period = times.resolve(mark, passage.calendar, passage.planned)
    between = text[mark.start : bound.quantity.start]
    if mark.rule == "time.term":
        ahead = (passage.calendar.review_year or 0) < (mark.last_year or 0)
        if not (bound.tail.mean or ahead or _SPAN_WORDS.search(between)):
            return None
    elif mark.rule in ("time.years_past", "time.years_around"):
        ahead = (mark.relative or "") in ("今后", "未来", "往后", "下一")
        joined = not re.search(r"[，,；;]", between)
        counts = _SPAN_WORDS.search(between) and (joined or "平均" not in text[mark.start : mark.end])
        if not (ahead or counts or (_MOVES.match(text, mark.end) and joined)):
            return None
    if period is not None:
        rules.append(mark.rule)
    return period


def _status(
    mark: TimeMark | None,
    period: str | None,
    sentence_lead: str,
    lead: str,
    behind: bool,
    passage: Passage,
    rules: list[str],
) -> str:
    calendar = passage.calendar
    if not passage.planned and _REALLY.search(lead):
        rules.append("status.really")
        return "actual"
    if not passage.planned and _PLANNED_RATE.search(lead) and not _AGAINST.search(lead):
        rules.append("status.planned_rate")
        return "target"
    if passage.planned:
        if period is not None and passage.heard_on and (periods.bounds(period)[1] or "") < passage.heard_on:
            rules.append("status.past_period")
            return "actual"
        plan_year, year = periods.year_of(calendar.plan), periods.year_of(period)
        back = (
            mark is not None
            and (period == calendar.review or (year or 0) < (plan_year or 0))
            and period is not None
        )
        if back and not _INTENT.search(sentence_lead):
            rules.append("status.earlier_period")
            return "actual"
        if _EXPECTED.search(lead):
            rules.append("status.estimate")
            return "estimate"
        return "target"
    if behind:
        rules.append("status.goal_behind")
        return "target"
    if period is not None and _is_later(period, passage):
        # 今年 in a half-year report reaches past the half-year without planning anything.
        ongoing = period == str(calendar.review_year) and not _INTENT.search(lead)
        rules.append("status.ongoing_year" if ongoing else "status.later_period")
        return "actual" if ongoing else "target"
    if _GOAL.search(sentence_lead):
        rules.append("status.goal")
        return "target"
    if _STRONG_INTENT.search(lead):
        rules.append("status.intent")
        return "target"
    if _AFTER_COMPLETION.search(lead) and not _ESTIMATE.search(lead):
        rules.append("status.after_completion")
        return "target"
    if _ESTIMATE.search(_NOTE.sub("", lead)):
        rules.append("status.estimate")
        return "estimate"
    return "actual"


def _is_later(period: str, passage: Passage) -> bool:
    """Whether a period ends after what the report looks back on and after the meeting: it is planned."""
    review = passage.calendar.review
    last, review_last = periods.bounds(period)[1], periods.bounds(review)[1]
    if last is None or review_last is None or last <= review_last:
        return False
    if "/" in period and period[:4] <= review_last[:4] and period[5:9] == review_last[:4]:
        return False
    return passage.heard_on is None or last > passage.heard_on


def _sums_up(bound: Bound, lead: str, passage: Passage) -> bool:
    """In a chapter on five years 改造小区128个 is what all of them did; 达到 tells a level at the end."""
    if not passage.spans or passage.planned or bound.tail.arrives or bound.measure == "rank":
        return False
    name = bound.metric.name
    return (
        bool(_SPAN_WORDS.search(lead)) or bool(action_at_start(name)) or any(word in name for word in _FLOWS)
    )


def _since_base(marks: Sequence[TimeMark], at: int, passage: Passage) -> tuple[int, int] | None:
    """是2007年的1.7倍，年均递增13.5%: the mean runs from the year after the base."""
    last = passage.calendar.review_year
    for mark in reversed(marks):
        if (
            mark.end <= at
            and mark.base
            and mark.rule == "time.year"
            and mark.year
            and last
            and mark.year < last - 1
        ):
            return mark.year + 1, last
    return None


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
    """The earlier period of 由A上升至B: named beside it, else before the term, else a year before."""
    at = bound.quantity.start
    for mark in reversed(marks):
        if at - 14 <= mark.start and mark.end <= at and text[mark.start - 1 : mark.start] in ("由", "从"):
            return times.resolve(mark, passage.calendar, passage.planned)
    if term:
        return str(term[0] - 1)
    if period and "/" in period:
        return str(int(period[:4]) - 1)
    return periods.shifted(period, -1) if period else None
