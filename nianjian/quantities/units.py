"""Units, classifiers and scale words: the longest row of the table that stands at a place."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from nianjian.catalogue import table


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of catalogue/units.tsv: `unit` is the contract's base unit, `factor` leads to it."""

    id: str
    surface: str
    unit: str
    factor: Decimal
    kind: str


@cache
def units() -> dict[str, Unit]:
    """Every unit by its surface form."""
    return {
        row["surface"]: Unit(row["id"], row["surface"], row["unit"], Decimal(row["factor"]), row["kind"])
        for row in table("units")
    }


@cache
def longest_surface() -> int:
    """Characters of the longest surface form."""
    return max(map(len, units()))


def unit_at(text: str, at: int) -> Unit | None:
    """The unit with the longest surface form at this place of the text, or None."""
    known = units()
    window = text[at : at + longest_surface()]
    for length in range(len(window), 0, -1):
        found = known.get(window[:length])
        if found is not None:
            return found
    return None
