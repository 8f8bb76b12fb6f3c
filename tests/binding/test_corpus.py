"""The two corpora of clauses: every measurement is read as judged, nothing else becomes a fact."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from nianjian.evaluation.agreement import metrics_alike

CORPUS = Path(__file__).parent.parent / "corpus"
MARK = re.compile(r"⟦([^⟦⟧]+)⟧")

# Known failures, each with what is missing; a row that begins to pass must leave the list.
POSITIVE_FAILURES = {
    "pos.159": "a payment per household takes the verb in front, not the noun behind the range",
    "pos.249": "a project to come is not yet told from the area's own figures",
    "pos.252": "the noun behind the numeral keeps the phrase in front of it",
}
NEGATIVE_FAILURES = {
    "neg.156": "two lines are too few to tell a wrapped page from a list",
}


def rows(name, known):
    with (CORPUS / f"{name}.tsv").open(encoding="utf-8", newline="") as handle:
        found = list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.xfail(reason=known[row["id"]], strict=True)] if row["id"] in known else [],
        )
        for row in found
    ]


def unmarked(row):
    return MARK.sub(r"\1", row["text"]).replace("⏎", "\n"), row["text"].find("⟦")


def number(text):
    return float(text) if text else None


@pytest.mark.parametrize("row", rows("positive", POSITIVE_FAILURES))
def test_a_measurement_is_read_as_judged(read, scored, row):
    text, start = unmarked(row)
    facts, _ = read(text, row["section"])
    there = [fact for fact in facts if fact.raw_start <= start < fact.raw_end]
    assert there, "no fact at the numeral"
    wrong = {}
    for fact in there:
        right = {
            "value": fact.value == pytest.approx(number(row["value"]), rel=1e-6),
            "value_high": row["value_high"] == ""
            or fact.value_high == pytest.approx(number(row["value_high"])),
            "unit": fact.unit.removeprefix("个") == row["unit"].removeprefix("个")
            or fact.unit == row["unit"],
            "measure": fact.measure == row["measure"],
            "period": fact.period in row["period"].split("|"),
            "status": fact.status == row["status"],
            "qualifier": fact.qualifier == row["qualifier"],
            "scope": fact.scope == row["scope"],
            "growth_basis": (fact.growth_basis or "") == row["growth_basis"],
            "indicator": (fact.indicator if fact.indicator in scored else "") in row["code"].split("|"),
            "metric": any(metrics_alike(metric, fact.metric) for metric in row["metric"].split("|")),
        }
        wrong[fact.metric] = [name for name, is_right in right.items() if not is_right]
        # One numeral may carry two metrics; one of its facts must be wholly right.
    assert [] in wrong.values(), wrong


@pytest.mark.parametrize("row", rows("negative", NEGATIVE_FAILURES))
def test_a_numeral_that_measures_nothing_has_its_role(read, row):
    text, start = unmarked(row)
    facts, ledger = read(text)
    if row["role"] == "none":
        assert [
            fact.value_text for fact in facts if start < 0 or fact.raw_start <= start < fact.raw_end
        ] == []
        return
    roles = {entry.raw_start: (entry.role, entry.rule) for entry in ledger}
    assert start in roles
    assert roles[start][0] == row["role"], roles[start]
