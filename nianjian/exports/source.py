"""What exports are made from: the cells with the facts and documents behind them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from nianjian import tables
from nianjian.model import Cell, Document, Fact, Section
from nianjian.summary.shown import Shown, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import polars as pl

NEEDED = ("documents", "sections", "metric_facts", "district_year_summaries")


@dataclass(frozen=True)
class Source:
    """The cells of the panel, in their order, and everything that they refer to."""

    cells: Sequence[Cell]
    documents: Mapping[str, Document]
    facts: Mapping[str, Fact]
    sections: Mapping[str, Section]

    @classmethod
    def of(cls, frames: Mapping[str, pl.DataFrame]) -> Source:
        """From the tables of NEEDED by name; a fact that no cell refers to is left out."""
        import polars as pl

        panel = frames["district_year_summaries"].sort("region_code", "year", "period", "indicator")
        wanted = panel.select(pl.col("fact_ids").explode().alias("fact_id"))
        facts = frames["metric_facts"].join(wanted, on="fact_id", how="semi", maintain_order="left")
        sections = frames["sections"].join(facts, on="section_id", how="semi", maintain_order="left")
        return cls(
            tables.rows(panel, Cell),
            {document.document_id: document for document in tables.rows(frames["documents"], Document)},
            {fact.fact_id: fact for fact in tables.rows(facts, Fact)},
            {section.section_id: section for section in tables.rows(sections, Section)},
        )

    @cached_property
    def shown(self) -> Mapping[tuple[str, str, str], Shown]:
        """The facts of every cell (region, period, indicator) in the order of choice."""
        return {
            key(cell): shown((self.facts[i] for i in cell.fact_ids), self.documents) for cell in self.cells
        }

    def raw(self, fact: Fact) -> str:
        """The characters of the seed file that a fact was read from."""
        document = self.documents[fact.document_id]
        return document.raw_text[fact.raw_start - document.raw_start : fact.raw_end - document.raw_start]


def key(cell: Cell) -> tuple[str, str, str]:
    """What identifies a cell."""
    return cell.region_code, cell.period, cell.indicator
