"""The graph as Dagster sees it: loads silently, has the shape of the data, says what everything means."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from assets.lineage import sources
from assets.references import REFERENCES
from assets.registry import FILE_ASSETS, TABLE_ASSETS, TABLE_OF_NAME
from orchestration.definitions import JOB, NIGHTLY, build_defs, defs

ROOT = Path(__file__).parents[2]

READ = ["cleaned_text", "raw_documents", "refused_seeds", "section_trees", "text_repairs"]
# asset -> (group, assets it is made from)
GRAPH = {
    "seeds": ("1_reading", []),
    "raw_documents": ("1_reading", ["seeds"]),
    "refused_seeds": ("1_reading", ["seeds"]),
    "cleaned_text": ("2_text", ["raw_documents"]),
    "text_repairs": ("2_text", ["raw_documents"]),
    "section_trees": ("2_text", ["cleaned_text", "raw_documents", "text_repairs"]),
    "metric_facts": ("3_facts", READ),
    "number_ledger": ("3_facts", READ),
    "quarantine": ("3_facts", READ),
    "consistency_findings": ("4_panel", ["metric_facts", "quarantine", "raw_documents"]),
    "district_year_summaries": ("4_panel", ["consistency_findings", "metric_facts", "raw_documents"]),
    "warehouse": ("5_publication", sorted(set(TABLE_ASSETS) - {"refused_seeds"})),
    **{
        f"{kind}_export": (
            "5_publication",
            ["district_year_summaries", "metric_facts", "raw_documents", "section_trees"],
        )
        for kind in ("parquet", "sdmx", "datapackage", "workbook")
    },
    "headlines_picture": ("5_publication", ["district_year_summaries"]),
    "coverage_picture": ("5_publication", ["district_year_summaries"]),
}
WARNINGS_OF_OURS = """
import sys, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    from orchestration.definitions import defs
    defs.resolve_job_def("everything")
for w in caught:
    if w.filename.startswith(sys.argv[1]) and "/.venv/" not in w.filename:
        print(w.filename, w.lineno, w.message)
"""


def assets() -> dict[str, dg.AssetSpec]:
    return {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def test_definitions_load_without_a_warning_from_our_code() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WARNINGS_OF_OURS, str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""


def test_the_graph_is_the_way_of_the_data() -> None:
    graph = {
        name: (spec.group_name, sorted(dep.asset_key.to_user_string() for dep in spec.deps))
        for name, spec in assets().items()
    }
    assert graph == GRAPH


def test_groups_sort_in_the_order_of_the_data() -> None:
    """The UI lists groups by alphabet: no asset may be made from one of a later group."""
    for group, deps in GRAPH.values():
        assert all(GRAPH[dep][0] <= group for dep in deps)


@pytest.mark.parametrize("name", [*TABLE_ASSETS, "warehouse", *FILE_ASSETS])
def test_every_asset_is_described_owned_and_versioned(name: str) -> None:
    spec = assets()[name]
    assert spec.description
    assert spec.owners == ["team:nianjian"]
    assert spec.kinds & {"parquet", "duckdb", "file"}
    assert spec.code_version
    assert spec.skippable


@pytest.mark.parametrize("name", TABLE_ASSETS)
def test_every_column_is_typed_and_described_in_the_ui(name: str) -> None:
    schema = assets()[name].metadata["dagster/column_schema"]
    assert isinstance(schema, dg.TableSchema)
    assert tuple(column.name for column in schema.columns) == TABLE_ASSETS[name].table.column_names
    assert all(column.description and column.type for column in schema.columns)


@pytest.mark.parametrize("name", TABLE_ASSETS)
def test_every_asset_leads_to_its_function_its_engine_and_its_rules(name: str) -> None:
    references = assets()[name].metadata["dagster/code_references"].code_references
    by_label = {reference.label or "": Path(reference.file_path) for reference in references}
    assert all(path.is_file() for path in by_label.values())
    assert any(label.startswith("engine: nianjian.") for label in by_label)
    function = references[-1]
    assert function.file_path.startswith(str(ROOT / "assets"))
    first = Path(function.file_path).read_text(encoding="utf-8").splitlines()[function.line_number - 1]
    assert first.startswith("@dg.multi_asset")
    if TABLE_ASSETS[name].stage == "nianjian.ledger":
        assert by_label["rules: units.tsv"] == ROOT / "nianjian" / "catalogue" / "units.tsv"


def test_code_references_lead_to_a_git_host_where_one_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANJIAN_GIT_URL", "https://github.com/someone/nianjian")
    specs = {spec.key.to_user_string(): spec for spec in build_defs().resolve_all_asset_specs()}
    urls = [r.url for r in specs["metric_facts"].metadata["dagster/code_references"].code_references]
    assert "https://github.com/someone/nianjian/tree/main/nianjian/catalogue/units.tsv#L1" in urls
    assert any("/tree/main/assets/metric_facts.py#L" in url for url in urls)


def test_a_column_that_refers_comes_from_the_column_it_refers_to() -> None:
    """The lineage reads it off the references that the checks hold."""
    for (table, column), targets in REFERENCES.items():
        assert sources(table)[column] == targets


def test_every_table_has_its_checks() -> None:
    keys = {(key.asset_key.to_user_string(), key.name) for check in _checks() for key in check.check_keys}
    assert {(name, "schema") for name in TABLE_ASSETS} <= keys
    assert ("metric_facts", "references") in keys
    assert ("metric_facts", "plausible") in keys
    assert ("warehouse", "every_fact_leads_to_its_raw_text") in keys
    assert {name for name, _ in keys} >= set(FILE_ASSETS)


def test_lineage_covers_every_column_and_stays_upstream() -> None:
    for name, entry in TABLE_ASSETS.items():
        origins = sources(entry.table.name)
        assert tuple(origins) == entry.table.column_names
        upstream = {TABLE_ASSETS[dep].table.name for dep in GRAPH[name][1] if dep in TABLE_ASSETS}
        # Tables of one stage are made together and may name each other.
        upstream |= {other.table.name for other in TABLE_ASSETS.values() if other.stage == entry.stage}
        for pairs in origins.values():
            for table, column in pairs:
                assert table in upstream
                assert column in TABLE_OF_NAME[table].column_names


def test_sensor_and_schedule_run_by_default() -> None:
    sensor = defs.resolve_sensor_def("seeds_sensor")
    schedule = defs.resolve_schedule_def(NIGHTLY)
    assert sensor.default_status is dg.DefaultSensorStatus.RUNNING
    assert sensor.minimum_interval_seconds == 30
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING
    assert sensor.job_name == schedule.job_name == JOB


def test_steps_run_in_one_process() -> None:
    assert defs.resolve_job_def(JOB).executor_def.name == "in_process"


def test_folders_are_the_project_s_unless_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    workspace = build_defs().resources["workspace"]
    assert (workspace.seeds, workspace.data) == (str(ROOT / "seeds"), str(ROOT / "data"))
    workspace = build_defs(Path("here"), Path("there")).resources["workspace"]
    assert workspace.seeds == str(tmp_path / "here")
    assert workspace.tables == str(tmp_path / "there" / "tables")
    monkeypatch.setenv("NIANJIAN_DATA", "/srv/data")
    assert build_defs().resources["workspace"].tables == "/srv/data/tables"


def _checks() -> list[dg.AssetsDefinition]:
    return [*(d for d in defs.assets if isinstance(d, dg.AssetsDefinition)), *defs.asset_checks]
