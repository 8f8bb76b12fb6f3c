"""The characters that a rule can begin and end with, read off its pattern."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nianjian.catalogue import table
from nianjian.catalogue.edges import first_characters, guard, last_characters

# (pattern, its first characters, its last; None for any)
EDGES = (
    ("号(?!线)", "号", "号"),
    ("[路街]|大道", "路街大", "路街道"),
    ("(?:电话|传真)[:： ]{0,2}", "电传", "话真:： "),
    ("[2-4]?级", "234级", "级"),
    ("(?:甲|乙)*丙{2,}", "甲乙丙", "丙"),
    ("约?", None, None),
    ("[^。]号", None, "号"),
    (".级", None, "级"),
    ("(?=级)", None, None),
)


@pytest.mark.parametrize(("pattern", "first", "last"), EDGES, ids=[case[0] for case in EDGES])
def test_characters_at_the_edges(pattern: str, first: str | None, last: str | None) -> None:
    assert first_characters(pattern) == (None if first is None else frozenset(first))
    assert last_characters(pattern) == (None if last is None else frozenset(last))


PATTERNS = sorted({row[side] for row in table("number_roles") for side in ("before", "after")} - {""})


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_every_match_begins_and_ends_with_one_of_them(pattern: str, data: st.DataObject) -> None:
    # Behind what they look ahead to, matches are found within a longer text.
    text = data.draw(st.from_regex(re.compile(pattern)))
    match = re.search(pattern, text)
    assert match is not None
    first, last = first_characters(pattern), last_characters(pattern)
    assert first is None or match[0][0] in first
    assert last is None or match[0][-1] in last


def test_a_guard_changes_no_match() -> None:
    text = "甲完成5，乙实现6，丙为7"
    for pattern in ("完成|实现", "(?:完成|实现)[0-9]", "约?[0-9]", "[^0-9]"):
        guarded = re.compile(guard(pattern) + f"(?:{pattern})")
        assert [m.span() for m in guarded.finditer(text)] == [m.span() for m in re.finditer(pattern, text)]
    assert guard("完成|实现") == "(?=[完实])"
