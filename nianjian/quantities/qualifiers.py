"""Words at a numeral that make it a bound or an approximation: the rows of catalogue/qualifiers.tsv."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from nianjian.catalogue import table


class Qualifier(NamedTuple):
    """A row: its id, its word, the qualifier of the data contract that it says, and what cannot follow it."""

    id: str
    word: str
    says: str
    unless: str


@cache
def _rows(place: str) -> dict[str, Qualifier]:
    rows = (row for row in table("qualifiers") if row["place"] == place)
    return {row["word"]: Qualifier(row["id"], row["word"], row["says"], row["unless"]) for row in rows}


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the words behind a unit, longest first, by the character they begin with."""
    words = _rows("behind")
    return {
        word[0]: tuple(sorted({len(other) for other in words if other[0] == word[0]}, reverse=True))
        for word in words
    }


def inside(text: str, at: int) -> Qualifier | None:
    """The qualifier between a numeral and its scale or unit: 3万|余|人."""
    return _rows("inside").get(text[at : at + 1])


def behind(text: str, at: int) -> Qualifier | None:
    """The longest qualifier that begins at `at`, behind a unit: 3万人|以上."""
    for length in _lengths().get(text[at : at + 1], ()):
        found = _rows("behind").get(text[at : at + length])
        if found is not None:
            follows = text[at + length : at + length + 1]
            return None if follows and follows in found.unless else found
    return None


def is_behind(words: str) -> bool:
    """Whether the words are such a qualifier and nothing else, as in a cell of their own: 7 | 左右."""
    return words in _rows("behind")
