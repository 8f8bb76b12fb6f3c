"""One good row for every table of the contract; tests spoil it in one place."""

from __future__ import annotations

from typing import Any

import polars as pl

from nianjian.contract import TABLES
from nianjian.tables import schema

DOCUMENT = "0123456789ab-0"
FACT = "0123456789ab-0@5"

ROWS: dict[str, dict[str, Any]] = {
    "documents": {
        "document_id": DOCUMENT,
        "source_path": "a.txt",
        "source_sha256": "0123456789ab" + "0" * 52,
        "ordinal": 0,
        "title": "政府工作报告",
        "kind": "annual_report",
        "region_code": "310114",
        "region_name": "嘉定区",
        "region_basis": "stated",
        "region_evidence": ["嘉定区"],
        "meeting_date": "2021-01-12",
        "published_on": None,
        "report_year": 2021,
        "review_period": "2020",
        "plan_period": "2021",
        "raw_start": 0,
        "raw_end": 7,
        "format": "text",
        "encoding": "utf-8",
        "script": "hans",
        "chars": 7,
        "raw_text": "产值2600亿",
        "page": None,
    },
    "text_repairs": {
        "document_id": DOCUMENT,
        "raw_start": 3,
        "raw_end": 5,
        "kind": "spacing",
        "before": "  ",
        "after": "",
        "rule": "spacing.run",
        "certificate": "blank",
    },
    "cleaned_text": {
        "document_id": DOCUMENT,
        "text": "产值",
        "raw_starts": [0, 1],
        "raw_ends": [1, 2],
    },
    "sections": {
        "document_id": DOCUMENT,
        "section_id": f"{DOCUMENT}/01",
        "parent_id": None,
        "depth": 1,
        "ordinal": 1,
        "marker": "一、",
        "title": "回顾",
        "path": "回顾",
        "role": "review",
        "raw_start": 0,
        "title_end": 4,
        "raw_end": 7,
        "start": 0,
        "body_start": 4,
        "end": 7,
    },
    "metric_facts": {
        "fact_id": FACT,
        "document_id": DOCUMENT,
        "section_id": f"{DOCUMENT}/01",
        "source_path": "a.txt",
        "raw_start": 2,
        "raw_end": 7,
        "quote": "产值2600亿元",
        "metric": "地区生产总值",
        "indicator": "gdp",
        "measure": "level",
        "value": 2600e8,
        "value_high": None,
        "unit": "CNY",
        "value_text": "2600",
        "unit_text": "亿元",
        "qualifier": "exact",
        "period": "2020",
        "period_start": "2020-01-01",
        "period_end": "2020-12-31",
        "status": "actual",
        "growth_basis": None,
        "scope": "district",
        "subject": None,
        "region_code": "310114",
        "region_name": "嘉定区",
        "rule": "bind.before",
        "rules": ["bind.before"],
        "clean_start": 2,
        "clean_end": 7,
    },
    "number_ledger": {
        "document_id": DOCUMENT,
        "source_path": "a.txt",
        "raw_start": 2,
        "raw_end": 6,
        "text": "2600",
        "role": "fact",
        "fact_id": FACT,
        "rule": "ledger.fact",
    },
    "district_year_summaries": {
        "region_code": "310114",
        "region_name": "嘉定区",
        "year": 2020,
        "period": "2020",
        "indicator": "gdp",
        "indicator_name": "地区生产总值",
        "value": 2600e8,
        "unit": "CNY",
        "qualifier": "exact",
        "yoy_pct": 3.2,
        "growth_basis": None,
        "target_value": None,
        "target_pct": None,
        "status": "actual",
        "fact_ids": [FACT],
        "sources": 1,
        "conflict": False,
        "findings": [],
    },
    "consistency_findings": {
        "finding_id": "f1",
        "rule": "bounds.share",
        "severity": "warn",
        "document_id": DOCUMENT,
        "fact_ids": [FACT],
        "region_code": "310114",
        "period": "2020",
        "expected": "0..100",
        "observed": "120",
        "message": "占比超过100%",
        "deviation": 0.2,
    },
    "quarantine": {
        "source_path": "b.txt",
        "stage": "reading",
        "reason": "empty",
        "detail": "b.txt: no text in it; remove the file",
        "row_json": None,
        "document_id": None,
        "fact_id": None,
    },
}


def good(table: str, **changes: Any) -> pl.DataFrame:
    """The good row of a table as a frame, with some columns changed."""
    return rows(table, changes)


def rows(table: str, *changes: dict[str, Any]) -> pl.DataFrame:
    """One row for each set of changes."""
    like = "quarantine" if table == "refused_seeds" else table
    return pl.DataFrame([ROWS[like] | change for change in changes], schema=schema(TABLES[like]))
