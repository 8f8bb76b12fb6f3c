"""Periods: the labels of the contract, their first and last day, and their arithmetic."""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

_LABEL = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)


@lru_cache(maxsize=4096)
def bounds(label: str | None) -> tuple[str | None, str | None]:
    """First and last day of a period label, as ISO 8601 dates; (None, None) for no label.

    Labels: 2020, 2020-H1, 2020-Q1, 2020-06, 2020-07-14, and spans of two of them joined by a slash.
    Raises ValueError where the label is none of these.
    """
    if label is None:
        return None, None
    first, slash, last = label.partition("/")
    if slash:
        return bounds(first)[0], bounds(last)[1]
    match = _LABEL.fullmatch(label)
    if not match:
        raise ValueError(f"no period label: {label!r}")
    year = int(match["year"])
    if match["half"]:
        low, high = (1, 6) if match["half"] == "1" else (7, 12)
    elif match["quarter"]:
        low = int(match["quarter"]) * 3 - 2
        high = low + 2
    elif match["month"]:
        low = high = int(match["month"])
        if match["day"]:
            return label, label
    else:
        low, high = 1, 12
    return f"{year}-{low:02d}-01", f"{year}-{high:02d}-{calendar.monthrange(year, high)[1]:02d}"


def year_of(label: str | None) -> int | None:
    """The year a label ends in: 2020 for 2020-H1, 2025 for 2021/2025."""
    return int(label.partition("/")[2][:4] or label[:4]) if label else None


def shifted(label: str, years: int) -> str:
    """The same period some years later: 2020-H1, -1 -> 2019-H1."""
    return "/".join(f"{int(part[:4]) + years}{part[4:]}" for part in label.split("/"))


def month(year: int, number: int) -> str:
    """The label of a month."""
    return f"{year}-{number:02d}"


def months(year: int, first: int, last: int) -> str:
    """The label of the months `first`..`last`: quarters and halves have their own."""
    known = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (7, 12): "H2"}
    if (first, last) == (1, 12):
        return str(year)
    if (first, last) in known:
        return f"{year}-{known[first, last]}"
    return month(year, first) if first == last else f"{month(year, first)}/{month(year, last)}"
