"""The story of one numeral: what it was in the raw file, what was done to it, what it became and why."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.quality import check

if TYPE_CHECKING:
    from nianjian.model import CleanText, Document, Fact, Finding, LedgerEntry, Repair, Section
    from nianjian.pipeline import Extraction

NUMERAL = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")


@dataclass(frozen=True, slots=True)
class Story:
    """All that is known of one numeral; `start`..`end` is its raw span.

    `in_numeral` are the repairs that touched the numeral or its unit, `in_clause` the other repairs of
    the clause it stands in. A numeral may carry several facts, or none; a fact that a hard rule refuses is
    among them. `findings` are the rules of this file that its facts do not keep.
    """

    document: Document
    start: int
    end: int
    in_numeral: tuple[Repair, ...]
    in_clause: tuple[Repair, ...]
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    entry: LedgerEntry | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class NotANumeral:
    """The raw offset lies in no numeral; `nearest` are (start, text) of numerals around it, nearest first."""

    offset: int
    nearest: tuple[tuple[int, str], ...]


def tell(extraction: Extraction, offset: int) -> Story | NotANumeral:
    """The story of the numeral at a raw offset of the one file that was read.

    Raises IndexError where the offset lies outside the file's documents.
    """
    document, clean = _at(extraction, offset)
    spans = numerals(extraction, document)
    span = next((span for span in spans if span[0] <= offset < span[1]), None)
    if span is None:
        nearest = sorted(spans, key=lambda s: (max(s[0] - offset, offset - s[1] + 1), s[0]))[:3]
        base = document.raw_start
        return NotANumeral(offset, tuple((s, document.raw_text[s - base : e - base]) for s, e in nearest))
    start, end = span
    entry = next((e for e in extraction.ledger if e.raw_start <= start < e.raw_end), None)
    wanted = entry.fact_id if entry is not None else None
    read = [*extraction.facts, *extraction.refused]
    facts = tuple(f for f in read if f.raw_start <= start < f.raw_end or f.fact_id == wanted)
    ids = {fact.fact_id for fact in facts}
    low = min([start, *(f.raw_start for f in facts)])
    high = max([end, *(f.raw_end for f in facts)])
    own = tuple(r for r in clean.repairs if _touches(r, low, high))
    around = _clause(clean, facts, low, high)
    return Story(
        document=document,
        start=start,
        end=end,
        in_numeral=own,
        in_clause=tuple(r for r in clean.repairs if _touches(r, *around) and r not in own),
        sections=tuple(
            s
            for s in extraction.sections
            if s.document_id == document.document_id and s.raw_start <= start < s.raw_end
        ),
        facts=facts,
        entry=entry,
        findings=tuple(f for f in check(extraction.documents, read) if ids.intersection(f.fact_ids)),
    )


def numerals(extraction: Extraction, document: Document) -> list[tuple[int, int]]:
    """Raw spans of the Arabic numerals of a document, and of Chinese ones that became facts, in order."""
    spans = {
        (m.start() + document.raw_start, m.end() + document.raw_start)
        for m in NUMERAL.finditer(document.raw_text)
    }
    for entry in extraction.ledger:
        if entry.document_id == document.document_id and not any(c.isdecimal() for c in entry.text):
            spans.add((entry.raw_start, entry.raw_end))
    return sorted(spans)


def _at(extraction: Extraction, offset: int) -> tuple[Document, CleanText]:
    for document, clean in zip(extraction.documents, extraction.cleaned, strict=True):
        if document.raw_start <= offset < document.raw_end:
            return document, clean
    spans = ", ".join(f"[{d.raw_start}, {d.raw_end})" for d in extraction.documents)
    raise IndexError(f"offset {offset} is outside the file's documents: {spans}")


def _clause(clean: CleanText, facts: tuple[Fact, ...], low: int, high: int) -> tuple[int, int]:
    for fact in facts:
        at = clean.text.find(fact.quote, max(0, fact.clean_start - len(fact.quote)))
        if fact.quote and at >= 0 and at <= fact.clean_start < at + len(fact.quote):
            return clean.offsets.span(at, at + len(fact.quote))
    return low, high


def _touches(repair: Repair, low: int, high: int) -> bool:
    return repair.raw_start < high and max(repair.raw_end, repair.raw_start + 1) > low
