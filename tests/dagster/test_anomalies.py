"""What differs from the materialization before without a reason is shown, and stops nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dagster as dg
import pytest

import assets.metric_facts
from assets.anomalies import Counts
from tests.dagster.conftest import FOLLOWER, Project, failed_checks

COUNTS = [
    # rows now, rows before, documents now, documents before, unexpected, why
    (900, 1000, 10, 10, False, "a little less"),
    (500, 1000, 10, 10, False, "exactly half"),
    (499, 1000, 10, 10, True, "less than half for the same documents"),
    (499, 1000, 5, 10, False, "half the documents went"),
    (2000, 1000, 10, 10, False, "exactly double"),
    (2001, 1000, 10, 10, True, "more than double for the same documents"),
    (2001, 1000, 20, 10, False, "double the documents came"),
    (0, 1000, 10, 10, True, "emptied"),
    (0, 12, 10, 10, False, "too few to say"),
    (40, 0, 10, 10, True, "from nothing"),
]


@pytest.mark.parametrize(("rows", "before", "documents", "had", "unexpected", "why"), COUNTS)
def test_rows_are_counted_per_document(
    rows: int, before: int, documents: int, had: int, unexpected: bool, why: str
) -> None:
    assert Counts(rows, before, documents, had).unexpected(own=False) is unexpected, why


def test_documents_may_come_by_the_dozen_and_not_go() -> None:
    assert not Counts(90, 30, 90, 30).unexpected(own=True)
    assert Counts(30, 90, 30, 90).unexpected(own=True)


def test_facts_that_vanish_with_a_change_of_rules_are_seen(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run after which half of the facts are gone, though every report is still there."""
    for year in range(2023, 2029):
        text = FOLLOWER.replace("2022", f"{year}").replace("2021", f"{year - 1}")
        (project.seeds / f"jiading-{year}.txt").write_text(text, encoding="utf-8")
    first = project.run()
    assert first.success
    assert not {name for _, name in failed_checks(first)} & {"row_count_change", "column_schema_change"}
    judge = assets.metric_facts.judge

    def forgetful(*given: Any) -> Any:
        judged = judge(*given)
        return replace(judged, accepted=judged.accepted[:1])

    monkeypatch.setattr(assets.metric_facts, "judge", forgetful)
    monkeypatch.setattr(
        assets.metric_facts, "read_figures", _without_ledger(assets.metric_facts.read_figures)
    )
    second = project.run(tags={"nianjian/full": "true"})
    assert second.success
    assert ("metric_facts", "row_count_change") in failed_checks(second)
    (said,) = (
        check
        for check in second.get_asset_check_evaluations()
        if check.check_name == "row_count_change" and check.asset_key == dg.AssetKey("metric_facts")
    )
    assert said.description is not None
    assert said.description.startswith("8 rows of 8 documents, before")


def _without_ledger(engine: Any) -> Any:
    """Figures without the ledger's references to facts that are gone."""
    return lambda *given: (engine(*given)[0], [])


def test_a_column_that_changes_its_type_or_goes_is_seen(built: Project) -> None:
    """The check is Dagster's own; what it needs is the schema that every materialization notes."""
    assert built.run().success
    assert ("documents", "column_schema_change") not in failed_checks(built.run())
    other = dg.TableSchema(columns=[dg.TableColumn("document_id", "Int64"), dg.TableColumn("gone", "String")])
    built.instance.report_runless_asset_event(
        dg.AssetMaterialization("raw_documents", metadata={"dagster/column_schema": other})
    )
    result = built.run()
    assert result.success
    assert ("raw_documents", "column_schema_change") in failed_checks(result)
    (said,) = (
        check
        for check in result.get_asset_check_evaluations()
        if check.check_name == "column_schema_change" and check.asset_key == dg.AssetKey("raw_documents")
    )
    assert said.description is not None
    assert "document_id: Int64 -> String" in said.description
    assert "Removed columns: gone" in said.description
