"""What one phrase in front of a numeral compares the value with: 高于全省, 为预算的, 仅为邻县的, 折合."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.binding.yardsticks import beside_yardstick, is_yardstick
from nianjian.catalogue import worded
from nianjian.levels import EVERY
from nianjian.years import YEAR

if TYPE_CHECKING:
    from nianjian.binding.tails import Tail

_ABOVE = r"(?:«above»|(?P<below>«below»))(?P<base>(?![近约]$)[^，,；;。：:]{1,14})$"
_BEYOND_PLAN = r"«above»(?P<base>[^，,；;。：:、]{0,12}«plan»«plan_figure»?)$"
_TIMES_OF = r"[仅约已]?«equals»(?P<base>[^，,；;。：:、]{1,16})的$"
# 高于全国脱贫标准6倍
_TIMES_ABOVE = rf"«above»(?P<base>{EVERY}[^，,；;。：:、]{{0,8}}(?:标准|水平|平均数|平均线?))$"
# 占全年125亿元|任务的57%: the plan is named behind its amount.
_OF_PLANNED = r"的?«plan»«plan_figure»?的"
_PLAN_OF = r"[仅约已]?[是为](?P<base>[^，,；;。：:、]{0,6}«plan»«plan_figure»?)的?$"
# 为全国平均水平的66%, 不足全市平均水平的一半
_AREA_OF = rf"(?:[仅约已只]*«equals»|(?P<under>不足|不到))(?P<base>{EVERY}(?:平均)?(?:水平|数)?)的$"
# 仅为邻县的七成
_ONLY_OF = (
    r"(?:[仅只]|还?不到)(?:«equals»|[有占])"
    rf"(?!{EVERY})(?P<base>[^，,；;。：:、占]{{2,12}})的$"
)
# 恢复到上年的96%, 为2019年同期的九成, 不足上年的七成: a part of what was before.
_EARLIER_OF = (
    r"(?:[仅约已]?(?:«equals»|恢复[到至])|(?P<under>不足|不到))"
    rf"(?P<base>(?:上年|去年|前年|{YEAR}年)(?:同期|全年)?(?:水平)?)的$"
)
# 比上年决算数9亿元|增长4%: the amount that one grew from.
_GREW_FROM = re.compile(
    rf"[比较](?:上年|去年|前年|{YEAR}年)(?:同期|全年)?(?:决算数|完成数|执行数|实际数?|水平)?的?$"
)
_GROWS_FROM_IT = (
    r"[0-9.,]+[余多]?[万亿]*(?:%|[一-龥]{1,4}?)(?:相比)?[，,]?(?:同比|净|再)?(?:«rises»|«falls»|加快|回落)"
)
# 向5000亿元迈进: where it is heading.
_HEADS_FOR = re.compile(r"[0-9][^，,；;。]{0,10}?(?:迈进|靠拢|冲刺|挺进|进军|看齐|攀升|跨越)")
# 低于全省平均水平0.6张: only what is compared with an area or a time; 超过 beside an amount is a bound.
_AMOUNTS = ("count", "measure", "money")
_GROWN = (*_AMOUNTS, "percent")
_AGAINST = re.compile(
    r"[仍还均]?(?:[高多]于|高出|(?P<below>[低少]于))"
    rf"(?P<base>[^，,；;。：:]{{0,8}}(?:平均(?:水平|数)?|上年|去年|同期|标准|水平)|{EVERY})$"
)
_PLAN_DONE = r"(?P<done>完成[^，,；;。：:、]{0,8}«plan»«plan_figure»?)(?:的|约|近|超过?){0,2}$"
# （按年平均汇率折合6000美元）: the same figure in another currency.
_CONVERTED = re.compile(
    r"[（(，,]?(?:按[^，,；;。（）()]{0,14}(?:汇率|牌价|中间价)(?:计算|折算)?(?:[（(][^（）()]*[）)])?[，,]?)?(?:折合|折算|约合)(?:成|为|人民币|美元|约)*$"
)
# 贡献率分别为A和B，分别拉动经济增长C和D个百分点
_DRIVES = re.compile(r"分别(?:拉动|带动|推动|支撑)[^，,；;。：:0-9]{0,12}增长$")
# The part that a value is of what, by the rule it is told by; all end with 的 but the plan.
_PARTS = (
    ("tail.plan_share", _PLAN_OF),
    ("tail.earlier_share", _EARLIER_OF),
    ("tail.only_share", _ONLY_OF),
    ("tail.area_share", _AREA_OF),
)


def compare(text: str, low: int, at: int, kind: str, tail: Tail) -> int:
    """Where the phrase of comparison before `at` begins, or `at`; `tail` learns what it says.

    `low` is how far left it may reach, `kind` the kind of the unit behind the numeral.
    """
    grown = _GREW_FROM.search(text, low, at) if kind in _GROWN else None
    if grown and worded(_GROWS_FROM_IT).match(text, at):
        tail.level = True
        tail.rules.append("tail.grew_from")
        return grown.start()
    if text.endswith("向", low, at) and _HEADS_FOR.match(text, at):
        tail.level = True
        tail.rules.append("tail.heading_for")
        return at - 1
    if kind == "percent" and (held := is_yardstick(text, low, at, tail)) < at:
        return held
    if kind == "point" and beside_yardstick(text, low, at, tail):
        return low
    end = _beside(text, low, at, kind, tail)
    if kind == "multiple" and (
        match := worded(_TIMES_OF).search(text, low, end) or worded(_TIMES_ABOVE).search(text, low, end)
    ):
        tail.base = match["base"]
        tail.changes, tail.direction = True, 1
        return match.start()
    if kind == "percent" and (match := worded(_PLAN_DONE).search(text, low, end)):
        tail.done = match["done"]
        return match.start()
    if kind == "percent":
        part_of = text[end - 1 : end] == "的"
        if part_of and (match := worded(_OF_PLANNED).fullmatch(text, low, end)):
            tail.share, tail.whole = True, match[0]
            tail.rules.append("tail.plan_share")
            return low
        for rule, pattern in _PARTS if part_of else _PARTS[:1]:
            if match := worded(pattern).search(text, low, end):
                tail.share, tail.whole = True, match["base"]
                tail.qualifier = "at_most" if match.groupdict().get("under") else tail.qualifier
                tail.rules.append(rule)
                return match.start()
    return end


def _beside(text: str, low: int, at: int, kind: str, tail: Tail) -> int:
    """By how much a value stands above or below something, or the same value in other money."""
    if kind == "point":
        if match := worded(_ABOVE).search(text, low, at):
            _measured(tail, match, "tail.comparison.points")
            if match["base"][-1] in "近约":
                tail.qualifier = "approx"
            return match.start()
        if text.endswith("增长", low, at) and _DRIVES.match(text, low, at):
            tail.changes, tail.direction, tail.deal = True, 1, "each"
            tail.rules.append("tail.drives")
            return low
    elif kind in (*_AMOUNTS, "percent") and (match := worded(_BEYOND_PLAN).search(text, low, at)):
        tail.changes, tail.base, tail.direction = True, match["base"], 1
        tail.rules.append("tail.beyond_plan")
        return match.start()
    elif (
        kind in _AMOUNTS
        and any(text.find(c, low, at) >= 0 for c in "于出")
        and (match := _AGAINST.search(text, low, at))
    ):
        _measured(tail, match, "tail.comparison.amounts")
        return match.start()
    elif (
        kind == "money"
        and any(text.find(c, low, at) >= 0 for c in "折合")
        and (match := _CONVERTED.search(text, low, at))
    ):
        tail.level = True
        tail.rules.append("tail.converted")
        return match.start()
    return at


def _measured(tail: Tail, match: re.Match[str], rule: str) -> None:
    tail.changes, tail.base = True, match["base"]
    tail.direction = -1 if match["below"] else 1
    tail.rules.append(rule)
