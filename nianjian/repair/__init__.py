"""Repair: raw text -> clean text, by edits that carry their raw span and their proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.model import CleanText, Document, Repair
from nianjian.repair.offsets import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def repair(document: Document) -> CleanText:
    """Mend a document's raw text; the offset map of the result counts in the raw file."""
    offsets = OffsetMap.identity(len(document.raw_text), document.raw_start)
    return CleanText(document.document_id, document.raw_text, offsets)


def restore(
    document_id: str, text: str, raw_starts: Sequence[int], raw_ends: Sequence[int], repairs: Iterable[Repair]
) -> CleanText:
    """The CleanText behind a row of table cleaned_text and the document's rows of table text_repairs."""
    offsets = OffsetMap.from_lists(raw_starts, raw_ends)
    repairs = tuple(repairs)
    unrepaired = tuple(
        (at, at + sum(1 for start in offsets.starts[at:] if start < mark.raw_end))
        for mark in repairs
        if mark.kind == "unrepaired" and (at := offsets.clean_at(mark.raw_start)) is not None
    )
    return CleanText(document_id, text, offsets, repairs, unrepaired)
