"""Counts that are of one thing: 新增2类300张证照, 举办200场、参与3万人次的活动, 15项指标中6项."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses, metrics
from nianjian.binding.behind import Named
from nianjian.binding.links import begins_a_word
from nianjian.binding.metrics import Metric
from nianjian.catalogue import worded

if TYPE_CHECKING:
    from nianjian.binding.behind import Gap
    from nianjian.binding.bound import Bound
    from nianjian.quantities.scan import Quantity

_BATCHES = ("批次", "批")
_PEOPLE = ("人", "名", "口")
_AMONG = re.compile(r"[^，,；;。、0-9]{1,12}中有?")
_SOME = "metric.some_of"
_ACTS = "提前|«pace»|«adverb»|«deed»"


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


class Counted:
    """What a sentence counted last and in which unit; of that, some may be told behind it."""

    def __init__(self) -> None:
        self.metric: Metric | None = None
        self._unit = ""
        self._told = 0

    def note(self, quantity: Quantity, metric: Metric) -> None:
        """Note what a quantity was about; some of the things are not the things."""
        if quantity.kind == "count" and metric.rule != _SOME:
            self.metric, self._unit = metric, quantity.unit

    def like(self, quantity: Quantity) -> Metric | None:
        """What was counted in the unit of this quantity, or None."""
        return self.metric if quantity.kind == "count" and quantity.unit == self._unit else None

    def some_that_act(self, text: str, quantity: Quantity, gap: Gap) -> Named | None:
        """25件实事…，7件|提前办结: behind the figure begins something done, whatever noun may follow."""
        acts = worded(_ACTS).match(text, quantity.tail_end) if self.like(quantity) else None
        # 2567户|共有产权住房: the adverb begins a noun.
        if acts is None or (len(acts[0]) == 1 and begins_a_word(text[acts.start() :])):
            return None
        return self.some_of(text, quantity, gap)

    def some_of(self, text: str, quantity: Quantity, gap: Gap) -> Named | None:
        """15项指标中有6项未达标; 25件实事…，7件达标、16件滞后; 2所初中、3所高中 is a list of two kinds."""
        metric = self.like(quantity)
        if metric is None:
            return None
        deed = clauses.predicate(text, quantity.tail_end, gap.limit)
        between = text[max(gap.before, self._told) : quantity.start].strip(clauses.SEPARATORS + "、 ")
        if not _AMONG.fullmatch(text, gap.before, quantity.start) and (between or not deed):
            return None
        self._told = clauses.noun_end(text, quantity.tail_end, gap.limit) if deed else quantity.tail_end
        return Named((Metric(metric.name + deed, rule=_SOME),), _SOME, self._told)
