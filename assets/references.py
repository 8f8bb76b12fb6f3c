"""References between tables: which column must hold a key of which other table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

# (table, column) -> (table, column); a list column refers with each of its elements.
REFERENCES: dict[tuple[str, str], tuple[str, str]] = {
    ("text_repairs", "document_id"): ("documents", "document_id"),
    ("cleaned_text", "document_id"): ("documents", "document_id"),
    ("sections", "document_id"): ("documents", "document_id"),
    ("sections", "parent_id"): ("sections", "section_id"),
    ("metric_facts", "document_id"): ("documents", "document_id"),
    ("metric_facts", "section_id"): ("sections", "section_id"),
    ("number_ledger", "document_id"): ("documents", "document_id"),
    ("number_ledger", "fact_id"): ("metric_facts", "fact_id"),
    ("district_year_summaries", "fact_ids"): ("metric_facts", "fact_id"),
    ("consistency_findings", "document_id"): ("documents", "document_id"),
    ("consistency_findings", "fact_ids"): ("metric_facts", "fact_id"),
}


@dataclass(frozen=True, slots=True)
class Dangling:
    """A value of `column` that no row of `target` has."""

    column: str
    target: str
    value: str


def dangling(table: str, frame: pl.DataFrame, others: Mapping[str, pl.DataFrame]) -> list[Dangling]:
    """The references of a frame that lead nowhere, in the order of REFERENCES; nulls refer to nothing.

    `others` are the tables at hand; a reference to a table that is not among them is a KeyError, since it
    would otherwise never be checked.
    """
    found: list[Dangling] = []
    for (owner, column), (target, key) in REFERENCES.items():
        if owner != table:
            continue
        known = frame if target == table else others[target]
        values = frame[column].explode() if isinstance(frame.schema[column], pl.List) else frame[column]
        wanted = values.drop_nulls().unique().sort()
        lost = wanted.filter(~wanted.is_in(known[key].implode()))
        found += [Dangling(column, f"{target}.{key}", value) for value in lost.to_list()]
    return found
