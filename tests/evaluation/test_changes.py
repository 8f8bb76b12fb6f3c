"""What a change of the rules gained, lost and altered, fact by fact."""

from __future__ import annotations

import polars as pl
import pytest

from nianjian.evaluation import compare, render_comparison

BASE = {
    "fact_id": "d0-1",
    "source_path": "a.txt",
    "raw_start": 10,
    "raw_end": 15,
    "quote": "增加值增长6%",
    "metric": "增加值",
    "indicator": "gdp",
    "measure": "change_pct",
    "value": 6.0,
    "value_high": None,
    "unit": "%",
    "period": "2020",
    "status": "actual",
    "qualifier": "exact",
    "growth_basis": None,
    "scope": "district",
    "subject": None,
    "rule": "measure.growth",
    "rules": ["unit.percent", "measure.growth"],
}
TYPES = {"value_high": pl.Float64, "growth_basis": pl.String, "subject": pl.String, "indicator": pl.String}


def run(folder, *facts):
    folder.mkdir()
    pl.DataFrame(list(facts), schema_overrides=TYPES).write_parquet(folder / "metric_facts.parquet")
    return folder


def test_same_facts_are_counted_and_not_listed(tmp_path):
    found = compare(run(tmp_path / "a", BASE), run(tmp_path / "b", BASE | {"fact_id": "other"}))
    assert (found.changes, found.same) == ((), 1)


@pytest.mark.parametrize(
    ("before", "after", "kinds"),
    [
        ({}, {"value": -6.0}, ["changed"]),
        ({}, {"indicator": None}, ["changed"]),
        ({}, {"raw_end": 16}, ["changed"]),  # the unit is read differently
        ({}, {"raw_start": 11}, ["lost", "gained"]),  # another numeral
        ({}, {"measure": "level"}, ["lost", "gained"]),  # another reading of the numeral
        ({}, {"rule": "measure.other"}, []),  # rules alone are no change of the data
        ({}, {"quote": "longer clause"}, []),
    ],
)
def test_kinds_of_change(tmp_path, before, after, kinds):
    found = compare(run(tmp_path / "a", BASE | before), run(tmp_path / "b", BASE | after))
    assert sorted(change.kind for change in found.changes) == sorted(kinds)


def test_metrics_that_share_a_numeral_are_held_apart(tmp_path):
    second = BASE | {"fact_id": "d0-2", "metric": "税收收入", "indicator": "tax_revenue"}
    found = compare(run(tmp_path / "a", BASE), run(tmp_path / "b", BASE, second))
    assert [(change.kind, change.summary.split()[0]) for change in found.changes] == [("gained", "税收收入")]
    assert found.same == 1


def test_rendered_for_people(tmp_path):
    after = BASE | {"period": "2021", "status": "target", "rule": "period.plan", "rules": []}
    gained = BASE | {"raw_start": 40, "value": 5.0, "fact_id": "d0-9"}
    text = render_comparison(compare(run(tmp_path / "a", BASE), run(tmp_path / "b", after, gained)))
    assert text == (
        "gained 1, lost 0, changed 1, same 0\n"
        "~ a.txt:10 change_pct  增加值 6 % 2021 target gdp\n"
        "    in     增加值增长6%\n"
        "    period: 2020 -> 2021\n"
        "    status: actual -> target\n"
        "    rules  measure.growth, unit.percent -> period.plan\n"
        "+ a.txt:40 change_pct  增加值 5 % 2020 actual gdp\n"
        "    in     增加值增长6%\n"
        "    rules  measure.growth, unit.percent\n"
    )


def test_rendered_counts_what_is_left(tmp_path):
    many = [BASE | {"raw_start": start, "fact_id": f"d{start}"} for start in range(20, 29)]
    text = render_comparison(compare(run(tmp_path / "a", BASE), run(tmp_path / "b", BASE, *many)), limit=4)
    assert text.splitlines()[0] == "gained 9, lost 0, changed 0, same 1"
    assert text.endswith("… and 5 more\n")


def test_compare_names_the_folder_without_facts(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"metric_facts\.parquet is missing"):
        compare(tmp_path, tmp_path)
