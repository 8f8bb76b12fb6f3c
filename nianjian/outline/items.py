"""Points counted off within running text (一是…；二是…；三是…), which are no sections of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from nianjian.catalogue import table
from nianjian.outline.numerals import count


@dataclass(frozen=True, slots=True)
class Item:
    """One point: its marker begins at `start`, its text at `body`, and the next point or `end` closes it."""

    kind: str
    number: int
    marker: str
    start: int
    body: int
    end: int


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["kind"], re.compile(row["pattern"])) for row in table("run_ins"))


def items(text: str, start: int = 0, end: int | None = None) -> tuple[Item, ...]:
    """The points counted off in `text[start:end]`, in order; a series has at least 一 and 二.

    A point ends where the next begins, the last at the end of its line.
    """
    end = len(text) if end is None else end
    found: list[Item] = []
    for kind, pattern in _kinds():
        series: list[re.Match[str]] = []
        for match in pattern.finditer(text, start, end):
            number = count(match[1])
            follows = bool(series) and (number in (0, len(series) + 1))
            if follows:
                series.append(match)
            elif number == 1:
                found += _closed(kind, series, text, end)
                series = [match]
        found += _closed(kind, series, text, end)
    return tuple(sorted(found, key=lambda item: (item.start, item.kind)))


def _closed(kind: str, series: list[re.Match[str]], text: str, end: int) -> list[Item]:
    """The items of a series, or none where it has only one."""
    if len(series) < 2:
        return []
    line = text.find("\n", series[-1].end(), end)
    stops = [match.start() for match in series[1:]] + [end if line < 0 else line]
    return [
        Item(kind, number, match[0], match.start(), match.end(), stop)
        for number, (match, stop) in enumerate(zip(series, stops, strict=True), 1)
    ]
