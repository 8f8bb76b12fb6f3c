"""Which metric, or which list of metrics, a quantity is about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses, lists, metrics, relations
from nianjian.binding.antecedents import CLAUSES, Antecedents
from nianjian.binding.area import Area
from nianjian.binding.behind import Gap, Listed, Named, around, names_goal, noun_behind, reaches
from nianjian.binding.counts import Counted
from nianjian.binding.forms import form_before
from nianjian.binding.metrics import Metric
from nianjian.binding.owners import beside_turnover, owned
from nianjian.binding.phrases import BLANK, dealt_deed, like_values_ahead, naming_phrase, values_ahead
from nianjian.binding.rankings import without_ranking, without_review
from nianjian.binding.reasons import reason_for
from nianjian.catalogue import worded, words
from nianjian.levels import LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.tails import Tail
    from nianjian.binding.times import TimeMarks
    from nianjian.quantities.scan import Quantity

_SHORTEST_HEADING, _TELLING_FORM = 4, 6
_SEVERAL = re.compile(r"[、和与及]")
_SET = (
    rf"^[，,、]?(?:超额|提前|«adverb»|未能?)?(?:达到|«attains»|«above»|«below»)?(?:全?[国{LEVELS}]|上级|年初|年度)"
    "(?:人代会|人大会)?(?:下达|确定|定|提出|制定|设定|明确)?$"
)
# A、B分别增长7%和9%，后者快于前者2个百分点
_POINTERS = ("前者", "后者")
_GOES_ON_ABOUT = ("metric.inherited", "metric.dealt_again")


class Namer:
    """Names the quantities of one paragraph from left to right."""

    def __init__(self, text: str, area: Area, marks: TimeMarks) -> None:
        self.text = text
        self.area = area
        self.marks = marks
        self.antecedents = Antecedents(text, area)
        self.heading = -1
        self._listed: tuple[Metric, ...] = ()
        self._counts = Counted()
        self._moneyed = False
        self._verb = ""
        self._counted = -1
        self._rate = ""

    def name(self, quantity: Quantity, tail: Tail, gap: Gap, first: bool, goes_on: bool) -> Named:
        """The metrics of a quantity: one, several of a list, or one that the clause leaves out.

        `first` says that it is the first of its sentence, `goes_on` that it continues a list whose items
        stand behind their numerals.
        """
        if first:
            self._counts = Counted()
        self.antecedents.turn(gap, first, quantity.kind)
        named = self._named(quantity, tail, gap, first, goes_on)
        if named.rule not in _GOES_ON_ABOUT:
            self._listed = named.metrics if len(named.metrics) > 1 else ()
        self._moneyed = quantity.kind == "money"
        self._counts.note(quantity, named.metrics[-1])
        return named

    def _named(self, quantity: Quantity, tail: Tail, gap: Gap, first: bool, goes_on: bool) -> Named:
        if tail.done:
            return Named((Metric(tail.done, rule="metric.plan_done"),))
        phrase = naming_phrase(self.text, self.marks, gap.low, gap.end)
        metric = self._read(phrase, quantity)
        if tail.changes:
            metric = reason_for(metric, phrase, self.text, quantity, self.area)
        if metric.code is None and phrase.endswith("、") and (tail.changes or tail.rate or tail.level):
            # 进出口总额逆势上扬、增长12%: its course is told first, then by how much.
            told = metrics.opening_noun(phrase, self.area)
            goes = told.name in words("growth_rate")
            metric = metrics.EMPTY if goes else told if told.code else metric
        if quantity.kind == "structure":
            return Named((relations.of_structure(metric, self.antecedents.current),), "metric.structure")
        if some := self._counts.some_that_act(self.text, quantity, gap):
            return some
        acting = self._counted == gap.low and clauses.runs_on(self.text, gap.low, quantity.start)
        listed_so_far = Listed(self.antecedents.current, self._verb, goes_on, acting)
        behind = noun_behind(self.text, quantity, tail, metric, gap, listed_so_far)
        if behind is not None:
            named, self._verb = behind
            self._counted = quantity.tail_end if named.after else -1
            return named
        if some := self._counts.some_of(self.text, quantity, gap):
            return some
        heads = lists.dealt_heads(phrase.strip(BLANK), self.area) if "分别" in phrase else ()
        if heads and len(heads) == values_ahead(self.text, quantity):
            tail.deal = "each"
            return Named(self._all_in_context(heads, gap), "metric.dealt")
        things, verb = dealt_deed(phrase)
        if tail.deal == "each" or verb:
            return self._dealt(quantity, tail, things, gap, first).saying(verb)
        if metric.is_empty:
            return self._elided(quantity, tail, gap, first)
        if metric.name in _POINTERS and len(pair := self.antecedents.last(2)) == 2:
            return Named((pair[_POINTERS.index(metric.name)],), "metric.inherited")
        return self._list_of(quantity, tail, phrase, metric, gap) or self._single(
            quantity, metric, gap, first
        )

    def _read(self, phrase: str, quantity: Quantity) -> Metric:
        """What a phrase names, without what only says that a goal is set, or where a rank was given."""
        goal = quantity.kind == "percent" and names_goal(self.text, quantity.tail_end)
        if goal and worded(_SET).search(phrase):
            return metrics.EMPTY
        ranks = quantity.kind == "rank"
        metric = metrics.read_phrase(without_ranking(phrase) if ranks else phrase, self.area)
        # 分3批发放: a manner; 建议全年增长6%: the verb, where 建议81件 is the noun.
        if metric.name == ("分" if quantity.kind == "count" else "建议"):
            return metrics.EMPTY
        if self.antecedents.current:
            noun = relations.without_books(metric.name, self.text[quantity.end : quantity.end + 8])
            metric = metric if noun == metric.name else Metric(noun)
        return without_review(metric) if ranks else metric

    def _dealt(self, quantity: Quantity, tail: Tail, phrase: str, gap: Gap, first: bool) -> Named:
        """A、B分别增长7%和8%: what the values of a list are dealt to."""
        phrase = phrase.strip(BLANK)
        current = self.antecedents.current
        against = tail.base and _SEVERAL.search(tail.base) and not phrase
        times = len(self.marks.between(gap.low, quantity.start)) > 1
        if (against or (times and not phrase)) and (inherited := self.antecedents.of_clause(gap, first)):
            # 增速分别高于全国、全省1.2个和0.7个百分点, 一季度、上半年分别增长7%和8%: one metric.
            return Named((inherited,), "metric.inherited")
        listed = lists.split_list(phrase, self.area) if phrase else ()
        if current is not None and self._are_parts(listed):
            # 羊饲养量465万只，甲县、乙县分别达A和B: the same, of parts of the area.
            of_each = [replace(current, code=None, subject=part.name) for part in listed]
            return Named(tuple(of_each), "metric.dealt")
        if listed and not listed[0].is_empty:
            same = len(listed) == 1 and not times and relations.is_same(listed[0].name)
            if same and len(group := self.antecedents.last(values_ahead(self.text, quantity))) > 1:
                # 净增A12家、B8家，总数分别达C和D: the stock of each.
                return Named(tuple(relations.relate(listed[0], one) for one in group), "metric.dealt")
            owners = () if len(listed) > 1 or times else self._owners(quantity, False)
            if owners and (self._rate or not owners[0].is_rate):
                # 意见90件、提案145件，办结率分别为98%和96%: one rate of each, 满意率 behind it too.
                rate, self._rate = self._rate, listed[0].name
                whose = [owner.name.removesuffix(rate) for owner in owners]
                listed = tuple(replace(listed[0], name=name + listed[0].name) for name in whose)
            parts = relations.relate_all(listed, current)
            return Named(self._all_in_context(parts, gap), "metric.dealt")
        if named_before := self._listed_before(gap, values_ahead(self.text, quantity)):
            return Named(self._all_in_context(named_before, gap), "metric.dealt")
        # 分别增长7.4%和8.2%: the last metrics again, as many as values follow.
        group = self.antecedents.last(values_ahead(self.text, quantity))
        return Named(group, "metric.dealt_again") if group else around(self.text, quantity, gap)

    def _elided(self, quantity: Quantity, tail: Tail, gap: Gap, first: bool) -> Named:
        """What a clause that names nothing is about."""
        if tail.deal == "all" and self._listed and not first:
            # A、B分别达7亿元和8亿元，均居全省第三: each of the list.
            return Named(self._listed, "metric.list")
        if not first and not tail.share and (owners := self._owners(quantity)):
            # A、B各有一数，增长7%和8%: two values cannot both be the last metric's.
            return Named(owners, "metric.dealt_again")
        inherited = self.antecedents.came_to(quantity, tail, gap, first)
        inherited = inherited or self.antecedents.of_clause(gap, first)
        if inherited is None:
            return around(self.text, quantity, gap)
        if inherited.is_rate:
            # 项目64个，开工率95%，比上年多11个: counted as the things are.
            inherited = self._counts.like(quantity) or inherited
        if lists.is_pair(inherited.name) and values_ahead(self.text, quantity) == 2:
            # 城乡居民人均可支配收入：6%、7%
            return Named(lists.split_list(inherited.name, self.area), "metric.dealt")
        if tail.level and not tail.object and quantity.kind == "count":
            # 高新技术企业净增62家、达486家: the level is that of the stock.
            stock = relations.without_action(inherited.name)
            if stock != inherited.name and metrics.code_of(stock):
                return Named((Metric(stock, metrics.code_of(stock), rule="metric.stock"),))
        return Named((inherited,), "metric.inherited")

    def _list_of(self, quantity: Quantity, tail: Tail, phrase: str, metric: Metric, gap: Gap) -> Named | None:
        """A和B均增长8%: several metrics of one value or of as many, or None where the phrase names one."""
        if lists.is_pair(metric.name) and values_ahead(self.text, quantity) == 2:
            return Named(self._all_in_context(lists.split_list(phrase, self.area), gap), "metric.dealt")
        if metric.code is not None or not lists.may_be_list(metric.name):
            return None
        listed = lists.split_list(phrase, self.area)
        if len(listed) < 2:
            return None
        several = self._all_in_context(listed, gap)
        shared = tail.deal == "all" or all(part.code for part in several)
        return Named(several, "metric.list") if shared else None

    def _single(self, quantity: Quantity, metric: Metric, gap: Gap, first: bool) -> Named:
        """The one metric that a phrase names, as the words before complete it."""
        if metric.code is None and first and gap.low == self.heading:
            # A heading that runs into its text: 好日子更有质感|居民人均可支配收入.
            form = form_before(self.text, gap.end, gap.low + _SHORTEST_HEADING)
            if form and len(form) >= _TELLING_FORM:
                return Named((Metric(form, metrics.code_of(form), rule="metric.behind_heading"),))
        governed = self._owned(self._governed(metric, quantity, gap), gap, first)
        verb = metrics.action_at_start(governed.name)
        current = self.antecedents.current
        if not first and current is not None and governed.name == verb:
            # 安置房开工50万平方米、竣工10万平方米: the verb goes with the noun of the verb before; but what
            # is counted behind an amount of money (项目30个，投资9亿元，开工5个) goes with what was counted.
            moneyed = self._moneyed or current.name.endswith(words("invested"))
            counts = moneyed and quantity.kind == "count" and not reaches(verb)
            serves = reaches(verb) or quantity.unit == "人次"
            doer = self._counts.metric if counts else self.antecedents.doer(gap, serves)
            noun = relations.without_action(doer.name) if doer else ""
            noun = "" if noun == metrics.action_at_start(noun) else noun
            return Named((relations.of_verb(noun, governed.name),))
        self._verb = verb
        if relations.leans_on_another(governed.name):
            leant_on = self.antecedents.of_clause(gap, first)
            if quantity.kind == "money" and leant_on is not None and leant_on.is_rate:
                leant_on = relations.without_rate(leant_on) or self.antecedents.thing()
            governed = relations.relate(governed, leant_on)
        return Named((self._in_context(governed, gap),))

    def _governed(self, metric: Metric, quantity: Quantity, gap: Gap) -> Metric:
        """新增A5家、高新技术企业8家: the verb in front of a list governs all of it."""
        listed = gap.low == gap.before and self.text.startswith("、", gap.before)
        if (
            not listed
            or quantity.kind not in ("count", "measure")
            or not self._verb.startswith(("新", "净增"))
        ):
            return metric
        if relations.is_relational(metric.name) or metrics.action_at_start(metric.name):
            return metric
        name = self._verb + metric.name
        return replace(metric, name=name, code=metrics.code_of(name), rule="metric.governed")

    def _owned(self, metric: Metric, gap: Gap, first: bool) -> Metric:
        """X产业活力增强，完成税收5亿元: the clause before names whose it is."""
        current = None if first else self.antecedents.current
        if current and self.text[gap.before : gap.before + 1] in ("、", "和"):
            return beside_turnover(metric, current)
        if gap.low <= gap.before or not self.text[gap.low : gap.end].lstrip().startswith(("完成", "实现")):
            return metric
        clause = CLAUSES.split(self.text[gap.before : gap.low - 1])[-1]
        return owned(metric, clause, current, self.area)

    def _owners(self, quantity: Quantity, rates: bool = True) -> tuple[Metric, ...]:
        """The last metrics, as many as the list has values, where there are several."""
        values = like_values_ahead(self.text, quantity)
        group = self.antecedents.last(values, rates)
        return group if len(group) == values > 1 else ()

    def _all_in_context(self, listed: Sequence[Metric], gap: Gap) -> tuple[Metric, ...]:
        """The metrics of one list; each may give the cue for a short form behind it."""
        parts: list[Metric] = []
        for metric in listed:
            parts.append(self._in_context(metric, gap, " ".join(part.name for part in parts)))
        return tuple(parts)

    def _in_context(self, metric: Metric, gap: Gap, listed: str = "") -> Metric:
        """到位资金 behind 合同外资: a short form that means an indicator only after a cue."""
        if metric.code is not None or metric.is_empty:
            return metric
        for cue, code in metrics.in_context(metric.name):
            opens = cue == "；" and self.text[gap.low - 1 : gap.low] in ("；", ";", "。", "\n")
            near = (
                listed,
                self.text[gap.before : gap.low],
                *(recent.name for recent in self.antecedents.recent[-3:]),
            )
            if opens or any(cue in words for words in near):
                return replace(metric, code=code, rule="metric.in_context")
        return metric

    def _are_parts(self, listed: Sequence[Metric]) -> bool:
        """Whether a list names counties or cities of the area."""
        names = {name for part in self.area.parts for name in part}
        return len(listed) > 1 and all(metric.name in names for metric in listed)

    def _listed_before(self, gap: Gap, values: int) -> tuple[Metric, ...]:
        """存贷款余额双双突破，分别达A、B: the list in the clause before, as long as the values."""
        closed = lists.closed_by_count(self.text, gap.low, values, self.area)
        if closed or values < 2 or gap.low - gap.before < 4:
            return closed
        clause = CLAUSES.split(self.text[gap.before : gap.low - 1].strip(BLANK))[-1]
        noun = metrics.opening_noun(clause, self.area).name
        if clause.endswith(noun) or "于" in noun:
            # 增幅好于去年、好于全市 names no metrics; a list that moves does.
            return ()
        listed = lists.split_list(noun, self.area)
        return listed if len(listed) == values else ()
