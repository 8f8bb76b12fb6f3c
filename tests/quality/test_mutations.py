"""Slips of a reader in real and sample reports, 400 times over: how many of them some rule catches.

benchmarks/mutate_facts.py prints the shares by kind of slip.
"""

from pathlib import Path

import pytest

from benchmarks.mutate_facts import mutate
from nianjian import corpus
from nianjian.pipeline import Extraction, extract
from nianjian.quality import check


@pytest.fixture(scope="module", params=["sample_seeds", "real_seeds"])
def extraction(request: pytest.FixtureRequest) -> Extraction:
    folder: Path = request.getfixturevalue(request.param)
    return extract(corpus.load(folder))


def test_most_slips_in_figures_with_a_partner_are_caught(extraction: Extraction) -> None:
    """A digit, 亿 for 万, the sign or the year of a headline figure that another figure speaks of."""
    tally = mutate(extraction.documents, extraction.facts, times=400)
    assert sum(tally.made.values()) == 400
    assert tally.share(partner=True) >= 0.6
    # What is caught without a partner is caught by the words, the bounds and the calendar.
    assert 0 < tally.share(partner=False) < tally.share(partner=True)


def test_untouched_reports_raise_no_error(extraction: Extraction) -> None:
    findings = check(extraction.documents, [*extraction.facts, *extraction.refused])
    assert [finding.message for finding in findings if finding.severity == "error"] == []
