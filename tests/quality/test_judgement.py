"""What cannot be true goes to quarantine with its row; all else stays, flagged where it is doubtful."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from nianjian.model import Document, Fact, Refusal
from nianjian.pipeline import Extraction
from nianjian.quality import check
from nianjian.quality.judgement import judge, refused_fact

REPORT = """嘉定区2021年政府工作报告
——2021年1月12日在区六届人大八次会议上

各位代表：
一、2020年工作回顾
全年地区生产总值2600.5亿元，同比下降120%。绿色建筑占新建建筑的比重达到123%。
二、2021年工作安排
地区生产总值增长6%左右。
"""


@pytest.fixture
def extraction() -> Extraction:
    extraction = Extraction()
    extraction.add_seed("report.txt", REPORT.encode())
    return extraction


def test_an_impossible_fact_is_in_quarantine_and_nowhere_else(extraction: Extraction) -> None:
    frames = extraction.frames()
    rows = frames["quarantine"].to_dicts()
    assert [row["reason"] for row in rows] == ["bounds.growth", "bounds.share"]
    refused = {row["fact_id"] for row in rows}
    assert refused.isdisjoint(frames["metric_facts"]["fact_id"])
    (cell,) = frames["district_year_summaries"].filter(indicator="gdp", period="2020").to_dicts()
    assert (cell["value"], cell["yoy_pct"]) == (2600.5e8, None)
    assert refused.isdisjoint(cell["fact_ids"])


def test_nothing_is_lost(extraction: Extraction) -> None:
    """The numeral keeps its role, the rule is a finding, and the fact can be had back from its row."""
    frames = extraction.frames()
    refused = {row["fact_id"] for row in frames["quarantine"].to_dicts()}
    assert refused <= set(frames["number_ledger"].filter(role="fact")["fact_id"])
    errors = frames["consistency_findings"].filter(severity="error")
    assert {fact_id for ids in errors["fact_ids"] for fact_id in ids} == refused
    assert [refused_fact(refusal) for refusal in extraction.refusals] == extraction.refused


def test_the_row_says_file_place_fault_and_remedy(extraction: Extraction) -> None:
    (row,) = extraction.frames()["quarantine"].filter(reason="bounds.share").to_dicts()
    start = REPORT.index("123%")
    for words in (f"report.txt [{start}:{start + 4}]", "outside 0 to 100", "Remedy: ", f"--at {start}"):
        assert words in row["detail"]
    assert (row["source_path"], row["stage"]) == ("report.txt", "quality")


def test_the_refusal_of_a_file_holds_no_fact() -> None:
    assert refused_fact(Refusal("a.txt", "reading", "empty", "a.txt: no text in it; remove it")) is None


def test_a_fact_that_breaks_two_rules_has_one_row(
    make_fact: Callable[..., Fact], make_document: Callable[..., Document]
) -> None:
    wrong = make_fact("", "120", "%", -120.0, measure="change_pct", raw_end=0)
    judged = judge([make_document()], [wrong])
    assert [refusal.reason for refusal in judged.refusals] == ["reading.span, bounds.growth"]
    assert judged.accepted == ()


def test_only_errors_refuse(make_fact: Callable[..., Fact], make_document: Callable[..., Document]) -> None:
    doubtful = make_fact("同比下降3%", "3", "%", 3.0, measure="change_pct")
    assert [finding.rule for finding in check([make_document()], [doubtful])] == ["reading.sign"]
    assert judge([make_document()], [doubtful]).accepted == (doubtful,)


def test_a_refused_fact_is_held_against_no_other(
    make_fact: Callable[..., Fact], make_document: Callable[..., Document]
) -> None:
    """万 for 亿 is one error, not one more warning for every figure that it does not fit."""
    gdp = make_fact("", "2608.1", "亿元", 2608.1e8, indicator="gdp", period="2019", document_id="r2020")
    slip = make_fact("", "2488.4", "万元", 2488.4e4, indicator="gdp")
    reports = [make_document("r2020", 2020), make_document()]
    assert {finding.rule for finding in check(reports, [gdp, slip])} == {"bounds.indicator_range"}
    larger = replace(slip, value=2488.4e5, unit_text="十万元")
    assert "bounds.magnitude" in {finding.rule for finding in check(reports, [gdp, larger])}
