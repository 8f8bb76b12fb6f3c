"""References between tables: which column must hold a key of which other table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

Place = tuple[str, str]

FACT: tuple[Place, ...] = (("metric_facts", "fact_id"),)
# What is read is a fact, whether it stands or is refused.
ANY_FACT: tuple[Place, ...] = (*FACT, ("quarantine", "fact_id"))
DOCUMENT: tuple[Place, ...] = (("documents", "document_id"),)
SECTION: tuple[Place, ...] = (("sections", "section_id"),)

# (table, column) -> the (table, column) one of which has its values; a list column refers with each element.
REFERENCES: dict[Place, tuple[Place, ...]] = {
    ("text_repairs", "document_id"): DOCUMENT,
    ("cleaned_text", "document_id"): DOCUMENT,
    ("sections", "document_id"): DOCUMENT,
    ("sections", "parent_id"): SECTION,
    ("metric_facts", "document_id"): DOCUMENT,
    ("metric_facts", "section_id"): SECTION,
    ("number_ledger", "document_id"): DOCUMENT,
    ("number_ledger", "fact_id"): ANY_FACT,
    ("quarantine", "document_id"): DOCUMENT,
    ("district_year_summaries", "fact_ids"): FACT,
    ("consistency_findings", "document_id"): DOCUMENT,
    ("consistency_findings", "fact_ids"): ANY_FACT,
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
    for (owner, column), targets in REFERENCES.items():
        if owner != table:
            continue
        known = pl.concat([(frame if name == table else others[name])[key] for name, key in targets])
        values = frame[column].explode() if isinstance(frame.schema[column], pl.List) else frame[column]
        wanted = values.drop_nulls().unique().sort()
        lost = wanted.filter(~wanted.is_in(known.implode()))
        said = " or ".join(".".join(target) for target in targets)
        found += [Dangling(column, said, value) for value in lost.to_list()]
    return found
