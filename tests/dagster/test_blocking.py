"""A table that breaks a rule never replaces the last good one, and nothing is made from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dagster as dg
import pytest

import assets.consistency
import assets.district_year_summaries
import assets.metric_facts
from assets.checks import evaluate
from assets.workspace import FULL_TAG
from nianjian.model import Finding
from tests.dagster.conftest import Project, clean_files, failed_checks, materialized
from tests.dagster.samples import good, rows

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Let the engine hand out facts with some fields changed, after they were judged if `judged`."""

    def apply(judged: bool, **changes: Any) -> None:
        engine, judge = assets.metric_facts.read_figures, assets.metric_facts.judge

        def spoiled(*given: Any) -> Any:
            facts, ledger = engine(*given)
            return [replace(fact, **changes) for fact in facts], ledger

        def unseen(*given: Any) -> Any:
            passed = judge(*given)
            return replace(passed, accepted=tuple(replace(fact, **changes) for fact in passed.accepted))

        if judged:
            monkeypatch.setattr(assets.metric_facts, "judge", unseen)
        else:
            monkeypatch.setattr(assets.metric_facts, "read_figures", spoiled)

    return apply


@pytest.mark.parametrize(
    "changes",
    [
        {"measure": "share", "unit": "%", "value": 5000.0, "indicator": None},
        {"unit": "亿元"},
        {"measure": "change_pp", "unit": "%"},
        {"period": "2020年"},
        {"fact_id": "the same"},
        {"section_id": "no such section"},
    ],
    ids=["share out of bounds", "scaled unit", "unit of points", "period", "key", "reference"],
)
def test_a_spoiled_table_is_not_written_and_stops_what_follows(
    built: Project, spoil: Callable[..., None], changes: dict[str, Any]
) -> None:
    before = built.files()
    warehouse = (built.data / "nianjian.duckdb").read_bytes()
    (built.seeds / "third.txt").write_text(
        "嘉定区2023年政府工作报告\n全年新增就业3万人。\n外贸增长2%。\n", encoding="utf-8"
    )
    spoil(judged=True, **changes)
    result = built.run()
    assert not result.success
    assert materialized(result) == {
        "raw_documents",
        "refused_seeds",
        "cleaned_text",
        "text_repairs",
        "section_trees",
    }
    for name in (
        "metric_facts",
        "number_ledger",
        "quarantine",
        "district_year_summaries",
        "consistency_findings",
    ):
        part = f"{name}.parquet/part-000.parquet"
        assert built.files()[part] == before[part]
    assert (built.data / "nianjian.duckdb").read_bytes() == warehouse
    assert {asset for asset, name in failed_checks(result) if name in ("schema", "references")} >= {
        "metric_facts"
    }


def test_the_next_good_run_mends_it(built: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(assets.metric_facts, "read_figures", lambda *_: ([], [None]))
        (built.seeds / "jiading-2021.txt").write_text(
            "嘉定区2021年政府工作报告\n增长4%。\n", encoding="utf-8"
        )
        assert not built.run().success
    assert built.run().success
    assert built.files() == clean_files(built.seeds)


def test_an_impossible_cell_blocks_the_panel_and_the_warehouse(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = assets.district_year_summaries.summarize
    monkeypatch.setattr(
        assets.district_year_summaries,
        "summarize",
        lambda *given: [replace(cell, yoy_pct=-2000.0) for cell in engine(*given)],
    )
    before = built.files()
    (built.seeds / "jiading-2021.txt").unlink()
    result = built.run()
    assert not result.success
    part = "district_year_summaries.parquet/part-000.parquet"
    assert built.files()[part] == before[part]
    assert "warehouse" not in materialized(result)


def test_an_impossible_figure_goes_to_quarantine_and_stops_nobody(
    project: Project, spoil: Callable[..., None]
) -> None:
    """A report may claim a share of 150 %: its row is refused, everything else is published."""
    spoil(judged=False, measure="share", unit="%", value=150.0, indicator=None, growth_basis=None)
    result = project.run()
    assert result.success
    assert ("quarantine", "no_fact_refused") in failed_checks(result)
    assert project.table("metric_facts").is_empty()
    refused = project.table("quarantine")
    assert refused["reason"].str.contains("bounds.share", literal=True).all()
    assert set(refused["fact_id"]) <= set(project.table("number_ledger")["fact_id"])


def test_a_fact_that_escapes_quarantine_stops_the_run(
    built: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hard rules are asked again over the written tables: nothing is summarized from what breaks one."""
    refused = built.table("metric_facts").head(1)
    monkeypatch.setattr(
        assets.consistency,
        "check",
        lambda documents, facts: [
            Finding("x", "bounds.share", "error", None, (refused["fact_id"][0],), "310114", None, "", "", "!")
        ],
    )
    result = built.run(tags={FULL_TAG: "true"})
    assert not result.success
    assert ("consistency_findings", "hard_rules") in failed_checks(result)
    assert "district_year_summaries" not in materialized(result)


def test_the_metadata_of_a_failed_check_lead_to_the_row() -> None:
    frame = rows("metric_facts", {}, {"fact_id": "bad", "unit": "亿元", "indicator": None})
    others = {"documents": good("documents"), "sections": good("sections")}
    failed = {
        result.check_name: result for result in evaluate("metric_facts", frame, others) if not result.passed
    }
    assert set(failed) == {"schema"}
    schema = failed["schema"]
    assert schema.severity is dg.AssetCheckSeverity.ERROR
    assert schema.description is not None
    assert "money_in_base_unit (row): 1" in schema.description
    shown = schema.metadata["first 20"].value
    assert "| money_in_base_unit |" in shown
    assert "| bad |" in shown
    assert schema.metadata["documents"].data == ["0123456789ab-0"]


def test_only_the_first_twenty_cases_are_shown() -> None:
    frame = rows("number_ledger", *({"raw_start": i + 10, "raw_end": i} for i in range(50)))
    others = {name: good(name) for name in ("documents", "metric_facts", "quarantine")}
    schema = next(r for r in evaluate("number_ledger", frame, others) if r.check_name == "schema")
    assert schema.metadata["breaches"].value == 50
    assert len(schema.metadata["first 20"].value.splitlines()) == 2 + 20


def test_a_table_without_its_columns_fails_without_an_exception() -> None:
    frame = good("metric_facts").drop("section_id")
    results = evaluate("metric_facts", frame, {"documents": good("documents"), "sections": good("sections")})
    assert not any(result.passed for result in results)
