"""Two counts side by side that are of one thing: 新增2类300张证照, 举办200场、参与3万人次的活动."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import metrics

if TYPE_CHECKING:
    from nianjian.binding.bound import Bound
    from nianjian.quantities.scan import Quantity

_BATCHES = ("批次", "批")
_PEOPLE = ("人", "名", "口")


def awaits_noun(previous: Bound) -> bool:
    """提供4项20条服务: the first of two counts in a row says only what was done, or goes on with a list."""
    verb_only = metrics.action_at_end(previous.metric.name) and not previous.tail.predicate
    # 全市2万户5万名群众: the area alone is what nothing is counted of.
    area_only = previous.metric.code is None and metrics.names_nobody(previous.metric.name)
    return bool(previous.unit in _BATCHES or verb_only or area_only or "metric.inherited" in previous.rules)


def side_by_side(quantity: Quantity, previous: Bound, gap: str) -> bool:
    """6批次70人次 and 1143户、4906人: the same, counted twice."""
    by_head = gap == "、" and previous.unit == "户" and quantity.unit in _PEOPLE
    return quantity.kind == previous.quantity.kind == "count" and (not gap or by_head)


def sharing(previous: Bound, bound: Bound, gap: str) -> Bound:
    """举办200场、参与3万人次的活动: what the first verb is about stands behind the second numeral."""
    verb, lead = previous.metric.name, gap.removeprefix("、")
    if lead == gap or not verb or metrics.action_at_end(verb) != verb:
        return previous
    noun = replace(bound.metric, name=bound.metric.name.removeprefix(lead))
    return replace(previous, metric=done(replace(bound, metric=noun), verb).metric)


def done(bound: Bound, verb: str) -> Bound:
    """新增2类300张证照: the verb in front of the first count governs the noun behind the second."""
    if not verb or bound.metric.name.startswith(verb):
        return bound
    name = verb + bound.metric.name
    metric = replace(bound.metric, name=name, code=metrics.code_of(name))
    return replace(bound, metric=metric, about=metric)
