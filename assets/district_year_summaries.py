"""Facts -> one cell per region, period and indicator."""

from collections.abc import Iterator, Sequence

import dagster as dg

from assets.metadata import counted
from assets.parts import StoredTable
from assets.regions import by_region, group_of
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, tables
from nianjian.model import Document, Fact, Finding
from nianjian.summary import summarize

STAGE = "nianjian.summary"


@dg.multi_asset(
    name="fill_panel", outs=outs("district_year_summaries"), check_specs=checks("district_year_summaries")
)
def fill_panel(
    workspace: Workspace,
    raw_documents: StoredTable,
    metric_facts: StoredTable,
    consistency_findings: StoredTable,
) -> Iterator[Published]:
    """Choose the value of every cell by the written rule; all facts behind it stay listed in it."""

    def cells(documents: Sequence[Document], facts: Sequence[Fact]) -> Sequence[object]:
        groups = {group_of(document) for document in documents}
        return summarize(documents, facts, tables.rows(consistency_findings.of(groups), Finding))

    judged = by_region(
        workspace,
        contract.DISTRICT_YEAR_SUMMARIES,
        stage_version(STAGE),
        raw_documents,
        metric_facts,
        cells,
        also=consistency_findings,
    )
    panel = judged.table.frame(["region_code", "indicator", "conflict", "findings"])
    yield from publish(
        {"district_year_summaries": judged.table},
        others={"metric_facts": metric_facts},
        metadata={
            "district_year_summaries": {
                "regions": panel["region_code"].n_unique(),
                "indicators": panel["indicator"].n_unique(),
                "conflicts": int(panel["conflict"].sum()),
                "cells with findings": int((panel["findings"].list.len() > 0).sum()),
                "by region": counted(judged.table, "region_name"),
            }
            | {f"regions {name}": count for name, count in judged.plan.counts().items()}
        },
    )
