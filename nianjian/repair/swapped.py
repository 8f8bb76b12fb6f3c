"""Words that a site replaced by others throughout a text: 效劳业 for 服务业, 工作回忆 for 工作回顾."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLACES, _WORDS = 3, 2
"""Places that make no sense otherwise, and different words among them, before anything is put back."""
_BEFORE = 8


class _Row(NamedTuple):
    """A row of the table: the word, what must touch it (None: anything), and what comes back."""

    id: str
    seen: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    meant: str
    grade: str

    def places(self, text: str) -> Iterator[int]:
        """Where the word stands beside what gives it away."""
        at = text.find(self.seen)
        while at >= 0:
            end = at + len(self.seen)
            led = self.before is None or self.before.search(text, max(0, at - _BEFORE), at)
            if led and (self.after is None or self.after.match(text, end)):
                yield at
            at = text.find(self.seen, end)


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["id"],
            row["seen"],
            re.compile(f"(?:{row['before']})$") if row["before"] else None,
            re.compile(row["after"]) if row["after"] else None,
            row["meant"],
            row["grade"],
        )
        for row in table("repair_swapped")
    )


def swapped_words(text: str) -> Iterator[Proposal]:
    """`根底设施`, `平安生产`, `经济开展`: what document mills make of 基础设施, 安全生产, 经济发展.

    The words are common ones elsewhere, so they are put back only beside what gives them away, and only in a
    text where several stand that mean nothing.
    """
    if not any(row.grade == "tells" and row.seen in text for row in _rows()):
        return
    rows = [row for row in _rows() if row.grade]
    sure = [(row, at) for row in rows for at in row.places(text)]
    if len(sure) < _PLACES or len({row.meant for row, _ in sure}) < _WORDS:
        return
    further = [(row, at) for row in _rows() if not row.grade for at in row.places(text)]
    for row, at in (*sure, *further):
        proof = f"{row.id}:{len(sure)}"
        yield Proposal(at, at + len(row.seen), row.meant, "swapped_word", "swapped_word", proof)
