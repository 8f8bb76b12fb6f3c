"""A text with tags left in it is read as a browser shows it, and its figures lead to the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian import corpus, pipeline
from nianjian.markup import blanked, runs
from nianjian.repair import mend

PIECE = """<div class="con"><h3 style="font-size:16pt">2021年云水区政府工作报告</h3>
<p>&nbsp;&nbsp;2020年，全区实现<b>地区生产总值</b>305.2亿元，增长<span>6.1</span>%。</p>
<table width=553><tr><td>指标</td><td>单位</td><td>2020年</td><td>增长%</td></tr>
<tr><td>工业投资</td><td>亿元</td><td>30.5</td><td>5</td></tr>
<tr><td><p>技改投资</p></td>
<td><p>亿元</p></td><td><p>9.8</p></td><td><p>-2</p></td></tr></table></div>"""


@pytest.fixture
def extraction(tmp_path):
    (tmp_path / "piece.txt").write_text(PIECE, encoding="utf-8")
    return pipeline.extract(corpus.load(tmp_path))


def test_figures_are_read_and_lead_to_the_file(extraction):
    assert [(fact.metric, fact.value) for fact in extraction.facts] == [
        ("地区生产总值", 30520000000.0),
        ("地区生产总值", 6.1),
        ("工业投资", 3.05e9),
        ("工业投资", 5.0),
        ("技改投资", 9.8e8),
        ("技改投资", -2.0),
    ]
    assert all(PIECE[fact.raw_start :].startswith(fact.value_text.lstrip("-")) for fact in extraction.facts)


def test_the_title_and_the_year_are_seen_behind_the_tags(extraction):
    (document,) = extraction.documents
    assert (document.title, document.kind, document.review_period) == (
        "2021年云水区政府工作报告",
        "annual_report",
        "2020",
    )


def test_numerals_in_tags_are_in_the_account(extraction):
    junk = [(entry.text, PIECE[entry.raw_start - 5 : entry.raw_start]) for entry in extraction.ledger]
    assert ("16", "size:") in junk
    assert ("553", "idth=") in junk


def test_numerals_in_tags_are_no_text(tmp_path):
    lines = '<p style="text-indent:2em">全区投资15亿元。</p>' * 3
    (tmp_path / "piece.txt").write_text("2021年云水区政府工作报告" + lines, encoding="utf-8")
    ledger = pipeline.extract(corpus.load(tmp_path)).ledger
    assert [row.role for row in ledger if row.text == "2"] == ["reference"] * 3


def test_cells_are_columns_and_rows_are_lines():
    row = "<tr><td>甲</td> <td><p>乙</p></td></tr>\n<tr><td>丙</td><td></td><td>丁</td></tr>"
    assert mend(f"起{row}止").text == "起\n甲\t乙\n丙\t\t丁\n止"


@pytest.mark.parametrize("text", ["a < b", "<某县>", "3<5>2", "<A类>企业", "<script", "<!--"])
def test_what_is_no_tag(text):
    assert list(runs(text)) == []


@given(st.lists(st.sampled_from(["<p>", "</p>", "<td>", "</td>", "<br>", "<b>", "投资8亿元", "\n", " "])))
def test_a_blanked_text_keeps_every_character_at_its_place(pieces):
    text = "".join(pieces)
    seen = blanked(text)
    assert len(seen) == len(text)
    assert all(a == b or b in " \t\n" for a, b in zip(text, seen, strict=True))
    assert not list(runs(seen))
