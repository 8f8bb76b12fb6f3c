"""Ledger: every numeral of the raw text -> exactly one role."""

from __future__ import annotations

from nianjian.model import CleanText, Document, Fact, LedgerEntry, Section


def read_figures(
    document: Document, clean: CleanText, sections: tuple[Section, ...]
) -> tuple[list[Fact], list[LedgerEntry]]:
    """The facts of a document and the role of every numeral in it."""
    return [], []
