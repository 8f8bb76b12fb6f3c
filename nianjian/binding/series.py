"""Values that go on behind the one before: 11.8:48.3:39.9, 分别增长8.3%和下降4.6%, 从3亿元到5亿元."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses
from nianjian.binding.bound import Bound, for_measure, qualifier_of, unit_of
from nianjian.binding.measures import measure_of, signed
from nianjian.binding.metrics import Metric
from nianjian.binding.relations import THREE_SECTORS
from nianjian.binding.tails import read_tail
from nianjian.catalogue import alternation
from nianjian.catalogue.indicators import indicators

if TYPE_CHECKING:
    from nianjian.binding.times import TimeMarks
    from nianjian.quantities.scan import Quantity

_LISTED = ("percent", "point", "money", "rank")
# 占全国四分之一、世界七分之一, 占常住人口的30%、重点人群的60%: of another whole.
_OTHER_WHOLE = re.compile(
    r"(?:[、，,和]占?(?:全国|全省|全市|全区|全州|世界|全球)(?:的)?|[、和]占?[一-龥]{2,10}的)(?:近|约|超过?)?"
)
# 由180元调高至220元: behind a value that was left, whatever verb leads to the next.
_ARRIVAL = re.compile(r"[一-龥]{1,4}[到至](?P<over>突破|超过|超)?")
_STEP = re.compile(r"(?:再|又)?[到至](?P<over>突破|超过|超)?")


def goes_on(quantity: Quantity, previous: Bound, gap: str) -> bool:
    """Whether a value goes on behind the one before it, or tells its share of another whole."""
    if quantity.kind != previous.quantity.kind:
        return False
    shared = previous.measure == "share" and _OTHER_WHOLE.fullmatch(gap)
    return bool(shared) or (quantity.kind in _LISTED and clauses.is_link(gap))


def ranks_growth(quantity: Quantity, previous: Bound | None, leveled: set[str]) -> bool:
    """增长9%，居全市第3位: the rank is one of the growth where the sentence told no level."""
    if previous and previous.origin and previous.measure == quantity.kind == "rank":
        # 增速由第8位升至第3位: it came to a rank of what it had left one of.
        return bool(previous.about.growth or previous.tail.rate)
    if previous is None or quantity.kind != "rank" or previous.about.name in leveled:
        return False
    # 增长9%，高于全省2个百分点，居全省第3位: an amount has no points, its growth has.
    code = previous.about.code
    points = code is not None and "%" not in indicators()[code].units
    return previous.measure == "change_pct" or (previous.measure == "change_pp" and points)


def next_term(quantity: Quantity, previous: Bound) -> Bound:
    """The second and third term of a:b:c."""
    name = previous.metric.name
    if name in THREE_SECTORS:
        name = THREE_SECTORS[(quantity.part - 1) % 3]
    metric = Metric(name, rule="metric.structure")
    return replace(
        previous,
        quantity=quantity,
        metric=metric,
        about=metric,
        value=quantity.value,
        rules=(*quantity.rules, metric.rule),
    )


def next_value(quantity: Quantity, previous: Bound, metric: Metric) -> Bound:
    """A further value of a list: measured as the one before it."""
    measure = "multiple" if quantity.kind == "multiple" else previous.measure
    if measure == "multiple" and quantity.kind == "percent":
        # 分别增长1.2倍和86.4%
        measure = "change_pct"
    # 增速分别为-8%和32%: a minus that is written is its own numeral's, a verb's (下降8%和3%) the list's.
    falls = previous.value < 0 and "sign.minus" not in previous.quantity.rules
    value, high = signed(quantity, measure, -1 if falls else 1)
    # 总量、增速分别居第2位和第1位: the second is a rank of the growth.
    of_growth = metric.growth or (measure == "rank" and previous.tail.rate)
    final = for_measure(metric, measure, previous.tail, False) if of_growth else metric
    return replace(
        previous,
        quantity=quantity,
        metric=final,
        about=metric,
        measure=measure,
        value=value,
        high=high,
        unit=unit_of(quantity, metric),
        qualifier=qualifier_of(quantity, previous.tail),
        rules=(*quantity.rules, *previous.tail.rules, "list.continued", metric.rule),
    )


def turned(text: str, marks: TimeMarks, quantity: Quantity, metric: Metric, before: int) -> Bound | None:
    """分别增长8.3%和下降4.6%: a further value of a list with a predicate of its own, or None."""
    link = clauses.LINK_START.match(text, before, quantity.start)
    if not link:
        return None
    tail = read_tail(text, link.end(), quantity.start, quantity.kind, marks)
    if tail.start > link.end() or not tail.predicate:
        return None
    measure, direction = measure_of(text, quantity, tail, metric, None)
    value, high = signed(quantity, measure, direction)
    rules = (*quantity.rules, *tail.rules, "list.turned", metric.rule)
    qualifier, unit = qualifier_of(quantity, tail), unit_of(quantity, metric)
    return Bound(quantity, metric, metric, measure, value, high, unit, qualifier, tail, False, rules)


def next_step(quantity: Quantity, previous: Bound, gap: str) -> Bound | None:
    """从3亿元到5亿元再到突破8亿元: the next of the steps of one way, or None."""
    if quantity.kind != previous.quantity.kind:
        return None
    step = _STEP.fullmatch(gap)
    if step is None and previous.origin and not alternation("tail_words", "to").fullmatch(gap):
        step = _ARRIVAL.fullmatch(gap)
    if step is None:
        return None
    tail = replace(previous.tail, arrives=True) if previous.origin else previous.tail
    made = replace(next_value(quantity, previous, previous.metric), origin=False, tail=tail)
    return replace(made, qualifier="at_least") if step["over"] else made
