"""What a document says elsewhere, as language data for the repair of its damaged places."""

from __future__ import annotations

import math
import sys
from collections import Counter
from itertools import pairwise

from nianjian.repair.paths import INDENT
from nianjian.repair.pinyin import SCRAP

# How often a character is a word by itself.
AS_A_WORD = 0.1
LOG_2 = math.log(2.0)
# What a pair of characters says that the document has, or has not, elsewhere (nats).
IMPOSSIBLE, STRANGE, KNOWN_PAIR, KNOWN_TRIPLE = 30.0, 3.0, 1.5, 0.0
_CLOSING = frozenset("，。、；：！？”）》")


class OwnLanguage:
    """What a document says elsewhere; looked up in its text when asked, and remembered."""

    def __init__(self, text: str) -> None:
        self.text = SCRAP.sub("", text)
        self.words = len(self.text) / 2
        self._pairs = _pairs(self.text)
        self._counts: dict[str, int] = Counter(self.text)
        self._links: dict[tuple[str, str], float] = {}

    def count(self, phrase: str) -> int:
        """How often the document says a phrase."""
        count = self._counts.get(phrase)
        if count is None:
            pairs = self._pairs
            # Most phrases fail with their first pair; a single character has none and is counted already.
            likely = len(phrase) > 1 and all(_pair(a, b) in pairs for a, b in pairwise(phrase))
            count = self._counts[phrase] = self.text.count(phrase) if likely else 0
        return count

    def cost(self, word: str, general: float) -> float:
        """The cost of a word: half the language's, half the document's own."""
        count = self.count(word)
        if not count:
            return general + LOG_2
        share = AS_A_WORD if len(word) == 1 else 1.0
        return -math.log(0.5 * math.exp(-general) + 0.5 * share * count / self.words)

    def link(self, before: str, word: str) -> float:
        """What it costs more that a word follows what was read before."""
        if not before or not word:
            return 0.0
        if _pair(before[-1], word[0]) not in self._pairs and before[-1] != INDENT:
            return STRANGE
        key = before[-2:], word[:2]
        cost = self._links.get(key)
        if cost is None:
            cost = self._links[key] = self._linked(*key)
        return cost

    def _linked(self, before: str, word: str) -> float:
        if before[-1] == INDENT:
            return IMPOSSIBLE if word[0] in _CLOSING else 0.0
        triple = before + word[0] in self.text if len(before) > 1 else False
        return KNOWN_TRIPLE if triple or (len(word) > 1 and before[-1] + word in self.text) else KNOWN_PAIR


# Pairs are kept as numbers, of which a set is made in a third of the time that one of strings takes.
_LITTLE = sys.byteorder == "little"
_UTF_32 = "utf-32-le" if _LITTLE else "utf-32-be"


def _pairs(text: str) -> set[int]:
    """Every two characters of a text that stand side by side."""
    data = text.encode(_UTF_32, "surrogatepass")
    even, odd = len(data) // 8 * 8, (len(data) - 4) // 8 * 8 if data else 0
    return {*memoryview(data[:even]).cast("Q"), *memoryview(data[4 : 4 + odd]).cast("Q")}


def _pair(left: str, right: str) -> int:
    if not _LITTLE:
        left, right = right, left
    return ord(left) | ord(right) << 32
