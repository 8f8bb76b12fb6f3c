"""Ranks: among whom one stands, and where the place was given, are no part of what is ranked."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import clauses, metrics, relations
from nianjian.binding.behind import Named
from nianjian.binding.metrics import Metric
from nianjian.levels import KINDS, LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.area import Area
    from nianjian.binding.bound import Bound

# 窗口服务在全市测评中名列第二: the rank is of the service.
_IN_REVIEW = re.compile(r"(?:^|在)(?P<name>[^，,；;在]{0,8}?(?:考评|考核|测评|评比|评估|评价|检查))中?$")
# 总量在全省县级市中排第三: among whom is no part of what.
_IN_RANKING = re.compile(r"(?<=[一-龥]{2})在(?![^在]*(?:考|评|检查))[^，,；;。在]{2,16}中$")
# 位居全国百强县第61位: the rank is one in a list that has a name.
_RANKING = re.compile(
    r"(?:位居|位列|名列|跻身|进入|入围|排名|居|列)(?P<list>[^，,；;。]{2,18}(?:百强|百强[县市区]|强[县市区]|榜单?|竞争力|综合评价))(?:中|第|排名)*$"
)
_AMONG = re.compile(r"(?:[^，,；;。]{0,12})(?:中|第)")


def without_ranking(phrase: str) -> str:
    """总量在全省县级市中 -> 总量."""
    return _IN_RANKING.sub("", phrase) if phrase.endswith("中") else phrase


def without_review(metric: Metric) -> Metric:
    """窗口服务在全市测评中 -> 窗口服务; a review alone is what is ranked."""
    review = _IN_REVIEW.search(metric.name)
    return replace(metric, name=metric.name[: review.start()] or review["name"]) if review else metric


def ranked_among(
    text: str, area: Area, recent: Sequence[Metric], previous: Bound | None, before: int, at: int, start: int
) -> Named | None:
    """空气质量在12个县中排名第3: the rank is of what the list was named for, not of the list.

    `before`..`at` are the words in front of the rank at `start`, `previous` the figure in front of them and
    `recent` what the figures so far were about.
    """
    ranking = _RANKING.match(text, at, start)
    named = text[before:at].rstrip(clauses.SEPARATORS + "、 ")
    if ranking and (not named or named.endswith(KINDS)):
        return Named((Metric(ranking["list"], rule="metric.ranking"),), "metric.ranking")
    if previous is None or previous.quantity.kind != "count" or not _AMONG.fullmatch(text, before, at):
        return None
    low = max(text.rfind(stop, 0, previous.quantity.start) for stop in "，,；;。\n") + 1
    phrase = text[low : previous.quantity.start].rstrip(f"在于的全国{LEVELS} ")
    metric = metrics.read_phrase(clauses.without_standing(phrase), area)
    if len(recent) > 1:
        # 总量在12个县中排名第3: the total is of what was named before the counties.
        metric = recent[-2] if metric.is_empty else relations.relate(metric, recent[-2])
    return None if metric.is_empty else Named((metric,), "metric.ranked_among")
