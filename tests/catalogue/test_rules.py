"""Every rule that a fact or a numeral names can be looked up: `nianjian explain` shows what it says."""

import re
from pathlib import Path

import pytest

import nianjian
from nianjian import corpus, pipeline
from nianjian.catalogue import table
from nianjian.catalogue.search import find_row
from nianjian.quality import registry

FAMILIES = "metric|subject|list|tail|time|numeral|role|table|sign|unit|period|status|qualifier"


@pytest.mark.parametrize("folder", ["sample_seeds", "real_seeds"])
def test_every_rule_that_fired_says_what_it_does(folder: str, request: pytest.FixtureRequest) -> None:
    read = pipeline.extract(corpus.load(request.getfixturevalue(folder)))
    fired = {rule for fact in read.facts for rule in fact.rules} | {entry.rule for entry in read.ledger}
    assert len(fired) > 100
    assert {rule for rule in fired if find_row(rule) is None} == set()


def test_every_rule_that_the_code_names_stands_in_a_table() -> None:
    named = set()
    for source in Path(nianjian.__file__).parent.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        named |= set(re.findall(rf'"((?:{FAMILIES})\.[a-z0-9_.]*[a-z0-9])"', text))
    of_consistency = {rule.id for rule in registry()}
    assert len(named) > 100
    assert {rule for rule in named - of_consistency if find_row(rule) is None} == set()


def test_every_row_says_something() -> None:
    assert all(row["says"] for row in table("rules"))
