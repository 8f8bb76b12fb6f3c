"""A quantity with its meaning, and what of it follows from its metric and the words in front."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.binding.measures import is_plan
from nianjian.catalogue import table

if TYPE_CHECKING:
    from decimal import Decimal

    from nianjian.binding.metrics import Metric
    from nianjian.binding.tails import Tail
    from nianjian.quantities.scan import Quantity

_ECONOMIES = ("经济", "国民经济")
_EACH = ("均", "均月", "均年")
_WHOLE_ENDS = re.compile(r"的|比重|比例|份额|达|为|提高|提升|上升|下降|约|近|超")


@dataclass(slots=True)
class Bound:
    """A quantity with its meaning; period, status and place in the file come later.

    `origin` marks the A of 由A上升至B.
    """

    quantity: Quantity
    metric: Metric
    about: Metric
    measure: str
    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: str
    tail: Tail
    origin: bool
    rules: tuple[str, ...]


@cache
def _implied_units() -> tuple[tuple[str, str], ...]:
    rows = [(row["noun"], row["unit"]) for row in table("implied_units")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def unit_of(quantity: Quantity, metric: Metric) -> str:
    """The unit behind the numeral, or the one that the metric's noun implies (参与人次84.7万)."""
    if quantity.unit or not quantity.unit_text:
        return quantity.unit
    return next((unit for noun, unit in _implied_units() if noun in metric.name), "")


def for_measure(metric: Metric, measure: str, tail: Tail, of_rate: bool) -> Metric:
    """The metric as this measure needs it: a rank of a growth rate, a share of a plan are no headline."""
    if measure == "change_pp" and tail.base and "进度" in tail.base:
        return replace(metric, code=None)
    if (metric.growth or tail.rate or of_rate) and measure in ("rank", "level"):
        return replace(metric, name=metric.name + (metric.growth or "增速"), code=None)
    if measure == "change_pct" and metric.name in _ECONOMIES:
        # 经济增长6%左右 tells the growth of the product, whole.
        return replace(metric, name="经济增长", code="gdp")
    if measure in ("change_abs", "change_pct") and tail.verb and metric.name.endswith(_EACH):
        # 户均增收3000元: what each of them has more of is told by the verb alone.
        return replace(metric, name=metric.name + tail.verb)
    if tail.whose:
        return replace(metric, subject=tail.whose, code=None)
    if tail.share and tail.whole:
        whole = _WHOLE_ENDS.split(tail.whole, maxsplit=1)[0]
        code = metrics.code_of(f"{metric.name}占{whole}比重") or metric.code
        # 新兴产业…，增加值占生产总值的三成: no indicator is a part of itself.
        other = is_plan(tail.whole) or "tail.earlier_share" in tail.rules or metrics.code_of(whole) == code
        return replace(metric, code=None if other else code)
    return metric


def qualifier_of(quantity: Quantity, tail: Tail) -> str:
    """What clings to the numeral goes before what stands in front of it."""
    return quantity.qualifier if quantity.qualifier != "exact" else tail.qualifier or "exact"
