"""What the quantities before were about, and what an elliptical clause takes up of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import metrics, relations
from nianjian.catalogue import alternation, worded, words

if TYPE_CHECKING:
    from nianjian.binding.area import Area
    from nianjian.binding.behind import Gap
    from nianjian.binding.metrics import Metric
    from nianjian.binding.tails import Tail
    from nianjian.quantities.scan import Quantity

CLAUSES = re.compile(r"[，,；;：:]")
# A下降4%；B逆势上扬，增长19%: somebody else moves behind a semicolon, or within the whole.
_ANEW = re.compile("(?:[；;]|其中[，,：:]?)(?P<words>[^，,；;：:]+)$")
_SHORTEST_ANEW = 3
_TIMES = ("年", "月", "季度", "以来")
_PLAN_SHARE = "(?:«plan»«plan_figure»?|(?:序时|时序|时间|^)进度)$"
# 按常住地分，城镇…: how a figure is parted is nothing that is measured.
_PARTED = re.compile("(?:按|分|从)[^，,；;：:0-9]{1,12}[分看]")
_MOST_RECENT = 12
_SHORTEST_PLANNED = 4
_SHARE = "«share_name»"
_COURSE = "«course»"
_GROWTH = "«growth_rate»|(?P<falls>«fall_rate»)"


class Antecedents:
    """The metrics of a paragraph so far, the last one last."""

    def __init__(self, text: str, area: Area) -> None:
        self.text = text
        self.area = area
        self.recent: list[Metric] = []
        self._whole: Metric | None = None

    @property
    def current(self) -> Metric | None:
        """The metric of the last quantity."""
        return self.recent[-1] if self.recent else None

    def turn(self, gap: Gap, first: bool, kind: str) -> None:
        """项目96个，其中亿元以上58个；投资9亿元: behind the semicolon the whole is gone on about."""
        between = self.text[gap.before : gap.low]
        if first:
            self._whole = None
        elif self._whole is not None and ("；" in between or ";" in between):
            self.recent.append(self._whole)
            self._whole = None
        if "其中" in self.text[gap.before : gap.end]:
            # 项目96个，开工率90%，其中亿元以上58个: what is counted is a part of the projects.
            self._whole = self._whole or (self.current if kind == "percent" else self.thing())

    def remember(self, metric: Metric) -> None:
        """Note what a quantity was about."""
        current, rule = self.current, metric.rule
        if metric is current or rule in ("metric.duration", "metric.fallback"):
            return
        if current is not None and metric.name.lstrip("占为") in words("ceiling"):
            # 债务余额38亿元，为限额41亿元的93%: the balance is gone on about.
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

    def thing(self) -> Metric | None:
        """The metric before the rates: 项目开工12个，开工率90%，完成投资3亿元."""
        return next((metric for metric in reversed(self.recent) if not metric.is_rate), None)

    def doer(self, gap: Gap, reaches: bool) -> Metric | None:
        """What a verb alone is said of: 绿地率41%，公园建设提速，新建12个 builds no rate.

        老人8万人，社区食堂全面铺开，累计服务6万人次: what `reaches` people is told of in the clause before.
        """
        current = self.current
        if current is not None and reaches and (mover := self._mover(gap)):
            return mover
        if current is None or not current.is_rate:
            return current
        named = self.of_clause(gap, True)
        return self.thing() if named is current else named

    def _mover(self, gap: Gap) -> Metric | None:
        """What the clause before, which has no figure, opens with where it says that this moves."""
        if gap.low <= gap.before:
            return None
        clause = CLAUSES.split(self.text[gap.before : gap.low - 1])[-1].strip()
        motion = alternation("phrase_words", "motion").search(clause, 2)
        if motion is None:
            return None
        head = metrics.read_phrase(clause[: motion.start()], self.area)
        short = len(head.name) < _SHORTEST_ANEW and not worded(_SHARE).fullmatch(head.name)
        return None if short or head.name.endswith(_TIMES) or metrics.action_at_start(head.name) else head

    def last(self, count: int, rates: bool = True) -> tuple[Metric, ...]:
        """The last metrics that differ, at most `count` of them, rates among them or not."""
        recent = (metric for metric in self.recent if rates or not metric.is_rate)
        return tuple(dict.fromkeys(recent))[-count:]

    def came_to(self, quantity: Quantity, tail: Tail, gap: Gap, first: bool) -> Metric | None:
        """增幅创新高，达到18%; 单产逐年提高，达到512公斤: what the clause before says moves came to that.

        Where it is how fast something grows, the tail is told so.
        """
        if tail.object or tail.share or tail.changes or gap.low <= gap.before:
            return None
        clause = CLAUSES.split(self.text[gap.before : gap.low - 1])[-1].strip()
        growth = worded(_GROWTH).search(clause)
        if growth is not None and quantity.kind == "percent":
            whose = metrics.read_phrase(clause[: growth.start()], self.area)
            tail.rate, tail.falling = True, tail.falling or growth["falls"] is not None
            return self.current if whose.is_empty else whose
        head = self._mover(gap) if tail.level or tail.arrives else None
        if head is None or not worded(_SHARE).fullmatch(head.name):
            leans = head is not None and head.name in metrics.relational_heads()
            return None if first or leans or head is None or head.code else head
        # 税收8亿元，占比逐年提高，达到81%
        return relations.relate(head, self.current)

    def of_clause(self, gap: Gap, first: bool) -> Metric | None:
        """The metric that an elliptical clause is about: one named in between, else the current one."""
        if gap.low - gap.before > 2:
            words = self.text[gap.before : gap.low - 1]
            for clause in reversed(CLAUSES.split(words)):
                if _PARTED.fullmatch(clause.strip()):
                    continue
                head = metrics.opening_noun(clause, self.area)
                if head.code or (first and len(head.name) > 1) or _begins_anew(words, head.name):
                    return head
        return self.current


def _begins_anew(words: str, name: str) -> bool:
    """Whether the last clause opens with this noun and says how it moves, or goes (船舶业|增势最猛)."""
    last = CLAUSES.split(words)[-1]
    if len(name) >= _SHORTEST_ANEW and last.startswith(name) and worded(_COURSE).match(last, len(name)):
        return True
    anew = _ANEW.search(words) if len(name) >= _SHORTEST_ANEW else None
    return (
        anew is not None
        and anew["words"].startswith(name)
        and anew["words"] != name
        and not name.endswith(_TIMES)
    )
