"""Facts -> one cell per region, period and indicator."""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.metadata import counted
from assets.stage import Published, checks, outs, publish
from assets.storage import StoredTable
from nianjian import contract, tables
from nianjian.model import Document, Fact
from nianjian.summary import summarize


@dg.multi_asset(
    name="fill_panel", outs=outs("district_year_summaries"), check_specs=checks("district_year_summaries")
)
def fill_panel(raw_documents: pl.DataFrame, metric_facts: pl.DataFrame) -> Iterator[Published]:
    """Choose the value of every cell by the written rule; all facts behind it stay listed in it."""
    cells = summarize(tables.rows(raw_documents, Document), tables.rows(metric_facts, Fact))
    panel = tables.frame(contract.DISTRICT_YEAR_SUMMARIES, cells)
    yield from publish(
        {"district_year_summaries": StoredTable(panel, {})},
        others={"metric_facts": metric_facts},
        metadata={
            "district_year_summaries": {
                "regions": panel["region_code"].n_unique(),
                "indicators": panel["indicator"].n_unique(),
                "conflicts": int(panel["conflict"].sum()),
                "by region": counted(panel, "region_name"),
            }
        },
    )
