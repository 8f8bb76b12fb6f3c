"""The outline against hand-made headings: floors that may rise, not fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from nianjian.outline import outline
from nianjian.repair import repair
from tests.outline.heading_score import Score, gold_documents, score

if TYPE_CHECKING:
    from pathlib import Path

RUN_ON = ("jiading2021",)


@pytest.fixture(scope="module")
def units(gold: Path, real_seeds: Path) -> dict[str, Score]:
    examples = gold / "examples"
    return score(gold, real_seeds) | score(examples, examples / "raw")


def test_headings_of_all_units_are_found_with_their_depth(units: dict[str, Score]) -> None:
    total = sum(units.values(), Score())
    assert total.gold >= 86
    assert total.f1 >= 0.98, total.misses


def test_titles_close_exactly_where_they_do(units: dict[str, Score]) -> None:
    run_on = sum((one for name, one in units.items() if name in RUN_ON), Score())
    elsewhere = sum((one for name, one in units.items() if name not in RUN_ON), Score())
    assert run_on.end_exact >= 0.92, run_on.misses
    assert elsewhere.end_exact == 1.0, elsewhere.misses


def test_roles(units: dict[str, Score]) -> None:
    total = sum(units.values(), Score())
    assert total.role_right >= 0.95, total.misses


def test_sections_of_every_real_document_cover_it(gold: Path, real_seeds: Path) -> None:
    for document in gold_documents(gold, real_seeds).values():
        clean = repair(document)
        sections = outline(clean, document)
        tops = [section for section in sections if section.depth == 1]
        assert [s.start for s in tops] == [0, *(s.end for s in tops[:-1])]
        assert tops[-1].end == len(clean.text)
        assert [s.raw_start for s in tops] == [document.raw_start, *(s.raw_end for s in tops[:-1])]
        assert tops[-1].raw_end == document.raw_end
