"""The text on its way from raw to clean: what it is now, whence each character came, and what was done."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from nianjian.model import Repair
from nianjian.repair.offsets import Edit, OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterable

JOINER = "+"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A repair proposed by a rule: replace `text[start:end]` by `after`, because of `certificate`.

    Where `after` equals what stands there, nothing changes and the span is only marked.
    """

    start: int
    end: int
    after: str
    kind: str
    rule: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A raw span that a rule touched, counted in the decoded seed file."""

    start: int
    end: int
    kind: str
    rule: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Page:
    """A text between two passes; `raw` is the document's slice of the file, which begins at `base`."""

    raw: str
    base: int
    text: str
    offsets: OffsetMap
    marks: tuple[Mark, ...] = ()

    @classmethod
    def of(cls, raw: str, base: int = 0) -> Page:
        """A page on which nothing has been done."""
        return cls(raw, base, raw, OffsetMap.identity(len(raw), base))

    def amend(self, proposals: Iterable[Proposal]) -> Page:
        """Apply proposals that do not overlap; the page is returned as it is where there are none."""
        ordered = sorted(proposals, key=attrgetter("start", "end"))
        if not ordered:
            return self
        starts, ends = self.offsets.starts, self.offsets.ends
        marks = tuple(Mark(starts[p.start], ends[p.end - 1], p.kind, p.rule, p.certificate) for p in ordered)
        edits = [Edit(p.start, p.end, p.after) for p in ordered if self.text[p.start : p.end] != p.after]
        text, offsets = self.offsets.apply(self.text, edits) if edits else (self.text, self.offsets)
        return Page(self.raw, self.base, text, offsets, self.marks + marks)

    def with_text(self, text: str) -> Page:
        """The page with each character replaced by the one at the same place of a text as long."""
        if len(text) != len(self.text):
            raise ValueError(f"a text of {len(text)} characters cannot stand for one of {len(self.text)}")
        return Page(self.raw, self.base, text, self.offsets, self.marks)

    def settled(self) -> list[Mark]:
        """The marks in order, overlapping ones made one, so that rows replay without regard to order.

        A mark that holds others keeps its own name; marks that cross or share a span are named together.
        """
        merged: list[Mark] = []
        for mark in sorted(self.marks, key=lambda m: (m.start, -m.end)):
            if merged and mark.start < merged[-1].end:
                merged[-1] = _union(merged[-1], mark)
            else:
                merged.append(mark)
        return merged


def _union(first: Mark, second: Mark) -> Mark:
    if second.end <= first.end and (first.start, first.end) != (second.start, second.end):
        return first
    rules = [first.rule, second.rule] if first.rule != second.rule else [first.rule]
    return Mark(
        first.start,
        max(first.end, second.end),
        first.kind,
        JOINER.join(rules),
        JOINER.join(dict.fromkeys((first.certificate, second.certificate))),
    )


def first_come(*rules: Iterable[Proposal]) -> list[Proposal]:
    """The proposals of several rules in order of place; where two overlap, that of the earlier rule stays."""
    taken: list[Proposal] = []
    for proposals in rules:
        before = taken
        ends = [proposal.end for proposal in before]
        new = [
            proposal
            for proposal in proposals
            if (i := bisect_right(ends, proposal.start)) == len(before) or before[i].start >= proposal.end
        ]
        taken = sorted((*before, *new), key=attrgetter("start", "end"))
    return taken


def rows(page: Page, document_id: str, script_rule: str, script_proof: str) -> tuple[Repair, ...]:
    """The rows of table text_repairs: one per mark, and one per run of characters changed by script alone.

    Rows do not overlap, their `before` is the raw slice, and putting every `after` in its place makes the
    clean text out of the raw one.
    """
    starts, text, raw, base = page.offsets.starts, page.text, page.raw, page.base
    found: list[Repair] = []

    def add(first: int, last: int, kind: str, after: str, rule: str, certificate: str) -> None:
        before = raw[first - base : last - base]
        found.append(Repair(document_id, first, last, kind, before, after, rule, certificate))

    def add_script(low: int, high: int) -> None:
        if low == high:
            return
        first = starts[low]
        before, after = raw[first - base : first - base + high - low], text[low:high]
        if before != after:
            for run, end in runs_of_change(before, after):
                add(first + run, first + end, "script", after[run:end], script_rule, script_proof)

    at = 0
    for mark in page.settled():
        low, high = bisect_left(starts, mark.start), bisect_left(starts, mark.end)
        add_script(at, low)
        add(mark.start, mark.end, mark.kind, text[low:high], mark.rule, mark.certificate)
        at = high
    add_script(at, len(text))
    return tuple(found)


def runs_of_change(before: str, after: str) -> list[tuple[int, int]]:
    """The maximal spans in which two texts of equal length differ."""
    runs: list[tuple[int, int]] = []
    open_at = -1
    for i, (old, new) in enumerate(zip(before, after, strict=True)):
        if old != new:
            if open_at < 0:
                open_at = i
        elif open_at >= 0:
            runs.append((open_at, i))
            open_at = -1
    if open_at >= 0:
        runs.append((open_at, len(after)))
    return runs
