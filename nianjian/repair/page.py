"""The text on its way from raw to clean: what it is now, whence each character came, and what was done."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter, eq
from typing import TYPE_CHECKING, NamedTuple

from nianjian.model import Repair
from nianjian.repair.offsets import Edit, OffsetMap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

JOINER = "+"
_CHANGED = re.compile(rb"\0+")


class Proposal(NamedTuple):
    """A repair proposed by a rule: replace `text[start:end]` by `after`, because of `certificate`.

    Where `after` equals what stands there, nothing changes and the span is only marked.
    """

    start: int
    end: int
    after: str
    kind: str
    rule: str
    certificate: str


class Mark(NamedTuple):
    """A raw span that a rule touched, counted in the decoded seed file."""

    start: int
    end: int
    kind: str
    rule: str
    certificate: str


class Conversion(NamedTuple):
    """A change of script: the text before and after, as long, and where its characters came from."""

    before: str
    after: str
    starts: array[int]


@dataclass(frozen=True, slots=True)
class Page:
    """A text between two passes; `raw` is the document's slice of the file, which begins at `base`."""

    raw: str
    base: int
    text: str
    offsets: OffsetMap
    marks: tuple[Mark, ...] = ()
    conversion: Conversion | None = None

    @classmethod
    def of(cls, raw: str, base: int = 0) -> Page:
        """A page on which nothing has been done."""
        return cls(raw, base, raw, OffsetMap.identity(len(raw), base))

    def amend(self, proposals: Iterable[Proposal]) -> Page:
        """Apply proposals that do not overlap; the page is returned as it is where there are none."""
        ordered = sorted(proposals)
        if not ordered:
            return self
        starts, ends, text = self.offsets.starts, self.offsets.ends, self.text
        marks = tuple(Mark(starts[p.start], ends[p.end - 1], p.kind, p.rule, p.certificate) for p in ordered)
        edits = [Edit(p.start, p.end, p.after) for p in ordered if text[p.start : p.end] != p.after]
        text, offsets = self.offsets.apply(text, edits) if edits else (text, self.offsets)
        return replace(self, text=text, offsets=offsets, marks=self.marks + marks)

    def converted(self, convert: Callable[[str], str]) -> Page:
        """The page in another script, character by character; raises ValueError where the length changes."""
        text = convert(self.text)
        if len(text) != len(self.text):
            raise ValueError(f"a conversion of script made {len(text)} characters out of {len(self.text)}")
        return replace(self, text=text, conversion=Conversion(self.text, text, self.offsets.starts))

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
    rules = dict.fromkeys((first.rule, second.rule))
    proofs = dict.fromkeys((first.certificate, second.certificate))
    end = max(first.end, second.end)
    return Mark(first.start, end, first.kind, JOINER.join(rules), JOINER.join(proofs))


def first_come(*rules: Iterable[Proposal]) -> list[Proposal]:
    """The proposals of several rules in order of place; where two overlap, that of the earlier rule stays."""
    taken: list[Proposal] = []
    for proposals in rules:
        new = list(proposals)
        if taken and new:
            ends = [proposal.end for proposal in taken]
            new = [
                proposal
                for proposal in new
                if (i := bisect_right(ends, proposal.start)) == len(taken) or taken[i].start >= proposal.end
            ]
        taken = sorted((*taken, *new))
    return taken


def rows(page: Page, document_id: str, script_rule: str, script_proof: str) -> tuple[Repair, ...]:
    """The rows of table text_repairs: one per mark, and one per run of characters changed by script alone.

    Rows do not overlap, their `before` is the raw slice, and putting every `after` in its place makes the
    clean text out of the raw one.
    """
    starts, text, raw, base = page.offsets.starts, page.text, page.raw, page.base
    marks = page.settled()
    found = [
        Repair(
            document_id,
            mark.start,
            mark.end,
            mark.kind,
            raw[mark.start - base : mark.end - base],
            text[bisect_left(starts, mark.start) : bisect_left(starts, mark.end)],
            mark.rule,
            mark.certificate,
        )
        for mark in marks
    ]
    if page.conversion is not None:
        for start, end, after in _runs(page.conversion, marks):
            before = raw[start - base : end - base]
            found.append(Repair(document_id, start, end, "script", before, after, script_rule, script_proof))
    found.sort(key=attrgetter("raw_start"))
    return tuple(found)


def _runs(conversion: Conversion, marks: list[Mark]) -> Iterator[tuple[int, int, str]]:
    """Raw spans that the conversion changed whole, outside all marks: a mark's row tells its span's story."""
    before, after, starts = conversion
    rest = iter(marks)
    mark = next(rest, None)
    for low, high in runs_of_change(before, after):
        while low < high:
            # Neighbours in the text need not be neighbours in the raw text: a scrap stood between.
            end = high
            while starts[end - 1] - starts[low] != end - 1 - low:
                end -= 1
            start = starts[low]
            while mark is not None and mark.end <= start:
                mark = next(rest, None)
            if mark is not None and mark.start <= start:
                low = min(end, low + mark.end - start)
                continue
            if mark is not None:
                end = min(end, low + mark.start - start)
            yield start, start + end - low, after[low:end]
            low = end


def runs_of_change(before: str, after: str) -> list[tuple[int, int]]:
    """The maximal spans in which two texts of equal length differ."""
    same = bytes(map(eq, before, after))
    return [hit.span() for hit in _CHANGED.finditer(same)]
