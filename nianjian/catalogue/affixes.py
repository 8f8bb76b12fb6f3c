"""Longest prefix or suffix of a phrase that a rule table knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from nianjian.catalogue import table


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a word table: what it says (`cls`), with what argument, and under which rule id."""

    id: str
    text: str
    cls: str
    arg: str = ""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one table by their text."""

    words: dict[str, Word] = field(hash=False)
    longest: int

    def suffix(self, text: str, end: int, start: int = 0) -> Word | None:
        """The longest word that ends at `end` and begins no earlier than `start`."""
        words = self.words
        for length in range(min(self.longest, end - start), 0, -1):
            found = words.get(text[end - length : end])
            if found is not None:
                return found
        return None

    def prefix(self, text: str, start: int, end: int) -> Word | None:
        """The longest word that begins at `start` and ends no later than `end`."""
        words = self.words
        for length in range(min(self.longest, end - start), 0, -1):
            found = words.get(text[start : start + length])
            if found is not None:
                return found
        return None


@cache
def lexicon(name: str) -> Lexicon:
    """The words of catalogue table NAME (columns id, word, class and perhaps arg)."""
    words = {
        row["word"]: Word(row["id"], row["word"], row["class"], row.get("arg", "")) for row in table(name)
    }
    return Lexicon(words, max(map(len, words)))
