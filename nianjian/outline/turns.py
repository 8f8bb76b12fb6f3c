"""Sentences that turn a text to another role: to the problems, to what will be done, to the closing words.

Most turns are told by the first words of a sentence, so one pattern holds them all and is tried where
sentences begin; the others are looked for by themselves. Patterns stand in catalogue/section_roles.tsv.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nianjian.catalogue import table
from nianjian.outline.numerals import THE_YEAR
from nianjian.places import has_any

_STOPS = "。！!\n"
_CLOSERS = "”’ \t　"
_REACH = 8
"""Characters between a stop and the sentence behind it that are looked through, and one more."""


class _Row(NamedTuple):
    """A rule: what it turns to, how many characters may stand before it, its place in the table.

    Where it needs words, every match has one of them.
    """

    role: str
    lead: int
    order: int
    needs: tuple[str, ...]
    pattern: str


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(
            row["role"],
            int(row["points"]),
            order,
            tuple(filter(None, row["needs"].split("|"))),
            row["pattern"].replace("{year}", THE_YEAR),
        )
        for order, row in enumerate(table("section_roles"))
        if row["place"] == "turn"
    )


@cache
def _first_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The rules that want the first words of a sentence: at the begin of a text, and behind a stop."""
    rules = "|".join(f"(?P<r{number}>{row.pattern})" for number, row in enumerate(_rows()) if row.lead == 0)
    begin = rf"[{_CLOSERS}]{{0,{_REACH - 1}}}(?={rules})"
    return re.compile(begin), re.compile(rf"[{_STOPS}]{begin}")


@cache
def _further() -> tuple[tuple[_Row, re.Pattern[str]], ...]:
    """The rules that may stand further into a sentence."""
    return tuple((row, re.compile(row.pattern)) for row in _rows() if row.lead)


def turns(text: str) -> list[tuple[str, int]]:
    """(role, offset) of the sentences that turn the text to another role, in order."""
    found: dict[int, _Row] = {}
    at_begin, behind_stop = _first_words()
    opening = at_begin.match(text)
    for match in (*((opening,) if opening else ()), *behind_stop.finditer(text)):
        found[match.end()] = _rows()[int((match.lastgroup or "")[1:])]
    for row, pattern in _further():
        for match in pattern.finditer(text) if not row.needs or has_any(text, row.needs) else ():
            start = _sentence_start(text, match.start(), row.lead + _REACH)
            if start is not None and match.start() - start <= row.lead:
                known = found.get(start)
                if known is None or row.order < known.order:
                    found[start] = row
    return [(row.role, at) for at, row in sorted(found.items())]


def _sentence_start(text: str, at: int, reach: int) -> int | None:
    """Where the sentence around `at` begins, or None where that is further off than `reach`."""
    low = max(0, at - reach)
    stop = max(text.rfind(mark, low, at) for mark in _STOPS)
    if stop < 0 < low:
        return None
    start = stop + 1
    while start < at and text[start] in _CLOSERS:
        start += 1
    return start
