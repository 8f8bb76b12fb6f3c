"""Period labels of the contract: the days they cover and the period a year before."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

# Cells of the panel: a year, a half, a quarter.
SIMPLE = re.compile(r"(\d{4})(?:-(H[12]|Q[1-4]))?")
_LABEL = re.compile(r"(\d{4})(?:-(?:(H[12])|(Q[1-4])|(\d{2})(?:-(\d{2}))?))?")
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


@lru_cache(maxsize=4096)
def is_simple(period: str | None) -> bool:
    """Whether a period may be that of a panel cell: 2020, 2020-H1, 2020-Q1."""
    return period is not None and SIMPLE.fullmatch(period) is not None


def year_of(period: str) -> int:
    """The year of a simple period."""
    return int(period[:4])


def year_before(period: str) -> str:
    """The simple period one year earlier: 2020-H1 -> 2019-H1."""
    return f"{year_of(period) - 1}{period[4:]}"


def year_after(period: str) -> str:
    """The simple period one year later."""
    return f"{year_of(period) + 1}{period[4:]}"


@lru_cache(maxsize=4096)
def first_and_last(period: str) -> tuple[str, str] | None:
    """First and last day of a label in ISO 8601, or None where it is none or ends before it begins."""
    covered = days(period)
    if covered is None or covered[0] > covered[1]:
        return None
    return covered[0].isoformat(), covered[1].isoformat()


@lru_cache(maxsize=4096)
def years_of(period: str | None) -> int:
    """How many years a span of years covers: 5 for 2016/2020; 1 for every other label and for none."""
    first, slash, last = (period or "").partition("/")
    return int(last) - int(first) + 1 if slash and first.isdigit() and last.isdigit() else 1


@lru_cache(maxsize=4096)
def days(period: str) -> tuple[date, date] | None:
    """First and last day of a period label, or None where it is none of the contract's labels."""
    first, slash, second = period.partition("/")
    if slash:
        begin, end = days(first), days(second)
        return (begin[0], end[1]) if begin and end and "/" not in second else None
    match = _LABEL.fullmatch(period)
    if match is None:
        return None
    year, half, quarter, month, day = match.groups()
    try:
        if day:
            only = date(int(year), int(month), int(day))
            return only, only
        low, high = (int(month), int(month)) if month else _MONTHS.get(half or quarter, (1, 12))
        return date(int(year), low, 1), date(int(year), high, monthrange(int(year), high)[1])
    except ValueError:
        return None
