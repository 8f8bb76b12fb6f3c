"""Words by what is left to see of them when their GBK bytes are read one byte late.

A report asks a few hundred questions of 45,000 words, so the words are only sorted by what they show and by
their first character; what answers a question is found when it is asked.
"""

from __future__ import annotations

import sys
from array import array
from functools import cache
from heapq import nsmallest
from itertools import chain
from typing import TYPE_CHECKING

from nianjian.repair import gbk, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTLIST = 12
ANY = -1
# Bytes that stand where late reading comes back into step within a word; no damaged text shows such a word.
_IN_STEP = "\ufffd"

# A word in the bytes of a script: its cost, its text, its last byte (reading late leaves it over), and how
# many of the pairs between its characters make no character.
Spelling = tuple[float, str, int, int]
# A word with its cost and what is seen of it. Tuples in tuples: there are many, and the garbage collector
# forgets those that hold nothing it looks after.
_Word = tuple[float, str, str]


class Spellings:
    """The spellings of a script by what is seen of them when they are read late, the cheapest first.

    All answers but `singles` are cut at SHORTLIST. ANY stands for any byte.
    """

    def __init__(self, spelled: dict[str, float]) -> None:
        by_seen: dict[str, list[_Word]] = {}
        by_first: dict[str, list[_Word]] = {}
        for word in zip(spelled.values(), spelled, _seen_late(spelled), strict=True):
            _, text, seen = word
            if _IN_STEP not in seen:
                by_seen.setdefault(seen, []).append(word)
                by_first.setdefault(text[0], []).append(word)
        self._by_seen = {seen: tuple(words) for seen, words in by_seen.items()}
        self._by_first = {first: tuple(words) for first, words in by_first.items()}
        self._first_of: dict[tuple[int, int], list[str]] = {}
        for char in by_first:
            for place, byte in enumerate(gbk.pairs()[char]):
                self._first_of.setdefault((place, byte), []).append(char)
        # By bytes, so there are few answers to keep, whatever texts ask.
        self._singles = cache(self._find_singles)
        self._silent = cache(self._find_silent)
        self._silent_by_last = cache(self._group_silent)
        self._halved_first = cache(self._find_halved_first)

    def seen(self, lead: int, seen: str) -> tuple[Spelling, ...]:
        """Words that begin with a byte and of which something is seen."""
        words = self._by_seen.get(seen)
        if not words:
            return ()
        return _shortlist(word for word in words if lead in (ANY, gbk.pairs()[word[1][0]][0]))

    def silent(self, lead: int, last: int) -> tuple[Spelling, ...]:
        """Words of which nothing is seen, by first byte and last.

        A last byte of the user-defined area, which vanishes with whatever follows, counts as
        gbk.ALWAYS_VANISHES.
        """
        return self._silent(lead, last)

    def singles(self, lead: int) -> tuple[Spelling, ...]:
        """All characters that begin with a byte."""
        return self._singles(lead)

    def halved(self, before: str, kept: int, seen: str) -> tuple[Spelling, ...]:
        """Words of which one byte of a character is lost, by the character before it, if it is not the first,
        by its byte that is left, and by what is seen of the rest.
        """
        if before:
            return _halved(self._by_first.get(before, ()), 1, kept).get(seen, ())
        return self._halved_first(kept).get(seen, ())

    def _beginning(self, place: int, byte: int) -> Iterable[_Word]:
        """The words whose first character has a byte in its first or second place."""
        chars = self._first_of.get((place, byte), ())
        return chain.from_iterable(self._by_first[char] for char in chars)

    def _find_silent(self, lead: int, last: int) -> tuple[Spelling, ...]:
        by_last = self._silent_by_last(lead)
        words = chain.from_iterable(by_last.values()) if last == ANY else by_last.get(last, ())
        return tuple(map(_spelling, nsmallest(SHORTLIST, words)))

    def _find_singles(self, lead: int) -> tuple[Spelling, ...]:
        return tuple(map(_spelling, sorted(word for word in self._beginning(0, lead) if len(word[1]) == 1)))

    def _group_silent(self, lead: int) -> dict[int, list[_Word]]:
        words = self._by_seen.get("", ()) if lead == ANY else self._beginning(0, lead)
        found: dict[int, list[_Word]] = {}
        for word in words:
            if not word[2]:
                last = gbk.pairs()[word[1][-1]][1]
                found.setdefault(gbk.ALWAYS_VANISHES if last in gbk.USER_DEFINED else last, []).append(word)
        return found

    def _find_halved_first(self, kept: int) -> dict[str, tuple[Spelling, ...]]:
        return _halved({*self._beginning(0, kept), *self._beginning(1, kept)}, 0, kept)


def _halved(words: Iterable[_Word], at: int, kept: int) -> dict[str, tuple[Spelling, ...]]:
    """The words whose character at a place can lose one byte and keep the other, by what is seen behind it.

    With its first byte lost a character shows what it shows when read late; with its second one lost, its
    first pairs with the next character's.
    """
    found: dict[str, list[Spelling]] = {}
    for cost, text, _ in sorted(words):
        if cost >= lexicon.UNKNOWN or len(text) <= at:
            continue
        data = text.encode("gbk")[2 * at :]
        ways = []
        if data[1] == kept:
            ways.append((data[1:-1], data[-1]))
        if data[0] == kept:
            ways.append((data[:1] + data[2:-1], data[-1]) if len(data) > 2 else (b"", kept))
        for rest, last in ways:
            seen = "".join([gbk.characters().get(rest[i : i + 2], "") for i in range(0, len(rest), 2)])
            found.setdefault(seen, []).append((cost, text, last, len(rest) // 2 - len(seen)))
    return {seen: tuple(spellings[:SHORTLIST]) for seen, spellings in found.items()}


def _shortlist(words: Iterable[_Word]) -> tuple[Spelling, ...]:
    return tuple(map(_spelling, sorted(words)[:SHORTLIST]))


def _spelling(word: _Word) -> Spelling:
    cost, text, seen = word
    return cost, text, gbk.pairs()[text[-1]][1], len(text) - 1 - len(seen)


def _seen_late(words: Iterable[str]) -> list[str]:
    """What is seen of each word when its bytes are read one byte late; the outermost two are left over.

    All are read in one go, two line feeds between two words: so the one ends, the other begins a pair.
    """
    pairs = array("H", "\n\n".join(words).encode("gbk")[1:-1])
    if sys.byteorder == "little":
        pairs.byteswap()
    return "".join(map(_read_late().__getitem__, pairs)).split("\n")


@cache
def _read_late() -> list[str]:
    """What every pair of bytes is between the characters of words: a character, nothing, a word's end."""
    table = [""] * 0x10000
    for pair, char in gbk.characters().items():
        table[int.from_bytes(pair)] = char
    for trail in gbk.TRAIL:
        table[trail << 8 | ord("\n")] = "\n"
        if trail < 0x80:
            for lead in gbk.LEAD:
                table[trail << 8 | lead] = _IN_STEP
    return table


@cache
def spellings(traditional: bool) -> Spellings:
    """All spellings of a script."""
    return Spellings(lexicon.spelled(traditional))
