"""The gold points at what it speaks of: every offset is a numeral, every numeral has one row."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from nianjian.catalogue.indicators import indicators
from nianjian.contract import (
    DOCUMENT_KINDS,
    LEDGER_ROLES,
    MEASURES,
    QUALIFIERS,
    REGION_BASES,
    SCOPES,
    SECTION_ROLES,
    STATUSES,
)

GOLD = Path(__file__).parent
NUMERAL = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
PERIOD = re.compile(r"\d{4}(-(H[12]|Q[1-4]|\d\d(-\d\d)?))?(/\d{4}(-\d\d(-\d\d)?)?)?")
FACT_FIELDS = ("metric", "measure", "value", "unit", "period", "status", "qualifier", "scope")


def rows(name: str) -> list[dict[str, str]]:
    with (GOLD / f"{name}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


UNITS = rows("units")
units = pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit["unit"])


def read(folder: Path, file: str) -> str:
    """The decoded file without newline translation: offsets count in it."""
    return (folder / file).read_bytes().decode("utf-8")


@units
def test_every_arabic_numeral_has_one_row(unit, sample_seeds):
    text = read(sample_seeds, unit["file"])
    found = [m.start() for m in NUMERAL.finditer(text, int(unit["start"]), int(unit["end"]))]
    arabic = [row for row in rows(unit["unit"]) if not row["idx"].startswith("c")]
    assert [int(row["start"]) for row in arabic] == found
    assert [row["idx"] for row in arabic] == [str(i + 1) for i in range(len(found))]


@units
def test_every_chinese_numeral_is_one(unit, sample_seeds):
    text = read(sample_seeds, unit["file"])
    chinese = [row for row in rows(unit["unit"]) if row["idx"].startswith("c")]
    assert [
        text[int(row["start"])] for row in chinese if text[int(row["start"])] not in "一二三四六半千"
    ] == []


@units
def test_values_are_those_of_the_text(unit, sample_seeds):
    """The digits of the value are those of the numeral, whatever its sign and scale."""
    text = read(sample_seeds, unit["file"])
    for row in rows(unit["unit"]):
        if row["role"] != "fact" or row["idx"].startswith("c"):
            continue
        written = NUMERAL.match(text, int(row["start"])).group()
        ratio = abs(float(row["value"])) / float(written)
        assert min(abs(ratio - scale) for scale in (1, 1e4, 1e8)) < 1e-6 * ratio, (row, written)


@units
def test_rows_stand_in_the_order_of_the_text(unit):
    starts = [int(row["start"]) for row in rows(unit["unit"])]
    assert starts == sorted(set(starts))


@units
def test_fields_are_from_the_closed_lists(unit):
    for row in rows(unit["unit"]):
        assert row["role"] in LEDGER_ROLES
        if row["role"] != "fact":
            assert not any(row[field] for field in (*FACT_FIELDS, "code", "value_high")), row
            continue
        assert all(row[field] for field in FACT_FIELDS), row
        assert row["measure"] in MEASURES
        assert row["status"] in STATUSES
        assert row["qualifier"] in QUALIFIERS
        assert row["scope"] in SCOPES
        assert all(PERIOD.fullmatch(period) for period in row["period"].split("|")), row
        assert row["code"] == "" or set(row["code"].split("|")) <= set(indicators())
        assert row["code"] == "" or row["scope"] == "district"
        float(row["value"])
        assert row["value_high"] == "" or float(row["value_high"]) > float(row["value"])


def test_codes_are_among_those_that_are_scored(gold):
    """A code beyond the shared list counts as none, so the gold must not ask for it."""
    scored = {line.split("\t")[0] for line in (gold / "metrics.tsv").read_text(encoding="utf-8").splitlines()}
    asked = {code for u in UNITS for r in rows(u["unit"]) for code in r["code"].split("|") if code}
    assert sorted(asked - scored) == []


@units
def test_units_follow_the_measure_and_the_catalogue(unit):
    fixed = {"change_pct": "%", "change_pp": "pp", "share": "%", "multiple": "倍", "rank": "位"}
    for row in rows(unit["unit"]):
        if row["role"] == "fact":
            assert row["unit"] == fixed.get(row["measure"], row["unit"]), row
        if row["code"] and row["measure"] == "level":
            for code in row["code"].split("|"):
                indicator = indicators()[code]
                assert row["unit"] in indicator.units, row
                assert indicator.low <= float(row["value"]) <= indicator.high, row


@units
def test_a_part_names_the_fact_it_belongs_to(unit):
    by_idx = {row["idx"]: row for row in rows(unit["unit"])}
    assert [r for r in by_idx.values() if r["role"] == "part" and by_idx[r["note"]]["role"] != "fact"] == []


def test_units_cover_every_sample(sample_seeds):
    files = sorted(path.name for path in sample_seeds.iterdir() if not path.name.startswith("."))
    assert sorted({unit["file"] for unit in UNITS}) == files
    for file in files:
        text = read(sample_seeds, file)
        spans = sorted((int(u["start"]), int(u["end"])) for u in UNITS if u["file"] == file)
        assert not NUMERAL.search(text[: spans[0][0]])
        assert [end for _, end in spans] == [*(start for start, _ in spans[1:]), len(text)]


def test_headings_begin_with_their_marker(sample_seeds):
    """But for the one whose marker was lost with a byte: its line begins with the ghost of an indent."""
    for row in rows("headings"):
        text = read(sample_seeds, row["file"])
        assert text.startswith((row["marker"], "。ㄒ唬"), int(row["start"])), row
        assert "\n" not in text[int(row["start"]) : int(row["end"])]
        assert row["role"] in SECTION_ROLES


def test_documents_begin_with_their_title(sample_seeds):
    for row in rows("documents"):
        start = int(row["raw_start"])
        line = read(sample_seeds, row["file"])[start:].split("\n")[0].split(" ")[0]
        title = line.split("】")[-1]
        # the Traditional sample has lost the front of its title, as pages do that cut a fixed width
        assert title == row["title"] or row["title"].endswith("年上半年区政府工作报告"), row
        assert row["kind"] in DOCUMENT_KINDS
        assert row["region_basis"] in REGION_BASES
