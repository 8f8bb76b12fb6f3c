"""The whole graph over two small reports, and what an analyst finds in the warehouse."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl
import pytest
from dagster import AssetKey

from assets.storage import read_table
from assets.warehouse import is_date
from nianjian.contract import TABLES
from nianjian.corpus import load
from nianjian.pipeline import extract
from nianjian.tables import schema, write_all
from orchestration.execute import failures, reason
from tests.dagster.conftest import FOLLOWER, Project, clean_files, failed_checks, materialized
from tests.reading.writers import printed


def query(project: Project, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(project.data / "nianjian.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_run_writes_every_asset_and_passes_every_blocking_check(project: Project) -> None:
    result = project.run()
    assert result.success
    assert len(materialized(result)) == 11
    assert failed_checks(result) == set()


def test_the_warehouse_waits_for_no_export(built: Project) -> None:
    """A new cell is there before the slower exports are."""
    result = built.run(selection=["warehouse", "datapackage_export", "parquet_export"])
    made = [event.asset_key.to_user_string() for event in result.get_asset_materialization_events()]
    assert made[0] == "warehouse"
    assert len(made) == 3


def test_tables_have_the_columns_and_types_of_the_contract(built: Project) -> None:
    for name, table in TABLES.items():
        assert built.table(name).schema == schema(table)


def test_tables_are_those_of_extract_byte_for_byte(built: Project, tmp_path: Path) -> None:
    """Of few documents the one part of a table is the file that `nianjian extract` writes."""
    write_all(extract(load(built.seeds)).frames(), tmp_path / "extracted")
    extracted = {
        f"{p.name}/part-000.parquet": p.read_bytes() for p in sorted((tmp_path / "extracted").iterdir())
    }
    assert built.files() == extracted == clean_files(built.seeds)


def test_two_builds_give_the_same_bytes(built: Project, tmp_path: Path) -> None:
    other = Project(built.seeds, tmp_path / "other", built.instance)
    assert other.run().success
    assert other.files() == built.files()


def test_the_panel_holds_the_figures_of_the_reports(built: Project) -> None:
    rows = query(
        built,
        "SELECT period, value, unit, yoy_pct FROM panel "
        "WHERE region_name = '嘉定区' AND indicator = 'general_public_budget_revenue' ORDER BY period",
    )
    assert rows[:2] == [("2020", 280.6, "亿元", -1.5), ("2021", 300.2, "亿元", 7.0)]


def test_a_finding_travels_with_its_cell_and_with_its_facts(built: Project) -> None:
    """300.2 became 330.2: level and growth no longer fit the level of the report before."""
    follower = built.seeds / "jiading-2022.txt"
    follower.write_text(FOLLOWER.replace("300.2", "330.2"), encoding="utf-8")
    assert built.run().success
    cells = query(
        built,
        "SELECT period, findings FROM panel WHERE indicator = 'general_public_budget_revenue' "
        "AND period IN ('2020', '2021') ORDER BY period",
    )
    assert cells == [("2020", ["across.level_growth"]), ("2021", ["across.level_growth"])]
    facts = query(
        built,
        "SELECT DISTINCT raw_characters, findings[1] FROM evidence WHERE len(findings) > 0 ORDER BY ALL",
    )
    assert [figure for figure, _ in facts] == ["280.6亿元", "330.2亿元", "7.0%"]
    assert all(str(said).startswith("across.level_growth: 嘉定区 2021 ") for _, said in facts)


def test_every_cell_leads_to_the_raw_characters(built: Project) -> None:
    """The evidence view re-reads each fact from the seed file's own characters."""
    rows = query(built, "SELECT source_path, raw_start, raw_end, raw_characters FROM evidence")
    assert rows
    for source, start, end, characters in rows:
        raw = (built.seeds / str(source)).read_bytes().decode()
        assert raw[int(str(start)) : int(str(end))] == characters


def test_a_cell_from_a_pdf_leads_to_characters_of_its_text_and_to_a_page(project: Project) -> None:
    """The text that was taken out is kept: raw_text of table documents."""
    (project.seeds / "jiading-2022.txt").unlink()
    (project.seeds / "2022.dat").write_bytes(printed(FOLLOWER.splitlines(), per_page=7))
    (project.seeds / "scan.pdf").write_bytes(printed([], pictures=(1,)))
    assert project.run().success
    rows = query(
        project,
        "SELECT source_path, page, raw_characters FROM evidence "
        "WHERE region_name = '嘉定区' AND period IN ('2021', '2022') AND indicator = 'gdp' ORDER BY ALL",
    )
    assert ("2022.dat", 1, "2790亿元") in rows
    assert ("2022.dat", 2, "5.5%") in rows
    assert {page for source, page, _ in rows if source != "2022.dat"} == {None}
    assert query(project, "SELECT source_path, reason FROM quarantine") == [("scan.pdf", "no_text_layer")]


