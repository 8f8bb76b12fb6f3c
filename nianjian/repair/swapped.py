"""Words that a site replaced by others throughout a text: 效劳业 for 服务业, 工作回忆 for 工作回顾."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"\(\?P<w>([^)]+)\)")
_PLACES, _WORDS = 3, 2
"""Places that make no sense otherwise, and different words among them, before anything is put back."""


class _Row(NamedTuple):
    id: str
    seen: re.Pattern[str]
    meant: str
    sure: bool


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(row["id"], re.compile(row["seen"]), row["meant"], row["sure"] == "1")
        for row in table("repair_swapped")
    )


@cache
def _telling() -> frozenset[str]:
    """The words of the sure rows: most texts have one of them at the most."""
    return frozenset(_WORD.findall("\n".join(row.seen.pattern for row in _rows() if row.sure)))


def swapped_words(text: str) -> Iterator[Proposal]:
    """`根底设施`, `平安生产`, `经济开展`: what document mills make of 基础设施, 安全生产, 经济发展.

    The words are common ones elsewhere, so they are put back only beside what gives them away, and only in a
    text where several stand that mean nothing.
    """
    if sum(word in text for word in _telling()) < _WORDS:
        return
    sure = [(row, hit) for row in _rows() if row.sure for hit in row.seen.finditer(text)]
    if len(sure) < _PLACES or len({row.meant for row, _ in sure}) < _WORDS:
        return
    further = [(row, hit) for row in _rows() if not row.sure for hit in row.seen.finditer(text)]
    for row, hit in (*sure, *further):
        proof = f"{row.id}:{len(sure)}"
        yield Proposal(*hit.span("w"), row.meant, "swapped_word", "swapped_word", proof)
