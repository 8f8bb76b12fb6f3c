"""Which documents are judged together: those of one region. What concerns another region cannot change it.

Rules and cells compare figures within a document or within a region; so the panel and the findings of a
region are made again when one of its documents changes, and stay as they are otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from assets.documents import rows_of
from assets.increments import Plan, key, plan
from assets.parts import NAMES_PER_PART, StoredTable, renew, row_name
from nianjian import tables
from nianjian.model import Document, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from assets.workspace import Workspace
    from nianjian.contract import Table


@dataclass(frozen=True, slots=True)
class Judged:
    """A table made region by region, and what was made again."""

    table: StoredTable
    plan: Plan


def by_region(
    workspace: Workspace,
    target: Table,
    version: str,
    documents: StoredTable,
    facts: StoredTable,
    judge: Callable[[Sequence[Document], Sequence[Fact]], Sequence[object]],
    also: StoredTable | None = None,
) -> Judged:
    """The rows of `judge` over all documents and facts; regions whose documents are unchanged keep theirs.

    A document without a region is a region of its own. `target` has a column region_code, and rows without
    one name their document. `also` is another table made by region that the rows are made from.
    """
    groups = _groups(documents)
    wanted = {
        group: key(
            version,
            also.key_of(group) if also is not None else "",
            *(f"{name} {facts.key_of(name)}" for name in names),
        )
        for group, names in groups.items()
    }
    old = workspace.previous(target.name)
    found = plan(wanted, [old])
    fresh = [names for group, names in groups.items() if group in found.fresh]
    rows = tables.joined(target, _judged(target, documents, facts, fresh, judge))
    merged = renew(target, old, wanted, found.unchanged, rows)
    # A row that belongs to no group could never be found again: then nothing is kept next time.
    homeless = not rows.filter(row_name(target).is_null()).is_empty()
    return Judged(replace(merged, keys={}) if homeless else merged, found)


def group_of(document: Document) -> str:
    """The region that a document is judged with, or itself where it has none."""
    return document.region_code or document.document_id


def _judged(
    target: Table,
    documents: StoredTable,
    facts: StoredTable,
    groups: Sequence[list[str]],
    judge: Callable[[Sequence[Document], Sequence[Fact]], Sequence[object]],
) -> Iterator[pl.DataFrame]:
    """Some groups of documents at a time: all facts at once, as values of Python, would fill the memory."""
    every = [name for names in groups for name in names]
    texts, figures = rows_of(documents, every), facts.of(every)
    for start in range(0, len(groups), NAMES_PER_PART):
        some = groups[start : start + NAMES_PER_PART]
        these = pl.col("document_id").is_in([name for names in some for name in names])
        rows = judge(tables.rows(texts.filter(these), Document), tables.rows(figures.filter(these), Fact))
        yield tables.frame(target, rows)


def _groups(documents: StoredTable) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    ordered = documents.frame(["document_id", "region_code"]).sort("document_id")
    for name, region in ordered.iter_rows():
        groups[region or name].append(name)
    return dict(sorted(groups.items()))
