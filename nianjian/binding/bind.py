"""Quantities of one passage -> facts without their place in the file: metric, measure, value, period, status, scope."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.binding.metrics import EMPTY, Area, Metric
from nianjian.binding.tails import Tail, read_tail

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nianjian.binding.times import TimeMark
    from nianjian.quantities.scan import Quantity

COUNTED = ("count", "measure", "time", "year", "score", "")


@dataclass(slots=True)
class Bound:
    """A quantity with its meaning; the period, status and place in the file are added later."""

    quantity: Quantity
    metric: Metric
    measure: str
    value: Decimal
    high: Decimal | None
    unit: str
    qualifier: str
    basis: str | None
    tail: Tail
    origin: bool = False
    rules: tuple[str, ...] = ()


_SEPARATOR = "，,；;：:。！？!?\n"
_AFTER_STOP = re.compile(
    r"[，,；;：:。！？!?、\n（(）)…—]|以上|以下|以内|左右|上下|并|且|居|位|列|占|比|较|同比|的?(?:比例|标准|速度|目标|要求|任务)|和(?![谐平])|与|及|等|、"
)
_LINK = re.compile(r"(?:、|和|与|及|以及|，|,|至|到|或|；|;)?(?:分别)?(?:约|近|超过|超)?")
_FROM = re.compile(r"(?:由|从)(?P<rest>[^，,；;。：:由从]{0,16})$")
_RATIO_WORD = re.compile(r"(?:比|结构|比例|占比|之比)[^，,；;。]{0,12}$")
_CUT_AFTER = re.compile(
    r"通过|荣获|获得|获批|获评|获|列入|入选|纳入|实现|完成|落实|享受|接入|进入|达到|取得|得到|开展|参与|参加|开工|竣工|投产|投用|建成|正式|成功|全面|全部|均|已|顺利|有序|加快|先后|用于|共同|签订|签约|落户|入驻|上市|推进|提供|被|率先|基本|同步|覆盖|受益|按|进行|启动|挂牌|运营|集中|新增|摘帽|脱贫|退出"
)


def separators(text: str, start: int, end: int) -> list[int]:
    """Offsets of the clause separators between `start` and `end`, brackets and quotes left whole."""
    found, depth = [], 0
    for at in range(start, end):
        c = text[at]
        if c in "（(《“":
            depth += 1
        elif c in "）)》”":
            depth = max(0, depth - 1)
        elif not depth and c in _SEPARATOR:
            found.append(at)
    return found


class Binder:
    """Reads the quantities of one paragraph from left to right and remembers what they were about."""

    def __init__(self, text: str, area: Area, marks_by_end: Mapping[int, TimeMark]) -> None:
        self.text = text
        self.area = area
        self.marks_by_end = marks_by_end
        self.current: Metric | None = None
        self.group: tuple[Metric, ...] = ()
        self.verb = ""
        self.series: list[Bound] = []

    def sentence(self, start: int, end: int, quantities: Sequence[Quantity]) -> list[Bound]:
        """The bound quantities of the sentence `start`..`end`."""
        bound: list[Bound] = []
        before = start
        dealt: list[Metric] = []
        fresh = True
        for number, quantity in enumerate(quantities):
            limit = quantities[number + 1].start if number + 1 < len(quantities) else end
            seps = separators(self.text, before, quantity.start)
            low = seps[-1] + 1 if seps else before
            gap = self.text[before : quantity.start]
            previous = bound[-1] if bound and not fresh else None
            if previous and dealt and _LINK.fullmatch(gap):
                made = [self._next_dealt(quantity, previous, dealt.pop(0))]
            elif previous and _LINK.fullmatch(gap) and self._is_second(previous, quantity, limit):
                made = [self._like(quantity, previous, previous.metric)]
            else:
                tail = read_tail(self.text, low, quantity.start, quantity.kind, self.marks_by_end)
                made, dealt = self._fresh(quantity, tail, low, before, limit, bound, fresh, bool(seps))
            bound += made
            before = quantity.tail_end
            fresh = False
        return bound

    def _is_second(self, previous: Bound, quantity: Quantity, limit: int) -> bool:
        """增长3%、5%: a bare second value of the same kind continues the first."""
        if quantity.kind != previous.quantity.kind or quantity.kind not in ("percent", "point", "money"):
            return False
        return True

    def _next_dealt(self, quantity: Quantity, previous: Bound, metric: Metric) -> Bound:
        bound = self._like(quantity, previous, metric)
        bound.rules = (*bound.rules, "metric.dealt")
        return bound

    def _like(self, quantity: Quantity, previous: Bound, metric: Metric) -> Bound:
        """A further value of a list: measured as the one before it."""
        value, high = signed(quantity, previous.measure, -1 if previous.value < 0 else 1)
        self.current = metric
        return Bound(
            quantity,
            metric,
            previous.measure,
            value,
            high,
            unit_of(quantity, previous.measure),
            quantity.qualifier
            if quantity.qualifier != "exact"
            else self._qualifier(quantity, previous.tail, True),
            previous.basis,
            previous.tail,
            rules=(*quantity.rules, "list.continued"),
        )

    def _fresh(
        self,
        quantity: Quantity,
        tail: Tail,
        low: int,
        before: int,
        limit: int,
        bound: list[Bound],
        fresh: bool,
        separated: bool,
    ) -> tuple[list[Bound], list[Metric]]:
        phrase = self.text[low : tail.start]
        origin = False
        rules: list[str] = []
        if match := _FROM.search(phrase):
            rest = metrics.read_phrase(self._without_marks(low + match.start("rest"), tail.start), self.area)
            if rest.is_empty and self._goes_on(quantity, limit):
                origin = True
                phrase = phrase[: match.start()]
                rules.append("metric.from_to")
        found = self._metrics(phrase, low, tail, quantity, before, limit, bound, fresh, rules)
        measure, direction = self._measure(quantity, tail, found[0], bound, origin)
        made = []
        each = tail.deal == "each" and len(found) > 1
        for metric in found[:1] if each else found:
            value, high = signed(quantity, measure, direction)
            made.append(
                Bound(
                    quantity,
                    metric,
                    measure,
                    value,
                    high,
                    unit_of(quantity, measure),
                    self._qualifier(quantity, tail, False),
                    tail.basis,
                    tail,
                    origin,
                    (*quantity.rules, *tail.rules, *rules, metric.rule),
                )
            )
        if not (each or tail.deal == "each"):
            self.group = (*self.group[-4:], *found) if found[0] is not self.current else self.group
        elif each:
            self.group = tuple(found)
        self.current = found[0] if each else found[-1]
        return made, list(found[1:]) if each else []

    def _goes_on(self, quantity: Quantity, limit: int) -> bool:
        """Whether the numeral is the first of 由A上升至B: an arrival follows before the clause ends."""
        ahead = self.text[quantity.tail_end : min(len(self.text), quantity.tail_end + 24)]
        return bool(re.match(r"[^，,；;。]{0,12}?(?:到|至|为|回升|回落|成)", ahead))

    def _without_marks(self, start: int, end: int) -> str:
        """The text of a span without the time expressions in it."""
        text = self.text[start:end]
        for mark_end, mark in self.marks_by_end.items():
            if start <= mark.start and mark_end <= end:
                text = text.replace(self.text[mark.start : mark_end], "")
        return text

    def _after(self, quantity: Quantity, limit: int) -> str:
        """The noun that follows a counted numeral, up to the next stop."""
        stop = _AFTER_STOP.search(self.text, quantity.tail_end, limit)
        after = self.text[quantity.tail_end : stop.start() if stop else limit]
        if after.startswith("的"):
            after = after[1:]
        return after.strip(' ”"')

    def _metrics(
        self,
        phrase: str,
        low: int,
        tail: Tail,
        quantity: Quantity,
        before: int,
        limit: int,
        bound: list[Bound],
        fresh: bool,
        rules: list[str],
    ) -> list[Metric]:
        text = self._after_mark(low, phrase)
        metric = metrics.read_phrase(text, self.area)
        closing = metrics.action_at_end(metric.name)
        counted = quantity.kind in COUNTED or quantity.kind == "money"
        after = (
            self._after(quantity, limit)
            if counted and not (tail.level or tail.arrives or tail.changes)
            else ""
        )
        if (
            counted
            and after
            and quantity.kind != "money"
            and (quantity.kind == "count" or metric.is_empty or closing == metric.name)
        ):
            if quantity.kind in ("count", "") or metric.is_empty or closing == metric.name:
                return [self._counted(metric, closing, after, rules)]
        if quantity.kind == "money" and after and closing and closing == metric.name:
            rules.append("metric.after_money")
            return [replace(metric, name=self._noun(after), verb=closing)]
        if (
            quantity.kind in ("percent", "permille")
            and not tail.predicate
            and self.text[quantity.tail_end : quantity.tail_end + 1] == "的"
        ):
            noun = self._after(quantity, limit)
            if noun and metric.is_empty:
                rules.append("metric.after_percent")
                return [Metric(self._noun(noun))]
        if not metric.is_empty:
            if metric.code is None and ((listed := metrics.split_list(text, self.area)) and len(listed) > 1):
                known = all(part.code for part in listed)
                if tail.deal == "each" or known or tail.deal == "all":
                    rules.append("metric.list")
                    return [metrics.relate(part, self.current) for part in listed]
            self.verb = metrics.action_at_start(metric.name)
            return [metrics.relate(metric, self._antecedent(before, low, fresh))]
        if tail.deal == "each":
            return self._dealt_again(quantity, limit)
        inherited = self._antecedent(before, low, fresh)
        if inherited is not None:
            rules.append("metric.inherited")
            return [inherited]
        return [Metric(self._fallback(before, quantity, limit), rule="metric.fallback")]

    def _after_mark(self, low: int, phrase: str) -> str:
        """The phrase behind its last time expression, or before it where nothing is left behind."""
        best = 0
        for end, mark in self.marks_by_end.items():
            if low <= mark.start and end <= low + len(phrase) and not mark.base:
                best = max(best, end - low)
        rest = phrase[best:]
        if best and not rest.strip(" ，,、的"):
            first = min(
                mark.start
                for end, mark in self.marks_by_end.items()
                if low <= mark.start and end <= low + len(phrase)
            )
            return phrase[: first - low]
        return rest

    def _counted(self, metric: Metric, closing: str, after: str, rules: list[str]) -> Metric:
        """新增4家发热门诊: the noun behind the classifier, with the action in front of the numeral."""
        noun = self._noun(after)
        verb = closing or metrics.action_at_start(metric.name)
        if not verb and metric.is_empty:
            verb = self.verb
        self.verb = verb
        rules.append("metric.after_classifier")
        return Metric(verb + noun, None, metric.subject, verb, "metric.counted")

    def _noun(self, after: str) -> str:
        """The noun at the head of a clause: up to the first verb of happening."""
        cut = _CUT_AFTER.search(after, 2)
        return after[: cut.start()] if cut else after

    def _antecedent(self, before: int, low: int, fresh: bool) -> Metric | None:
        """The metric that an elliptical clause is about: a named one between, else the current one."""
        if low - before > 2:  # noqa: PLR2004
            for clause in reversed(re.split(r"[，,；;：:]", self.text[before : low - 1])):
                metric = metrics.read_phrase(self._after_mark(before, clause) if False else clause, self.area)
                head = self._head(metric.name)
                if metrics.code_of(head):
                    return Metric(head, metrics.code_of(head), metric.subject, rule="metric.clause_before")
                if fresh and self.current is None and len(head) > 1:
                    return Metric(head, None, metric.subject, rule="metric.clause_before")
        return self.current

    def _head(self, name: str) -> str:
        """The noun that a clause opens with: before 增速快于, 持续, 稳步 and other words of motion."""
        match = re.match(
            r"(.{2,24}?)(?:增速|增幅|持续|稳步|快速|保持|实现|完成|不断|逐步|大幅|进一步|有所|呈现|继续|总体|逆势|明显)",
            name,
        )
        return match[1] if match else name

    def _dealt_again(self, quantity: Quantity, limit: int) -> list[Metric]:
        """分别增长7.4%和8.2%: the last metrics again, as many as values follow."""
        values = 1 + self._values_ahead(quantity)
        group = (
            self.group[-values:] if len(self.group) >= values else ((self.current,) if self.current else ())
        )
        return list(group) or [EMPTY]

    def _values_ahead(self, quantity: Quantity) -> int:
        clause = re.split(r"[，；;。\n]", self.text[quantity.tail_end : quantity.tail_end + 60], maxsplit=1)[
            0
        ]
        return len(
            re.findall(
                r"[、和与及][^0-9]{0,4}[0-9]+(?:\.[0-9]+)?(?=%|个百分点|[万亿]?元|倍|位|[一-龥])", clause
            )
        )

    def _fallback(self, before: int, quantity: Quantity, limit: int) -> str:
        """Something to call the figure where no phrase names it: the words around it."""
        words = re.split(r"[，,；;：:。、]", self.text[before : quantity.start])
        for clause in reversed(words):
            name = clause.strip(_SEPARATOR + " 的")
            if name:
                return name[-16:]
        return self._after(quantity, limit)[:16]

    def _measure(
        self, quantity: Quantity, tail: Tail, metric: Metric, bound: list[Bound], origin: bool
    ) -> tuple[str, int]:
        """The measure and the sign of the value."""
        kind = quantity.kind
        previous = bound[-1] if bound else None
        if kind == "point":
            direction = tail.direction or 1
            if tail.falling:
                direction = 1 if direction < 0 else -1
            return "change_pp", direction
        if kind == "multiple":
            return "multiple", 1
        if kind in ("percent", "permille"):
            after = self.text[quantity.tail_end : quantity.tail_end + 8]
            if tail.share:
                return "share", 1
            if tail.arrives:
                growth = (
                    tail.falling
                    or tail.rate
                    or (previous is not None and previous.origin and previous.measure == "change_pct")
                )
                if growth or re.search(
                    r"(?:增速|增幅|涨幅)[^，,；;。]{0,10}$",
                    self.text[max(0, quantity.start - 16) : quantity.start],
                ):
                    return "change_pct", -1 if tail.falling else 1
                if previous is not None and previous.metric == metric and previous.measure == "share":
                    return "share", 1
                return "level", 1
            if tail.changes:
                return "change_pct", tail.direction
            if tail.rate or metric.name.endswith(("增速", "增幅", "涨幅")):
                return "change_pct", 1
            if tail.improve:
                return "change_pct", -1 if re.search(r"PM|浓度|能耗|指数|排放", metric.name) else 1
            if metric.name.endswith(("降幅", "跌幅")):
                return "change_pct", -1
            if re.match(
                r"的?(?:比例|幅度|标准)?(?:压减|削减|压缩|减少|下降)", after
            ) or metrics.action_at_start(metric.name) in ("压减", "压缩", "压降", "削减", "降低", "减少"):
                return "change_pct", -1
            if metric.name.endswith(("占比", "比重", "比例")) and not metric.code:
                return "share", 1
            if origin and re.search(r"增速|增幅", self.text[max(0, quantity.start - 12) : quantity.start]):
                return "change_pct", 1
            return "level", 1
        if tail.changes and not tail.arrives and (tail.base or not tail.level):
            return "change_abs", tail.direction or 1
        if metrics.action_at_start(metric.name) in ("增加",) and kind in ("money", "measure"):
            return "change_abs", 1
        return "level", 1

    def _qualifier(self, quantity: Quantity, tail: Tail, shared: bool) -> str:
        if quantity.qualifier != "exact":
            return quantity.qualifier
        if shared:
            return "exact"
        return tail.qualifier or "exact"


def unit_of(quantity: Quantity, measure: str) -> str:
    """The contract's unit: % for percent, pp for points, else what stands behind the numeral."""
    return "%" if measure in ("change_pct", "share") and quantity.kind == "percent" else quantity.unit


def signed(quantity: Quantity, measure: str, direction: int) -> tuple[Decimal, Decimal | None]:
    """Value and upper end with the sign of the change; a minus written before the numeral stays."""
    if measure not in ("change_pct", "change_pp", "change_abs") or direction >= 0:
        return quantity.value, quantity.high
    if quantity.high is None:
        return -quantity.value, None
    return -quantity.high, -quantity.value
