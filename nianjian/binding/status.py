"""Whether a figure happened, is expected or is planned, by its period and by words of intent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.binding import periods
from nianjian.catalogue import worded
from nianjian.places import has_any

if TYPE_CHECKING:
    from nianjian.binding.context import Passage
    from nianjian.binding.times import TimeMark

_ESTIMATE = re.compile(
    r"预计(?!到)|有望|预期可|可望|(?:全年|年底|年末|年内)[^，,；;。]{0,8}可(?=实现|完成|达|突破)"
)
# 预计：生产总值…；投资…: behind a colon it holds for the list, as 预计，全年… does that opens a sentence.
_ESTIMATED_LIST = re.compile(r"预计[：:]|^\s*(?:经?初步)?预计[，,]")
# 增长3.8%（预计数，下同），…: of what else grows in the sentence.
_GROWS = re.compile(r"(?:增长|下降|达到?|完成|实现|提高|降低)[^，,；;。]{0,4}$")
_SAME_BELOW = re.compile(r"[（(]预计[^（）()]{0,4}[，,]下同[）)]")
_GOAL = re.compile(
    r"(?:预期|发展|工作|奋斗|主要)目标(?:任务)?(?:建议)?(?:确定|设定|安排)?(?:[是为][：:]?|[：:])"
)
_INTENT = re.compile(r"力争|确保|争取|努力实现|计划|拟|将(?!军|近|来)|目标|预期")
_CLAUSE_END = re.compile("[，,；;。]")
_STRONG_INTENT = re.compile(r"力争(?!上游)|努力实现[^，,；;。]{0,24}目标")
# 承担任务30件 is a deed; a plan of it says so in other words.
# 均完成年度计划投资120%以上: the part of the plan that was done.
_FULFILLED = re.compile(r"完成[^，,；;。]{0,6}计划[^，,；;。]{0,4}$")
_PLANNED_RATE = (
    r"(?:«plan»(?<!任务)(?<!(?:公共|基金|经营|保险)预算)«plan_figure»?)[为是]?(?:增长|增加|下降|完成)?$"
)
_RATE_REACH = 8
# 年度计划投资130亿元: what the year is to see.
_PLANNED_MONEY = re.compile(r"(?:年度|全年|今年|本年|当年)计划(?:完成)?投资$")
# 区人大批准的收入预算…8亿元, 年初预算安排支出30亿元: a plan, whatever became of it.
_APPROVED = re.compile(
    r"(?:人大|人代会|代表大会|会议)(?:审议|审查)?(?:批准|通过|确定)的[^，,；;。]{0,24}"
    r"(?:收入|支出|财力|资金|投资|预算|计划|赤字)[^，,；;。]{0,8}$|年初(?:预算)?安排[^，,；;。]{0,20}$"
)
_APPROVES = ("批准的", "通过的", "确定的", "安排")
_REALLY = re.compile(r"实际(?=增长|下降|完成|实现|达到|为)")
_AGAINST = r"(?:«above»|«below»|完成|占|距离?|比|较|达到|相当于)[^，,；;。]{0,12}$"
# A character of every word below that looks ahead: most sentences have none.
_AHEAD = re.compile(r"[标力后预望]")
_CAN_BE = ("可实现", "可完成", "可达", "可突破")
_EXPECTED = re.compile(r"预计[^，,；;。]{0,12}$")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_AFTER_COMPLETION = re.compile(r"(?:达产|建成|投产|竣工|投用|完工)后[^；;。]{0,24}$")


def status_of(
    mark: TimeMark | None,
    period: str | None,
    sentence_lead: str,
    lead: str,
    behind: bool,
    passage: Passage,
    rules: list[str],
) -> str:
    """actual, estimate or target; `lead` is the clause up to the numeral, `behind` a goal named after it."""
    calendar = passage.calendar
    aimed = "标" in sentence_lead and _GOAL.search(sentence_lead)
    if not passage.planned and not aimed and "实际" in lead and _REALLY.search(lead):
        rules.append("status.really")
        return "actual"
    if not passage.planned and "计划" in lead and _PLANNED_MONEY.search(lead) and not _FULFILLED.search(lead):
        rules.append("status.planned_money")
        return "target"
    if not passage.planned and has_any(lead, _APPROVES) and _APPROVED.search(lead):
        rules.append("status.approved")
        return "target"
    planned_rate = not passage.planned and worded(_PLANNED_RATE).search(lead[-_RATE_REACH:])
    if planned_rate and not worded(_AGAINST).search(lead):
        rules.append("status.planned_rate")
        return "target"
    if passage.planned:
        if period is not None and passage.heard_on and (periods.bounds(period)[1] or "") < passage.heard_on:
            rules.append("status.past_period")
            return "actual"
        plan_year, year = calendar.plan_year, periods.year_of(period)
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
    if period is not None and is_later(period, passage):
        # 今年 in a half-year report reaches past the half-year without planning anything.
        ongoing = period == str(calendar.review_year) and not _INTENT.search(lead)
        rules.append("status.ongoing_year" if ongoing else "status.later_period")
        return "actual" if ongoing else "target"
    if not _AHEAD.search(sentence_lead) and not has_any(sentence_lead, _CAN_BE):
        return "actual"
    if _GOAL.search(sentence_lead):
        rules.append("status.goal")
        return "target"
    if _STRONG_INTENT.search(lead):
        rules.append("status.intent")
        return "target"
    if _AFTER_COMPLETION.search(lead) and not _ESTIMATE.search(lead):
        rules.append("status.after_completion")
        return "target"
    same = _SAME_BELOW.search(sentence_lead) and _GROWS.search(lead)
    if same or _ESTIMATE.search(_NOTE.sub("", lead)) or _ESTIMATED_LIST.search(sentence_lead):
        rules.append("status.estimate")
        return "estimate"
    return "actual"


def announces_goals(text: str, start: int, end: int) -> bool:
    """Whether the clause that goes on at `start` says that goals follow it: 全区主要预期目标为：."""
    goal = goals_announced(text, start, end)
    return goal is not None and not _CLAUSE_END.search(text, start, goal.start())


def goals_announced(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words that say that goals follow (主要预期目标是：), or None."""
    return _GOAL.search(text, start, end) if text.find("目标", start, end) >= 0 else None


def is_later(period: str, passage: Passage) -> bool:
    """Whether a period ends after what the report looks back on and after the meeting: it is planned."""
    review = passage.calendar.review
    last, review_last = periods.bounds(period)[1], periods.bounds(review)[1]
    if last is None or review_last is None or last <= review_last:
        return False
    if "/" in period and period[:4] <= review_last[:4] and period[5:9] == review_last[:4]:
        return False
    return passage.heard_on is None or last > passage.heard_on
