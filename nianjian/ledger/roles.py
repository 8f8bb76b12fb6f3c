"""Numerals that measure nothing: names, ordinals, item numbers, references, by the rows of two tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table
from nianjian.catalogue.edges import first_characters, last_characters
from nianjian.places import matches

if TYPE_CHECKING:
    from nianjian.catalogue.edges import Characters

_NUMERAL = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
_RUN = re.compile(r"[0-9０-９](?:[0-9０-９.．]*[0-9０-９])?")
_REACH = 8
_BRACKET = re.compile(r"[（(](?<=[一-龥”》].)(?:19|20)[0-9]{2}[^（）()]{0,12}[）)]")
_APPLIES = {"firm": ("any",), "loose": ("any", "loose"), "bare": ("any", "loose", "bare")}
_SHORT_NAME = 12


class Role(NamedTuple):
    """What a numeral is and which rule says so."""

    role: str
    rule: str


class _Row(NamedTuple):
    """A row of the table; None stands for an empty field, `lefts`, `firsts` and `rights` for any character.

    These are what can stand in front of the numeral, begin it and follow it.
    """

    role: Role
    before: re.Pattern[str] | None
    numeral: re.Pattern[str] | None
    after: re.Pattern[str] | None
    lefts: Characters
    firsts: Characters
    rights: Characters

    def stands(self, text: str, start: int, end: int) -> bool:
        """Whether the row fits the numeral `start`..`end`."""
        if not (self.numeral or _NUMERAL).fullmatch(text, start, end):
            return False
        if self.after is not None and not self.after.match(text, end):
            return False
        return self.before is None or self.before.search(text, max(0, start - _REACH), start) is not None


@cache
def _rows(grip: str) -> tuple[_Row, ...]:
    return tuple(
        _Row(
            Role(row["role"], row["id"]),
            re.compile(f"(?:{row['before']})$") if row["before"] else None,
            re.compile(row["numeral"]) if row["numeral"] else None,
            re.compile(row["after"]) if row["after"] else None,
            last_characters(row["before"]) if row["before"] else None,
            first_characters(row["numeral"]) if row["numeral"] else None,
            first_characters(row["after"]) if row["after"] else None,
        )
        for row in table("number_roles")
        if row["units"] in _APPLIES[grip]
    )


@cache
def _between(grip: str, left: str, first: str, right: str) -> tuple[_Row, ...]:
    """The rows that can fit a numeral that begins so between two characters, in table order.

    A line break in front may be any character.
    """
    return tuple(
        row
        for row in _rows(grip)
        if (row.lefts is None or left == "\n" or left in row.lefts)
        and (row.firsts is None or first in row.firsts)
        and (row.rights is None or right in row.rights)
    )


def role_of(text: str, start: int, grip: str) -> Role | None:
    """The role of the numeral that begins at `start` by the table, or None where no row fits.

    `grip` says what it carries: `firm` (money, percent or a physical unit), `loose` (a classifier) or `bare`.
    """
    run = _RUN.match(text, start)
    if run is None:
        return None
    end = run.end()
    for row in _between(grip, text[start - 1 : start], text[start], text[end : end + 1]):
        if row.stands(text, start, end):
            return row.role
    return None


class NameSpans:
    """The stretches of a text whose numerals are part of a name."""

    def __init__(self, text: str) -> None:
        found = [
            (*match.span(), role)
            for pattern, firsts, role in _span_rules()
            for match in matches(text, pattern, firsts)
        ]
        found.sort()
        self._brackets = [bracket.span() for bracket in matches(text, _BRACKET, "（(")]
        self._starts = [start for start, _, _ in found]
        self._found = found

    def role_at(self, at: int) -> Role | None:
        """The role of a numeral at this offset, or None outside every name."""
        index = bisect_right(self._starts, at) - 1
        if index >= 0 and at < self._found[index][1]:
            return self._found[index][2]
        return None

    def is_short(self, at: int) -> bool:
        """Whether the offset lies in a name of a few characters, which even a unit does not open."""
        index = bisect_right(self._starts, at) - 1
        start, end, _ = self._found[index]
        return end - start <= _SHORT_NAME

    def dates_nothing(self, at: int) -> bool:
        """Whether a year here belongs to a document or a plan: 《…（2018-2020年）》, (2018-2020年)."""
        role = self.role_at(at)
        return (role is not None and role.rule == "span.book") or any(a <= at < b for a, b in self._brackets)


@cache
def _span_rules() -> tuple[tuple[re.Pattern[str], Characters, Role], ...]:
    return tuple(
        (re.compile(row["pattern"]), first_characters(row["pattern"]), Role(row["role"], row["id"]))
        for row in table("name_spans")
    )
