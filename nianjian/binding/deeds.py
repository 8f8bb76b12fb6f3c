"""What a percentage of something does, is or reaches: 事项100%接入平台, 其中60%为当场办结, 覆盖30%的居民."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses, metrics
from nianjian.catalogue import alternation, worded
from nianjian.catalogue.affixes import lexicon

if TYPE_CHECKING:
    from nianjian.binding.behind import Gap, Named
    from nianjian.binding.metrics import Metric
    from nianjian.binding.tails import Tail
    from nianjian.quantities.scan import Quantity

_LONGEST, _SHORTEST, _LONGEST_ACTION = 18, 2, 8
_GOVERNS = "[ ，,]*«adverb»?«carries_out»"
# 增幅5%为近年最高 says how the figure compares, 六成为小微企业 what they are.
_COMPARES = re.compile("[全近历最上首目居]|同期|本[市省]")
_MOVES = ("to", "change", "weak", "above", "below", "rate", "improve", "qual", "deal", "share")


def with_deed(
    metric: Metric,
    named: Named,
    tail: Tail,
    text: str,
    quantity: Quantity,
    gap: Gap,
    before: Metric | None,
) -> Metric:
    """The metric of a percentage with what the counted part does behind the numeral, where the text says so.

    `before` is the metric that a list goes on about: 覆盖30%的村民、80%的老人 reaches the old people too.
    """
    if metric.code or tail.predicate or tail.done or named.after or not metric.name:
        return metric
    at = quantity.tail_end
    if quantity.kind != "percent":
        return replace(metric, name=metric.name + _action(metric, text, quantity, gap))
    if named.rule != "metric.behind_percent":
        deed = _predicate(metric, text, at, gap.limit)
    elif before is not None and _reaches(before):
        return replace(metric, name=before.name + metric.name)
    else:
        after = clauses.noun_after(text, at, gap.limit)
        deed = "" if clauses.runs_on(text, at, gap.limit) else clauses.happening(after, metric.name)
    return replace(metric, name=metric.name + deed) if deed else metric


def _action(metric: Metric, text: str, quantity: Quantity, gap: Gap) -> str:
    """完成滨河路2公里|拓宽改造, 诉求24小时内|响应: what is done to the noun in front; '' where nothing is."""
    within = quantity.kind == "time" and text[quantity.end : quantity.tail_end].endswith("内")
    done = quantity.kind == "measure" and worded(_GOVERNS).match(text, gap.low)
    if not (within or done) or clauses.runs_on(text, quantity.tail_end, gap.limit):
        return ""
    words = clauses.noun_after(text, quantity.tail_end, gap.limit, verbs=True)
    if done and (not metrics.action_at_end(words) or metrics.action_at_end(metric.name)):
        return ""
    return words if _SHORTEST <= len(words) <= _LONGEST_ACTION else ""


def goes_on_reaching(named: Named, text: str, quantity: Quantity) -> int:
    """Where the noun begins that is reached (覆盖30%的|村民), as a list may go on behind it; else 0."""
    at = quantity.tail_end
    reached = quantity.kind == "percent" and text[at : at + 1] == "的" and _reaches(named.metrics[0])
    return at + 1 if reached else 0


def _reaches(metric: Metric) -> bool:
    return bool(alternation("phrase_words", "reaches").search(metric.name[-2:]))


def _predicate(metric: Metric, text: str, at: int, limit: int) -> str:
    """The words behind a percentage that say what its part of the metric does; '' where they say none."""
    if at >= limit or clauses.runs_on(text, at, limit):
        return ""
    words = text[at : clauses.noun_end(text, at, limit)]
    if not _SHORTEST <= len(words) <= _LONGEST:
        return ""
    if words[0] in "”）)":
        return ""
    if words[0] == "为":
        return "" if _COMPARES.match(words, 1) else words[1:]
    if words[0] == "的":
        return words[1:] if _reaches(metric) else ""
    moves = lexicon("tail_words").prefix(words, 0, len(words))
    if moves is not None and moves.cls in _MOVES:
        return ""
    acts = metrics.action_at_start(words) or metrics.action_at_end(words)
    return words if acts or alternation("phrase_words", "happening").match(words) else ""
