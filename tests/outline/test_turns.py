"""Where a sentence turns the text to another role: at its first words, or within a reach of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.catalogue import table
from nianjian.outline.numerals import YEAR
from nianjian.outline.turns import turns

CASES = (
    ("at the begin of the text", "下一步，要抓好招商。", [("plan", 0)]),
    ("behind a stop", "增长7%。下半年，我们将加快建设。", [("plan", 5)]),
    ("behind closing marks", "“稳中求进。” 今年我们将扩大投资。", [("plan", 8)]),
    ("not within a sentence that wants first words", "他们说下一步，要抓好招商。", []),
    ("within reach", "同时，我们也清醒地看到，产业不强。", [("problems", 0)]),
    ("beyond reach", "在" + "各项" * 20 + "中我们清醒地看到不足。", []),
    (
        "a line break parts sentences",
        "略\n附件：名单\n注：数据为快报。",
        [("other", 2), ("other", 8)],
    ),
)


@pytest.mark.parametrize(("why", "text", "found"), CASES, ids=[case[0] for case in CASES])
def test_turns(why: str, text: str, found: list[tuple[str, int]]) -> None:
    assert turns(text) == found, why


def read_plainly(text: str) -> list[tuple[str, int]]:
    """Every row by itself, anywhere in the text; of two at one sentence the first of the table."""
    found: dict[int, str] = {}
    for row in table("section_roles"):
        if row["place"] != "turn":
            continue
        for match in re.finditer(row["pattern"].replace("{year}", YEAR), text):
            at, lead = match.start(), int(row["points"])
            stop = max(text.rfind(mark, 0, at) for mark in "。！!\n")
            start = at - len(text[stop + 1 : at].lstrip("”’ \t　"))
            far = at > lead + 8 if stop < 0 else at - stop > lead + 8
            if not far and at - start <= lead:
                found.setdefault(start, row["role"])
    return sorted(((role, at) for at, role in found.items()), key=lambda turn: turn[1])


PARTS = (
    "。", "”", "\n", " ", "我们", "也", "清醒地看到", "还存在问题", "下一步", "，", "将", "今年", "让我们",
    "团结奋斗", "各位代表", "附件：", "2021年", "做好", "工作", "过去一年，", "还必须深刻认识",
)  # fmt: skip


@given(parts=st.lists(st.sampled_from(PARTS), max_size=14))
def test_one_pass_finds_what_the_rows_find_one_by_one(parts: list[str]) -> None:
    text = "".join(parts)
    assert turns(text) == read_plainly(text)


NEEDY = [row for row in table("section_roles") if row["needs"]]


@pytest.mark.parametrize("row", NEEDY, ids=[row["id"] for row in NEEDY])
@given(data=st.data())
def test_every_match_has_one_of_the_words_that_its_row_needs(
    row: dict[str, str], data: st.DataObject
) -> None:
    sentence = data.draw(st.from_regex(re.compile(row["pattern"]), fullmatch=True))
    assert any(word in sentence for word in row["needs"].split("|"))
