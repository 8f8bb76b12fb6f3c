"""What a document says elsewhere, as language data for the repair of its damaged places."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

from nianjian.pairs import pair, pairs
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
        self._pairs = set(pairs(self.text))
        self._counts: dict[str, int] = Counter(self.text)
        self._links: dict[tuple[str, str], float] = {}

    def count(self, phrase: str) -> int:
        """How often the document says a phrase."""
        count = self._counts.get(phrase)
        if count is None:
            known = self._pairs
            # Most phrases fail with their first pair; a single character has none and is counted already.
            likely = len(phrase) > 1 and all(pair(a, b) in known for a, b in pairwise(phrase))
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
        if pair(before[-1], word[0]) not in self._pairs and before[-1] != INDENT:
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
