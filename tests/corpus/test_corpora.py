"""The corpora are regular: marks at numerals, closed lists, values with the digits of the text."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from nianjian.catalogue.indicators import indicators
from nianjian.contract import GROWTH_BASES, LEDGER_ROLES, MEASURES, QUALIFIERS, SCOPES, STATUSES

HERE = Path(__file__).parent
NUMERAL = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
MARK = re.compile(r"⟦([^⟦⟧]+)⟧")
CHINESE = re.compile(r"(百分之)?[一二两三四五六七八九十百千万亿半点]+(分之一|成|番)?")
SCALES = (1, 1e2, 1e4, 1e8)


def rows(name):
    with (HERE / f"{name}.tsv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


POSITIVE, NEGATIVE = rows("positive"), rows("negative")
positive = pytest.mark.parametrize("row", POSITIVE, ids=lambda row: row["id"])
negative = pytest.mark.parametrize("row", NEGATIVE, ids=lambda row: row["id"])


def marked(text):
    """The clause without marks, where the mark begins, and what it holds."""
    found = MARK.findall(text)
    assert len(found) == 1, text
    return MARK.sub(r"\1", text), text.index("⟦"), found[0]


def test_ids_are_unique_and_the_corpora_large():
    ids = [row["id"] for row in POSITIVE + NEGATIVE]
    assert len(ids) == len(set(ids))
    assert len(POSITIVE) >= 200
    assert len(NEGATIVE) >= 150


def test_no_numeral_is_judged_twice():
    assert len({row["text"] for row in POSITIVE}) == len(POSITIVE)
    assert len({row["text"] for row in NEGATIVE}) == len(NEGATIVE)


@pytest.mark.parametrize(
    ("column", "choices"),
    [
        ("measure", MEASURES),
        ("qualifier", QUALIFIERS),
        ("status", STATUSES),
        ("scope", SCOPES),
        ("growth_basis", ("", *GROWTH_BASES)),
        ("section", ("review", "plan")),
    ],
)
def test_positive_columns_hold_and_cover_their_closed_list(column, choices):
    assert {row[column] for row in POSITIVE} == set(choices)


def test_negative_covers_the_roles():
    assert {row["role"] for row in NEGATIVE} == {*LEDGER_ROLES, "none"} - {"unexplained"}


@positive
def test_positive_mark_is_a_numeral_with_the_digits_of_the_value(row):
    text, start, numeral = marked(row["text"])
    if not NUMERAL.fullmatch(numeral):
        assert CHINESE.fullmatch(numeral), row
        return
    assert NUMERAL.match(text, start).group() == numeral, row
    written, value = (
        float(numeral.translate(str.maketrans("０１２３４５６７８９．", "0123456789."))),
        float(row["value"]),
    )
    whole = re.sub(r"(?<=\d),(?=\d)", "", text)  # 1,260万: the value is that of the whole number
    assert any(abs(abs(value) - written * scale) < 1e-6 * abs(value) for scale in SCALES) or whole != text, (
        row
    )


@positive
def test_positive_fields_agree_with_each_other(row):
    fixed = {"change_pct": "%", "change_pp": "pp", "share": "%", "multiple": "倍", "rank": "位"}
    assert row["metric"]
    assert row["unit"] == fixed.get(row["measure"], row["unit"])
    assert all(re.fullmatch(r"\d{4}(-\w+(-\d\d)?)?(/\d{4}(-\w+)?)?", p) for p in row["period"].split("|"))
    assert row["value_high"] == "" or float(row["value_high"]) > float(row["value"])
    assert row["growth_basis"] == "" or row["measure"] == "change_pct"
    assert row["code"] == "" or row["scope"] == "district"
    codes = [code for code in row["code"].split("|") if code]
    assert set(codes) <= set(indicators())
    if row["measure"] == "level":
        assert all(row["unit"] in indicators()[code].units for code in codes)


@negative
def test_negative_mark_is_the_first_digit_of_its_numeral(row):
    if row["role"] == "none":
        assert not NUMERAL.search(row["text"])
        assert row["numeral"] == ""
        return
    text, start, numeral = marked(row["text"])
    assert start in {m.start() for m in NUMERAL.finditer(text)}
    assert NUMERAL.match(text, start).group() == numeral == row["numeral"]
    assert row["why"]


def test_codes_are_among_those_that_are_scored():
    scored = {
        line.split("\t")[0] for line in (HERE.parent / "gold" / "metrics.tsv").read_text("utf-8").splitlines()
    }
    assert {code for row in POSITIVE for code in row["code"].split("|") if code} <= scored
