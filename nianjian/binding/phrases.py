"""The words of a clause that can name a metric, and how many values they have."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding import metrics, relations
from nianjian.catalogue import worded

if TYPE_CHECKING:
    from nianjian.binding.times import TimeMarks
    from nianjian.quantities.scan import Quantity

BLANK = " ，,、"
_REACH = 60
_SEVERAL = re.compile("[、和与及]")
_CLAUSE_END = re.compile(r"[，；;。\n]|,(?![0-9]{3})")
_VALUE_AHEAD = re.compile(
    r"[、和与及][^0-9]{0,4}[0-9]+(?:\.[0-9]+)? ?(?=%|个百分点|[万亿]?元|倍|位|、|[一-龥])"
)
_LIKE_VALUE = {
    kind: re.compile(rf"[、和与及](?:约|近|超过|增长|下降)? ?[0-9]+(?:\.[0-9]+)? ?{unit}")
    for kind, unit in (("percent", "%"), ("point", "个百分点"), ("money", "[万亿]*美?元"), ("multiple", "倍"))
}
_BASE_FIRST = re.compile(r"[ ，,]*(?:较|比|同|与)")
_OWNER = "(?:«sector»|企业|园区)$"
_LEADS_TO_TIME = ("到", "至", "截至", "从", "由", "自", "在", "，", ",", "、")
_SUMMED = re.compile(r"(?:累计|总计|共计?)?(?:完成|实现)(?:投资|收入)?")


def naming_phrase(text: str, marks: TimeMarks, low: int, end: int) -> str:
    """The words of `low`..`end` that can name a metric: behind the last time expression, or before it."""
    inside = marks.between(low, end)
    if inside:
        first = inside[0]
        leads = first.base and first.end <= end
        named = first.start == low and text[first.end - 1] in "初末"
        if leads and (named or _BASE_FIRST.fullmatch(text, low, first.start)):
            # 较去年数量翻番: what it is compared with stands in front; 2020年初预算安排支出30亿元.
            low = first.end
        inside = tuple(mark for mark in inside if not mark.base and mark.end <= end)
    if not inside:
        return text[low:end]
    rest = text[inside[-1].end : end]
    if _SUMMED.fullmatch(rest) and metrics.code_of(text[low : inside[0].start].strip(BLANK)):
        # 固定资产投资五年累计完成投资146亿元: the verb says it again.
        return text[low : inside[0].start]
    if rest[:1] in ("前", "内", "起", "来") and len(rest) > 1 and rest[1] != "期":
        rest = rest[1:]
    if rest.strip(" ，,、的前内起"):
        return _whose(text[low : inside[0].start], rest) + rest
    return text[low : inside[0].start].removesuffix("到").removesuffix("截至")


def _whose(front: str, rest: str) -> str:
    """养老保险基金|当年|收入: the words before a time word where those behind it name but a side of them."""
    noun = rest.strip(BLANK)
    leans = noun == "支出" or relations.is_relational(noun)
    if not leans or front.endswith(_LEADS_TO_TIME):
        return ""
    # 面对上半年增加值下降: a figure of the area needs no owner, a sector's needs its sector.
    return front if metrics.code_of(noun) is None or worded(_OWNER).search(front) else ""


def dealt_deed(phrase: str) -> tuple[str, str]:
    """小麦、玉米分别种植 -> 小麦、玉米 and 种植: what is dealt to, and the verb that is said of each."""
    things, deals, verb = phrase.rpartition("分别")
    alone = deals and verb and metrics.action_at_start(verb) == verb
    return (things, verb) if alone and _SEVERAL.search(things) else (phrase, "")


def values_ahead(text: str, quantity: Quantity) -> int:
    """How many values the list has that begins with this quantity."""
    return 1 + len(_VALUE_AHEAD.findall(_rest_of_clause(text, quantity)))


def like_values_ahead(text: str, quantity: Quantity) -> int:
    """How many values of the quantity's own kind the list has that begins with it."""
    again = _LIKE_VALUE.get(quantity.kind)
    if quantity.kind == "count" and quantity.unit:
        again = _like_count(quantity.unit)
    return 1 + len(again.findall(_rest_of_clause(text, quantity))) if again else 1


@cache
def _like_count(unit: str) -> re.Pattern[str]:
    return re.compile(rf"[、和与及](?:约|近)? ?[0-9]+(?:\.[0-9]+)?[万亿]*{re.escape(unit)}(?![一-龥])")


def _rest_of_clause(text: str, quantity: Quantity) -> str:
    return _CLAUSE_END.split(text[quantity.tail_end : quantity.tail_end + _REACH], maxsplit=1)[0]
