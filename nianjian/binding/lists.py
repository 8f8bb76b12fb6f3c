"""Lists of metrics in one phrase: 城镇、农村居民人均可支配收入, 专利申请量、授权量, 存贷款余额."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nianjian.binding import metrics, relations
from nianjian.catalogue import worded
from nianjian.catalogue.affixes import lexicon
from nianjian.places import has_any

if TYPE_CHECKING:
    from nianjian.binding.area import Area
from nianjian.binding.metrics import Metric

# One word that stands for several.
_PAIRS = {
    "城乡": ("城镇", "农村"),
    "城、乡": ("城镇", "农村"),
    "存贷款": ("存款", "贷款"),
    "肉蛋奶": ("肉", "蛋", "奶"),
    "牛羊": ("牛", "羊"),
}
# The words between a thing and its measure: 新材料|行业产值, 园区|单位面积产出, 油菜|种植面积.
_OF_SECTOR = "(?:«sector»|单位面积|种植|播种|养殖|[人户亩地]均)+$"
# 汽车、食品两大主导产业 are two, each an 产业.
_SO_MANY = (
    "[两二三四五六七八九十][大个类](?:主导|支柱|特色|传统|优势|重点|新兴)?(?P<sort>«sector»|园区|景区)$"
)
_HEAD_BEHIND = "(?P<list>[^，,；;]{3,30}?)分别(?:«attains»)(?P<head>[一-龥]{2,8})"
# What ends so is measured already: 用电量, 固定资产投资.
_MEASURED = "量额率数值费款资次入产出幅速"
# 第一、二、三产业增加值: the ordinals share the noun.
_SECTORS = re.compile(
    r"(?P<which>第?[一二三](?:(?:、|和|与|及)第?[一二三]){1,2})(?:次)?产业(?P<head>[^、，,和与及]*)"
)
# 生产总值、投资、税收3项指标未达预期，分别低于计划1.1、2.3和6.7个百分点
_CLOSED = re.compile(
    r"(?:^|[，,；;。：:中])(?P<list>[^，,；;。：:0-9]{3,60}?)等?(?P<count>[2-9两二三四五六七八九])[项个大类](?![^，,；;。]*[0-9]{2})"
)
_CLOSED_REACH, _COUNTS = 80, {c: n for n, c in enumerate("二三四五六七八九", 2)} | {"两": 2}
_SHORTEST_THING, _LONGEST_THING = 2, 6
_SPLIT = re.compile(r"、|，|,|以及|及其|和(?!谐|平)|与(?<!参与)|及(?<![普涉惠波触顾遍]及)(?!时|格)")


def may_be_list(name: str) -> bool:
    """Whether a name holds a word that parts the metrics of a list."""
    return _SPLIT.search(name) is not None or is_pair(name)


def is_pair(name: str) -> bool:
    """Whether one word of a name stands for two metrics: 城乡居民收入, 存贷款余额."""
    return has_any(name, _PAIRS)


@lru_cache(maxsize=1 << 12)
def split_list(phrase: str, area: Area) -> tuple[Metric, ...]:
    """A list of metrics in one phrase -> one metric each; a shared head or modifier is given to all.

    城镇、农村居民人均可支配收入 -> 城镇居民人均可支配收入, 农村居民人均可支配收入;
    专利申请量、授权量 -> 专利申请量, 专利授权量.
    """
    outer = metrics.read_phrase(phrase, area)
    text = outer.name
    for both, halves in _PAIRS.items():
        if both in text:
            return tuple(_named(text.replace(both, half), outer, area) for half in halves)
    if sectors := _SECTORS.fullmatch(text):
        which = [c for c in sectors["which"] if c in "一二三"]
        return tuple(_named(f"第{c}产业{sectors['head']}", outer, area) for c in which)
    pieces = [piece for piece in (p.strip(" 的") for p in _SPLIT.split(text)) if piece]
    if len(pieces) < 2:
        return (outer,)
    last = pieces[-1]
    found = []
    for piece in pieces[:-1]:
        if len(piece) == 1 and len(last) > _SHORTEST_THING:
            # 轻、重工业
            found.append(_named(piece + last[1:], outer, area))
            continue
        shared = metrics.with_shared_head(piece, last)
        if shared == piece and not metrics.code_of(piece):
            shared = _with_shared_measure(piece, last)
        found.append(_named(shared, outer, area))
    first = pieces[0]
    found.append(_named(_with_shared_modifier(first, last), outer, area))
    return tuple(_of_the_first(metric, found[0]) for metric in found)


def dealt_heads(phrase: str, area: Area) -> tuple[Metric, ...]:
    """汽车、食品两大产业分别实现产值: a list whose members the verb's object is dealt to, or nothing."""
    match = worded(_HEAD_BEHIND).fullmatch(phrase)
    if match is None:
        return ()
    several = worded(_SO_MANY).search(match["list"])
    sort = several["sort"] if several else ""
    listed = split_list(match["list"][: several.start() if several else None], area)
    return tuple(_named(one.name + sort + match["head"], one, area) for one in listed if len(listed) > 1)


def closed_by_count(text: str, low: int, values: int, area: Area) -> tuple[Metric, ...]:
    """生产总值、投资、税收3项指标: the list in front of `low` that a count of so many values closes."""
    for match in reversed(list(_CLOSED.finditer(text, max(0, low - _CLOSED_REACH), low))):
        count = match["count"]
        if values > 1 and (int(count) if count.isdigit() else _COUNTS[count]) == values:
            listed = split_list(match["list"], area)
            return listed if len(listed) == values else ()
    return ()


def _of_the_first(metric: Metric, first: Metric) -> Metric:
    """规模以上工业总产值、增加值、利润: a bare head behind the first of a list is of what that one is of."""
    heads = metric is not first and relations.is_side(metric.name)
    return (
        relations.relate(metric, first)
        if heads and first.code and len(first.name) > len(metric.name)
        else metric
    )


def _with_shared_measure(piece: str, last: str) -> str:
    """楼宇 beside 园区单位面积产出: the measure that the last piece has behind the thing that is measured."""
    head = lexicon("relational_heads").suffix(last, len(last))
    if head is None or not relations.is_side(head.text):
        return piece
    if len(piece) > _LONGEST_THING or piece[-1] in _MEASURED or metrics.action_at_end(piece):
        return piece
    begin = len(last) - len(head.text)
    between = worded(_OF_SECTOR).search(last, 0, begin)
    if (between.start() if between else begin) < _SHORTEST_THING:
        return piece
    sector = between[0] if between else ""
    return piece + ("" if piece.endswith(sector) else sector) + head.text


def _named(text: str, outer: Metric, area: Area) -> Metric:
    inner = metrics.read_phrase(text, area)
    return replace(inner, subject=inner.subject or outer.subject)


def _with_shared_modifier(first: str, last: str) -> str:
    """授权量 after 专利申请量: the modifier that the first piece has before the same kind of head."""
    if metrics.code_of(last) or len(last) >= len(first) or first[-1] != last[-1]:
        return last
    return first[: len(first) - len(last)] + last
