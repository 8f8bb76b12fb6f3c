"""Longest prefix or suffix of a phrase that a rule table knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a word table: what it says (`cls`), with what argument, and under which rule id."""

    id: str
    text: str
    cls: str
    arg: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one table by their text, and their lengths by first and last character."""

    words: Mapping[str, Word] = field(hash=False)
    by_first: Mapping[str, tuple[int, ...]] = field(hash=False)
    by_last: Mapping[str, tuple[int, ...]] = field(hash=False)

    def suffix(self, text: str, end: int, start: int = 0) -> Word | None:
        """The longest word that ends at `end` and begins no earlier than `start`."""
        if end <= start:
            return None
        for length in self.by_last.get(text[end - 1], ()):
            if length <= end - start and (found := self.words.get(text[end - length : end])) is not None:
                return found
        return None

    def prefix(self, text: str, start: int, end: int) -> Word | None:
        """The longest word that begins at `start` and ends no later than `end`."""
        if end <= start:
            return None
        for length in self.by_first.get(text[start], ()):
            if length <= end - start and (found := self.words.get(text[start : start + length])) is not None:
                return found
        return None


def lengths(words: Iterable[str], at: int) -> dict[str, tuple[int, ...]]:
    """For every character at `at` (0 or -1) of a word, the lengths of such words, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(word[at], set()).add(len(word))
    return {character: tuple(sorted(some, reverse=True)) for character, some in found.items()}


@cache
def lexicon(name: str) -> Lexicon:
    """The words of catalogue table NAME (columns id, word and perhaps class and arg)."""
    words = {
        row["word"]: Word(row["id"], row["word"], row.get("class", ""), row.get("arg", ""))
        for row in table(name)
    }
    return Lexicon(words, lengths(words, 0), lengths(words, -1))
