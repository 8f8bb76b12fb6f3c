"""How a document punctuates: which pairs of characters begin and close its sentences and clauses.

Where title and body have run together, the cut is a place where a stop is missing. Which words stand
around stops the document shows thousands of times elsewhere, so its own counts, with the catalogue's words
as a prior for what it has not shown, say where one is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log2
from operator import add

from nianjian.pairs import pair, pairs

PRIOR = 3.0
"""How many sightings the catalogue's word counts for."""
CLAUSE_SHARE = 0.3
"""What the begin of a clause is worth beside that of a sentence."""
SAMPLE = 10_000
"""Characters of a document that are counted; more change nothing in the reports seen."""

_SENTENCES = re.compile(r"[。；！？\n;]+")
_CLAUSES = re.compile(r"[。；！？\n;,，:：]+")
_EDGES = " \t　\xa0”’"


class Habits:
    """Counts of a document's pairs of characters: all, at starts and at ends of sentences and clauses."""

    __slots__ = ("_close_rate", "_closes", "_pairs", "_start_rate", "_starts")

    def __init__(self, text: str) -> None:
        text = text[:SAMPLE]
        clauses = [clause.strip(_EDGES) for clause in _CLAUSES.split(text)]
        sentences = Counter([sentence.lstrip(_EDGES)[:2] for sentence in _SENTENCES.split(text)])
        starts = Counter([clause[:2] for clause in clauses])
        self._pairs = Counter(pairs(text))
        self._closes = Counter([clause[-2:] for clause in clauses])
        self._starts = {two: CLAUSE_SHARE * n for two, n in starts.items()}
        for two, n in sentences.items():
            self._starts[two] = self._starts.get(two, 0.0) + (1 - CLAUSE_SHARE) * n
        self._start_rate = sentences.total() / max(1, len(text))
        self._close_rate = len(clauses) / max(1, len(text))

    def edges(self, sentence: str) -> set[int]:
        """Offsets before which the document closes a clause elsewhere, or behind which it opens one."""
        closes, starts = self._closes, self._starts
        found: set[int] = set()
        for at, two in enumerate(map(add, sentence, sentence[1:])):
            if two in starts:
                found.add(at)
            if two in closes:
                found.add(at + 2)
        return found

    def opens(self, two: str, prior: float) -> float:
        """Bits that speak for a sentence beginning with a pair of characters; `prior` the catalogue's."""
        seen = self._starts.get(two, 0.0) / self._start_rate + PRIOR * 2**prior
        return log2(seen / (self._count(two) + PRIOR))

    def closes(self, two: str, prior: float) -> float:
        """Bits that speak for a title or clause ending with a pair of characters."""
        seen = self._closes.get(two, 0) / self._close_rate + PRIOR * 2**prior
        return log2(seen / (self._count(two) + PRIOR))

    def at_most(self, left: str, right: str, closing: float, opening: float) -> float:
        """A bound of `closes(left, closing) + opens(right, opening)` that needs no count of the pairs."""
        closed, opened = self._closes.get(left, 0), self._starts.get(right, 0.0)
        return log2(
            (closed / self._close_rate + PRIOR * 2**closing)
            / (closed + PRIOR)
            * (opened / self._start_rate + PRIOR * 2**opening)
            / (opened + PRIOR)
        )

    def binds(self, two: str) -> float:
        """Bits that speak against a cut between two characters: how often else they stand side by side."""
        return log2(1 + self._count(two))

    def _count(self, two: str) -> int:
        """How often two characters stand side by side elsewhere in the document."""
        return max(0, self._pairs.get(pair(two[0], two[1]), 0) - 1)