def test_the_warehouse_explains_itself(built: Project) -> None:
    said = dict(query(built, "SELECT table_name, comment FROM duckdb_tables()"))
    assert {name: said[name] for name in TABLES} == {name: table.doc for name, table in TABLES.items()}
    assert all(said.values())
    columns = query(built, "SELECT table_name, column_name, comment, data_type FROM duckdb_columns()")
    told = {(table, column): (comment, kind) for table, column, comment, kind in columns}
    for name, table in TABLES.items():
        for column in table.columns:
            comment, kind = told[name, column.name]
            assert str(comment).startswith(column.doc)
            assert (kind == "DATE") == is_date(column)
    views = {
        name for name, comment in query(built, "SELECT view_name, comment FROM duckdb_views()") if comment
    }
    assert {"panel", "evidence", "fact_sources"} <= views


def test_days_are_dates_in_the_warehouse(built: Project) -> None:
    assert query(built, "SELECT count(*) FROM documents WHERE meeting_date = DATE '2021-01-12'") == [(1,)]


def test_the_ui_gets_row_counts_lineage_previews_and_counts_of_seeds(project: Project) -> None:
    result = project.run()
    made = {
        e.asset_key.to_user_string(): e.materialization for e in result.get_asset_materialization_events()
    }
    for name in set(made) - {"warehouse"}:
        metadata = made[name].metadata
        rows = read_table(Path(metadata["path"].value)).height
        assert metadata["dagster/row_count"].value == rows
        assert "dagster/column_lineage" in metadata
        assert len(metadata["preview"].records) == min(12, rows)
    counts = {name: made["raw_documents"].metadata[f"seeds {name}"].value for name in ("new", "refused")}
    assert counts == {"new": 2, "refused": 0}
    assert "嘉定区" in made["section_trees"].metadata["tree"].value


def test_a_bad_file_among_good_ones_is_quarantined_and_stops_nobody(built: Project) -> None:
    before = built.table("documents")
    (built.seeds / "a-picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))
    (built.seeds / "copy.txt").write_bytes((built.seeds / "jiading-2021.txt").read_bytes())
    (built.seeds / "empty.txt").write_bytes(b"")
    result = built.run()
    assert result.success
    refused = built.table("quarantine")
    assert refused["source_path"].to_list() == ["a-picture.txt", "copy.txt", "empty.txt"] or set(
        refused["source_path"]
    ) == {"a-picture.txt", "jiading-2021.txt", "empty.txt"}
    assert all(row["source_path"] in row["detail"] for row in refused.iter_rows(named=True))
    assert built.table("documents").height == before.height
    assert ("refused_seeds", "nothing_refused") in failed_checks(result)


@pytest.mark.parametrize("state", ["missing", "empty"])
def test_without_seeds_the_run_fails_and_empties_no_table(built: Project, state: str) -> None:
    """A disk that is not mounted must not wipe the panel."""
    before = built.files()
    for path in built.seeds.iterdir():
        path.unlink()
    if state == "missing":
        built.seeds.rmdir()
    result = built.run()
    assert not result.success
    said = [line.plain for line in failures(result)]
    assert any(str(built.seeds) in line and "put the reports" in line for line in said), said
    assert built.files() == before


def test_one_asset_can_be_materialized_alone(built: Project) -> None:
    before = built.files()
    result = built.run(selection=["district_year_summaries"])
    assert result.success
    assert materialized(result) == {"district_year_summaries"}
    assert built.files() == before


def test_a_broken_upstream_table_is_named_with_the_remedy(built: Project) -> None:
    path = built.data / "tables" / "metric_facts.parquet" / "part-000.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    result = built.run(selection=["district_year_summaries"])
    assert not result.success
    said = reason(result.get_step_failure_events()[0].step_failure_data.error)
    assert "metric_facts.parquet" in said
    assert "materialize" in said
    assert built.run().success


def test_data_versions_tell_what_changed(built: Project) -> None:
    """The data version is the digest of the file: an unchanged table keeps it, a changed one does not."""

    def versions() -> dict[str, str | None]:
        found = {}
        for name in ("raw_documents", "metric_facts", "quarantine"):
            event = built.instance.get_latest_materialization_event(AssetKey(name))
            assert event is not None
            found[name] = (event.asset_materialization.tags or {}).get("dagster/data_version")
        return found

    assert built.run().success
    first = versions()
    assert built.run().success
    assert versions() == first
    (built.seeds / "jiading-2022.txt").unlink()
    assert built.run().success
    after = versions()
    assert {name for name in first if after[name] != first[name]} == {"raw_documents", "metric_facts"}
    assert built.table("documents").height == 1
    assert isinstance(built.table("documents"), pl.DataFrame)


def test_the_warehouse_is_built_again_only_when_a_table_changed(built: Project) -> None:
    def ran() -> bool:
        result = built.run()
        assert result.success
        (made,) = [
            e for e in result.get_asset_materialization_events() if e.asset_key == AssetKey("warehouse")
        ]
        return bool(made.materialization.metadata["built"].value)

    assert not ran()
    path = built.data / "nianjian.duckdb"
    with duckdb.connect(str(path)) as writer:
        writer.execute("DELETE FROM quarantine; DELETE FROM number_ledger")
    assert ran()
    path.write_bytes(path.read_bytes()[:5000])
    assert ran()
    (built.seeds / "jiading-2022.txt").unlink()
    assert ran()
