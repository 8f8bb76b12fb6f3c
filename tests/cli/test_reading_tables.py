"""The commands that read what `extract` wrote: panel, check, score, compare."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from nianjian import tables
from nianjian.cli import app
from nianjian.contract import CONSISTENCY_FINDINGS, TABLES
from nianjian.model import Finding


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    seeds = Path(__file__).parent.parent.parent / "seeds"
    assert CliRunner().invoke(app, ["extract", str(seeds), "--out", str(folder)]).exit_code == 0
    return folder


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_panel_prints_the_cells_that_are_asked_for(out: Path) -> None:
    cells = pl.read_parquet(out / "district_year_summaries.parquet")
    region, indicator = cells.select("region_name", "indicator").row(0)
    code, output = run("panel", out, "--region", region, "--indicator", indicator)
    assert code == 0
    chosen = cells.filter((pl.col("region_name") == region) & (pl.col("indicator") == indicator))
    assert output.count(f"({indicator})") == chosen.height


def test_panel_exports_long_and_wide(out: Path, tmp_path: Path) -> None:
    cells = pl.read_parquet(out / "district_year_summaries.parquet")
    assert run("panel", out, "--to", tmp_path / "long.csv")[0] == 0
    assert pl.read_csv(tmp_path / "long.csv").height == cells.height
    assert run("panel", out, "--wide", "--to", tmp_path / "wide.parquet")[0] == 0
    wide = pl.read_parquet(tmp_path / "wide.parquet")
    assert wide.height == cells.select("region_code", "period").unique().height
    row = cells.filter(pl.col("value").is_not_null()).row(0, named=True)
    same = wide.filter((pl.col("region_code") == row["region_code"]) & (pl.col("period") == row["period"]))
    assert same[row["indicator"]].item() == row["value"]


def test_an_export_of_another_kind_is_refused(out: Path, tmp_path: Path) -> None:
    code, output = run("panel", out, "--to", tmp_path / "panel.xls")
    assert code == 2
    assert ".csv, .parquet or .xlsx" in output


def test_panel_exports_only_what_is_asked_for_in_all_forms(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "exports"
    code, output = run("panel", out, "--indicator", "gdp", "--export", target)
    assert code == 0
    written = sorted(str(path) for path in target.rglob("*.*"))
    assert sorted(output.split()) == written
    assert {Path(path).parent.name for path in written} == {"parquet", "sdmx", "datapackage", "workbook"}
    assert set(pl.read_csv(target / "sdmx" / "district_year.sdmx.csv")["INDICATOR"]) == {"gdp"}


def test_panel_wide_shows_growth_or_target_where_there_is_no_value(out: Path) -> None:
    code, output = run("panel", out, "--wide", "--region", "嘉定区", "--indicator", "gdp")
    assert code == 0
    (line,) = (line for line in output.splitlines() if "地区生产总值" in line)
    for said in ("2,488.4亿元", "-14.1%", "目标 +6%"):
        assert said in line


def test_a_region_that_is_nearly_right_is_named(out: Path) -> None:
    code, output = run("panel", out, "--region", "嘉定")
    assert code == 1
    assert "310114 嘉定区" in " ".join(output.split())


def test_csv_tables_are_read_back_as_they_were(out: Path, tmp_path: Path) -> None:
    """A text that begins like a formula is written with an apostrophe and read without."""
    table = TABLES["quarantine"]
    texts = ["=1+1", "+1", "-1", "@x", "'=1", "'x", "plain", ""]
    rows = [
        {"source_path": text, "stage": "s", "reason": "r", "detail": text, "row_json": None} for text in texts
    ]
    frame = pl.DataFrame(rows, schema=tables.schema(table))
    tables.write(frame, tmp_path / "quarantine.csv", "csv")
    lines = (tmp_path / "quarantine.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.strip('"')[0] for line in lines[:6]] == ["'"] * 6
    assert tables.read_csv(table, tmp_path / "quarantine.csv").equals(frame)


def test_a_choice_without_cells_is_said(out: Path) -> None:
    code, output = run("panel", out, "--region", "亚特兰蒂斯")
    assert code == 1
    assert "no cell" in output


@pytest.mark.parametrize("command", ["panel", "check"])
def test_a_folder_without_tables_is_said(tmp_path: Path, command: str) -> None:
    code, output = run(command, tmp_path)
    assert code == 2
    assert "nianjian extract" in " ".join(output.split())


@pytest.fixture
def with_findings(out: Path, tmp_path: Path) -> Path:
    """The tables of the samples with two made-up findings about a real fact of theirs."""
    for name in TABLES:
        (tmp_path / f"{name}.parquet").write_bytes((out / f"{name}.parquet").read_bytes())
    fact = pl.read_parquet(out / "metric_facts.parquet").row(0, named=True)
    shared = (fact["document_id"], (fact["fact_id"],), fact["region_code"], fact["period"])
    findings = [
        Finding("a", "across.same_cell", "warn", *shared, "1", "2", "a soft one"),
        Finding("b", "bounds.share", "error", *shared, "0% to 100%", "123%", "a hard one"),
    ]
    tables.write(tables.frame(CONSISTENCY_FINDINGS, findings), tmp_path / "consistency_findings.parquet")
    return tmp_path


def test_check_prints_the_worst_first_with_the_quotation(with_findings: Path) -> None:
    quote = pl.read_parquet(with_findings / "metric_facts.parquet")["quote"][0]
    code, output = run("check", with_findings)
    assert code == 0
    assert "2 findings: 1 error, 1 warn" in output
    assert output.index("a hard one") < output.index("a soft one")
    assert output.count(quote) == 2


def test_check_shows_one_rule_and_fails_only_when_strict(with_findings: Path) -> None:
    assert "a hard one" not in run("check", with_findings, "--rule", "across.same_cell")[1]
    assert run("check", with_findings, "--strict")[0] == 1
    assert run("check", with_findings, "--rule", "across.same_cell", "--strict")[0] == 0


def test_a_run_compared_with_itself_has_no_changes(out: Path) -> None:
    code, output = run("compare", out, out)
    assert code == 0
    assert "gained 0, lost 0, changed 0" in output


def test_compare_names_what_was_lost(out: Path, tmp_path: Path) -> None:
    facts = pl.read_parquet(out / "metric_facts.parquet")
    facts.slice(1).write_parquet(tmp_path / "metric_facts.parquet")
    output = run("compare", out, tmp_path)[1]
    assert "lost 1" in output
    assert facts["metric"][0] in output


def test_score_prints_figures_for_machines_too(out: Path) -> None:
    gold = Path(__file__).parent.parent / "gold"
    code, output = run("score", out, gold, "--json")
    assert code == 0
    assert json.loads(output)["all"]["facts"] > 0


def test_score_without_gold_is_said(out: Path, tmp_path: Path) -> None:
    code, output = run("score", out, tmp_path)
    assert code == 2
    assert "remedy:" in output
