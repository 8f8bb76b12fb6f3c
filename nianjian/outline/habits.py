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
        self._pairs = Counter(map(add, text, text[1:]))
        self._closes = Counter([clause[-2:] for clause in clauses])
        self._starts = {pair: CLAUSE_SHARE * n for pair, n in starts.items()}
        for pair, n in sentences.items():
            self._starts[pair] = self._starts.get(pair, 0.0) + (1 - CLAUSE_SHARE) * n
        self._start_rate = sentences.total() / max(1, len(text))
        self._close_rate = len(clauses) / max(1, len(text))

    def edges(self, left: str, right: str) -> bool:
        """Whether the document closes a clause with `left` or opens one with `right` anywhere."""
        return left in self._closes or right in self._starts

    def opens(self, pair: str, prior: float) -> float:
        """Bits that speak for a sentence beginning with a pair of characters; `prior` the catalogue's."""
        seen = self._starts.get(pair, 0.0) / self._start_rate + PRIOR * 2**prior
        return log2(seen / (self._count(pair) + PRIOR))

    def closes(self, pair: str, prior: float) -> float:
        """Bits that speak for a title or clause ending with a pair of characters."""
        seen = self._closes.get(pair, 0) / self._close_rate + PRIOR * 2**prior
        return log2(seen / (self._count(pair) + PRIOR))

    def at_most(self, left: str, right: str, closing: float, opening: float) -> float:
        """A bound of `closes(left, closing) + opens(right, opening)` that needs no count of the pairs."""
        closed, opened = self._closes.get(left, 0), self._starts.get(right, 0.0)
        return log2(
            (closed / self._close_rate + PRIOR * 2**closing)
            / (closed + PRIOR)
            * (opened / self._start_rate + PRIOR * 2**opening)
            / (opened + PRIOR)
        )

    def binds(self, pair: str) -> float:
        """Bits that speak against a cut between two characters: how often else they stand side by side."""
        return log2(1 + self._count(pair))

    def _count(self, pair: str) -> int:
        """How often a pair stands elsewhere in the document."""
        return max(0, self._pairs.get(pair, 0) - 1)
