"""The text on its way from raw to clean: what it is now, whence each character came, and what was done."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from operator import attrgetter, eq
from typing import TYPE_CHECKING

from nianjian.model import Repair
from nianjian.repair.offsets import Edit, OffsetMap
from nianjian.values import value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

JOINER = "+"
START = attrgetter("start")
_CHANGED = re.compile(rb"\0+")


@value(frozen=True, slots=True)
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


@value(frozen=True, slots=True)
class Mark:
    """A raw span that a rule touched, counted in the decoded seed file."""

    start: int
    end: int
    kind: str
    rule: str
    certificate: str


@dataclass(frozen=True, slots=True)
class Page:
    """A text between two passes; `raw` is the document's slice of the file, which begins at `base`.

    `traditional` says that the text is in Traditional script, `converted` that it once was.
    """

    raw: str
    base: int
    text: str
    offsets: OffsetMap
    marks: tuple[Mark, ...] = ()
    traditional: bool = False
    converted: bool = False

    @classmethod
    def of(cls, raw: str, base: int = 0) -> Page:
        """A page on which nothing has been done."""
        return cls(raw, base, raw, OffsetMap.identity(len(raw), base))

    def amend(self, proposals: Iterable[Proposal]) -> Page:
        """Apply proposals that do not overlap; the page is returned as it is where there are none."""
        ordered = sorted(proposals, key=START)
        if not ordered:
            return self
        starts, ends, text = self.offsets.starts, self.offsets.ends, self.text
        marks: list[Mark] = []
        edits: list[Edit] = []
        for p in ordered:
            start, end = p.start, p.end
            marks.append(Mark(starts[start], ends[end - 1], p.kind, p.rule, p.certificate))
            if text[start:end] != p.after:
                edits.append((start, end, p.after))
        text, offsets = self.offsets.apply(text, edits) if edits else (text, self.offsets)
        return replace(self, text=text, offsets=offsets, marks=(*self.marks, *marks))

    def seen_as(self, traditional: bool) -> Page:
        """The page with its script noted."""
        return self if self.traditional == traditional else replace(self, traditional=traditional)

    def in_script(self, convert: Callable[[str], str]) -> Page:
        """The page in another script, character by character; raises ValueError where the length changes."""
        text = convert(self.text)
        if len(text) != len(self.text):
            raise ValueError(f"a conversion of script made {len(text)} characters out of {len(self.text)}")
        return replace(self, text=text, traditional=False, converted=True)

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
    if first.kind == "unrepaired" and second.kind == "gbk_slip":
        # What one pass gave up another mended: the row must not say that the text is as it was.
        first, second = replace(second, start=first.start), first
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
        taken = sorted((*taken, *new), key=START)
    return taken


def rows(page: Page, document_id: str, script_rule: str, script_proof: str) -> tuple[Repair, ...]:
    """The rows of table text_repairs: one per mark, and one per run of characters changed by script alone.

    Rows do not overlap, their `before` is the raw slice, and putting every `after` in its place makes the
    clean text out of the raw one.
    """
    starts, text, raw, base = page.offsets.starts, page.text, page.raw, page.base
    found: list[Repair] = []
    # Between two marks nothing was edited: the raw text and the clean one run side by side.
    unmarked: list[str] = []
    raw_at, at = base, 0
    for mark in page.settled():
        start, end = mark.start, mark.end
        low = at + start - raw_at
        high = bisect_left(starts, end, low)
        before = raw[start - base : end - base]
        unmarked += (text[at:low], before)
        after = text[low:high]
        found.append(Repair(document_id, start, end, mark.kind, before, after, mark.rule, mark.certificate))
        raw_at, at = end, high
    if page.converted:
        unmarked.append(text[at:])
        converted = "".join(unmarked)
        for low, high in runs_of_change(raw, converted):
            before, after = raw[low:high], converted[low:high]
            found.append(
                Repair(
                    document_id, base + low, base + high, "script", before, after, script_rule, script_proof
                )
            )
        found.sort(key=attrgetter("raw_start"))
    return tuple(found)


def runs_of_change(before: str, after: str) -> list[tuple[int, int]]:
    """The maximal spans in which two texts of equal length differ."""
    same = bytes(map(eq, before, after))
    return [hit.span() for hit in _CHANGED.finditer(same)]
