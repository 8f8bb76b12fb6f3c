"""Tables within a report: their facts, their ledger, and the annexed table of the gold."""

from __future__ import annotations

from nianjian import corpus, pipeline
from nianjian.evaluation import figures, read_gold, score_tables
from nianjian.evaluation.gold import scored_codes
from tests.tabular.sample_tables import HEAD, ROWS


def test_facts_and_ledger_of_a_report_with_a_table(read):
    text = "主要指标表\n" + "\n".join(" ".join(row) for row in [HEAD, *ROWS])
    found, ledger = read(text, review="2023", plan="2024", kind="plan_report")
    assert [(f.metric, f.value, f.unit, f.value_text, f.unit_text, f.status) for f in found[:3]] == [
        ("规模以上工业总产值", 41270000000.0, "CNY", "412.7", "亿元", "actual"),
        ("规模以上工业总产值", 7.2, "%", "7.2", "%", "actual"),
        ("规模以上工业总产值", 6.5, "%", "6.5", "%", "target"),
    ]
    assert found[0].quote == " ".join(ROWS[0])
    assert all(text[f.raw_start :].startswith(f.value_text) for f in found)
    roles = {(entry.text, entry.role) for entry in ledger if entry.role != "fact"}
    assert roles == {(n, "enumerator") for n in "1234"} | {("2023", "date"), ("2024", "date")}


def test_figures_without_a_unit_are_unexplained_in_the_ledger(read):
    found, ledger = read(
        "指标 2023年 2024年目标\n工业投资 30.5 32\n技改投资 12 13", review="2023", plan="2024"
    )
    assert found == []
    assert [entry.rule for entry in ledger if entry.role == "unexplained"] == ["table.unread"] * 4


def test_the_annexed_table_of_the_gold(gold):
    """h21 ends in a table: nineteen facts that only its head explains."""
    tables = pipeline.extract(corpus.load(gold / "examples" / "raw")).frames()
    folder = gold / "examples"
    scores = score_tables(
        tables["metric_facts"], tables["number_ledger"], read_gold(folder, ["h21"]), scored_codes(folder)
    )
    reached = figures(scores.units["h21"])
    assert reached["strictF1"] >= 0.95
    assert reached["ledger"] == 1.0
