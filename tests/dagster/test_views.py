"""The views of the warehouse, on a few cells of our own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from assets.parts import StoredTable
from assets.warehouse import build, put_in_place
from assets.warehouse_views import STATIC, view
from nianjian.contract import TABLES
from tests.dagster.samples import FACT, good, rows

CELL = "district_year_summaries"
OTHER = {"indicator": "high_tech_firms", "indicator_name": "高新技术企业", "unit": "家", "yoy_pct": None}


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "nianjian.duckdb"


def built(target: Path, cells: pl.DataFrame, facts: pl.DataFrame | None = None) -> None:
    frames = {name: good(name) for name in TABLES} | {CELL: cells}
    if facts is not None:
        frames["metric_facts"] = facts
    build(target, {name: StoredTable.whole(TABLES[name], frame, {}) for name, frame in frames.items()})
    put_in_place(target)


def query(target: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(target), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_money_is_in_the_unit_that_people_say(target: Path) -> None:
    """Output in 亿元, income per head in 元: the range of the indicator decides."""
    income = {
        "indicator": "disposable_income_per_capita",
        "indicator_name": "居民人均可支配收入",
        "value": 60713.0,
        "target_value": 62000.0,
    }
    built(target, rows(CELL, {}, income, OTHER | {"value": 1834.0}))
    assert query(target, "SELECT indicator, value, unit, target_value FROM panel ORDER BY ALL") == [
        ("disposable_income_per_capita", 60713.0, "元", 62000.0),
        ("gdp", 2600.0, "亿元", None),
        ("high_tech_firms", 1834.0, "家", None),
    ]


def test_panel_wide_has_a_column_for_each_indicator_and_unit(target: Path) -> None:
    trade = {"indicator": "imports_exports", "indicator_name": "进出口总额", "yoy_pct": None}
    there = {"region_code": "310112", "region_name": "闵行区"}
    built(
        target,
        rows(CELL, {}, trade | {"value": 1.5e11}, there | trade | {"value": 2e10, "unit": "USD"}),
    )
    assert query(
        target, "SELECT region_name, gdp, gdp__yoy_pct, imports_exports, imports_exports__USD FROM panel_wide"
    ) == [("闵行区", None, None, None, 200.0), ("嘉定区", 2600.0, 3.2, 1500.0, None)]
    said = dict(
        query(target, "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'panel_wide'")
    )
    assert (said["gdp"], said["imports_exports__USD"]) == ("地区生产总值, 亿元", "进出口总额, 亿美元")


def test_panel_wide_follows_when_only_some_parts_of_a_table_change(target: Path) -> None:
    built(target, rows(CELL, {}))
    built(target, rows(CELL, {}, OTHER | {"value": 7.0}))
    assert query(target, "SELECT gdp, high_tech_firms FROM panel_wide") == [(2600.0, 7.0)]


def test_targets_stand_beside_what_became_of_them(target: Path) -> None:
    """The target comes from the report before, the outcome from the report after."""
    planned = {"fact_id": "0123456789ab-0@6", "status": "target", "measure": "change_pct", "unit": "%"}
    cells = rows(
        CELL,
        {"target_value": 2500e8, "target_pct": 4.0, "fact_ids": [FACT, "0123456789ab-0@6"]},
        OTHER | {"value": None, "target_value": 1600.0, "status": "target", "period": "2021", "year": 2021},
        {"period": "2019", "year": 2019},
    )
    built(target, cells, rows("metric_facts", {}, planned))
    found = query(
        target,
        "SELECT period, target_value, value, difference, difference_pct, target_pct, difference_pp, "
        "planned_in, reported_in FROM targets_vs_actuals ORDER BY period",
    )
    assert found == [
        ("2020", 2500.0, 2600.0, 100.0, 4.0, 4.0, pytest.approx(-0.8), ["政府工作报告"], ["政府工作报告"]),
        ("2021", 1600.0, None, None, None, None, None, None, ["政府工作报告"]),
    ]


def test_growth_is_computed_beside_what_is_reported(target: Path) -> None:
    cells = rows(
        CELL,
        {},
        {"period": "2019", "year": 2019, "value": 2500e8, "yoy_pct": None},
        {"period": "2020-H1", "value": 1300e8, "yoy_pct": -1.0},
    )
    built(target, cells)
    found = query(
        target, "SELECT period, reported_pct, computed_pct, difference_pp FROM growth ORDER BY period"
    )
    assert found == [
        ("2020", 3.2, pytest.approx(4.0), pytest.approx(-0.8)),
        ("2020-H1", -1.0, None, None),
    ]


def test_growth_of_another_unit_or_of_a_rate_is_not_computed(target: Path) -> None:
    rate = {"indicator": "forest_coverage", "indicator_name": "森林覆盖率", "unit": "%", "yoy_pct": None}
    before = {"period": "2019", "year": 2019}
    cells = rows(
        CELL,
        rate | {"value": 18.0},
        rate | before | {"value": 17.0},
        {},
        before | {"unit": "USD", "value": 300e8},
    )
    built(target, cells)
    assert {row[0] for row in query(target, "SELECT computed_pct FROM growth")} == {None}


def test_every_column_of_every_table_and_view_is_explained(target: Path) -> None:
    built(target, rows(CELL, {}, OTHER))
    assert (
        query(
            target,
            "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal",
        )
        == []
    )
    names = {name for (name,) in query(target, "SELECT view_name FROM duckdb_views() WHERE NOT internal")}
    assert names == {*STATIC, "panel_wide"}
    assert query(target, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL") == []


def test_the_views_of_an_empty_panel_are_empty(target: Path) -> None:
    built(target, good(CELL).clear())
    for name in {*STATIC, "panel_wide"} - {"fact_sources"}:
        assert query(target, f"SELECT count(*) FROM {name}") == [(0,)], name


@pytest.mark.parametrize("name", STATIC)
def test_a_view_says_what_it_shows(name: str) -> None:
    doc, _, text = view(name)
    assert len(doc) > 20
    assert "SELECT" in text
