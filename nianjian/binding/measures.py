"""What a value says about its metric: level, change, share, multiple or rank, and with which sign."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.catalogue import worded
from nianjian.catalogue.indicators import indicators
from nianjian.levels import EVERY, LEVELS

if TYPE_CHECKING:
    from decimal import Decimal

    from nianjian.binding.bound import Bound
    from nianjian.binding.metrics import Metric
    from nianjian.binding.tails import Tail
    from nianjian.quantities.scan import Quantity

_RATE_NEAR = r"«growth_rate»[^，,；;。]{0,10}$"
_CUT_BEHIND = r"的?(?:比例|幅度|标准)?(?:«cuts»|下降)(?![到至为][约近了]?[0-9零])"
_CUTS = "«cuts»"
_GROWS_BEHIND = r"的?(?:较快|高速|正)?(?:增长|«growth_rate»)(?!点|极)"
_LOWER_IS_BETTER = re.compile(r"PM|浓度|能耗|排放|综合指数")
# 在百强县排名中，我县由77位升至69位: places, though no 第 says so.
_PLACE_FROM = rf"«standing_list»[^。；;]{{0,24}}?[由从](?:{EVERY})?$"
_PLACE_REACH = 40
_PLAN = "«plan»|进度"
_SHARE_NAME = "«share_name»$"
# Who or what a growth is told of, one after another.
_GROUP = rf"(?:«sector»|工业|经济|[{LEVELS}]|公司)$"
_COLONS = ("：", ":")
_RATES = ("天数比例", "达标比例")
_PARTS = ("numeral.chinese.tenths", "numeral.chinese.fraction", "numeral.chinese.half")
_LEVEL_RATIOS = ("rd_intensity", "air_quality_good_rate")
_DRAG = r"(?:影响|拉低|下拉|拖累|拖低)[^，,；;。]{0,14}(?:增长|«growth_rate»)"


def is_plan(whole: str) -> bool:
    """Whether what a value is a part of is a plan, a budget or the like."""
    return worded(_PLAN).search(whole) is not None


def measure_of(
    text: str, quantity: Quantity, tail: Tail, metric: Metric, before: Bound | None
) -> tuple[str, int]:
    """The measure and the sign (+1, -1) of a quantity.

    `before` is the quantity in front of it in the sentence.
    """
    kind = quantity.kind
    if kind == "rank":
        return "rank", 1
    if kind == "structure":
        return "share", 1
    if kind == "multiple":
        return "multiple", 1
    if kind == "point":
        return "change_pp", _points_sign(text, quantity, tail)
    if kind in ("percent", "permille"):
        return _percent(text, quantity, tail, metric, before)
    if quantity.unit == "位" and _is_place(text, quantity, tail, before):
        return "rank", 1
    if tail.changes and not tail.arrives and not (tail.level and not tail.base):
        return "change_abs", tail.direction or 1
    added = metric.code is None and metric.name.startswith("增加") and not metric.name.startswith("增加值")
    if added and kind in ("money", "measure"):
        return "change_abs", 1
    return "level", 1


def _is_place(text: str, quantity: Quantity, tail: Tail, before: Bound | None) -> bool:
    """Whether a number of 位 is a place that one rose from or came to, not so many people."""
    if tail.arrives:
        return before is not None and before.origin and before.measure == "rank"
    return worded(_PLACE_FROM).search(text, max(0, quantity.start - _PLACE_REACH), quantity.start) is not None


def _points_sign(text: str, quantity: Quantity, tail: Tail) -> int:
    direction = tail.direction or 1
    if worded(_DRAG).search(text, max(0, quantity.start - 24), quantity.start):
        return -1
    # 降幅收窄 lifts the signed number, 降幅扩大 lowers it.
    return -direction if tail.falling else direction


def _percent(
    text: str, quantity: Quantity, tail: Tail, metric: Metric, before: Bound | None
) -> tuple[str, int]:
    start, kind = quantity.start, quantity.kind
    if tail.share:
        # 占年度任务的102%, 恢复到上年的103%: no part is more than its whole, a degree of completion is.
        degree = is_plan(tail.whole or "") or "tail.earlier_share" in tail.rules
        return ("level" if degree and quantity.value > 100 else "share"), 1
    if tail.changes and not tail.arrives:
        return "change_pct", tail.direction
    growth = tail.rate or metric.growth or bool(worded(_RATE_NEAR).search(text, max(0, start - 16), start))
    grew = before is not None and before.measure == "change_pct"
    fell = before is not None and before.value < 0
    same = before is not None and before.metric.name == metric.name
    shared = same and before is not None and before.measure == "share"
    if tail.arrives:
        from_growth = grew and before is not None and before.origin
        if growth or tail.falling or from_growth:
            return "change_pct", -1 if tail.falling or (from_growth and fell) else 1
        return "share" if shared else _named(metric), 1
    if tail.falling:
        return "change_pct", -1
    if growth:
        return "change_pct", 1
    if tail.improve:
        return "change_pct", -1 if _LOWER_IS_BETTER.search(metric.name) else 1
    if shared and not tail.level:
        return "share", 1
    if tail.done:
        return "level", 1
    if worded(_SHARE_NAME).search(metric.name) and metric.code not in _LEVEL_RATIOS:
        return "share", 1
    of_it = kind == "percent" and not tail.predicate and text.endswith(f"{metric.name}的", 0, start)
    if of_it and not worded(_GROWS_BEHIND).match(text, quantity.tail_end):
        # 财政支出的93%: of an amount it can only be a part.
        return "share", 1
    amount = metric.code is not None and "%" not in indicators()[metric.code].units
    if kind == "percent" and amount and text[tail.start - 1 : tail.start] in _COLONS:
        # 地区生产总值：6%左右, as goals are listed
        return "change_pct", 1
    if kind == "percent" and grew and (amount or same):
        # 增长10%，其中工业投资20%: an amount cannot be a percentage, its growth can.
        aimed = fell and text.startswith("的", quantity.tail_end)
        return "change_pct", -1 if aimed else 1
    if grew and not tail.predicate and worded(_GROUP).search(metric.name):
        # 重工业增长6%；分类型看，国有企业3%: a group is no percentage, its growth is.
        return "change_pct", 1
    if worded(_GROWS_BEHIND).match(text, quantity.tail_end):
        return "change_pct", 1
    cut = worded(_CUTS).match(metrics.action_at_start(metric.name))
    if cut or worded(_CUT_BEHIND).match(text, quantity.tail_end):
        return "change_pct", -1
    part = quantity.rules[0] in _PARTS and metric.code is None and not metric.name.endswith(("率", "度"))
    return "share" if part else _named(metric), 1


def _named(metric: Metric) -> str:
    """A percentage is a share where its metric says so, else a level (优良率79%, 研发投入强度)."""
    if worded(_SHARE_NAME).search(metric.name) and metric.code not in _LEVEL_RATIOS:
        return "share"
    if metric.name.endswith("比例") and metric.code is None and not metric.name.endswith(_RATES):
        return "share"
    return "level"


def signed(quantity: Quantity, measure: str, direction: int) -> tuple[Decimal, Decimal | None]:
    """Value and upper end with the sign of the change; a minus written before the numeral stays."""
    if not measure.startswith("change_") or direction >= 0 or "sign.minus" in quantity.rules:
        return quantity.value, quantity.high
    if quantity.high is None:
        return -quantity.value, None
    return -quantity.high, -quantity.value
