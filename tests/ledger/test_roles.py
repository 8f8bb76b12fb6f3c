"""The role of a numeral that measures nothing is that of the first row of the table that fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.catalogue import table
from nianjian.ledger.roles import Role, role_of

GRIPS = {"firm": ("any",), "loose": ("any", "loose"), "bare": ("any", "loose", "bare")}
WORDS = (
    "第",
    "12",
    "3.5",
    "2020",
    "5",
    "号",
    "线",
    "路",
    "页",
    "周岁",
    "“",
    "G",
    "(",
    "）",
    "、",
    "\n",
    "强",
    "台",
)


def read_plainly(text: str, start: int, grip: str) -> Role | None:
    """The table as its head describes it, row by row."""
    for row in table("number_roles"):
        numeral = row["numeral"] or r"[0-9]+(?:\.[0-9]+)?"
        fits = re.compile(f"(?:{numeral})(?![0-9.]*[0-9]){row['after']}").match(text, start)
        touches = not row["before"] or re.compile(f"(?:{row['before']})$").search(
            text, max(0, start - 8), start
        )
        if row["units"] in GRIPS[grip] and fits and touches:
            return Role(row["role"], row["id"])
    return None


@pytest.mark.parametrize("grip", GRIPS)
@given(words=st.lists(st.sampled_from(WORDS), max_size=9))
def test_the_first_row_that_fits(grip: str, words: list[str]) -> None:
    text = "".join(words)
    for numeral in re.finditer(r"(?<![0-9.])[0-9]", text):
        assert role_of(text, numeral.start(), grip) == read_plainly(text, numeral.start(), grip)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("第3次会议", "role.ordinal"),
        ("〔2020〕17号", "role.document_year"),
        ("轨交11号线", "role.line"),
        ("热线\n12345", "role.hotline"),
        ("1.2.3", None),
    ],
)
def test_roles_by_example(text: str, rule: str | None) -> None:
    start = re.search("[0-9]", text).start()
    found = role_of(text, start, "bare")
    assert (found and found.rule) == rule
