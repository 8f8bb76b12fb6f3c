"""From tables back to the engine's values, for the documents that a stage computes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from nianjian import tables
from nianjian.model import CleanText, Document, Repair, Section
from nianjian.repair import restore

if TYPE_CHECKING:
    from collections.abc import Collection

    from assets.workspace import Workspace


def document_keys(workspace: Workspace, documents: pl.DataFrame) -> dict[str, str]:
    """The key of every document: that of the seed it was read from, and its place in it."""
    seeds = workspace.keys_of("documents", documents["source_path"].to_list())
    return {
        name: f"{seeds[source]}-{ordinal}"
        for name, source, ordinal in documents.select("document_id", "source_path", "ordinal").iter_rows()
    }


def pick(documents: pl.DataFrame, names: Collection[str]) -> list[Document]:
    """The documents of these names, in the order of the table."""
    return tables.rows(_of(documents, names), Document)


def pick_cleaned(
    cleaned: pl.DataFrame, repairs: pl.DataFrame, names: Collection[str]
) -> dict[str, CleanText]:
    """The clean texts of these documents by name."""
    marks: dict[str, list[Repair]] = {}
    for mark in tables.rows(_of(repairs, names), Repair):
        marks.setdefault(mark.document_id, []).append(mark)
    return {
        name: restore(name, text, starts, ends, marks.get(name, []))
        for name, text, starts, ends in _of(cleaned, names)
        .select("document_id", "text", "raw_starts", "raw_ends")
        .iter_rows()
    }


def pick_sections(sections: pl.DataFrame, names: Collection[str]) -> dict[str, tuple[Section, ...]]:
    """The sections of these documents by document, in the order of the table."""
    found: dict[str, list[Section]] = {name: [] for name in names}
    for section in tables.rows(_of(sections, names), Section):
        found[section.document_id].append(section)
    return {name: tuple(own) for name, own in found.items()}


def _of(frame: pl.DataFrame, names: Collection[str]) -> pl.DataFrame:
    return frame.filter(pl.col("document_id").is_in(list(names)))
