"""`nianjian explain`, `outline` and `repair`: why a report was read as it was."""

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from nianjian.cli import app
from nianjian.cli.story import NotANumeral, Story, tell
from nianjian.pipeline import Extraction
from nianjian.reading import read_seed
from tests.reading.writers import printed

TEXT = "2021年某县政府工作报告\n一、2020年工作回顾\n全县地区生产总值完成248.4亿元，增长3.9%。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def extraction() -> Extraction:
    extraction = Extraction()
    extraction.add_seed("report.txt", TEXT.encode())
    return extraction


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_story_of_a_figure(report: Path) -> None:
    code, output = run("explain", report, "--at", str(TEXT.index("248.4")))
    assert code == 0
    for words in (
        "248.4亿元 = 24,840,000,000 CNY",
        "gdp",
        "2020年工作回顾",
        "2020-01-01 to 2020-12-31",
        "rules that fired",
        "an Arabic numeral with its scale and unit",
    ):
        assert words in output


def test_the_place_in_a_pdf_is_a_page_and_an_offset_in_its_text(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed([*TEXT.splitlines(), "一般公共预算收入28.4亿元。"], per_page=3))
    at = read_seed(path.read_bytes(), "report.pdf").text.index("28.4")

    code, output = run("explain", path, "--at", str(at))

    assert code == 0
    assert "report.pdf, page 2, offsets count in the text taken out of the pdf" in " ".join(output.split())
    assert "28.4亿元 = 2,840,000,000 CNY" in output


def test_any_character_of_the_numeral_will_do(extraction: Extraction) -> None:
    start = TEXT.index("248.4")
    stories = [tell(extraction, at) for at in range(start, start + len("248.4"))]
    assert all(isinstance(story, Story) and story == stories[0] for story in stories)


def test_a_numeral_that_is_no_fact_has_its_role(report: Path) -> None:
    output = run("explain", report, "--at", str(TEXT.index("2020")))[1]
    assert "date" in output
    assert "quantity" not in output


def test_an_offset_beside_a_numeral_names_the_nearest(report: Path, extraction: Extraction) -> None:
    at = TEXT.index("亿元")
    told = tell(extraction, at)
    assert isinstance(told, NotANumeral)
    assert told.nearest[0] == (TEXT.index("248.4"), "248.4")
    code, output = run("explain", report, "--at", str(at))
    assert code == 1
    assert f"248.4 at {TEXT.index('248.4')}" in " ".join(output.split())


def test_an_offset_outside_the_file_is_said(report: Path) -> None:
    code, output = run("explain", report, "--at", "100000")
    assert code == 2
    assert "outside" in output


def test_repairs_of_a_numeral_are_told(sample_seeds: Path, tmp_path: Path) -> None:
    """In the Traditional sample every numeral with a repair in its clause shows that repair."""
    seed = next(sample_seeds.glob("*traditional*"))
    run("extract", seed, "--out", tmp_path)
    repairs = pl.read_parquet(tmp_path / "text_repairs.parquet")
    facts = pl.read_parquet(tmp_path / "metric_facts.parquet")
    inside = [
        (fact["raw_start"], repair["rule"])
        for fact in facts.iter_rows(named=True)
        for repair in repairs.iter_rows(named=True)
        if fact["raw_start"] <= repair["raw_start"] < fact["raw_end"]
    ]
    assert inside
    start, rule = inside[0]
    code, output = run("explain", seed, "--at", str(start))
    assert code == 0
    assert rule in output


def test_outline_prints_the_tree(report: Path) -> None:
    code, output = run("outline", report)
    assert code == 0
    assert "2020年工作回顾" in output


def test_repair_prints_one_object_per_repair(sample_seeds: Path) -> None:
    seed = next(sample_seeds.glob("*traditional*"))
    code, output = run("repair", seed, "--json")
    assert code == 0
    rows = [json.loads(line) for line in output.splitlines()]
    text = seed.read_text(encoding="utf-8")
    assert rows
    for row in rows:
        assert text[row["raw_start"] : row["raw_end"]] == row["before"]
    code, output = run("repair", seed)
    assert f"{len(rows)} repairs" in output


@pytest.mark.parametrize("command", ["outline", "repair"])
def test_a_missing_file_is_said(tmp_path: Path, command: str) -> None:
    code, output = run(command, tmp_path / "nothing.txt")
    assert code == 2
    assert "no such file" in output
