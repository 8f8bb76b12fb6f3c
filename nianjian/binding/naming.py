"""Which metric, or which list of metrics, a quantity is about."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses, lists, metrics, relations
from nianjian.binding.area import Area
from nianjian.binding.behind import Gap, Listed, Named, names_goal, noun_behind, reaches
from nianjian.binding.metrics import Metric
from nianjian.binding.owners import beside_turnover, owned
from nianjian.binding.tails import form_before
from nianjian.catalogue import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.tails import Tail
    from nianjian.binding.times import TimeMarks
    from nianjian.quantities.scan import Quantity

THREE_SECTORS = ("第一产业比重", "第二产业比重", "第三产业比重")

_SECTORS_NAMED = re.compile(r"三次产业|产业结构|三产|产业比|^结构比")
_VALUE_AHEAD = re.compile(
    r"[、和与及][^0-9]{0,4}[0-9]+(?:\.[0-9]+)? ?(?=%|个百分点|[万亿]?元|倍|位|、|[一-龥])"
)
_NEXT_VALUE = {
    kind: re.compile(rf"[、和与及](?:约|近|超过|增长|下降)? ?[0-9]+(?:\.[0-9]+)? ?{unit}")
    for kind, unit in (("percent", "%"), ("point", "个百分点"), ("money", "[万亿]*美?元"), ("multiple", "倍"))
}
_CLAUSE_END = re.compile(r"[，；;。\n]|,(?![0-9]{3})")
_CLAUSES = re.compile(r"[，,；;：:]")
_PLAN_SHARE = "(?:«plan»|进度)«plan_figure»?$"
_SHORTEST_HEADING, _TELLING_FORM = 4, 6
_SEVERAL = re.compile(r"[、和与及]")
# 窗口服务在全市测评中名列第二: the rank is of the service.
_IN_REVIEW = re.compile(r"(?:^|在)(?P<name>[^，,；;在]{0,8}?(?:考评|考核|测评|评比|评估|评价|检查))中?$")
_BASE_FIRST = re.compile(r"[ ，,]*(?:较|比|同|与)")
_SET = "^[，,、]?(?:超额|提前|«adverb»)?(?:达到|«attains»)?(?:全?[省市州县国]|上级|年初)(?:下达|确定|定)?$"
# A、B分别增长7%和9%，后者快于前者2个百分点
_POINTERS = ("前者", "后者")
_SUMMED = re.compile(r"(?:累计|总计|共计?)?(?:完成|实现)(?:投资|收入)?")
_GOES_ON_ABOUT = ("metric.inherited", "metric.dealt_again")
_BLANK = " ，,、"
_REACH = 60
_MOST_RECENT = 12
_SHORTEST_PLANNED = 4
_LONGEST_FALLBACK = 16


class Namer:
    """Names the quantities of one paragraph from left to right; it remembers what they were about."""

    def __init__(self, text: str, area: Area, marks: TimeMarks) -> None:
        self.text = text
        self.area = area
        self.marks = marks
        self.recent: list[Metric] = []
        self.heading = -1
        self._listed: tuple[Metric, ...] = ()
        self._counts: Metric | None = None
        self._moneyed = False
        self._verb = ""
        self._counted = -1
        self._rate = ""

    @property
    def current(self) -> Metric | None:
        """The metric of the last quantity."""
        return self.recent[-1] if self.recent else None

    def remember(self, metric: Metric) -> None:
        """Note what a quantity was about."""
        current, rule = self.current, metric.rule
        if metric is current or rule in ("metric.duration", "metric.fallback"):
            return
        if rule != "metric.behind" and (share := worded(_PLAN_SHARE).search(metric.name)):
            # 预算收入任务7亿元，完成8亿元: what the plan was for is what is gone on about.
            planned = metric.name[: share.start()].removesuffix("年初").removesuffix("年度")
            if current is not None and (len(planned) < _SHORTEST_PLANNED or planned == "完成"):
                return
            if metrics.code_of(planned):
                metric = replace(metric, name=planned, code=metrics.code_of(planned))
            elif current is not None:
                return
        self.recent = [*self.recent[1 - _MOST_RECENT :], metric]

    def name(self, quantity: Quantity, tail: Tail, gap: Gap, first: bool, goes_on: bool) -> Named:
        """The metrics of a quantity: one, several of a list, or one that the clause leaves out.

        `first` says that it is the first of its sentence, `goes_on` that it continues a list whose items
        stand behind their numerals.
        """
        if first:
            self._counts = None
        named = self._named(quantity, tail, gap, first, goes_on)
        if named.rule not in _GOES_ON_ABOUT:
            self._listed = named.metrics if len(named.metrics) > 1 else ()
        self._moneyed = quantity.kind == "money"
        if quantity.kind == "count":
            self._counts = named.metrics[-1]
        return named

    def _named(self, quantity: Quantity, tail: Tail, gap: Gap, first: bool, goes_on: bool) -> Named:
        if tail.done:
            return Named((Metric(tail.done, rule="metric.plan_done"),))
        phrase = self._phrase(gap.low, gap.end)
        metric = metrics.read_phrase(phrase, self.area)
        goal = quantity.kind == "percent" and names_goal(self.text, quantity.tail_end)
        if goal and worded(_SET).search(phrase):
            metric = metrics.EMPTY
        if quantity.kind == "rank" and (review := _IN_REVIEW.search(metric.name)):
            metric = replace(metric, name=metric.name[: review.start()] or review["name"])
        if quantity.kind == "structure":
            return Named((self._structure(metric),), "metric.structure")
        acting = self._counted == gap.low and clauses.runs_on(self.text, gap.low, quantity.start)
        listed_so_far = Listed(self.current, self._verb, goes_on, acting)
        behind = noun_behind(self.text, quantity, tail, metric, gap, listed_so_far)
        if behind is not None:
            named, self._verb = behind
            self._counted = quantity.tail_end if named.after else -1
            return named
        if tail.deal == "each":
            against = tail.base and _SEVERAL.search(tail.base) and not phrase.strip(_BLANK)
            if against and (inherited := self._antecedent(gap, first)):
                # 增速分别高于全国、全省1.2个和0.7个百分点: one metric against two areas.
                return Named((inherited,), "metric.inherited")
            listed = lists.split_list(phrase, self.area) if phrase.strip(_BLANK) else ()
            if self.current is not None and self._are_parts(listed):
                # 羊饲养量465万只，甲县、乙县分别达A和B: the same, of parts of the area.
                of_each = [replace(self.current, code=None, subject=part.name) for part in listed]
                return Named(tuple(of_each), "metric.dealt")
            if listed and not listed[0].is_empty:
                if len(listed) == 1 and (owners := self._owners(quantity)):
                    # 意见90件、提案145件，办结率分别为98%和96%: one rate of each.
                    # 满意率 behind it is one of each too, not of the rates in front.
                    rate, self._rate = self._rate, listed[0].name
                    whose = [owner.name.removesuffix(rate) for owner in owners]
                    listed = tuple(replace(listed[0], name=name + listed[0].name) for name in whose)
                parts = [relations.relate(part, self.current) for part in listed]
                return Named(self._all_in_context(parts, gap), "metric.dealt")
            named_before = self._listed_before(gap, self.values_ahead(quantity))
            if named_before:
                return Named(self._all_in_context(named_before, gap), "metric.dealt")
            return self._dealt_again(quantity, gap)
        if metric.is_empty:
            if tail.deal == "all" and self._listed and not first:
                # A、B分别达7亿元和8亿元，均居全省第三: each of the list.
                return Named(self._listed, "metric.list")
            if not first and not tail.share and (owners := self._owners(quantity)):
                # A、B各有一数，增长7%和8%: two values cannot both be the last metric's.
                return Named(owners, "metric.dealt_again")
            inherited = self._antecedent(gap, first)
            if (
                inherited is not None
                and tail.level
                and not tail.object
                and quantity.kind == "count"
                and (metrics.action_at_start(inherited.name) or metrics.action_at_end(inherited.name))
            ):
                # 高新技术企业净增62家、达486家: the level is that of the stock.
                stock = relations.without_action(inherited.name)
                if metrics.code_of(stock):
                    return Named((Metric(stock, metrics.code_of(stock), rule="metric.stock"),))
            if inherited is not None:
                return Named((inherited,), "metric.inherited")
            return self._fallback(quantity, gap)
        if metric.name in _POINTERS and len(pair := tuple(dict.fromkeys(self.recent))[-2:]) == 2:
            return Named((pair[_POINTERS.index(metric.name)],), "metric.inherited")
        if lists.is_pair(metric.name) and self.values_ahead(quantity) == 2:
            return Named(self._all_in_context(lists.split_list(phrase, self.area), gap), "metric.dealt")
        listed = ()
        if metric.code is None and lists.may_be_list(metric.name):
            listed = lists.split_list(phrase, self.area)
        if len(listed) > 1:
            several = self._all_in_context(listed, gap)
            if tail.deal == "all" or all(part.code for part in several):
                return Named(several, "metric.list")
        if metric.code is None and first and gap.low == self.heading:
            # A heading that runs into its text: 好日子更有质感|居民人均可支配收入.
            form = form_before(self.text, gap.end, gap.low + _SHORTEST_HEADING)
            if form and len(form) >= _TELLING_FORM:
                return Named((Metric(form, metrics.code_of(form), rule="metric.behind_heading"),))
        governed = self._owned(self._governed(metric, quantity, gap), gap, first)
        verb = metrics.action_at_start(governed.name)
        if not first and self.current is not None and governed.name == verb:
            # 安置房开工50万平方米、竣工10万平方米: the verb goes with the noun of the verb before; but what
            # is counted behind an amount of money (项目30个，投资9亿元，开工5个) goes with what was counted.
            counts = self._moneyed and quantity.kind == "count" and not reaches(verb)
            doer = self._counts if counts else self.current
            noun = relations.without_action(doer.name) if doer else ""
            noun = "" if noun == metrics.action_at_start(noun) else noun
            return Named((Metric(noun + governed.name, rule="metric.verb_of_current"),))
        self._verb = verb
        if relations.leans_on_another(governed.name):
            governed = relations.relate(governed, self._antecedent(gap, first))
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
        if not first and self.current and self.text[gap.before : gap.before + 1] in ("、", "和"):
            return beside_turnover(metric, self.current)
        if gap.low <= gap.before or not self.text[gap.low : gap.end].lstrip().startswith(("完成", "实现")):
            return metric
        clause = _CLAUSES.split(self.text[gap.before : gap.low - 1])[-1]
        return owned(metric, clause, None if first else self.current, self.area)

    def _owners(self, quantity: Quantity) -> tuple[Metric, ...]:
        """The last metrics, as many as the list has values, where there are several."""
        clause = _CLAUSE_END.split(self.text[quantity.tail_end : quantity.tail_end + _REACH], maxsplit=1)[0]
        again = _NEXT_VALUE.get(quantity.kind)
        values = 1 + len(again.findall(clause)) if again else 1
        group = tuple(dict.fromkeys(self.recent))[-values:]
        return group if len(group) == values > 1 else ()

    def values_ahead(self, quantity: Quantity) -> int:
        """How many values the list has that begins with this quantity."""
        clause = _CLAUSE_END.split(self.text[quantity.tail_end : quantity.tail_end + _REACH], maxsplit=1)[0]
        return 1 + len(_VALUE_AHEAD.findall(clause))

    def _phrase(self, low: int, end: int) -> str:
        """The words of a clause that can name a metric: behind its last time expression, or before it."""
        inside = self.marks.between(low, end)
        if inside:
            first = inside[0]
            if first.base and first.end <= end and _BASE_FIRST.fullmatch(self.text, low, first.start):
                # 较去年数量翻番: what it is compared with stands in front.
                low = first.end
            inside = tuple(mark for mark in inside if not mark.base and mark.end <= end)
        if not inside:
            return self.text[low:end]
        rest = self.text[inside[-1].end : end]
        if _SUMMED.fullmatch(rest) and metrics.code_of(self.text[low : inside[0].start].strip(_BLANK)):
            # 固定资产投资五年累计完成投资146亿元: the verb says it again.
            return self.text[low : inside[0].start]
        if rest[:1] in ("前", "内", "起", "来") and len(rest) > 1 and rest[1] != "期":
            rest = rest[1:]
        if rest.strip(" ，,、的前内起"):
            return rest
        return self.text[low : inside[0].start].removesuffix("到").removesuffix("截至")

    def _structure(self, metric: Metric) -> Metric:
        """The first term of a:b:c; that of the three sectors has a name of its own."""
        whole = metric.name or (self.current.name if self.current else "")
        sectors = _SECTORS_NAMED.search(whole) or whole in THREE_SECTORS
        return Metric(THREE_SECTORS[0] if sectors else whole, rule="metric.structure")

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
            near = (listed, self.text[gap.before : gap.low], *(recent.name for recent in self.recent[-3:]))
            if opens or any(cue in words for words in near):
                return replace(metric, code=code, rule="metric.in_context")
        return metric

    def _antecedent(self, gap: Gap, first: bool) -> Metric | None:
        """The metric that an elliptical clause is about: one named in between, else the current one."""
        if gap.low - gap.before > 2:
            for clause in reversed(_CLAUSES.split(self.text[gap.before : gap.low - 1])):
                head = metrics.opening_noun(clause, self.area)
                if head.code or (first and len(head.name) > 1):
                    return head
        return self.current

    def _are_parts(self, listed: Sequence[Metric]) -> bool:
        """Whether a list names counties or cities of the area."""
        names = {name for part in self.area.parts for name in part}
        return len(listed) > 1 and all(metric.name in names for metric in listed)

    def _listed_before(self, gap: Gap, values: int) -> tuple[Metric, ...]:
        """存贷款余额双双突破，分别达A、B: the list in the clause before, as long as the values."""
        if values < 2 or gap.low - gap.before < 4:
            return ()
        clause = _CLAUSES.split(self.text[gap.before : gap.low - 1].strip(_BLANK))[-1]
        noun = metrics.opening_noun(clause, self.area).name
        if clause.endswith(noun) or "于" in noun:
            # 增幅好于去年、好于全市 names no metrics; a list that moves does.
            return ()
        listed = lists.split_list(noun, self.area)
        return listed if len(listed) == values else ()

    def _dealt_again(self, quantity: Quantity, gap: Gap) -> Named:
        """分别增长7.4%和8.2%: the last metrics again, as many as values follow."""
        group = tuple(dict.fromkeys(self.recent))[-self.values_ahead(quantity) :]
        return Named(group, "metric.dealt_again") if group else self._fallback(quantity, gap)

    def _fallback(self, quantity: Quantity, gap: Gap) -> Named:
        """Something to call a figure that no phrase names: the words around it."""
        for clause in reversed(re.split(r"[，,；;：:。、]", self.text[gap.before : quantity.start])):
            name = clause.strip(clauses.SEPARATORS + " 的")
            if name:
                return Named((Metric(name[-_LONGEST_FALLBACK:], rule="metric.fallback"),))
        behind = self.text[quantity.tail_end : gap.limit].strip(clauses.SEPARATORS)
        return Named((Metric(behind[:_LONGEST_FALLBACK], rule="metric.fallback"),))
