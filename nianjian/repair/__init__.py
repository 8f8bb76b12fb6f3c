"""Repair: raw text -> clean text, by edits that carry their raw span and their proof."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from nianjian.model import CleanText, Document, Repair
from nianjian.repair import script
from nianjian.repair.offsets import OffsetMap
from nianjian.repair.page import Page, rows
from nianjian.repair.registry import BYTES, CHARACTERS, INSERTIONS, LINES, passed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Damage nests two or three deep; the bound only keeps a hostile text from costing more than it weighs.
MOST_PASSES = 8


def repair(document: Document) -> CleanText:
    """Mend a document's raw text; the offset map of the result counts in the raw file."""
    page = mend(document.raw_text, document.raw_start)
    repairs = rows(page, document.document_id, script.RULE, script.CERTIFICATE)
    return restored(document.document_id, page.text, page.offsets, repairs)


def mend(raw: str, base: int = 0) -> Page:
    """All stages of the rules over a raw text that begins at `base` of its file, until they find no more.

    What one pass takes away can have hidden what the next one finds: `&amp;nbsp;`, a scrap across two lines.
    """
    page = Page.of(raw, base)
    for _ in range(MOST_PASSES):
        before = page.text
        page = _passed_once(page)
        if page.text == before:
            break
    return page


def _passed_once(page: Page) -> Page:
    page = passed(page.seen_as(script.is_traditional(page.text)), BYTES)
    if page.traditional:
        page = page.in_script(script.to_simplified)
    for stage in (INSERTIONS, LINES, CHARACTERS):
        page = passed(page, stage)
    return page


def restore(
    document_id: str, text: str, raw_starts: Sequence[int], raw_ends: Sequence[int], repairs: Iterable[Repair]
) -> CleanText:
    """The CleanText behind a row of table cleaned_text and the document's rows of table text_repairs."""
    return restored(document_id, text, OffsetMap.from_lists(raw_starts, raw_ends), tuple(repairs))


def restored(document_id: str, text: str, offsets: OffsetMap, repairs: tuple[Repair, ...]) -> CleanText:
    """A CleanText whose unrepaired spans are read from its repairs."""
    starts = offsets.starts
    unrepaired = tuple(
        (low, high)
        for mark in repairs
        if mark.kind == "unrepaired"
        and (low := bisect_left(starts, mark.raw_start)) < (high := bisect_left(starts, mark.raw_end))
    )
    return CleanText(document_id, text, offsets, repairs, unrepaired)
