"""Which asset publishes which table of the contract, and how it is shown.

What belongs here: names, groups, kinds, preview columns. What a table means stands in nianjian.contract.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from nianjian import contract
from nianjian.contract import Table

OWNERS = ("team:nianjian",)
WAREHOUSE = "warehouse"
PUBLICATION_GROUP = "5_publication"
FILE_ASSETS = (
    "parquet_export",
    "sdmx_export",
    "datapackage_export",
    "workbook_export",
    "headlines_picture",
    "coverage_picture",
)
# Between stages: quarantine is whole only when the facts are judged too.
REFUSED_SEEDS = replace(
    contract.QUARANTINE,
    name="refused_seeds",
    doc="One row per seed file, or part of one, that was refused, with why; `quarantine` holds them too",
)


@dataclass(frozen=True, slots=True)
class TableAsset:
    """An asset that is a table: `stage` names the engine package whose rules make it.

    Groups carry a number because the UI lists them by alphabet. `preview` are the columns shown in the UI.
    """

    asset: str
    table: Table
    group: str
    stage: str
    preview: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where the table lies below the tables' folder, without ending; what is no contract's, apart."""
        name = self.table.name
        return name if name in contract.TABLES else f"intermediate/{name}"


TABLE_ASSETS: dict[str, TableAsset] = {
    entry.asset: entry
    for entry in (
        TableAsset(
            "raw_documents",
            contract.DOCUMENTS,
            "1_reading",
            "nianjian.reading",
            ("title", "kind", "region_name", "report_year", "review_period", "chars"),
        ),
        TableAsset(
            "refused_seeds",
            REFUSED_SEEDS,
            "1_reading",
            "nianjian.reading",
            ("source_path", "stage", "reason", "detail"),
        ),
        TableAsset(
            "cleaned_text",
            contract.CLEANED_TEXT,
            "2_text",
            "nianjian.repair",
            ("document_id", "text"),
        ),
        TableAsset(
            "text_repairs",
            contract.TEXT_REPAIRS,
            "2_text",
            "nianjian.repair",
            ("kind", "before", "after", "rule", "certificate", "raw_start"),
        ),
        TableAsset(
            "section_trees",
            contract.SECTIONS,
            "2_text",
            "nianjian.outline",
            ("depth", "marker", "title", "role", "raw_start", "raw_end"),
        ),
        TableAsset(
            "metric_facts",
            contract.METRIC_FACTS,
            "3_facts",
            "nianjian.ledger",
            ("metric", "value", "unit", "period", "status", "indicator"),
        ),
        TableAsset(
            "number_ledger",
            contract.NUMBER_LEDGER,
            "3_facts",
            "nianjian.ledger",
            ("text", "role", "rule", "raw_start", "source_path"),
        ),
        TableAsset(
            "quarantine",
            contract.QUARANTINE,
            "3_facts",
            "nianjian.ledger",
            ("source_path", "stage", "reason", "detail"),
        ),
        TableAsset(
            "district_year_summaries",
            contract.DISTRICT_YEAR_SUMMARIES,
            "4_panel",
            "nianjian.summary",
            ("region_name", "period", "indicator_name", "value", "unit", "yoy_pct"),
        ),
        TableAsset(
            "consistency_findings",
            contract.CONSISTENCY_FINDINGS,
            "4_panel",
            "nianjian.quality",
            ("severity", "rule", "period", "message"),
        ),
    )
}
# The columns that name what a row belongs to, the first that is not null: the unit of an increment.
NAMED_BY: dict[str, tuple[str, ...]] = {
    "documents": ("source_path",),
    "refused_seeds": ("source_path",),
    "quarantine": ("document_id", "source_path"),
    "cleaned_text": ("document_id",),
    "text_repairs": ("document_id",),
    "sections": ("document_id",),
    "metric_facts": ("document_id",),
    "number_ledger": ("document_id",),
    "district_year_summaries": ("region_code",),
    "consistency_findings": ("region_code", "document_id"),
}
TABLE_OF_NAME: dict[str, Table] = {entry.table.name: entry.table for entry in TABLE_ASSETS.values()}
ASSET_OF_TABLE: dict[str, str] = {entry.table.name: entry.asset for entry in TABLE_ASSETS.values()}
