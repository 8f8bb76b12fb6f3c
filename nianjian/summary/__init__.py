"""Summary: facts -> one cell per region, period and indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Cell, Document, Fact, Finding


def summarize(
    documents: Sequence[Document], facts: Sequence[Fact], findings: Sequence[Finding] = ()
) -> list[Cell]:
    """District-year cells, chosen by the written rule; all facts behind a cell stay listed in it.

    A cell names the rules of the findings over its facts; a fact with an error makes no cell.
    """
    from nianjian.summary.cells import cells

    return cells(documents, facts, findings)
