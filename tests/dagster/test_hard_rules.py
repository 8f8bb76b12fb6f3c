"""The hard rules are said twice, over facts and over the table; both must refuse the same.

Else a fact that quarantine lets through would stop the whole run, or the table would guard less than it says.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest

from assets.schemas import in_document, validate, with_documents
from nianjian import contract, tables
from nianjian.quality.judgement import judge
from tests.quality.test_rules_of_one_fact import CASES

if TYPE_CHECKING:
    from collections.abc import Callable

    from nianjian.model import Document, Fact


def refused_by_the_table(fact: Fact, document: Document) -> list[str]:
    """The rules of the models of metric_facts that one fact breaks."""
    frame = tables.frame(contract.METRIC_FACTS, [fact])
    documents = tables.frame(contract.DOCUMENTS, [document])
    beside = validate(
        "metric_facts", with_documents("metric_facts", frame, documents), in_document("metric_facts")
    )
    return pl.concat([validate("metric_facts", frame).cases["rule"], beside.cases["rule"]]).to_list()


@pytest.mark.parametrize("case", CASES, ids=[f"{case[0]}: {case[-1]}" for case in CASES])
def test_the_table_refuses_what_quarantine_refuses(
    make_fact: Callable[..., Fact], make_document: Callable[..., Document], case: tuple[Any, ...]
) -> None:
    _, _, quote, numeral, unit, value, columns, _ = case
    document = make_document()
    fact = make_fact(quote, numeral, unit, value, **columns)
    stays = judge([document], [fact]).accepted == (fact,)
    assert (refused_by_the_table(fact, document) == []) == stays


def test_a_report_without_a_date_refuses_no_actual(
    make_fact: Callable[..., Fact], make_document: Callable[..., Document]
) -> None:
    document = make_document(meeting_date=None, report_year=None)
    fact = make_fact("5家", "5", "家", 5.0, period="2030")
    assert judge([document], [fact]).accepted == (fact,)
    assert refused_by_the_table(fact, document) == []
    dated = replace(document, report_year=2029)
    assert judge([dated], [fact]).accepted == ()
    assert refused_by_the_table(fact, dated) == ["actual_not_after_report"]
