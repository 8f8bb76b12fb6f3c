"""From tables back to the engine's values, for the documents that a stage computes again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from assets.parts import part_count, part_of
from nianjian import tables
from nianjian.model import CleanText, Document, Repair, Section
from nianjian.repair import restore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assets.parts import StoredTable


def document_keys(documents: StoredTable) -> dict[str, str]:
    """The key of every document: that of the seed it was read from, and its place in it."""
    rows = documents.frame(["document_id", "source_path", "ordinal"])
    return {name: f"{documents.key_of(source)}-{ordinal}" for name, source, ordinal in rows.iter_rows()}


def batches(documents: StoredTable, names: Collection[str]) -> Iterator[list[Document]]:
    """The documents of these names, those of one part of the later tables at a time.

    As values of Python, the texts, maps and facts of 2,000 full reports at once take gigabytes.
    """
    count = part_count(documents.rows)
    groups: dict[int, list[str]] = {}
    for name in sorted(names):
        groups.setdefault(part_of(name, count), []).append(name)
    found = rows_of(documents, names)
    for number in sorted(groups):
        yield tables.rows(found.filter(pl.col("document_id").is_in(groups[number])), Document)


def rows_of(documents: StoredTable, names: Collection[str]) -> pl.DataFrame:
    """The rows of these documents, in the order of the table; reads only the parts that they lie in."""
    wanted = pl.col("document_id").is_in(list(names))
    listed = documents.frame(["document_id", "source_path", "ordinal"])
    sources = listed.filter(wanted)["source_path"].unique().to_list()
    return documents.of(sources).filter(wanted)


def pick_cleaned(cleaned: StoredTable, repairs: StoredTable, names: Collection[str]) -> dict[str, CleanText]:
    """The clean texts of these documents by name."""
    marks: dict[str, list[Repair]] = {}
    for mark in tables.rows(repairs.of(names), Repair):
        marks.setdefault(mark.document_id, []).append(mark)
    return {
        name: restore(name, text, starts, ends, marks.get(name, []))
        for name, text, starts, ends in cleaned.of(
            names, ["document_id", "text", "raw_starts", "raw_ends"]
        ).iter_rows()
    }


def pick_sections(sections: StoredTable, names: Collection[str]) -> dict[str, tuple[Section, ...]]:
    """The sections of these documents by document, in the order of the table."""
    found: dict[str, list[Section]] = {name: [] for name in names}
    for section in tables.rows(sections.of(names), Section):
        found[section.document_id].append(section)
    return {name: tuple(own) for name, own in found.items()}
