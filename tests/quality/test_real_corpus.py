"""What the rules find by themselves in the real reports, where these are at hand."""

from dataclasses import replace
from pathlib import Path

import pytest

from nianjian import corpus
from nianjian.model import Fact
from nianjian.pipeline import Extraction, extract
from nianjian.quality import check

JIADING = "310114"


@pytest.fixture(scope="module")
def extraction(real_seeds: Path) -> Extraction:
    return extract(corpus.load(real_seeds))


def named(extraction: Extraction, indicator: str, measure: str, period: str) -> Fact:
    return next(
        fact
        for fact in extraction.facts
        if (fact.region_code, fact.indicator, fact.measure, fact.period)
        == (JIADING, indicator, measure, period)
    )


def found(extraction: Extraction, rule: str, facts: list[Fact]) -> set[tuple[str | None, str | None]]:
    """(indicator, period) of the first fact of each finding of a rule."""
    by_id = {fact.fact_id: fact for fact in facts}
    findings = [finding for finding in check(extraction.documents, facts) if finding.rule == rule]
    return {(by_id[f.fact_ids[0]].indicator, f.period) for f in findings if f.region_code == JIADING}


def test_untouched_data_raise_no_error(extraction: Extraction) -> None:
    findings = check(extraction.documents, extraction.facts)
    assert [finding.message for finding in findings if finding.severity == "error"] == []


def test_revised_series_are_found_and_the_budget_revenue_fits(extraction: Extraction) -> None:
    """Retail and merchandise sales of 2020 with their growth do not fit the levels of the report before."""
    misfits = found(extraction, "across.level_growth", extraction.facts)
    assert ("retail_sales", "2020") in misfits
    assert ("merchandise_sales", "2020") in misfits
    assert ("general_public_budget_revenue", "2020") not in misfits


@pytest.mark.parametrize(
    ("rule", "indicator", "measure"),
    [
        ("across.level_growth", "general_public_budget_revenue", "change_pct"),
        ("identity.share", "strategic_emerging_output", "share"),
    ],
    ids=["growth of the budget revenue", "share of the strategic industries"],
)
def test_what_fits_was_really_checked(
    extraction: Extraction, rule: str, indicator: str, measure: str
) -> None:
    """The same figure, two points off, is found: that the true one raises nothing is no blindness."""
    fact = named(extraction, indicator, measure, "2020")
    assert (indicator, "2020") not in found(extraction, rule, extraction.facts)
    value = fact.value + 2
    figure = f"{abs(value):.1f}"
    quote = fact.quote.replace(fact.value_text + "%", figure + "%")
    misprint = replace(fact, value=value, value_text=figure, quote=quote)
    altered = [misprint if f is fact else f for f in extraction.facts]
    assert (indicator, "2020") in found(extraction, rule, altered)
