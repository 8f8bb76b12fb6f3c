"""Which figure a cell of the panel shows, and what stands beside it (in words: docs/summaries.md)."""

import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from nianjian.model import Cell, Document, Fact, Finding
from nianjian.quality.printed import exclude, interval
from nianjian.summary import summarize
from nianjian.summary.choice import disagree

Make = Callable[..., Fact]

REVENUE: dict[str, Any] = {"indicator": "general_public_budget_revenue"}
GROWTH: dict[str, Any] = REVENUE | {"measure": "change_pct"}


@pytest.fixture
def reports(make_document: Callable[..., Document]) -> list[Document]:
    half = make_document(
        "h2021",
        2021,
        kind="half_year_report",
        meeting_date="2021-07-20",
        review_period="2021-H1",
        plan_period="2021-H2",
    )
    news = make_document("n2022", 2022, kind="news", meeting_date=None, report_year=None, plan_period=None)
    return [
        make_document("r2020", 2020),
        make_document("r2021", 2021),
        make_document("r2022", 2022),
        half,
        news,
    ]


def revenue(make: Make, number: str, document_id: str, **columns: Any) -> Fact:
    given = REVENUE | {"document_id": document_id} | columns
    return make(f"一般公共预算收入{number}亿元", number, "亿元", float(number) * 1e8, **given)


def grown(
    make: Make, number: str, document_id: str = "r2021", quote: str = "同比增长{}%", **columns: Any
) -> Fact:
    given = GROWTH | {"document_id": document_id} | columns
    return make(quote.format(number), number, "%", float(number), **given)


def only(cells: list[Cell]) -> Cell:
    assert len(cells) == 1
    return cells[0]


def test_a_cell_holds_level_growth_and_target(make_fact: Make, reports: list[Document]) -> None:
    facts = [
        revenue(make_fact, "220.4", "r2021"),
        grown(make_fact, "3.5"),
        grown(make_fact, "5", "r2020", status="target"),
        revenue(make_fact, "225", "r2020", status="target"),
    ]
    cell = only(summarize(reports, facts))
    assert (cell.region_code, cell.region_name) == ("310114", "某区")
    assert (cell.year, cell.period, cell.indicator_name) == (2020, "2020", "一般公共预算收入")
    assert (cell.value, cell.unit, cell.qualifier, cell.status) == (220.4e8, "CNY", "exact", "actual")
    assert (cell.yoy_pct, cell.target_value, cell.target_pct) == (3.5, 225e8, 5.0)
    assert cell.fact_ids == tuple(
        f.fact_id for f in sorted(facts, key=lambda f: (f.source_path, f.raw_start))
    )
    assert (cell.sources, cell.conflict) == (2, False)


def test_a_cell_names_the_rules_of_its_findings_and_leaves_out_what_is_refused(
    make_fact: Make, reports: list[Document]
) -> None:
    level, growth = revenue(make_fact, "220.4", "r2021"), grown(make_fact, "3.5")

    def about(fact: Fact, rule: str, severity: str) -> Finding:
        return Finding(rule, rule, severity, None, (fact.fact_id,), "310114", "2020", "", "", "")

    warned = [about(level, "across.same_cell", "warn"), about(growth, "reading.sign", "warn")]
    cell = only(summarize(reports, [level, growth], warned))
    assert (cell.yoy_pct, cell.findings) == (3.5, ("across.same_cell", "reading.sign"))
    cell = only(summarize(reports, [level, growth], [about(growth, "bounds.growth", "error")]))
    assert (cell.yoy_pct, cell.findings, cell.fact_ids) == (None, (), (level.fact_id,))


CHOICES = [
    # why, (number, document, columns) shown, the others
    ("actual before estimate", ("220.4", "r2021", {}), [("225.0", "r2022", {"status": "estimate"})]),
    ("an annual report before a half-year one", ("220.4", "r2021", {}), [("221.0", "h2021", {})]),
    ("the later vintage", ("221.0", "r2022", {}), [("220.4", "r2021", {})]),
    ("any report before news", ("220.4", "r2021", {}), [("221.0", "n2022", {})]),
    (
        "an exact figure before a round one",
        ("220.4", "r2021", {}),
        [("200", "r2022", {"qualifier": "at_least"})],
    ),
    (
        "a figure that can be right before one that cannot",
        ("220.4", "r2021", {}),
        [("221.0", "r2022", {"unit": "户"})],
    ),
    ("an estimate where there is nothing else", ("225.0", "r2021", {"status": "estimate"}), []),
]


@pytest.mark.parametrize(("why", "shown", "others"), CHOICES, ids=[case[0] for case in CHOICES])
def test_the_written_rule_of_choice(
    make_fact: Make,
    reports: list[Document],
    why: str,
    shown: tuple[str, str, dict[str, Any]],
    others: list[tuple[str, str, dict[str, Any]]],
) -> None:
    facts = [
        revenue(make_fact, number, document, **columns) for number, document, columns in [*others, shown]
    ]
    cell = only(summarize(reports, facts))
    assert cell.value == float(shown[0]) * 1e8, why
    assert cell.status == shown[2].get("status", "actual")


