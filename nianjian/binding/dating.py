"""What time a figure is about, and whether it is past or planned: time words in reach, then the passage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.binding import clauses, periods, sums, yardsticks
from nianjian.binding.calendar import resolve
from nianjian.binding.origins import origin_period
from nianjian.binding.status import announces_goals, is_later, status_of
from nianjian.catalogue import worded
from nianjian.places import has_any
from nianjian.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.bound import Bound
    from nianjian.binding.context import Passage
    from nianjian.binding.times import TimeMark

_AIMED = r"«aims»[^；;。]*$"
_GOAL_AHEAD = r"[^，,；;。]{0,40}的«goal_kind»{0,2}目标"
_GOAL_BEHIND = r"(?:以上|左右|以内)?(?:的«goal_kind»{0,2}«goal»|的预期[之以]内|目标任务)"
_OF_THE_YEAR = re.compile(r"(?:年度|全年)(?:增长|完成|实现|达到)?$|[^，,；;。]{0,8}(?:年度|全年)目标")
_GOAL_REACH = 48
_GOALS = ("目标", "预期", "控")
# 完成年初预算3.2亿元的60.3%: the amount is the plan's.
_PLAN_AT_END = r"«plan»(?<!(?:公共|基金|经营|保险)预算)(?:«plan_figure»|投资|收入|支出)?$"
_PART_BEHIND = re.compile(r"的(?:约|近)?[0-9.]+%")
# 占全年125亿元任务的57.2%
_PART_OF_PLAN = r"的?«plan»«plan_figure»?的(?:约|近|超过?)?[0-9.]+%"
# What is left out dates nothing behind it.
_FACTOR = re.compile(r"[^，,；;。]*(?:因素|影响|后)")
_MOVES = "«rises»|«falls»"
_EXPECTED_BEHIND = re.compile(r"[（(]预计")
_YEARS = ("time.term", "time.years_past", "time.years_around")
_OPEN = ("（", "(")
_MONTH = re.compile(r"[0-9]{4}-(?:0[2-9]|1[0-2])")
_YEAR_BEGIN = re.compile(r"[比较](?:上)?年初")
# 由上年的5%, 去年签约的30个项目: the year is of that value alone.
_OWN_VALUE = (
    rf"(?:«deed»|[^，,；;。、0-9]{{0,3}}«carries_out»)?的[-－]?[0-9]|[0-9.]+[万亿]*美?元(?={_PART_OF_PLAN})"
)
_DOES_ITS = "«carries_out»$"
# 拓展已建成的14家: what is there already is no plan, though a plan speaks of it.
_THERE = re.compile(r"已经?[^，,；;。0-9]{1,10}的$")
# 3个项目拟纳入计划: intended; 拟上市企业 are counted as they are.
_INTENDED = re.compile(r"[一-龥]{1,8}拟(?:于|在|纳入|建|新建|开工|启动|实施|安排|用于)")
# How large it will be: a news item on the first day of building.
_SIZE = re.compile(r"建筑面积|占地面积|设计|装机|地下部分")
_NO_DATE = ("time.clock", "time.century")


@value(frozen=True, slots=True)
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
    turn: int = 0,
) -> Dating:
    """Period and status of a bound quantity in the sentence that begins at `start`.

    The nearest time word before the numeral dates it; words of intent make it a target or an estimate.
    `turn` numbers the values that one 分别 deals, from 0.
    """
    at = bound.quantity.start
    rules: list[str] = []
    clause = max(start, 1 + text.rfind("；", start, at), 1 + text.rfind(";", start, at))
    lead = text[clause:at]
    term = paragraph_term or passage.term
    mark = _dealt_mark(text, clause, at, marks, turn) if bound.tail.deal == "each" else None
    if mark is None:
        mark = _dating_mark(text, start, clause, at, marks, bound.measure == "level")
    period = _period_of(mark, bound, text, passage, rules)
    if period is not None and bound.measure == "change_abs" and _YEAR_BEGIN.search(lead):
        # 8月底存款余额184亿元，较年初净增27亿元: from the year's begin to that month.
        month = _MONTH.fullmatch(period)
        period = periods.months(int(period[:4]), 1, int(period[5:])) if month else None
    end = bound.quantity.end
    behind = has_any(text[end : end + _GOAL_REACH], _GOALS) and bool(
        worded(_GOAL_BEHIND).match(text, end)
        or (worded(_AIMED).search(lead) and worded(_GOAL_AHEAD).match(text, end))
    )
    behind = behind or (text.find("拟", end, end + 10) >= 0 and bool(_INTENDED.match(text, end)))
    planned = bool(_PART_BEHIND.match(text, end) and worded(_PLAN_AT_END).search(lead))
    planned = planned or (bound.unit == "CNY" and bool(worded(_PART_OF_PLAN).match(text, end)))
    behind = behind or planned
    behind = behind or (yardsticks.RULE in bound.tail.rules and yardsticks.is_planned(text, at, end))
    if behind and period is None and not passage.planned and (planned or _is_of_the_year(lead, text, end)):
        period = str(passage.calendar.review_year or "") or None
    if passage.planned and mark is None and _THERE.search(lead):
        return Dating(passage.calendar.review, "actual", ("status.there_already",))
    status = status_of(mark, period, text[start:at], lead, behind, passage, rules)
    if status == "actual" and text[end : end + 1] in _OPEN and _EXPECTED_BEHIND.match(text, end):
        status = "estimate"
        rules.append("status.estimate_behind")
    if status == "actual" and passage.begun and _SIZE.search(bound.metric.name) and "已" not in lead:
        status = "target"
        rules.append("status.begun")
    ahead = status == "target" and period is None and not passage.planned and not behind
    if ahead and "status.planned_money" in rules:
        period = str(passage.calendar.review_year)
    elif ahead and "status.planned_rate" not in rules and "status.approved" not in rules:
        period = passage.calendar.plan
    mean = bound.tail.mean or sums.moved_in_all(bound, lead, period, term, passage)
    mean = mean or sums.beside_mean(bound, lead) or sums.every_year(bound, lead, period, passage)
    if mean and (period is None or "/" not in period):
        span = _from_to(text, clause, at, marks, passage.calendar.review_year) or term
        span = span or _since_base(marks, at, passage) or _five_years(passage, period, status)
        if span:
            period = f"{span[0]}/{span[1]}"
            rules.append("period.mean")
    if not passage.planned and (summed := sums.summed_years(text, lead, end, passage)):
        period = summed
        rules.append("period.sum")
    years = mark if mark is not None and mark.rule in _YEARS else None
    named = years is not None and (years.start <= start + 2 or sums.totals(lead))
    if period and "/" in period and mark and mark.rule == "time.years" and bound.tail.arrives:
        # 2016年至2020年，发生率从12%下降到3%: what it came to, it came to in the last of the years.
        period = period[5:9] if not bound.origin else period
        rules.append("period.arrival")
    if period is None and years and named and sums.moved_over_years(bound, lead, passage):
        # 五年来，城镇化率提高6个百分点: by so much in all of them.
        period = resolve(years, passage.calendar, passage.planned)
        rules.append("period.sum")
    if period is None and (term or named) and sums.sums_up(bound, text, lead, passage, named):
        own = resolve(years, passage.calendar, passage.planned) if years and named else None
        period = own or (f"{term[0]}/{term[1]}" if term else None)
        rules.append("period.sum")
    if period is None:
        period = passage.default
        rules.append("period.default")
        if passage.term and passage.plans_term and sums.stands_at_end(bound, lead):
            # “十四五”主要目标：税收突破90亿元: what it comes to in the last of them.
            period = str(passage.term[1])
    if bound.origin:
        whole = paragraph_term or (passage.term if passage.spans else None)
        period = origin_period(bound, text, marks, period, passage, whole)
        rules.append("period.origin")
        if status != "actual" and not (period and is_later(period, passage)):
            status = "actual"
    return Dating(period, status, tuple(rules))


def _is_of_the_year(lead: str, text: str, end: int) -> bool:
    """Whether a goal named behind its value is one of a whole year: 年度增长7%目标."""
    return bool(_OF_THE_YEAR.search(lead) or _OF_THE_YEAR.match(text, end))


def _dealt_mark(text: str, clause: int, at: int, marks: Sequence[TimeMark], turn: int) -> TimeMark | None:
    """The time word of this turn in 一季度、上半年和前三季度…分别增长7%、8%和9%, or None."""
    run: list[TimeMark] = []
    for mark in marks:
        if mark.end > at:
            break
        if mark.start < clause or mark.base or mark.rule in _NO_DATE:
            continue
        joined = run and text[run[-1].end : mark.start] in ("、", "和", "与", "及")
        run = [*run, mark] if joined else [mark]
    return run[turn] if turn < len(run) > 1 else None


def _dating_mark(
    text: str, start: int, clause: int, at: int, marks: Sequence[TimeMark], level: bool
) -> TimeMark | None:
    """The last time word before the numeral that dates it.

    One that opens the sentence, or announces its goals (2021年主要预期目标为：), holds to its end, any other
    until the next semicolon; one behind 由 or 从 dates only the value beside it, one behind 比 nothing, one
    before 以来 nothing but its own span.
    """
    found = None
    for mark in marks:
        if mark.end > at:
            break
        if mark.base or mark.rule in _NO_DATE or (mark.since and mark.rule != "time.term"):
            continue
        if text[mark.start - 1 : mark.start] in ("由", "从"):
            continue
        own = worded(_OWN_VALUE).match(text, mark.end)
        if own and at > own.end():
            continue
        if (
            mark.rule == "time.years_past"
            and "平均" in text[mark.start : mark.end]
            and "，" in text[mark.end : at]
        ):
            # 1—5月增长14%，两年平均增长7%，比1—4月回落1个百分点: the mean ends with its clause.
            continue
        if clauses.is_left_out(text, start, mark.start) and _FACTOR.match(text, mark.end, at):
            continue
        opens = len(text[start : mark.start].strip(" \u3000，,到至截止在")) <= 2
        aims = text[mark.start - 1 : mark.start] == "到" and level
        if mark.start >= clause or opens or aims or announces_goals(text, mark.end, at):
            found = mark
    return found


def _period_of(
    mark: TimeMark | None, bound: Bound, text: str, passage: Passage, rules: list[str]
) -> str | None:
    if mark is None or _dates_object(mark, bound, text, passage):
        return None
    period = resolve(mark, passage.calendar, passage.planned)
    between = text[mark.start : bound.quantity.start]
    if mark.rule == "time.term":
        review = passage.calendar.review_year or 0
        ahead = review < (mark.last_year or 0)
        if not (bound.tail.mean or ahead or sums.totals(between)):
            return None
        if ahead and mark.since and mark.year and mark.year <= review:
            # “十三五”以来 in the third of its years: what has been of it.
            period = f"{mark.year}/{review}" if mark.year < review else str(review)
    elif mark.rule == "time.years_past" and passage.planned and mark.last_year:
        # 五年累计完成投资 in a chapter on the years to come.
        begin = passage.term[0] if passage.term else passage.calendar.plan_year
        period = f"{begin}/{begin + mark.last_year - 1}" if begin else None
    elif mark.rule in ("time.years_past", "time.years_around"):
        ahead = (mark.relative or "") in ("今后", "未来", "往后", "下一")
        joined = not re.search(r"[，,；;]", between)
        stock = bound.metric.rule == "metric.same" and bound.tail.level
        counts = not stock and sums.totals(between) and (joined or "平均" not in text[mark.start : mark.end])
        moves = worded(_MOVES).match(text, mark.end) and joined
        if not (ahead or counts or moves or sums.done_in_years(text[mark.end : bound.quantity.start])):
            return None
        if passage.spans and passage.term and mark.last_year == passage.term[1] - passage.term[0] + 1:
            # “十二五”期间…，五年累计投资80亿元: the five that are spoken of.
            period = period if ahead else f"{passage.term[0]}/{passage.term[1]}"
    if period is not None:
        rules.append(mark.rule)
    return period


def _dates_object(mark: TimeMark, bound: Bound, text: str, passage: Passage) -> bool:
    """完成2020年审计问题整改176个: an earlier year behind the verb tells what was done, not when."""
    earlier = mark.rule == "time.year" and mark.first is None
    return bool(
        earlier
        and bound.quantity.kind == "count"
        and (mark.year or 0) < (passage.calendar.review_year or 0)
        and worded(_DOES_ITS).search(text, max(0, mark.start - 2), mark.start)
    )


def _from_to(
    text: str, clause: int, at: int, marks: Sequence[TimeMark], now: int | None
) -> tuple[int, int] | None:
    """由2011年的3亿元增加到2021年的7亿元，年均增长9%: the mean runs from then to then, or `now`."""
    years = [mark for mark in marks if clause <= mark.start and mark.end <= at and mark.rule == "time.year"]
    starts = [mark for mark in years if text[mark.start - 1 : mark.start] in ("由", "从")]
    first, last = (starts[-1].year, years[-1].year) if starts else (None, None)
    last = now if starts and years[-1] is starts[-1] else last
    return (first + 1, last) if first and last and first < last else None


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
