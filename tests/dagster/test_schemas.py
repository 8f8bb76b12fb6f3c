"""The Pandera models: each rule with a row that keeps it and one that breaks it."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from assets.references import REFERENCES, dangling
from assets.registry import TABLE_OF_NAME
from assets.row_rules import row_rules
from assets.schemas import in_document, model, plausibility, validate, with_documents
from nianjian.contract import TABLES
from tests.dagster.samples import FACT, good, rows

GROWTH = {
    "measure": "change_pct",
    "unit": "%",
    "unit_text": "%",
    "value": 3.2,
    "growth_basis": "comparable",
}
SHARE = {"measure": "share", "unit": "%", "unit_text": "%", "value": 23.0, "indicator": None}
POINTS = {"measure": "change_pp", "unit": "pp", "unit_text": "个百分点", "value": -4.0, "indicator": None}
RATE = {"unit": "%", "unit_text": "%", "value": 92.0, "indicator": None, "metric": "绿化覆盖率"}
DAYS = {"period_start": "0202-01-01", "period_end": "0202-12-31"}
DAYS_OF_2019 = {"period_start": "2019-01-01", "period_end": "2019-12-31"}

# table, what a good row is changed to, the rule that must say no
BREACHES: list[tuple[str, dict[str, Any], str]] = [
    ("documents", {"raw_start": 8}, "raw_start_not_after_raw_end"),
    ("documents", {"chars": 8}, "chars_is_length"),
    ("documents", {"raw_text": "产值"}, "chars_is_length"),
    ("documents", {"source_sha256": "abc"}, "source_sha256_well_formed"),
    ("documents", {"region_code": "3101"}, "region_code_well_formed"),
    ("documents", {"region_basis": "unknown"}, "region_has_basis"),
    ("documents", {"region_code": None}, "region_has_basis"),
    ("documents", {"report_year": 202}, "report_year_plausible"),
    ("documents", {"meeting_date": "2021-02-30"}, "meeting_date_is_a_day"),
    ("documents", {"published_on": "2021年1月"}, "published_on_is_a_day"),
    ("documents", {"review_period": "2020H1"}, "review_period_well_formed"),
    ("documents", {"plan_period": "2021-13"}, "plan_period_well_formed"),
    ("documents", {"kind": "speech"}, "closed_list"),
    ("documents", {"title": None}, "not_nullable"),
    ("text_repairs", {"raw_end": 2}, "raw_start_not_after_raw_end"),
    ("text_repairs", {"kind": "guess"}, "closed_list"),
    ("cleaned_text", {"raw_ends": [1]}, "one_span_per_character"),
    ("cleaned_text", {"raw_starts": [1, 0]}, "spans_run_forward"),
    ("sections", {"title_end": 8}, "title_end_not_after_raw_end"),
    ("sections", {"raw_start": 5}, "raw_start_not_after_title_end"),
    ("sections", {"start": 5}, "start_not_after_body_start"),
    ("sections", {"body_start": 8}, "body_start_not_after_end"),
    ("sections", {"depth": 0}, "depth_from_one"),
    ("sections", {"depth": 2}, "parent_below_top"),
    ("sections", {"parent_id": "x"}, "parent_below_top"),
    ("metric_facts", {"raw_start": 7}, "raw_start_before_raw_end"),
    ("metric_facts", {"clean_end": 2}, "clean_start_before_clean_end"),
    ("metric_facts", {"value": float("nan")}, "value_finite"),
    ("metric_facts", {"value": float("inf")}, "value_finite"),
    ("metric_facts", {"value_high": 2600e8}, "value_high_above_value"),
    ("metric_facts", {"value": None}, "not_nullable"),
    ("metric_facts", GROWTH | {"unit": "CNY"}, "unit_of_measure"),
    ("metric_facts", SHARE | {"unit": "pp"}, "unit_of_measure"),
    ("metric_facts", POINTS | {"unit": "%"}, "unit_of_measure"),
    ("metric_facts", {"unit": "pp", "indicator": None}, "unit_of_measure"),
    ("metric_facts", SHARE | {"value": 100.1}, "share_in_bounds"),
    ("metric_facts", SHARE | {"value": -0.1}, "share_in_bounds"),
    ("metric_facts", SHARE | {"value": 95.0, "value_high": 105.0}, "share_in_bounds"),
    ("metric_facts", GROWTH | {"value": -100.0}, "growth_in_bounds"),
    ("metric_facts", GROWTH | {"value": -100.1, "indicator": None}, "growth_in_bounds"),
    ("metric_facts", POINTS | {"value": -100.1}, "points_in_bounds"),
    ("metric_facts", {"unit": "USD"}, "currency_as_written"),
    ("metric_facts", {"unit": "户"}, "indicator_in_its_unit"),
    ("metric_facts", {"indicator": "no_such_code"}, "indicator_in_its_unit"),
    ("metric_facts", {"value": 2600e4}, "indicator_in_its_range"),
    ("metric_facts", {"period_end": "2020-06-30"}, "period_covers_its_days"),
    ("metric_facts", {"unit": "元"}, "money_in_base_unit"),
    ("metric_facts", {"unit": "亿元"}, "money_in_base_unit"),
    ("metric_facts", {"unit": "万人次"}, "money_in_base_unit"),
    ("metric_facts", {"measure": "rank", "unit": "位", "value": 0.0, "indicator": None}, "rank_from_one"),
    ("metric_facts", {"period": "2020-Q5"}, "period_well_formed"),
    ("metric_facts", {"period_start": "2020-1-1"}, "period_start_is_a_day"),
    ("metric_facts", {"period_end": "2019-12-31"}, "period_runs_forward"),
    ("metric_facts", {"period": None}, "period_has_days"),
    ("metric_facts", {"period_end": None}, "period_has_days"),
    ("metric_facts", {"scope": "other"}, "indicator_is_headline"),
    ("metric_facts", {"growth_basis": "nominal"}, "growth_basis_of_growth"),
    ("metric_facts", {"status": "maybe"}, "closed_list"),
    ("number_ledger", {"raw_end": 2}, "raw_start_before_raw_end"),
    ("number_ledger", {"fact_id": None}, "fact_where_role_says"),
    ("number_ledger", {"role": "date"}, "fact_where_role_says"),
    ("district_year_summaries", {"year": 2021}, "year_of_period"),
    ("district_year_summaries", {"fact_ids": []}, "cell_has_evidence"),
    ("district_year_summaries", {"sources": 0}, "cell_has_evidence"),
    ("district_year_summaries", {"value": None, "yoy_pct": None}, "cell_says_something"),
    ("district_year_summaries", {"yoy_pct": -100.0}, "growth_in_bounds"),
    ("district_year_summaries", {"value": 2600e4}, "value_in_range"),
    ("district_year_summaries", {"target_value": 2600e4}, "value_in_range"),
    ("district_year_summaries", {"unit": "户"}, "indicator_in_its_unit"),
    ("consistency_findings", {"severity": "bad"}, "closed_list"),
    ("consistency_findings", {"message": ""}, "message_written"),
    ("quarantine", {"reason": ""}, "reason_written"),
    ("quarantine", {"detail": "no text in it"}, "file_named"),
    ("quarantine", {"fact_id": FACT}, "row_with_its_ids"),
    ("refused_seeds", {"reason": ""}, "reason_written"),
    ("refused_seeds", {"detail": "no text in it"}, "file_named"),
]

# What a report may say and nobody believes: shown, not blocked.
IMPLAUSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("metric_facts", RATE | {"value": 100.1}, "rate_plausible"),
    ("metric_facts", DAYS | {"period": "0202"}, "period_within_years"),
    ("metric_facts", {"status": "target", "period": "2019"} | DAYS_OF_2019, "target_not_before_report"),
]

# Good rows at the edge of a rule.
KEPT: list[tuple[str, dict[str, Any]]] = [
    ("documents", {"region_code": None, "region_name": None, "region_basis": "unknown"}),
    ("documents", {"meeting_date": "2020-02-29", "review_period": "2022-H1", "plan_period": "2022-H2"}),
    ("text_repairs", {"raw_start": 3, "raw_end": 3, "before": "", "after": "以"}),
    ("cleaned_text", {"text": "", "raw_starts": [], "raw_ends": []}),
    ("cleaned_text", {"raw_starts": [4, 4], "raw_ends": [6, 6]}),
    ("metric_facts", GROWTH | {"value": -99.9}),
    ("metric_facts", GROWTH | {"value": -100.0, "indicator": None}),
    ("metric_facts", RATE | {"value": 100.0}),
    ("metric_facts", RATE | {"value": 105.0, "metric": "任务完成率"}),
    ("metric_facts", {"value": 1e8}),
    ("metric_facts", SHARE | {"indicator": "strategic_emerging_output"}),
    ("metric_facts", GROWTH | {"value": 5.0, "value_high": 6.0, "status": "target"}),
    ("metric_facts", SHARE | {"value": 100.0}),
    ("metric_facts", POINTS | {"value": 100.0}),
    ("metric_facts", {"unit": "人次", "unit_text": "万人次", "value": 1.2e6, "indicator": None}),
    ("metric_facts", {"unit": "元/平方米", "unit_text": "元/平方米", "indicator": None}),
    ("metric_facts", {"unit": "USD", "unit_text": "亿美元", "indicator": None}),
    ("metric_facts", {"period": None, "period_start": None, "period_end": None}),
    ("metric_facts", {"period": "2016/2020", "period_start": "2016-01-01"}),
    ("metric_facts", {"period": "2020-01/2020-06", "period_end": "2020-06-30"}),
    ("metric_facts", {"scope": "other", "indicator": None, "subject": "某镇"}),
    ("metric_facts", {"status": "target", "period": "2020"}),
    ("number_ledger", {"role": "enumerator", "fact_id": None}),
    ("district_year_summaries", {"value": None, "yoy_pct": None, "target_pct": 6.0, "status": "target"}),
]


# Rows that do not fit their document: it covers [0, 7) of its file and was given on 2021-01-12.
MISFITS: list[tuple[str, dict[str, Any], str]] = [
    ("text_repairs", {"raw_end": 8}, "inside_its_document"),
    ("cleaned_text", {"raw_ends": [1, 8]}, "inside_its_document"),
    ("sections", {"raw_end": 8}, "inside_its_document"),
    ("metric_facts", {"raw_end": 8}, "inside_its_document"),
    ("metric_facts", {"raw_start": -1}, "inside_its_document"),
    ("number_ledger", {"raw_end": 8}, "inside_its_document"),
    ("metric_facts", {"period_start": "2021-01-13"}, "actual_not_after_report"),
]


@pytest.mark.parametrize("table", TABLES)
def test_a_good_row_and_an_empty_table_pass(table: str) -> None:
    assert validate(table, good(table)).passed
    assert validate(table, good(table).clear()).passed


@pytest.mark.parametrize(("table", "changes"), KEPT)
def test_rows_at_the_edge_pass(table: str, changes: dict[str, Any]) -> None:
    frame = good(table, **changes)
    verdict = validate(table, frame)
    assert verdict.passed, verdict.cases
    beside = with_documents(table, frame, good("documents")) if "document_id" in frame.columns else frame
    for schema in (in_document(table), plausibility(table)):
        assert schema is None or validate(table, beside, schema).passed


@pytest.mark.parametrize(("table", "changes", "rule"), BREACHES)
def test_a_breach_is_found_by_its_rule(table: str, changes: dict[str, Any], rule: str) -> None:
    assert rule in validate(table, good(table, **changes)).cases["rule"].to_list()


@pytest.mark.parametrize(("table", "changes", "rule"), IMPLAUSIBLE)
def test_what_is_implausible_is_shown_and_does_not_block(
    table: str, changes: dict[str, Any], rule: str
) -> None:
    frame = good(table, **changes)
    assert validate(table, frame).passed
    beside = with_documents(table, frame, good("documents"))
    assert validate(table, beside, plausibility(table)).cases["rule"].to_list() == [rule]


@pytest.mark.parametrize(("table", "changes", "rule"), MISFITS)
def test_a_row_must_fit_its_document(table: str, changes: dict[str, Any], rule: str) -> None:
    beside = with_documents(table, good(table, **changes), good("documents"))
    assert validate(table, beside, in_document(table)).cases["rule"].to_list() == [rule]
    undated = with_documents(table, good(table), good("documents", meeting_date=None))
    assert validate(table, undated, in_document(table)).passed


def test_every_row_rule_has_a_breach_above() -> None:
    tried = {(table, rule) for table, _, rule in BREACHES + IMPLAUSIBLE + MISFITS}
    # Dates and periods of one form need one case each; the rest have their own.
    untried = {(table, rule.id) for table in TABLE_OF_NAME for rule in row_rules(table)} - tried
    assert untried <= {
        ("metric_facts", "period_end_is_a_day"),
        ("metric_facts", "region_code_well_formed"),
        ("district_year_summaries", "region_code_well_formed"),
        ("district_year_summaries", "period_well_formed"),
        ("district_year_summaries", "year_plausible"),
    }


@pytest.mark.parametrize("table", TABLES)
def test_a_key_is_unique(table: str) -> None:
    cases = validate(table, rows(table, {}, {})).cases
    assert f"unique({', '.join(TABLES[table].key)})" in cases["rule"].to_list()


@pytest.mark.parametrize("table", TABLES)
def test_a_missing_a_foreign_and_a_mistyped_column_are_found(table: str) -> None:
    first = TABLES[table].columns[0].name
    assert not validate(table, good(table).drop(first)).passed
    assert not validate(table, good(table).with_columns(extra=pl.lit(1))).passed
    assert not validate(table, good(table).with_columns(pl.lit(1).alias(first))).passed


def test_a_lazy_frame_is_collected_before_it_is_judged() -> None:
    """Pandera itself lets the value pass on a LazyFrame; ours must not."""
    lazy = good("metric_facts", **SHARE | {"value": 5000.0}).lazy()
    model("metric_facts").validate(lazy).collect()
    assert "share_in_bounds" in validate("metric_facts", lazy).cases["rule"].to_list()


def test_a_breach_names_its_row_its_document_and_its_fact() -> None:
    frame = rows("metric_facts", {}, {"fact_id": "other", "document_id": "d2", **SHARE, "value": 1800.0})
    verdict = validate("metric_facts", frame)
    (case,) = verdict.cases.to_dicts()
    assert (case["row"], case["document_id"], case["fact_id"]) == (1, "d2", "other")
    assert verdict.documents() == ["d2"]
    assert verdict.by_rule().to_dicts() == [{"rule": "share_in_bounds", "column": None, "breaches": 1}]


def test_references_that_lead_nowhere_are_found() -> None:
    others = {
        "documents": good("documents"),
        "sections": good("sections"),
        "metric_facts": good("metric_facts"),
        "quarantine": good("quarantine"),
    }
    for table in {owner for owner, _ in REFERENCES}:
        assert dangling(table, good(table), others) == []
    lost = dangling("number_ledger", good("number_ledger", fact_id="gone"), others)
    assert [(d.column, d.target, d.value) for d in lost] == [
        ("fact_id", "metric_facts.fact_id or quarantine.fact_id", "gone")
    ]
    lost = dangling("district_year_summaries", good("district_year_summaries", fact_ids=["x", FACT]), others)
    assert [d.value for d in lost] == ["x"]
    lost = dangling("sections", good("sections", parent_id="no such", depth=2), others)
    assert [d.column for d in lost] == ["parent_id"]


def test_a_finding_may_be_about_a_fact_in_quarantine() -> None:
    others = {
        "documents": good("documents"),
        "metric_facts": good("metric_facts"),
        "quarantine": good("quarantine", fact_id="refused"),
    }
    assert dangling("consistency_findings", good("consistency_findings", fact_ids=["refused"]), others) == []
    panel = good("district_year_summaries", fact_ids=["refused"])
    assert [lost.value for lost in dangling("district_year_summaries", panel, others)] == ["refused"]


def test_every_reference_is_between_columns_of_the_contract() -> None:
    for pair in [*REFERENCES, *(target for targets in REFERENCES.values() for target in targets)]:
        table, column = pair
        assert column in TABLES[table].column_names
