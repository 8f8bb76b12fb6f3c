"""Where each column comes from, as Dagster's metadata shows it.

A column that refers to another table comes from the column it refers to: that is read off the references
which the checks hold (assets.references). What is made of something stands here, held complete by a test.
"""

from __future__ import annotations

from assets.references import REFERENCES
from assets.registry import TABLE_OF_NAME

# Source columns by table and column. `*` gives the sources of all columns of a table that are not named.
_SOURCES: dict[str, dict[str, tuple[str, ...]]] = {
    "documents": {},
    "refused_seeds": {},
    "quarantine": {
        "source_path": ("refused_seeds.source_path", "metric_facts.source_path"),
        "stage": ("refused_seeds.stage",),
        "reason": ("refused_seeds.reason", "metric_facts.value", "metric_facts.unit", "metric_facts.period"),
        "detail": ("refused_seeds.detail", "metric_facts.value", "metric_facts.unit", "metric_facts.period"),
        "row_json": ("cleaned_text.text",),
        "document_id": ("documents.document_id",),
        "fact_id": ("metric_facts.fact_id",),
    },
    "text_repairs": {
        "raw_start": ("documents.raw_text", "documents.raw_start"),
        "raw_end": ("documents.raw_text", "documents.raw_start"),
        "*": ("documents.raw_text",),
    },
    "cleaned_text": {
        "text": ("documents.raw_text",),
        "*": ("documents.raw_text", "documents.raw_start"),
    },
    "sections": {
        "role": ("cleaned_text.text", "documents.kind"),
        "raw_start": ("cleaned_text.text", "cleaned_text.raw_starts"),
        "title_end": ("cleaned_text.text", "cleaned_text.raw_ends"),
        "raw_end": ("cleaned_text.text", "cleaned_text.raw_ends"),
        "*": ("cleaned_text.text",),
    },
    "metric_facts": {
        "fact_id": ("documents.document_id", "cleaned_text.raw_starts"),
        "source_path": ("documents.source_path",),
        "raw_start": ("cleaned_text.text", "cleaned_text.raw_starts"),
        "raw_end": ("cleaned_text.text", "cleaned_text.raw_ends"),
        "period": ("cleaned_text.text", "sections.role", "documents.review_period", "documents.plan_period"),
        "period_start": ("metric_facts.period",),
        "period_end": ("metric_facts.period",),
        "status": ("cleaned_text.text", "sections.role"),
        "scope": ("cleaned_text.text", "documents.region_name"),
        "region_code": ("documents.region_code",),
        "region_name": ("documents.region_name",),
        "*": ("cleaned_text.text",),
    },
    "number_ledger": {
        "source_path": ("documents.source_path",),
        "text": ("documents.raw_text",),
        "raw_start": ("documents.raw_text", "documents.raw_start"),
        "raw_end": ("documents.raw_text", "documents.raw_start"),
        "*": ("cleaned_text.text", "metric_facts.fact_id"),
    },
    "district_year_summaries": {
        "region_code": ("metric_facts.region_code",),
        "region_name": ("metric_facts.region_name",),
        "year": ("metric_facts.period",),
        "period": ("metric_facts.period",),
        "indicator": ("metric_facts.indicator",),
        "indicator_name": ("metric_facts.indicator",),
        "unit": ("metric_facts.unit",),
        "qualifier": ("metric_facts.qualifier",),
        "growth_basis": ("metric_facts.growth_basis",),
        "status": ("metric_facts.status",),
        "sources": ("metric_facts.document_id",),
        "findings": ("consistency_findings.rule", "consistency_findings.fact_ids"),
        "*": ("metric_facts.value", "metric_facts.measure", "metric_facts.status", "documents.kind"),
    },
    "consistency_findings": {
        "region_code": ("metric_facts.region_code",),
        "period": ("metric_facts.period",),
        "*": ("metric_facts.value", "metric_facts.unit", "metric_facts.measure", "metric_facts.period"),
    },
}


def sources(table: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """For every column of a table the (table, column) pairs that it is made from; none for what is read."""
    known = _SOURCES[table]
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for column in TABLE_OF_NAME[table].column_names:
        targets = REFERENCES.get((table, column))
        if targets is not None and column not in known:
            found[column] = targets
        else:
            made = (source.partition(".") for source in known.get(column, known.get("*", ())))
            found[column] = tuple((left, right) for left, _, right in made)
    return found
