"""`nianjian extract`: from files to the tables of the contract, without Dagster."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from nianjian.cli import app
from nianjian.cli.inputs import read_table
from nianjian.contract import TABLES

SENTENCE = "2021年某县政府工作报告\n一、2020年工作回顾\n全县地区生产总值完成{}亿元，增长3.9%。\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    (folder / "south").mkdir(parents=True)
    (folder / "one.txt").write_text(SENTENCE.format("248.4"), encoding="utf-8")
    (folder / "south" / "two.txt").write_text(SENTENCE.format("99.1"), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, " ".join(result.output.split())


def test_every_table_is_written_with_the_columns_of_the_contract(reports: Path, tmp_path: Path) -> None:
    code, output = run("extract", reports, "--out", tmp_path / "out")
    assert code == 0
    assert "tables written to" in output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(
        f"{name}.parquet" for name in TABLES
    )
    for name, table in TABLES.items():
        assert tuple(pl.read_parquet_schema(tmp_path / "out" / f"{name}.parquet")) == table.column_names


def test_paths_are_relative_to_the_folder_given(reports: Path, tmp_path: Path) -> None:
    run("extract", reports, "--out", tmp_path / "out")
    found = pl.read_parquet(tmp_path / "out" / "documents.parquet")["source_path"].to_list()
    assert found == ["one.txt", "south/two.txt"]
    run("extract", reports / "south" / "two.txt", "--out", tmp_path / "single")
    found = pl.read_parquet(tmp_path / "single" / "documents.parquet")["source_path"].to_list()
    assert found == ["two.txt"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_other_formats_hold_the_same_tables(sample_seeds: Path, tmp_path: Path, form: str) -> None:
    run("extract", sample_seeds, "--out", tmp_path / "parquet")
    run("extract", sample_seeds, "--out", tmp_path / form, "--format", form)
    for name in TABLES:
        assert_frame_equal(read_table(tmp_path / form, name), read_table(tmp_path / "parquet", name))


def test_the_same_input_gives_the_same_bytes(sample_seeds: Path, tmp_path: Path) -> None:
    for folder in ("first", "second"):
        run("extract", sample_seeds, "--out", tmp_path / folder)
    for name in TABLES:
        first, second = (tmp_path / folder / f"{name}.parquet" for folder in ("first", "second"))
        assert first.read_bytes() == second.read_bytes(), name


def test_a_file_that_is_no_text_is_quarantined_and_the_others_go_through(
    reports: Path, tmp_path: Path
) -> None:
    (reports / "picture.txt").write_bytes(bytes(range(256)) * 40)
    code, output = run("extract", reports, "--out", tmp_path / "out")
    assert code == 0
    refused = pl.read_parquet(tmp_path / "out" / "quarantine.parquet").to_dicts()
    assert [row["source_path"] for row in refused] == ["picture.txt"]
    assert refused[0]["reason"] in output
    assert pl.read_parquet(tmp_path / "out" / "documents.parquet").height == 2


def test_a_missing_or_empty_path_is_said_and_mended(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, words in ((tmp_path / "nothing", "no such file or folder"), (tmp_path / "empty", "no files")):
        code, output = run("extract", path, "--out", tmp_path / "out")
        assert code == 2
        assert words in output
        assert "remedy:" in output
        assert "Traceback" not in output
    assert not (tmp_path / "out").exists()


def test_two_files_of_one_name_are_refused(reports: Path, tmp_path: Path) -> None:
    other = tmp_path / "one.txt"
    other.write_text(SENTENCE.format("7"), encoding="utf-8")
    code, output = run("extract", reports, other, "--out", tmp_path / "out")
    assert code == 2
    assert "one.txt" in output


def test_an_output_that_is_a_file_is_refused(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    code, output = run("extract", reports, "--out", tmp_path / "out")
    assert (code, (tmp_path / "out").read_text(encoding="utf-8")) == (2, "mine")
    assert "not a folder" in output


def test_the_engine_runs_without_dagster(reports: Path, tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from nianjian.cli import app\n"
        f"app(['extract', {str(reports)!r}, '--out', {str(tmp_path / 'out')!r}], standalone_mode=False)\n"
        "print([m for m in ('dagster', 'duckdb', 'pandas', 'pandera') if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
