"""The quantities of a paragraph, read from left to right, each bound to what it measures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding import clauses, metrics
from nianjian.binding.measures import measure_of, signed
from nianjian.binding.metrics import Area, Metric
from nianjian.binding.tails import Tail, read_tail
from nianjian.catalogue import table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from nianjian.binding.times import TimeMark
    from nianjian.quantities.scan import Quantity

_COUNTED = ("count", "measure", "time", "year", "score", "")
_LISTED = ("percent", "point", "money", "rank")
_FROM = re.compile(r"[由从](?P<rest>[^，,；;。：:由从]{0,16})$")
_ARRIVAL = re.compile(r"[^，,；;。]{0,14}?(?:到|至|为|回升|回落|成)")
_STRUCTURE = ("第一产业比重", "第二产业比重", "第三产业比重")
_THREE_SECTORS = re.compile(r"三次产业|产业结构|三产|一二三产|产业比")
_PLANNED_WHOLE = re.compile(r"预算|计划|目标|任务|进度")
_WHOLE_ENDS = re.compile(r"的|比重|比例|份额|达|为|提高|提升|上升|下降|约|近|超")
_VALUE_AHEAD = re.compile(r"[、和与及][^0-9]{0,4}[0-9]+(?:\.[0-9]+)?(?=%|个百分点|[万亿]?元|倍|位|[一-龥])")
_MOST_RECENT = 12


@dataclass(slots=True)
class Bound:
    """A quantity with its meaning; period, status and place in the file come later.

    `origin` marks the A of 由A上升至B.
    """

    quantity: Quantity
    metric: Metric
    measure: str
    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: str
    tail: Tail
    origin: bool = False
    rules: tuple[str, ...] = field(default=())


@cache
def _implied_units() -> tuple[tuple[str, str], ...]:
    rows = [(row["noun"], row["unit"]) for row in table("implied_units")]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


def unit_of(quantity: Quantity, metric: Metric) -> str:
    """The unit behind the numeral, or the one that the metric's noun implies."""
    if quantity.unit or not quantity.unit_text:
        return quantity.unit
    return next((unit for noun, unit in _implied_units() if noun in metric.name), "")


