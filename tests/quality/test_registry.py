"""The registry of rules, and what holds for findings of all of them."""

import random
from collections.abc import Callable

import pytest

from nianjian.contract import SEVERITIES
from nianjian.model import Document, Fact
from nianjian.quality import check, registry
from nianjian.quality.judgement import hard_rules
from nianjian.quality.rules import Rule
from tests.quality import test_rules_between_facts as between
from tests.quality import test_rules_of_one_fact as alone


def test_every_rule_explains_itself() -> None:
    ids = [rule.id for rule in registry()]
    assert len(set(ids)) == len(ids)
    for rule in registry():
        assert rule.severity in SEVERITIES
        assert rule.doc
        assert rule.formula
        assert rule.tolerance


@pytest.mark.parametrize("rule", registry(), ids=lambda rule: rule.id)
def test_every_rule_has_a_case_that_fires_one_that_holds_and_one_at_the_edge(rule: Rule) -> None:
    tried = {case[1] for case in (*alone.CASES, *between.CASES) if case[0] == rule.id}
    assert tried == {"fires", "holds", "edge"}


@pytest.fixture
def wrong(make_fact: Callable[..., Fact]) -> list[Fact]:
    return [
        make_fact("占比123%", "123", "%", 123.0, measure="share"),
        make_fact("下降120%", "120", "%", -120.0, measure="change_pct"),
        make_fact("同比下降3%", "3", "%", 3.0, measure="change_pct"),
        make_fact("", "5", "家", 5.0),
    ]


def test_findings_do_not_depend_on_the_order_of_facts(
    make_document: Callable[..., Document], wrong: list[Fact]
) -> None:
    first = check([make_document()], wrong)
    shuffled = wrong.copy()
    random.Random(7).shuffle(shuffled)
    assert first == check([make_document()], shuffled)
    assert len({finding.finding_id for finding in first}) == len(first)
    assert first == sorted(first, key=lambda f: (f.rule, f.finding_id))


def test_hard_rules_are_those_of_severity_error_and_know_a_remedy() -> None:
    assert {rule.id for rule in hard_rules()} == {r.id for r in registry() if r.severity == "error"}
    assert [rule.id for rule in hard_rules() if not rule.remedy] == []


def test_an_empty_corpus_has_no_findings() -> None:
    assert check([], []) == []
