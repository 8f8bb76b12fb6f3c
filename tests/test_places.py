"""Words and patterns found by looking for what they begin with."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from nianjian.places import has_any, matches, places

TEXTS = st.text(alphabet="《》“”甲乙1", max_size=24)
BOOK = re.compile("[《“][^》”]{1,5}[》”]")


@given(TEXTS)
def test_matches_are_those_of_finditer(text: str) -> None:
    spans = [match.span() for match in BOOK.finditer(text)]
    assert [match.span() for match in matches(text, BOOK, "《“")] == spans
    assert [match.span() for match in matches(text, BOOK, None)] == spans


def test_matches_do_not_overlap() -> None:
    assert [match[0] for match in matches("《甲《乙》丙》", BOOK, "《")] == ["《甲《乙》"]


@given(TEXTS)
def test_places_of_a_string_are_those_of_its_characters(text: str) -> None:
    assert places(text, "甲1") == [at for at, character in enumerate(text) if character in "甲1"]
    assert has_any(text, "甲1") == bool(places(text, "甲1"))
