"""Whose a figure is, where the clause before says so: 数字产业蓬勃发展，完成税收5亿元."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.catalogue import alternation, worded

if TYPE_CHECKING:
    from nianjian.binding.area import Area
from nianjian.binding.metrics import Metric

_RULE = "metric.owned"
_OF_SECTOR = "(?:«sector»|园区|经济)$"
# Figures that say nothing until it is known whose they are.
_ANYBODYS = re.compile(
    "(?:完成|实现)?(?P<figure>(?:区级|市级|县级|地方|全口径)?税收(?:收入|总额)?|总?产[出值]|增加值|利润(?:总额)?"
    "|销售(?:额|收入)|(?:主营业务|营业)收入)"
)
_TURNOVER = re.compile(r"(?:主营业务|营业|销售)收入$|营收$")
# What is said of the whole economy, of its budget or its trade, is said of the area.
_WHOLE_ECONOMY = tuple(
    f"{name}经济"
    for name in ("", "国民", "区域", "县域", "全域", "实体", "财政", "财税", "开放型", "外向型", "对外")
)


def owned(metric: Metric, clause: str, current: Metric | None, area: Area) -> Metric:
    """The metric with its owner in front, or as it is where the clause before names none.

    `current` is the metric of the sentence so far, which a clause that opens with no noun goes on about.
    A part's figure is no headline figure: it has a code only where the catalogue has one for the whole name.
    """
    anybodys = _ANYBODYS.fullmatch(metric.name)
    if not (metric.code or anybodys):
        return metric
    if anybodys and (sector := _sector_thriving().match(clause)):
        return _named(metric, sector[1] + anybodys["figure"])
    head = metrics.opening_noun(clause, area)
    if head.is_empty and current is not None:
        head = current
    whole = head.name.removesuffix("企业") + metric.name
    if not head.code and metrics.code_of(whole):
        return _named(metric, whole)
    if head.code or not worded(_OF_SECTOR).search(head.name) or head.name in _WHOLE_ECONOMY:
        return metric
    stem = head.name[:-2]
    if any(stem[at : at + 2] in metric.name for at in range(len(stem) - 1)):
        # 工业经济 in front of 规模以上工业总产值 says nothing new.
        return metric
    return replace(metric, name=head.name + metric.name, code=None, rule=_RULE)


def beside_turnover(metric: Metric, current: Metric) -> Metric:
    """入园企业实现营业收入71亿元、税收3亿元: the tax of whoever's the turnover is, and no headline figure."""
    turnover = None if current.code else _TURNOVER.search(current.name)
    if turnover is None or not (anybodys := _ANYBODYS.fullmatch(metric.name)):
        return metric
    name = current.name[: turnover.start()] + anybodys["figure"]
    return replace(metric, name=name, code=None, rule=_RULE)


def _named(metric: Metric, name: str) -> Metric:
    return replace(metric, name=name, code=metrics.code_of(name), rule=_RULE)


@cache
def _sector_thriving() -> re.Pattern[str]:
    """The sector that a clause opens with, where the clause says only how it does."""
    thrives = alternation("phrase_words", "thrives").pattern
    return worded(
        rf"\s*(?:[（(]?[一二三四五六七八九十\d]+[)）.、是])?([^，；。、]{{2,14}}?«sector»)(?:{thrives})"
    )
