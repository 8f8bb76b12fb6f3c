"""The quantities of a paragraph, read from left to right, each bound to what it measures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses, counts, metrics, series
from nianjian.binding.area import Area
from nianjian.binding.behind import Gap, Named, keeps_within, names_goal
from nianjian.binding.bound import Bound, for_measure, qualifier_of, unit_of
from nianjian.binding.deeds import goes_on_reaching, with_deed
from nianjian.binding.measures import measure_of, signed
from nianjian.binding.metrics import Metric
from nianjian.binding.naming import Namer
from nianjian.binding.phrases import values_ahead
from nianjian.binding.rankings import ranked_among
from nianjian.binding.tails import Tail, read_tail
from nianjian.catalogue import worded
from nianjian.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.times import TimeMarks
    from nianjian.quantities.scan import Quantity

_FROM = re.compile(r"[由从](?P<rest>[^，,；;。：:由从]{0,16})$")
_ARRIVAL = re.compile(r"[^，,；;。]{0,14}?(?:到|至|为|回升|回落|成)")
_APPROXIMATE = "近约超过"
_OF_A_FALL = "«narrowing»"
# 工业增长3%，拉动经济增长0.9个百分点，增速加快2个百分点: the sentence goes on about industry.
_DRIVES = re.compile("拉动|带动|推动|下拉|拉低|拖累|拖低")
_GOES_ON = ("、", "，", ",")
_FACTOR = re.compile(r"[^，,；;。0-9]{0,6}(?:因素|影响)")
_OWNS = re.compile(r"共有|拥有|下辖|(?<![有中占])(?![\s\S])")
_RANK_MARK = f"第前全国{LEVELS}"
_ARRIVAL_REACH = 26
# 由年人均2500元提高到2900元, 从每月310元上调至340元
_PER_HEAD = re.compile("每|[年月日]?[人户村亩]均|[年月日]均")


class Binder:
    """Binds the quantities of one paragraph, sentence by sentence."""

    def __init__(self, text: str, area: Area, marks: TimeMarks) -> None:
        self.text = text
        self.area = area
        self.marks = marks
        self.namer = Namer(text, area, marks)
        self._taken = 0
        self._leveled: set[str] = set()
        self._fell = False

    def sentence(self, start: int, end: int, quantities: Sequence[Quantity]) -> list[Bound]:
        """The bound quantities of the sentence `start`..`end`, in order."""
        bound: list[Bound] = []
        waiting: list[Metric] = []
        leaves_out = clauses.leaves_out(self.text[start:end])
        before = start
        self._leveled, self._fell = set(), False
        for number, quantity in enumerate(quantities):
            limit = quantities[number + 1].start if number + 1 < len(quantities) else end
            previous = bound[-1] if bound else None
            gap = self.text[before : quantity.start]
            shares = previous is not None and self._shares_noun(quantity, previous, gap, limit)
            going_on = None
            if previous is not None and not shares:
                going_on = self._going_on(quantity, previous, before, limit, waiting)
            if going_on is not None:
                made = [going_on]
            else:
                made, waiting = self._fresh(quantity, before, limit, previous)
            if previous is not None and shares:
                made[0] = counts.done(made[0], metrics.action_at_end(previous.metric.name))
                bound[-1] = replace(previous, metric=made[0].metric, about=made[0].about)
            if (
                previous
                and self.text.startswith("的", quantity.tail_end)
                and made[0].metric.rule == "metric.behind"
            ):
                bound[-1] = counts.sharing(previous, made[0], gap)
            bound += made
            if made[0].measure == "change_pct":
                self._fell = made[0].value < 0
            self._leveled.update(fact.about.name for fact in made if fact.measure in ("level", "rank"))
            if not (leaves_out and self._left_out(start, quantity)):
                for fact in made:
                    if not (quantity.kind == "point" and bound and _DRIVES.match(fact.about.name)):
                        self.namer.antecedents.remember(fact.about)
            before = max(before, quantity.tail_end)
        return bound

    def _shares_noun(self, quantity: Quantity, previous: Bound, gap: str, limit: int) -> bool:
        """6批次70人次来宾, 1143户、4906人脱贫: what both count stands behind the second."""
        return (
            counts.side_by_side(quantity, previous, gap)
            and counts.awaits_noun(previous)
            and clauses.noun_after(self.text, quantity.tail_end, limit) != ""
        )

    def _going_on(
        self, quantity: Quantity, previous: Bound, before: int, limit: int, waiting: list[Metric]
    ) -> Bound | None:
        """A quantity that goes on behind the one before it, without words of its own; else None.

        `waiting`: the metrics of a list whose values are still to come; the one that gets its value leaves.
        """
        gap = self.text[before : quantity.start]
        if quantity.part > 1:
            return series.next_term(quantity, previous)
        if waiting and clauses.is_link(gap.rstrip(_RANK_MARK) if quantity.lead >= 0 else gap):
            return series.next_value(quantity, previous, waiting.pop(0))
        if series.goes_on(quantity, previous, gap) and not self._says_of_what(quantity, gap, limit):
            return series.next_value(quantity, previous, previous.metric)
        if not gap and quantity.kind == previous.quantity.kind == "count":
            # 1.38万户5.22万人: one measurement in two units.
            return series.next_value(quantity, previous, previous.metric)
        if step := series.next_step(quantity, previous, gap):
            return step
        turned = series.turned(self.text, self.marks, quantity, waiting[0], before) if waiting else None
        if turned is not None:
            waiting.pop(0)
        return turned

    def _says_of_what(self, quantity: Quantity, gap: str, limit: int) -> bool:
        """压减10%，80%以上的事项…: a percentage of what stands behind it opens a clause of its own."""
        return (
            quantity.kind == "percent"
            and gap.startswith(clauses.COMMAS)
            and not names_goal(self.text, quantity.tail_end)
            and clauses.noun_after(self.text, quantity.tail_end, limit) != ""
        )

    def _left_out(self, start: int, quantity: Quantity) -> bool:
        """剔除上年一次性收入2亿元因素: what is left out is not what the sentence goes on about."""
        return bool(
            _FACTOR.match(self.text, quantity.end) and clauses.is_left_out(self.text, start, quantity.start)
        )

    def _ranked(self, quantity: Quantity, previous: Bound | None, before: int, at: int) -> Named | None:
        if quantity.kind != "rank":
            return None
        recent = self.namer.antecedents.recent
        return ranked_among(self.text, self.area, recent, previous, before, at, quantity.start)

    def _fresh(
        self, quantity: Quantity, before: int, limit: int, previous: Bound | None
    ) -> tuple[list[Bound], list[Metric]]:
        """A quantity with words of its own: its facts, and the metrics that wait for the next values."""
        at = quantity.lead if quantity.lead >= before else quantity.start
        goes_on = self._taken or (quantity.kind == "percent" and _of_some(previous))
        listed = self._list_end(before, at) if goes_on and previous is not None else None
        if listed is not None:
            before = low = listed
        else:
            before = self._behind_taken(quantity, before, at)
            low = clauses.behind_landmark(self.text, clauses.last_clause(self.text, before, at))
        tail = read_tail(self.text, low, at, quantity.kind, self.marks)
        if quantity.kind == "rank" and self.text[at] == "分":
            # 增速分列全市第3位、第1位
            tail.deal = "each"
        end = self._origin_start(quantity, low, tail.start)
        origin = end < tail.start
        if origin:
            tail = _of_origin(tail, read_tail(self.text, low, end, quantity.kind, self.marks))
            end = tail.start
        origin = origin or "tail.grew_from" in tail.rules
        if quantity.kind == "rank" and self.text[at] in "由从":
            # 由二季度的第8位上升到第4位: the verb of standing is the 由 itself.
            origin = True
        narrows = previous is not None and previous.tail.falling and previous.quantity.kind == "point"
        if narrows and quantity.kind == "point" and tail.base and not tail.rate:
            # 降幅比一季度收窄2个百分点、比全市大1个百分点
            tail.falling = tail.falling or self.text[before : before + 1] in _GOES_ON
        fell = self._fell and previous is not None and previous.measure in ("change_pct", "change_pp")
        if (
            fell
            and quantity.kind == "point"
            and tail.verb
            and not self.text[low:end].strip("但却则仍还也已 ")
        ):
            # 同比下降10%，比一季度收窄6个百分点: what narrows is the fall.
            tail.falling = tail.falling or worded(_OF_A_FALL).fullmatch(tail.verb) is not None
        if quantity.kind == "percent" and names_goal(self.text, quantity.tail_end):
            # 好于3%的年度目标: the goal itself is no bound.
            tail.qualifier = "at_most" if keeps_within(self.text, quantity.tail_end) else None
        gap = Gap(before, low, end, limit)
        named = self._ranked(quantity, previous, before, at) or self.namer.name(
            quantity, tail, gap, previous is None, listed is not None
        )
        if quantity.kind == "point" and named.rule == "metric.inherited" and _of_rate(previous):
            # 增速加快0.4个百分点、比上年高1个百分点，居全省第9位
            tail.rate = True
        self._taken = named.taken or goes_on_reaching(named, self.text, quantity)
        if named.after:
            measure, direction = "level", 1
        else:
            measure, direction = measure_of(self.text, quantity, tail, named.metrics[0], previous)
        several = len(named.metrics) > 1
        dealt = several and (tail.deal == "each" or values_ahead(self.text, quantity) == len(named.metrics))
        value, high = signed(quantity, measure, direction)
        how = (named.rule,) if named.rule else ()
        reached = self.namer.antecedents.current if listed is not None else None
        made = []
        for metric in named.metrics[:1] if dealt else named.metrics:
            final = for_measure(
                metric,
                measure,
                tail,
                named.rule == "metric.inherited"
                and (_of_rate(previous) or series.ranks_growth(quantity, previous, self._leveled)),
            )
            if tail.arrives and previous and previous.origin and metric == previous.about:
                # 增加值占生产总值的比重由A提高到B: what B is of is said with A.
                final = replace(final, code=previous.metric.code)
            final = with_deed(final, named, tail, self.text, quantity, gap, reached)
            made.append(
                Bound(
                    quantity,
                    final,
                    metric,
                    measure,
                    value,
                    high,
                    unit_of(quantity, final),
                    qualifier_of(quantity, tail),
                    tail,
                    origin,
                    (
                        *quantity.rules,
                        *tail.rules,
                        *how,
                        *(("metric.from_to",) if origin else ()),
                        final.rule,
                    ),
                )
            )
        return made, list(named.metrics[1:]) if dealt else []

    def _list_end(self, before: int, at: int) -> int | None:
        """新增4家门诊和11家诊室: where the words end that name what is in front of them, or None."""
        named = clauses.without_scope(self.text[before:at].rstrip(_APPROXIMATE))
        return before + len(named) if clauses.ends_in_list(named) else None

    def _behind_taken(self, quantity: Quantity, before: int, at: int) -> int:
        """14个领域87个行业, 5个县共有公园9个: where the words begin that the figure before has not taken."""
        plain = quantity.kind in ("count", "measure") and before < self._taken <= at
        return self._taken if plain and _OWNS.match(self.text, self._taken, at) else before

    def _origin_start(self, quantity: Quantity, low: int, end: int) -> int:
        """Where 由 or 从 stands before the A of 由A上升至B; `end` where the quantity is no such A."""
        text = self.text
        if text.find("由", low, end) < 0 and text.find("从", low, end) < 0:
            return end
        match = _FROM.search(text, low, end)
        arrives = _ARRIVAL.match(self.text, quantity.tail_end, quantity.tail_end + _ARRIVAL_REACH)
        if not match or not (arrives or self.marks.own(self.text, match.start("rest"), quantity.start)):
            return end
        rest = self.marks.cut_from(self.text, match.start("rest"), end)
        plain = _PER_HEAD.match(rest) is not None or metrics.read_phrase(rest, self.area).is_empty
        return match.start() if plain else end


def _of_origin(tail: Tail, outer: Tail) -> Tail:
    """由上年下降12%转为增长8%: the tail in front of 由, with the change that the words behind it tell."""
    if tail.changes and not (outer.changes or outer.rate):
        outer.changes, outer.direction, outer.verb = True, tail.direction, tail.verb
        outer.rules += tail.rules
    # 由不足20%升至46%: the bound stands between the 由 and its value.
    outer.qualifier = outer.qualifier or tail.qualifier
    return outer


def _of_some(previous: Bound | None) -> bool:
    """93%的村庄和96%的农户: the noun stood behind the percentage before."""
    return previous is not None and "metric.behind_percent" in previous.rules


def _of_rate(previous: Bound | None) -> bool:
    """增速加快0.4个百分点，居全省第9位: the rank is one of the rate."""
    return previous is not None and previous.measure == "change_pp" and previous.tail.rate
