"""Which documents are judged together: those of one region. What concerns another region cannot change it.

Rules and cells compare figures within a document or within a region; so the panel and the findings of a
region are made again when one of its documents changes, and stay as they are otherwise.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assets.documents import pick
from assets.increments import Plan, key, plan
from assets.parts import StoredTable, renew, row_name
from nianjian import tables
from nianjian.model import Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assets.workspace import Workspace
    from nianjian.contract import Table
    from nianjian.model import Document


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
    fresh = [name for group, names in groups.items() if group in found.fresh for name in names]
    rows = tables.frame(target, judge(pick(documents, fresh), tables.rows(facts.of(fresh), Fact)))
    merged = renew(target, old, wanted, found.unchanged, rows)
    # A row that belongs to no group could never be found again: then nothing is kept next time.
    homeless = not rows.filter(row_name(target).is_null()).is_empty()
    return Judged(replace(merged, keys={}) if homeless else merged, found)


def group_of(document: Document) -> str:
    """The region that a document is judged with, or itself where it has none."""
    return document.region_code or document.document_id


def _groups(documents: StoredTable) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    ordered = documents.frame(["document_id", "region_code"]).sort("document_id")
    for name, region in ordered.iter_rows():
        groups[region or name].append(name)
    return dict(sorted(groups.items()))
