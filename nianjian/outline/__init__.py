"""Outline: clean text -> section tree (numbering as constraint, then where each heading ends)."""

from __future__ import annotations

from nianjian.model import CleanText, Document, Section


def outline(clean: CleanText, document: Document) -> tuple[Section, ...]:
    """The sections of a document in order of start, parents before children; they cover all of it."""
    if not clean.text:
        return ()
    whole = Section(
        document_id=document.document_id,
        section_id=f"{document.document_id}/00",
        parent_id=None,
        depth=1,
        ordinal=0,
        marker="",
        title="",
        path="",
        role="preamble",
        raw_start=document.raw_start,
        title_end=document.raw_start,
        raw_end=document.raw_end,
        start=0,
        body_start=0,
        end=len(clean.text),
    )
    return (whole,)
