"""Cells -> observations: one for every figure that a report gives of a cell, all vintages side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.exports.source import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianjian.exports.source import Source
    from nianjian.model import Cell, Fact

# growth_basis -> measure of an observation
YOY = {None: "YOY", "comparable": "YOY_COMPARABLE", "same_scope": "YOY_SAME_SCOPE", "nominal": "YOY_NOMINAL"}
LEVEL = "LEVEL"
_PART = re.compile(r"(\d{4})-([HQ])(\d)")


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure of a cell: what it measures, what the report says of it, and whether the panel shows it."""

    cell: Cell
    fact: Fact
    measure: str
    shown: bool

    @property
    def identity(self) -> tuple[str, ...]:
        """What no two observations share."""
        cell, fact = self.cell, self.fact
        return cell.region_code, cell.indicator, self.measure, fact.status, fact.document_id, cell.period


def observations(source: Source) -> list[Observation]:
    """The observations of all cells, sorted by area, indicator, measure, status, vintage and period.

    Where one document gives a figure twice, the first in the order of choice stands for it.
    """
    found: dict[tuple[str, ...], Observation] = {}
    for cell in source.cells:
        for observation in _of(cell, source):
            found.setdefault(observation.identity, observation)
    return [found[identity] for identity in sorted(found)]


def _of(cell: Cell, source: Source) -> Iterator[Observation]:
    seen = source.shown[key(cell)]
    first = [seen.value, seen.growth, seen.target_value, seen.target_growth]
    for fact in (*seen.outcomes, *seen.targets):
        yield Observation(cell, fact, measure(fact), fact in first)


def measure(fact: Fact) -> str:
    """LEVEL, or the sort of growth on the year before."""
    return YOY[fact.growth_basis] if fact.measure == "change_pct" else LEVEL


def frequency(period: str) -> str:
    """SDMX frequency of a period: A, S (half-years), Q."""
    part = _PART.fullmatch(period)
    return "A" if part is None else {"H": "S", "Q": "Q"}[part[2]]


def time_period(period: str) -> str:
    """A period in SDMX notation: 2020, 2020-S1, 2020-Q1."""
    part = _PART.fullmatch(period)
    return period if part is None else f"{part[1]}-{frequency(period)}{part[3]}"
