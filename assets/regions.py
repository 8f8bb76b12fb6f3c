"""Which documents are judged together: those of one region. What concerns another region cannot change it.

Rules and cells compare figures within a document or within a region; so the panel and the findings of a
region are made again when one of its documents changes, and stay as they are otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from assets.increments import Plan, key, merge, plan
from assets.storage import StoredTable
from nianjian import tables
from nianjian.model import Document, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    documents: pl.DataFrame,
    facts: pl.DataFrame,
    judge: Callable[[Sequence[Document], Sequence[Fact]], Sequence[object]],
) -> Judged:
    """The rows of `judge` over all documents and facts; regions whose documents are unchanged keep theirs.

    A document without a region is a region of its own. `target` has a column region_code, and rows without
    one name their document.
    """
    groups = _groups(documents)
    made_from = workspace.keys_of("metric_facts", documents["document_id"].to_list())
    wanted = {
        group: key(version, *(f"{name} {made_from[name]}" for name in names))
        for group, names in groups.items()
    }
    old = workspace.previous(target.name)
    found = plan(wanted, [old])
    fresh = [name for group, names in groups.items() if group in found.fresh for name in names]
    mine = pl.col("document_id").is_in(fresh)
    rows = judge(
        tables.rows(documents.filter(mine), Document),
        tables.rows(facts.filter(mine), Fact),
    )
    home = _home(target)
    merged = merge(target, old, home, found.unchanged, tables.frame(target, rows))
    # A row that belongs to no group could never be found again: then nothing is kept next time.
    homeless = not merged.filter(home.is_null()).is_empty()
    return Judged(StoredTable(merged, {} if homeless else wanted), found)


def _groups(documents: pl.DataFrame) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    ordered = documents.sort("document_id").select("document_id", "region_code")
    for name, region in ordered.iter_rows():
        groups[region or name].append(name)
    return dict(sorted(groups.items()))


def _home(target: Table) -> pl.Expr:
    if "document_id" in target.column_names:
        return pl.coalesce("region_code", "document_id")
    return pl.col("region_code")
