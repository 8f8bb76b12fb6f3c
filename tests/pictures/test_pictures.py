"""What the pictures show of the sample reports."""

import re
import struct
from pathlib import Path
from typing import Any

import pytest

from nianjian.corpus import load
from nianjian.model import Cell
from nianjian.pictures import NAMES, coverage, draw, headlines, render
from nianjian.pictures.labels import ENGLISH, Labels
from nianjian.pipeline import extract
from nianjian.summary import summarize


@pytest.fixture(scope="module")
def cells(sample_seeds: Path) -> list[Cell]:
    extraction = extract(load(sample_seeds))
    return summarize(extraction.documents, extraction.facts)


@pytest.fixture(scope="module")
def drawn(cells: list[Cell]) -> dict[str, bytes]:
    return {file: data for name in NAMES for file, data in draw(name, cells).items()}


def test_the_svg_names_regions_and_indicators_in_chinese(drawn: dict[str, bytes]) -> None:
    for name in NAMES:
        svg = drawn[f"{name}.svg"].decode()
        assert {"嘉定区", "地区生产总值"} <= set(re.findall("嘉定区|地区生产总值", svg)), name
        assert "Noto Sans CJK SC" in svg, "the viewer picks the first font that it has"


def test_the_png_is_a_picture_of_some_size(drawn: dict[str, bytes]) -> None:
    for name in NAMES:
        data = drawn[f"{name}.png"]
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        width, height = struct.unpack(">II", data[16:24])
        assert min(width, height) > 300, name


def test_without_a_chinese_font_the_png_is_labelled_in_english(cells: list[Cell]) -> None:
    """Where no font has Chinese characters they would come out as boxes; so none may be left."""
    for chart in (headlines.chart, coverage.chart):
        assert not re.search(r"[\u3000-\u9fff\uff00-\uffef]", _words(chart(cells, ENGLISH)))
        assert "Gross regional product" in _words(chart(cells, ENGLISH))
        assert "310114" in _words(chart(cells, ENGLISH))


def _words(chart: dict[str, Any]) -> str:
    return str({name: part for name, part in chart.items() if name != "config"})


def test_two_different_characters_look_different_where_a_font_has_them() -> None:
    """The way in which a font is found: Latin letters are in every font, private characters in none."""
    assert render.tells_apart("AB")
    assert not render.tells_apart("\ue123\ue124")


def points(cells: list[Cell], indicator: str, region: str) -> dict[tuple[int, str], float]:
    name = Labels().indicator(indicator)
    return {
        (p["year"], p["kind"]): p["value"]
        for p in headlines.points(cells, Labels())
        if p["field"].startswith(f"{name} (") and p["region"] == region
    }


def test_actuals_stand_beside_the_targets_of_the_report_before(cells: list[Cell]) -> None:
    """A planned growth of 4 % on 2608.1亿元 is drawn at 2712.4亿元."""
    seen = points(cells, "gdp", "嘉定区")
    assert seen[2020, "实际"] == 2488.4
    assert seen[2020, "目标（按增幅推算）"] == pytest.approx(2608.1 * 1.04)
    assert seen[2021, "目标（按增幅推算）"] == pytest.approx(2488.4 * 1.06)
    assert points(cells, "high_tech_firms", "嘉定区")[2021, "目标"] == 2000


def test_half_years_are_not_drawn_among_years(cells: list[Cell]) -> None:
    assert any(cell.period == "2020-H1" for cell in cells)
    assert all(isinstance(point["year"], int) for point in headlines.points(cells, Labels()))
    assert (2020, "实际") not in points(cells, "gdp", "松江区")


def cell(**given: Any) -> Cell:
    values: dict[str, Any] = {
        "region_code": "310114", "region_name": "嘉定区", "year": 2020, "period": "2020", "indicator": "gdp",
        "indicator_name": "地区生产总值", "value": 1e11, "unit": "CNY", "qualifier": "exact", "yoy_pct": None,
        "growth_basis": None, "target_value": None, "target_pct": None, "status": "actual",
        "fact_ids": (), "sources": 1, "conflict": False, "findings": (),
    }  # fmt: skip
    return Cell(**values | given)


def test_the_matrix_tells_figures_conflicts_and_targets_apart() -> None:
    assert coverage.kind(cell()) == "data"
    assert coverage.kind(cell(value=None, yoy_pct=3.0)) == "data"
    assert coverage.kind(cell(conflict=True)) == "conflict"
    assert coverage.kind(cell(value=None, target_pct=6.0, status="target")) == "target only"


def test_a_large_panel_is_cut_and_says_so() -> None:
    many = [cell(region_code=f"31{n:04}", region_name=f"某{n}区") for n in range(1, 60)]
    assert "另有19个地区时期未列" in _words(coverage.chart(many, Labels()))
    assert "另有49个地区未列" in _words(headlines.chart(many, Labels()))
    assert len({p["region"] for p in headlines.points(many, Labels())}) == headlines.REGIONS


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_panel_gives_a_picture_that_says_so(name: str) -> None:
    assert "没有数据" in draw(name, [])[f"{name}.svg"].decode()
