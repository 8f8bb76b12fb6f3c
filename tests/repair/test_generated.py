"""Damage made by forward models: how much of it is mended, and nothing wrong with a certificate.

`python -m tests.repair.measure` prints the figures that docs/decisions.md tells.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from nianjian.pipeline import Extraction
from nianjian.repair import mend
from nianjian.repair.script import to_simplified
from tests.repair.damage import ENCODINGS, MODELS, Variant, bases, full_width, variants
from tests.repair.measure import mended, outcomes

# Of the damaged places of each mechanism at least so many come out exactly, and at most so many are left
# without a mark; in percent, a little under what is measured.
FLOORS: dict[str, tuple[int, int]] = {
    "pinyin scraps": (100, 0),
    "pinyin scraps, plain": (100, 0),
    "lost byte of an indent": (20, 20),
    "lost byte behind a stop": (0, 5),
    "lost byte anywhere": (0, 70),
    "folded byte": (10, 40),
    "inserted syllable": (25, 5),
    "wrapped lines": (90, 10),
    "number cut from its unit": (100, 0),
    "page rule in a sentence": (100, 0),
    "page numbers": (40, 60),
    "stray glyphs": (60, 40),
    "portal lines": (95, 5),
    "fused headings": (40, 60),
    "blanks at digits": (100, 0),
    "character lost everywhere": (20, 80),
    "Traditional script": (99, 1),
    "HTML entities": (100, 0),
    "full-width digits": (0, 0),
    "masked names": (0, 0),
}


@pytest.mark.parametrize("mechanism", MODELS)
def test_no_certified_repair_is_wrong_and_most_damage_is_mended_or_marked(mechanism: str) -> None:
    exact, left = FLOORS[mechanism]
    found: Counter[str] = Counter()
    for variant in variants(mechanism):
        clean = mended(variant)
        assert mend(clean.text).text == clean.text, "mending once more changes something"
        for row in clean.repairs:
            if row.kind == "unrepaired":
                assert row.after in (row.before, to_simplified(row.before)), "given up, yet changed"
        found += outcomes(variant, clean)

    assert found["wrong"] == 0
    assert 100 * found["exact"] >= exact * found.total()
    assert 100 * found["left"] <= left * found.total()


def test_there_are_many_variants_in_every_encoding() -> None:
    made = [variant for mechanism in MODELS for variant in variants(mechanism)]

    assert len({variant.raw for variant in made}) >= 500
    encodings = Counter(variant.encoding for variant in made)
    assert all(encodings[encoding] >= 10 for encoding in ENCODINGS)


def test_the_same_variants_are_made_each_time() -> None:
    assert variants("lost byte anywhere", 5) == variants("lost byte anywhere", 5)


def test_a_wrong_repair_and_damage_that_is_left_would_be_seen() -> None:
    """The measure itself, on damage of which the outcome is known."""
    text = bases()[0]
    untouched = Variant("none", text, text.replace("一年来", "两年来"), 1)
    spoilt = Variant("none", text.replace("全年", "全(nián)年").replace("可比", "可&amp;比"), text, 2)

    assert outcomes(untouched, mended(untouched))["left"] == 1
    assert outcomes(spoilt, mended(spoilt))["wrong"] >= 1


def test_figures_in_full_width_digits_have_their_values(sample_text: str) -> None:
    wide, _, _ = full_width(sample_text, Random(0))

    assert values(wide) == values(sample_text)


@pytest.fixture
def sample_text() -> str:
    return bases()[-1]


def values(text: str) -> list[tuple[str, float, str]]:
    extraction = Extraction()
    extraction.add_seed("variant.txt", text.encode())
    assert len(extraction.facts) > 30
    return [(fact.metric, fact.value, fact.unit) for fact in extraction.facts]
