"""The panel of the real reports, cell by cell, as compared with their text by eye (panel_real.tsv)."""

import csv
from pathlib import Path

import pytest

from nianjian.corpus import load
from nianjian.model import Cell
from nianjian.pipeline import extract
from nianjian.summary import summarize

GOLD = Path(__file__).with_name("panel_real.tsv")
# What the texts give for a part only: 五大新领域产业 pay the taxes that one sentence speaks of.
NO_CELL = [("310101", "2018", "tax_revenue")]


@pytest.fixture(scope="module")
def panel(real_seeds: Path) -> dict[tuple[str, str, str], Cell]:
    extraction = extract(load(real_seeds))
    cells = summarize(extraction.documents, extraction.facts)
    return {(cell.region_code, cell.period, cell.indicator): cell for cell in cells}


def test_every_cell_is_the_one_that_the_text_gives(panel: dict[tuple[str, str, str], Cell]) -> None:
    with GOLD.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = []
    for row in rows:
        cell = panel.get((row["region_code"], row["period"], row["indicator"]))
        for name in (
            "value", "unit", "qualifier", "yoy_pct", "growth_basis", "target_value", "target_pct", "status",
        ):  # fmt: skip
            found = None if cell is None else getattr(cell, name)
            wanted = row[name] or None
            same = float(wanted) == found if isinstance(found, float) and wanted else wanted == found
            if not same:
                wrong.append((row["region_code"], row["period"], row["indicator"], name, wanted, found))
    assert wrong == []
    assert len(rows) > 190


def test_no_cell_from_a_wrong_scope(panel: dict[tuple[str, str, str], Cell]) -> None:
    assert [key for key in NO_CELL if key in panel] == []