class Binder:
    """Binds the quantities of one paragraph and remembers what the last ones were about."""

    def __init__(self, text: str, area: Area, marks_by_end: Mapping[int, TimeMark]) -> None:
        self.text = text
        self.area = area
        self.marks_by_end = marks_by_end
        self.recent: list[Metric] = []
        self.verb = ""
        self.took_after = False

    @property
    def current(self) -> Metric | None:
        """The metric of the last quantity."""
        return self.recent[-1] if self.recent else None

    def sentence(self, start: int, end: int, quantities: Sequence[Quantity]) -> list[Bound]:
        """The bound quantities of the sentence `start`..`end`, in order."""
        bound: list[Bound] = []
        waiting: list[Metric] = []
        before = start
        for number, quantity in enumerate(quantities):
            limit = quantities[number + 1].start if number + 1 < len(quantities) else end
            previous = bound[-1] if bound else None
            gap = self.text[before : quantity.start]
            if previous and quantity.part > 1:
                made = [self._structure(quantity, previous)]
            elif (
                previous
                and waiting
                and clauses.is_link(gap if quantity.kind != "rank" else gap.rstrip("第前全市省国"))
            ):
                made = [self._listed(quantity, previous, waiting.pop(0))]
            elif previous and clauses.is_link(gap) and quantity.kind == previous.quantity.kind in _LISTED:
                made = [self._listed(quantity, previous, previous.metric)]
            else:
                made, waiting = self._fresh(quantity, before, limit, bound)
            bound += made
            self.recent = [*self.recent, *(b.metric for b in made if b.metric is not self.current)][
                -_MOST_RECENT:
            ]
            before = max(before, quantity.tail_end)
        return bound

    def _structure(self, quantity: Quantity, previous: Bound) -> Bound:
        """The second and third term of a:b:c."""
        name = previous.metric.name
        if name in _STRUCTURE:
            name = _STRUCTURE[(quantity.part - 1) % 3]
        return replace(
            previous,
            quantity=quantity,
            metric=Metric(name, rule="metric.structure"),
            value=quantity.value,
            rules=(*quantity.rules, "metric.structure"),
        )

    def _listed(self, quantity: Quantity, previous: Bound, metric: Metric) -> Bound:
        """A further value of a list: measured as the one before it."""
        value, high = signed(quantity, previous.measure, -1 if previous.value < 0 else 1)
        return Bound(
            quantity,
            metric,
            previous.measure,
            value,
            high,
            unit_of(quantity, metric),
            quantity.qualifier,
            previous.tail,
            previous.origin,
            (*quantity.rules, *previous.tail.rules, "list.continued", metric.rule),
        )

    def _fresh(
        self, quantity: Quantity, before: int, limit: int, bound: list[Bound]
    ) -> tuple[list[Bound], list[Metric]]:
        """A quantity with words of its own: the facts on it, and metrics that wait for the next values."""
        at = quantity.lead if quantity.lead >= before else quantity.start
        seps = clauses.cuts(self.text, before, at)
        low = seps[-1] + 1 if seps else before
        if self.took_after and bound and clauses.ends_in_list(self.text[before:at].rstrip("近约超过")):
            # 新增4家门诊和11家诊室: the gap names what is in front of it.
            low = before = at - len(self.text[before:at]) + len(self.text[before:at].rstrip("近约超过"))
        tail = read_tail(self.text, low, at, quantity.kind, self.marks_by_end)
        rules: list[str] = []
        end, origin = tail.start, False
        if (match := _FROM.search(self.text, low, end)) and self._arrives_later(quantity):
            rest = self._without_marks(low + match.start("rest") - low, end)
            if metrics.read_phrase(rest, self.area).is_empty:
                origin, end = True, match.start()
                rules.append("metric.from_to")
        found = self._metrics(quantity, tail, low, end, before, limit, bound, rules)
        self.took_after = "metric.after_numeral" in rules
        previous = bound[-1] if bound else None
        state = (previous.metric.name, previous.measure, previous.origin) if previous else None
        measure, direction = measure_of(self.text, quantity, tail, found[0], state)
        dealt = len(found) > 1 and (tail.deal == "each" or self._values_ahead(quantity) == len(found))
        made = []
        for metric in found[:1] if dealt else found:
            value, high = signed(quantity, measure, direction)
            named = self._final(metric, measure, tail)
            made.append(
                Bound(
                    quantity,
                    named,
                    measure,
                    value,
                    high,
                    unit_of(quantity, named),
                    self._qualifier(quantity, tail),
                    tail,
                    origin,
                    (*quantity.rules, *tail.rules, *rules, metric.rule),
                )
            )
        return made, list(found[1:]) if dealt else []

    def _final(self, metric: Metric, measure: str, tail: Tail) -> Metric:
        """The metric as this measure needs it: a rank of a growth rate or a share of a plan is no headline."""
        if (metric.growth or tail.rate) and measure in ("rank", "level"):
            return replace(metric, name=metric.name + (metric.growth or "增速"), code=None)
        if measure == "share" and tail.whole:
            whole = _WHOLE_ENDS.split(tail.whole, maxsplit=1)[0]
            code = metrics.code_of(f"{metric.name}占{whole}比重") or metric.code
            return replace(metric, code=None if _PLANNED_WHOLE.search(tail.whole) else code)
        return metric

    def _qualifier(self, quantity: Quantity, tail: Tail) -> str:
        if quantity.qualifier != "exact":
            return quantity.qualifier
        return tail.qualifier or "exact"

    def _arrives_later(self, quantity: Quantity) -> bool:
        """Whether 由A is followed by 上升至B before the clause ends."""
        return bool(_ARRIVAL.match(self.text, quantity.tail_end, quantity.tail_end + 26))

    def _without_marks(self, start: int, end: int) -> str:
        """The text of a span without the time expressions in it."""
        text = self.text[start:end]
        for mark in self.marks_by_end.values():
            if start <= mark.start and mark.end <= end:
                text = text.replace(self.text[mark.start : mark.end], "")
        return text

    def _phrase(self, low: int, end: int) -> str:
        """The words of a clause that can name a metric: behind its last time expression, or before it."""
        inside = [m for m in self.marks_by_end.values() if low <= m.start and m.end <= end and not m.base]
        if not inside:
            return self.text[low:end]
        last = max(mark.end for mark in inside)
        rest = self.text[last:end]
        if rest.startswith(("前", "内", "起", "来")) and len(rest) > 1 and rest[1:2] not in "期":
            rest = rest[1:]
        if rest.strip(" ，,、的前内起"):
            return rest
        return self.text[low : min(mark.start for mark in inside)].removesuffix("到").removesuffix("截至")

    def _metrics(
        self,
        quantity: Quantity,
        tail: Tail,
        low: int,
        end: int,
        before: int,
        limit: int,
        bound: list[Bound],
        rules: list[str],
    ) -> list[Metric]:
        """What a quantity measures: one metric, several of a list, or one inherited."""
        text = self._phrase(low, end)
        metric = metrics.read_phrase(text, self.area)
        if quantity.kind == "structure":
            rules.append("metric.structure")
            whole = metric.name or (self.current.name if self.current else "")
            name = _STRUCTURE[0] if _THREE_SECTORS.search(whole) or whole in _STRUCTURE else whole
            return [Metric(name, rule="metric.structure")]
        if counted := self._counted(quantity, tail, metric, low, limit, rules):
            return [counted]
        if tail.deal == "each":
            listed = metrics.split_list(text, self.area) if text.strip(" ，,、") else ()
            if listed and not listed[0].is_empty:
                rules.append("metric.dealt")
                return self._all_in_context(listed, before, low)
            return self._dealt_again(quantity)
        if not metric.is_empty:
            if metric.code is None and len(listed := metrics.split_list(text, self.area)) > 1:
                parts = self._all_in_context(listed, before, low)
                if tail.deal == "all" or all(part.code for part in parts):
                    rules.append("metric.list")
                    return parts
            self.verb = metrics.action_at_start(metric.name)
            related = metrics.relate(metric, self._antecedent(before, low, bound))
            return [self._in_context(related, before, low)]
        inherited = self._antecedent(before, low, bound)
        if inherited is not None:
            rules.append("metric.inherited")
            return [inherited]
        return [Metric(self._fallback(quantity, before, limit), rule="metric.fallback")]

    def _counted(
        self,
        quantity: Quantity,
        tail: Tail,
        metric: Metric,
        low: int,
        limit: int,
        rules: list[str],
    ) -> Metric | None:
        """新增4家发热门诊, 投入2亿元增配设备: a metric that stands behind its numeral, or None."""
        kind = quantity.kind
        closing = metrics.action_at_end(metric.name)
        verb_only = metric.is_empty or closing == metric.name
        if kind in ("percent", "permille"):
            after = clauses.noun_after(self.text, quantity.tail_end, limit)
            if metric.is_empty and not tail.predicate and after and self.text[quantity.tail_end] == "的":
                rules.append("metric.after_percent")
                return Metric(clauses.head_noun(after), rule="metric.after")
            return None
        if kind not in (*_COUNTED, "money") or tail.arrives or tail.changes or tail.share:
            return None
        if tail.level and not (tail.object and metric.is_empty):
            return None
        after = clauses.noun_after(self.text, quantity.tail_end, limit, verbs=kind == "time")
        if not after or (kind not in ("count", "") and not verb_only):
            return None
        if kind == "money" and not (closing or tail.object):
            return None
        if kind == "time":
            rules.append("metric.duration")
            if tail.lasting and self.current is not None and metric.is_empty:
                return Metric(f"{self.current.name}连续{after}", rule="metric.duration")
            return Metric(
                f"{metric.name}{clauses.head_noun(after)}用时"
                if metric.name in ("用", "仅用", "")
                else metric.name + after,
                rule="metric.duration",
            )
        noun = clauses.head_noun(after)
        if metric.is_empty and not tail.object and self.took_after and clauses.ends_in_list(self.text[:low]):
            lead = self.verb
        else:
            lead = closing or ("" if verb_only else metric.name)
            self.verb = closing or metrics.action_at_start(metric.name)
        if self.text[low : quantity.start].endswith("等") or "、" in metric.name:
            lead = ""
        rules.append("metric.after_numeral")
        name = noun if noun.startswith(lead) else lead + noun
        return Metric(
            name,
            metrics.code_of(name) if kind in ("count", "") else None,
            metric.subject,
            rule="metric.after",
        )

    def _all_in_context(self, listed: Sequence[Metric], before: int, low: int) -> list[Metric]:
        """The metrics of one list; each may give the cue for a short form behind it."""
        parts: list[Metric] = []
        for metric in listed:
            parts.append(self._in_context(metric, before, low, " ".join(part.name for part in parts)))
        return parts

    def _in_context(self, metric: Metric, before: int, low: int, listed: str = "") -> Metric:
        """到位资金 behind 合同外资: a short form that means an indicator only after a cue."""
        if metric.code is not None or metric.is_empty:
            return metric
        for cue, code in metrics.in_context(metric.name):
            near = (listed, self.text[before:low], *(recent.name for recent in self.recent[-3:]))
            if any(cue in words for words in near):
                return replace(metric, code=code, rule="metric.in_context")
        return metric

    def _antecedent(self, before: int, low: int, bound: list[Bound]) -> Metric | None:
        """The metric that an elliptical clause is about: one named in between, else the current one."""
        if low - before > 2:  # noqa: PLR2004 (more than a comma)
            for clause in reversed(re.split(r"[，,；;：:]", self.text[before : low - 1])):
                head = metrics.opening_noun(clause, self.area)
                if head.code or (not bound and len(head.name) > 1):
                    return head
        return self.current

    def _dealt_again(self, quantity: Quantity) -> list[Metric]:
        """分别增长7.4%和8.2%: the last metrics again, as many as values follow."""
        group = list(dict.fromkeys(self.recent))[-self._values_ahead(quantity) :]
        return group or [
            Metric(self._fallback(quantity, quantity.start, quantity.start), rule="metric.fallback")
        ]

    def _values_ahead(self, quantity: Quantity) -> int:
        """How many values the list has that begins with this quantity."""
        clause = re.split(
            r"[，；;。\n]|,(?![0-9]{3})", self.text[quantity.tail_end : quantity.tail_end + 60], maxsplit=1
        )[0]
        return 1 + len(_VALUE_AHEAD.findall(clause))

    def _fallback(self, quantity: Quantity, before: int, limit: int) -> str:
        """Something to call a figure that no phrase names: the words around it."""
        for clause in reversed(re.split(r"[，,；;：:。、]", self.text[before : quantity.start])):
            name = clause.strip(clauses.SEPARATORS + " 的")
            if name:
                return name[-16:]
        return self.text[quantity.tail_end : limit].strip(clauses.SEPARATORS)[:16]