CONFLICTS = [
    ("beyond rounding", "220.4", "221.0", {}, True),
    ("within rounding", "220.4", "220", {}, False),
    ("an estimate that missed is no conflict", "220.4", "225.0", {"status": "estimate"}, False),
    ("a round figure that holds", "220.4", "200", {"qualifier": "at_least"}, False),
    ("a round figure that does not hold", "220.4", "230", {"qualifier": "at_least"}, True),
]


def test_figures_disagree_where_any_two_of_them_do(make_fact: Make) -> None:
    """They are not held against each other two by two: a cell may have a thousand of them."""
    chance = random.Random(3)
    answers = set()
    for _ in range(300):
        facts = [
            revenue(
                make_fact,
                f"{chance.uniform(100, 101):.{chance.randint(0, 2)}f}",
                "r2021",
                qualifier=chance.choice(("exact", "at_least", "at_most")),
            )
            for _ in range(chance.randint(2, 5))
        ]
        spans = [span for fact in facts if (span := interval(fact)) is not None]
        expected = any(exclude(one, other) for one, other in combinations(spans, 2))
        assert disagree(facts) is expected, spans
        answers.add(expected)
    assert answers == {True, False}


@pytest.mark.parametrize(
    ("why", "one", "other", "columns", "conflict"), CONFLICTS, ids=[c[0] for c in CONFLICTS]
)
def test_conflicts_are_flagged_and_keep_all_facts(
    make_fact: Make,
    reports: list[Document],
    why: str,
    one: str,
    other: str,
    columns: dict[str, Any],
    conflict: bool,
) -> None:
    facts = [revenue(make_fact, one, "r2021"), revenue(make_fact, other, "r2022", **columns)]
    cell = only(summarize(reports, facts))
    assert cell.conflict is conflict, why
    assert set(cell.fact_ids) == {fact.fact_id for fact in facts}


NOT_YEAR_ON_YEAR = [
    ("a pace over years", "五年年均增长{}%"),
    ("two years together", "两年平均增长{}%"),
    ("against an older year", "比2015年增长{}%"),
    ("against another place", "增幅高于全市{}%"),
]


@pytest.mark.parametrize(("why", "quote"), NOT_YEAR_ON_YEAR, ids=[case[0] for case in NOT_YEAR_ON_YEAR])
def test_only_growth_on_the_year_before_is_yoy(
    make_fact: Make, reports: list[Document], why: str, quote: str
) -> None:
    facts = [revenue(make_fact, "220.4", "r2021"), grown(make_fact, "7.7", quote=quote)]
    assert only(summarize(reports, facts)).yoy_pct is None, why


def test_an_indicator_given_only_as_growth_has_no_value(make_fact: Make, reports: list[Document]) -> None:
    cell = only(summarize(reports, [grown(make_fact, "3.5")]))
    assert (cell.value, cell.qualifier, cell.yoy_pct, cell.unit, cell.status) == (
        None,
        None,
        3.5,
        "CNY",
        "actual",
    )


def test_headline_growth_stands_before_growth_on_another_basis(
    make_fact: Make, reports: list[Document]
) -> None:
    facts = [
        grown(make_fact, "6.0", growth_basis="nominal"),
        grown(make_fact, "4.0", growth_basis="comparable"),
    ]
    cell = only(summarize(reports, facts))
    assert (cell.yoy_pct, cell.growth_basis, cell.conflict) == (4.0, "comparable", False)


def test_a_target_alone_makes_a_cell(make_fact: Make, reports: list[Document]) -> None:
    cell = only(summarize(reports, [grown(make_fact, "5", period="2021", status="target")]))
    assert (cell.period, cell.status, cell.target_pct, cell.value, cell.yoy_pct) == (
        "2021",
        "target",
        5.0,
        None,
        None,
    )


def test_the_target_is_that_of_the_report_that_plans_for_the_period(
    make_fact: Make, reports: list[Document]
) -> None:
    planned = grown(make_fact, "5", period="2021", status="target")
    recalled = grown(make_fact, "6", "r2022", "年初计划增长{}%", period="2021", status="target")
    assert only(summarize(reports, [recalled, planned])).target_pct == 5.0


NO_CELL = [
    ("without a code", {"indicator": None}),
    ("about somebody else", {"scope": "other"}),
    ("of an unknown region", {"region_code": None}),
    ("of a month", {"period": "2020-06"}),
    ("of several years", {"period": "2016/2020"}),
    ("without a period", {"period": None}),
    ("a rank", {"measure": "rank", "unit": "位"}),
]


@pytest.mark.parametrize(("why", "columns"), NO_CELL, ids=[case[0] for case in NO_CELL])
def test_only_headline_figures_make_cells(
    make_fact: Make, reports: list[Document], why: str, columns: dict[str, Any]
) -> None:
    assert summarize(reports, [revenue(make_fact, "220.4", "r2021", **columns)]) == [], why


def test_cells_do_not_depend_on_the_order_of_facts(make_fact: Make, reports: list[Document]) -> None:
    facts = [
        revenue(make_fact, number, document, period=period)
        for number in ("220.4", "221.0", "220.4")
        for document in ("r2021", "r2022", "h2021")
        for period in ("2019", "2020", "2020-H1")
    ]
    cells = summarize(reports, facts)
    shuffled = facts.copy()
    random.Random(7).shuffle(shuffled)
    assert cells == summarize(list(reversed(reports)), shuffled)
    assert [(c.region_code, c.year, c.period) for c in cells] == sorted(
        (c.region_code, c.year, c.period) for c in cells
    )
