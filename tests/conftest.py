"""Shared fixtures: the sample seeds of the repository and, where it exists, the real corpus beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from nianjian.model import Document, Fact
from nianjian.quality.periods import days

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def sample_seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def real_seeds() -> Path:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real reports lie in ../shared/seeds, which is not here")
    return SHARED / "seeds"


@pytest.fixture(scope="session")
def gold() -> Path:
    if not (SHARED / "gold").is_dir():
        pytest.skip("the hand-made gold lies in ../shared/gold, which is not here")
    return SHARED / "gold"


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """A document of a made-up district; by default the annual report that looks back on 2020."""

    def make(document_id: str = "r2021", year: int = 2021, **given: Any) -> Document:
        values: dict[str, Any] = {
            "document_id": document_id,
            "source_path": f"{document_id}.txt",
            "source_sha256": "",
            "ordinal": 0,
            "title": f"{year}年某区政府工作报告",
            "kind": "annual_report",
            "region_code": "310114",
            "region_name": "某区",
            "region_basis": "stated",
            "region_evidence": (),
            "meeting_date": f"{year}-01-15",
            "published_on": None,
            "report_year": year,
            "review_period": str(year - 1),
            "plan_period": str(year),
            "raw_start": 0,
            "raw_end": 100_000,
            "encoding": "utf-8",
            "script": "hans",
            "chars": 100_000,
            "raw_text": "",
        }
        return Document(**values | given)

    return make


@pytest.fixture
def make_fact() -> Callable[..., Fact]:
    """A fact from its clause and its figure as printed: make_fact("完成3.9亿元", "3.9", "亿元", 3.9e8).

    Facts made one after another stand one after another in the file; without a clause, the figure is it.
    """
    places = count(0, 50)

    def make(quote: str, value_text: str, unit_text: str, value: float, **given: Any) -> Fact:
        start = next(places)
        period = given.get("period", "2020")
        covered = days(period) if period is not None else None
        document_id = given.get("document_id", "r2021")
        values: dict[str, Any] = {
            "fact_id": f"{document_id}-{start}",
            "document_id": document_id,
            "section_id": "s",
            "source_path": f"{document_id}.txt",
            "raw_start": start,
            "raw_end": start + len(value_text) + len(unit_text),
            "quote": quote or value_text + unit_text,
            "metric": "",
            "indicator": None,
            "measure": "level",
            "value": value,
            "value_high": None,
            "unit": _unit(unit_text),
            "value_text": value_text,
            "unit_text": unit_text,
            "qualifier": "exact",
            "period": period,
            "period_start": covered[0].isoformat() if covered else None,
            "period_end": covered[1].isoformat() if covered else None,
            "status": "actual",
            "growth_basis": None,
            "scope": "district",
            "subject": None,
            "region_code": "310114",
            "region_name": "某区",
            "rule": "test",
            "rules": (),
            "clean_start": start,
            "clean_end": start + 1,
        }
        return Fact(**values | given)

    return make


def _unit(unit_text: str) -> str:
    bare = re.sub("^[万亿千]+", "", unit_text)
    return {"元": "CNY", "美元": "USD", "个百分点": "pp"}.get(bare, bare)
