"""Numerals that measure nothing: names, ordinals, item numbers, references, by the rows of two tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from nianjian.catalogue import table

_NUMERAL = r"[0-9０-９]+(?:[.．][0-9０-９]+)?"
_REACH = 8
_BRACKETS = re.compile(r"[（(](?<=[一-龥”》].)(?:19|20)[0-9]{2}[^（）()]{0,12}[）)]")
_APPLIES = {"firm": ("any",), "loose": ("any", "loose"), "bare": ("any", "loose", "bare")}
_SHORT_NAME = 12


class Role(NamedTuple):
    """What a numeral is and which rule says so."""

    role: str
    rule: str


@dataclass(frozen=True, slots=True)
class _Row:
    role: Role
    before: re.Pattern[str] | None
    whole: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """Rows in table order; `ahead` finds the first that needs no left context, `behind` is a filter."""

    rows: tuple[_Row, ...]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]


@cache
def _rules(grip: str) -> _Rules:
    rows: list[_Row] = []
    ahead, behind = [], []
    for row in table("number_roles"):
        if row["units"] not in _APPLIES[grip]:
            continue
        whole = f"(?:{row['numeral'] or _NUMERAL})(?![0-9.．]*[0-9]){row['after']}"
        if row["before"]:
            behind.append(f"(?:{row['before']})")
        else:
            ahead.append(f"(?P<r{len(rows)}>{whole})")
        before = re.compile(f"(?:{row['before']})$") if row["before"] else None
        rows.append(_Row(Role(row["role"], row["id"]), before, re.compile(whole)))
    return _Rules(tuple(rows), re.compile("|".join(ahead)), re.compile(f"(?:{'|'.join(behind)})$"))


def role_of(text: str, start: int, grip: str) -> Role | None:
    """The role of the numeral that begins at `start` by the table, or None where no row fits.

    `grip` says what it carries: `firm` (money, percent or a physical unit), `loose` (a classifier) or `bare`.
    """
    rules = _rules(grip)
    match = rules.ahead.match(text, start)
    first = int(match.lastgroup[1:]) if match and match.lastgroup else len(rules.rows)
    low = max(0, start - _REACH)
    if rules.behind.search(text, low, start):
        for number, row in enumerate(rules.rows[:first]):
            if row.before and row.before.search(text, low, start) and row.whole.match(text, start):
                first = number
                break
    return rules.rows[first].role if first < len(rules.rows) else None


class NameSpans:
    """The stretches of a text whose numerals are part of a name."""

    def __init__(self, text: str) -> None:
        found = sorted(
            (match.start(), match.end(), role)
            for pattern, role in _span_rules()
            for match in pattern.finditer(text)
        )
        self._brackets = [match.span() for match in _BRACKETS.finditer(text)]
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
def _span_rules() -> tuple[tuple[re.Pattern[str], Role], ...]:
    return tuple((re.compile(row["pattern"]), Role(row["role"], row["id"])) for row in table("name_spans"))
