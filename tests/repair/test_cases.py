"""Every rule by example: what it mends, what only looks so, and what it does not manage yet (cases.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianjian.repair import mend
from nianjian.repair.page import rows
from nianjian.repair.registry import RULES

SIGNS = str.maketrans({"⏎": "\n", "␍": "\r", "␌": "\f"})


def cases() -> list[dict[str, str]]:
    lines = Path(__file__).with_name("cases.tsv").read_text(encoding="utf-8").splitlines()
    head, *body = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(head, line, strict=True)) for line in body]


def parameters(*expected: str) -> list[object]:
    return [
        pytest.param(
            case,
            id=case["id"],
            marks=[pytest.mark.xfail(reason=case["why"])] if case["expect"] == "fails" else [],
        )
        for case in cases()
        if case["expect"] in expected
    ]


@pytest.mark.parametrize("case", parameters("mend", "fails"))
def test_damage_is_mended_by_its_rule(case: dict[str, str]) -> None:
    raw, clean = case["raw"].translate(SIGNS), case["clean"].translate(SIGNS)

    page = mend(raw)

    assert page.text == clean
    made = [
        row for row in rows(page, "d", "traditional", "opencc:t2s") if case["rule"] in row.rule.split("+")
    ]
    assert made
    assert all(row.certificate for row in made)


@pytest.mark.parametrize("case", parameters("keep"))
def test_what_only_looks_like_damage_stays(case: dict[str, str]) -> None:
    raw = case["raw"].translate(SIGNS)

    assert mend(raw).text == raw


def test_ids_are_unique() -> None:
    ids = [case["id"] for case in cases()]

    assert len(ids) == len(set(ids))


def test_every_rule_tells_its_damage_and_its_kinds() -> None:
    from nianjian.contract import REPAIR_KINDS

    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert len(rule.story) > 60, rule.id
        assert set(rule.kinds) <= set(REPAIR_KINDS), rule.id
