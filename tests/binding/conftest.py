"""Reading one clause as the fact stages see it: an annual report on 2020, planning 2021, of a district."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from nianjian.evaluation.gold import scored_codes
from nianjian.ledger import read_figures
from nianjian.model import Document, Fact, LedgerEntry, Section
from nianjian.repair import repair

Reader = Callable[..., tuple[list[Fact], list[LedgerEntry]]]


def read_clause(
    text: str,
    section: str = "review",
    review: str | None = "2020",
    plan: str | None = "2021",
    kind: str = "annual_report",
    heading: str = "",
    title: str = "",
    region: str = "310100",
) -> tuple[list[Fact], list[LedgerEntry]]:
    """Facts and ledger of a text that stands in one section with this role and heading."""
    year = int((plan or review or "2021")[:4])
    document = Document(
        document_id="d-0",
        source_path="clause.txt",
        source_sha256="0" * 64,
        ordinal=0,
        title=title,
        kind=kind,
        region_code=region,
        region_name="某区",
        region_basis="stated",
        region_evidence=(),
        meeting_date=f"{year}-01-20",
        published_on=None,
        report_year=year,
        review_period=review,
        plan_period=plan,
        raw_start=0,
        raw_end=len(text),
        encoding="utf-8",
        script="hans",
        chars=len(text),
        raw_text=text,
    )
    clean = repair(document)
    end = len(clean.text)
    whole = Section("d-0", "d-0/00", None, 1, 0, "", heading, heading, section, 0, 0, len(text), 0, 0, end)
    return read_figures(document, clean, (whole,) if end else ())


@pytest.fixture(scope="session")
def read() -> Reader:
    return read_clause


@pytest.fixture(scope="session")
def scored() -> frozenset[str]:
    """The codes that the corpora and the gold judge."""
    return scored_codes(Path(__file__).parent.parent / "gold")
