"""What one phrase in front of a numeral compares the value with: 高于全省, 为预算的, 仅为邻县的, 折合."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nianjian.binding.tails import Tail

_ABOVE = re.compile(
    r"(?P<word>(?<![拖亏])欠|高于|快于|好于|优于|超过|超出|超|高出|领先于?|低于|慢于|落后于?|少于|塌)(?P<base>(?![近约]$)[^，,；;。：:]{1,14})$"
)
_BEYOND_PLAN = re.compile(
    r"(?:超|超过|超出|多于|高于)(?P<base>[^，,；;。：:、]{0,12}(?:任务|计划|目标|预算)(?:数|指标|任务|目标)?)$"
)
_TIMES_OF = re.compile(r"(?:仅|约|已)?(?:是|为|相当于|达到?)(?P<base>[^，,；;。：:、]{1,16})的$")
_PLAN_OF = re.compile(
    r"(?:仅|约|已)?(?:是|为)(?P<base>[^，,；;。：:、]{0,6}(?:预算|计划|目标|任务)(?:数|目标|任务)?)(?:的)?$"
)
# 为全国平均水平的66%
_AREA_OF = re.compile(
    r"(?:仅|约|已|只)*(?:是|为|相当于|达到?)(?P<base>全[国省市州区县旗盟](?:平均)?(?:水平|数)?)的$"
)
# 仅为邻县的七成
_ONLY_OF = re.compile(
    r"(?:仅|只|还不到|不到)(?:是|为|有|占|相当于)(?!全[国省市州区县旗盟])(?P<base>[^，,；;。：:、占]{2,12})的$"
)
# 恢复到上年的96%, 为2019年同期的九成: a part of what was before.
_EARLIER_OF = re.compile(
    r"(?:仅|约|已)?(?:是|为|相当于|恢复[到至]|达到?)(?P<base>(?:上年|去年|前年|(?:19|20)[0-9]{2}年)(?:同期|全年)?(?:水平)?)的$"
)
# 低于全省平均水平0.6张: only what is compared with an area or a time; 超过 beside an amount is a bound.
_AMOUNTS = ("count", "measure", "money")
_AGAINST = re.compile(
    r"(?:仍|还|均)?(?P<word>高于|低于|多于|少于)(?P<base>[^，,；;。：:]{0,8}(?:平均(?:水平|数)?|上年|去年|同期))$"
)
_PLAN_DONE = re.compile(
    r"(?P<done>完成[^，,；;。：:、]{0,8}(?:计划|任务|目标|预算)(?:数|任务|指标|目标)?)(?:的|约|近|超过?){0,2}$"
)
_BELOW_WORDS = ("欠", "低", "慢", "落", "少", "塌", "差")
# （按年平均汇率折合6000美元）: the same figure in another currency.
_CONVERTED = re.compile(
    r"[（(，,]?(?:按[^，,；;。（）()]{0,14}(?:汇率|牌价|中间价)(?:计算|折算)?[，,]?)?(?:折合|折算|约合)(?:成|为|人民币|美元|约)*$"
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
    end = _beside(text, low, at, kind, tail)
    if kind == "multiple" and (match := _TIMES_OF.search(text, low, end)):
        tail.base = match["base"]
        tail.changes, tail.direction = True, 1
        return match.start()
    if kind == "percent" and (match := _PLAN_DONE.search(text, low, end)):
        tail.done = match["done"]
        return match.start()
    if kind == "percent":
        part_of = text[end - 1 : end] == "的"
        for rule, pattern in _PARTS if part_of else _PARTS[:1]:
            if match := pattern.search(text, low, end):
                tail.share, tail.whole = True, match["base"]
                tail.rules.append(rule)
                return match.start()
    return end


def _beside(text: str, low: int, at: int, kind: str, tail: Tail) -> int:
    """By how much a value stands above or below something, or the same value in other money."""
    if kind == "point":
        if match := _ABOVE.search(text, low, at):
            _measured(tail, match, "tail.comparison.points")
            if match["base"][-1] in "近约":
                tail.qualifier = "approx"
            return match.start()
        if text.endswith("增长", low, at) and _DRIVES.match(text, low, at):
            tail.changes, tail.direction, tail.deal = True, 1, "each"
            tail.rules.append("tail.drives")
            return low
    elif kind == "money" and (match := _BEYOND_PLAN.search(text, low, at)):
        tail.changes, tail.base, tail.direction = True, match["base"], 1
        tail.rules.append("tail.beyond_plan")
        return match.start()
    elif kind in _AMOUNTS and text.find("于", low, at) >= 0 and (match := _AGAINST.search(text, low, at)):
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
    tail.direction = -1 if match["word"][0] in _BELOW_WORDS else 1
    tail.rules.append(rule)
