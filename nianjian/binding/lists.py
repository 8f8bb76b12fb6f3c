"""Lists of metrics in one phrase: 城镇、农村居民人均可支配收入, 专利申请量、授权量, 存贷款余额."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.places import has_any

if TYPE_CHECKING:
    from nianjian.binding.metrics import Area, Metric

# One word that stands for two.
_PAIRS = {"城乡": ("城镇", "农村"), "存贷款": ("存款", "贷款")}
_SPLIT = re.compile(r"、|，|,|以及|及其|和(?!谐|平)|与(?<!参与)|及(?!时|格)")


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
    pieces = [piece for piece in (p.strip(" 的") for p in _SPLIT.split(text)) if piece]
    if len(pieces) < 2:
        return (outer,)
    last = pieces[-1]
    found = []
    for piece in pieces[:-1]:
        shared = metrics.with_shared_head(piece, last)
        found.append(_named(shared, outer, area))
    first = pieces[0]
    found.append(_named(_with_shared_modifier(first, last), outer, area))
    return tuple(found)


def _named(text: str, outer: Metric, area: Area) -> Metric:
    inner = metrics.read_phrase(text, area)
    return replace(inner, subject=inner.subject or outer.subject)


def _with_shared_modifier(first: str, last: str) -> str:
    """授权量 after 专利申请量: the modifier that the first piece has before the same kind of head."""
    if metrics.code_of(last) or len(last) >= len(first) or first[-1] != last[-1]:
        return last
    return first[: len(first) - len(last)] + last
