"""The written rule of choice: which of several figures a cell shows (docs/summaries.md says it in words)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators
from nianjian.quality.periods import year_of
from nianjian.quality.printed import exclude, interval

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nianjian.model import Document, Fact

FULL_YEAR_KINDS = {"annual_report": 0, "statistical_bulletin": 0, "plan_report": 0, "half_year_report": 1}
PART_YEAR_KINDS = dict.fromkeys(FULL_YEAR_KINDS, 0)
OTHER_KIND, NEWS = 2, 3
BASES = (None, "comparable", "same_scope", "nominal")

Order = tuple[int | str, ...]


def outcome_order(fact: Fact, document: Document) -> Order:
    """Sort key of an outcome: the first is shown.

    Actual before estimate; the catalogue's first unit before others; an annual report before a half-year one
    for a full year; an exact figure before 超过 or 约; the later vintage; the headline growth before one on
    another basis; the place in the text.
    """
    return (
        int(fact.status != "actual"),
        _unit_rank(fact),
        _kind_rank(fact, document),
        int(fact.qualifier != "exact"),
        -_vintage(document),
        BASES.index(fact.growth_basis),
        fact.source_path,
        fact.raw_start,
        fact.fact_id,
    )


def target_order(fact: Fact, document: Document) -> Order:
    """Sort key of a target: the report that plans for the period, then as for outcomes."""
    return (int(document.plan_period != fact.period), *outcome_order(fact, document))


def disagree(facts: Sequence[Fact]) -> bool:
    """Whether two comparable figures cannot both be true by their printed digits.

    Only figures of one status, unit and growth basis are compared: an estimate that missed, or growth at
    comparable beside growth at current prices, is no conflict.
    """
    compared: dict[tuple[str, str, str | None], list[tuple[float, float]]] = defaultdict(list)
    for fact in facts:
        if (span := interval(fact)) is not None:
            compared[fact.status, fact.unit, fact.growth_basis].append(span)
    # Two are apart where the one that begins last and the one that ends first are.
    return any(exclude(max(spans), min(spans, key=lambda span: span[1])) for spans in compared.values())


def best_status(facts: Iterable[Fact]) -> str:
    """Actual where any fact is one, else estimate, else target."""
    found = {fact.status for fact in facts}
    return next((status for status in ("actual", "estimate") if status in found), "target")


def _vintage(document: Document) -> int:
    day = document.meeting_date or (f"{document.report_year}-12-31" if document.report_year else "0")
    return int(day.replace("-", ""))


def _kind_rank(fact: Fact, document: Document) -> int:
    kinds = FULL_YEAR_KINDS if fact.period == str(year_of(fact.period or "0000")) else PART_YEAR_KINDS
    return kinds.get(document.kind, NEWS if document.kind == "news" else OTHER_KIND)


def _unit_rank(fact: Fact) -> int:
    units = indicators()[fact.indicator or ""].units
    return units.index(fact.unit) if fact.measure == "level" and fact.unit in units else len(units)
