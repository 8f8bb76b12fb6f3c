"""Units outside: their codes, and the power of ten in which a series is given."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.catalogue.indicators import indicators
from nianjian.quality.wording import CURRENCY_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

HUNDRED_MILLION = 8
LARGE = 1e9


@cache
def _counters() -> frozenset[str]:
    return frozenset(row["unit"] for row in table("unit_codes") if row["counter"])


@cache
def codes() -> Mapping[str, tuple[str, str]]:
    """Unit -> its code and English name."""
    return {row["unit"]: (row["id"], row["name_en"]) for row in table("unit_codes")}


def code(unit: str) -> str:
    """The code of a unit; of one that no table knows, one made of its code points: 筐 -> U_7B50."""
    known = codes().get(unit)
    return known[0] if known else "_".join(["U", *(f"{ord(character):04X}" for character in unit)])


def series(indicator: str, unit: str) -> str:
    """The column of a wide table that a value belongs to: the indicator, with its unit where not the first.

    imports_exports holds 元, imports_exports__USD 美元. Classifiers that only count (家, 户) share a column.
    """
    known = indicators().get(indicator)
    first = known.units[0] if known else unit
    if unit == first or {unit, first} <= _counters():
        return indicator
    return f"{indicator}__{code(unit)}"


def power(indicator: str, unit: str) -> int:
    """The power of ten that a series is given in: 8 for money that is counted in 亿, else 0.

    Decided by the range of the indicator, not by the value: one series has one power.
    """
    if unit not in CURRENCY_WORDS:
        return 0
    known = indicators().get(indicator)
    return 0 if known and known.high is not None and known.high < LARGE else HUNDRED_MILLION


def human(value: float | None, indicator: str, unit: str) -> float | None:
    """A value in base units as people give it: money in 亿 where the series is counted so."""
    return None if value is None else value / 10 ** power(indicator, unit)


def human_unit(indicator: str, unit: str) -> str:
    """The unit that `human` gives: 亿元, 元, 亿美元, 家."""
    name = CURRENCY_WORDS.get(unit)
    if name is None:
        return unit
    return f"亿{name}" if power(indicator, unit) else name
