"""What a document says elsewhere, as language data for the repair of its damaged places."""

from __future__ import annotations

import math
from itertools import pairwise
from operator import add

from nianjian.repair import script
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

    def __init__(self, text: str, traditional: bool) -> None:
        own = SCRAP.sub("", text)
        self.text = script.to_simplified(own) if traditional else own
        self.words = len(self.text) / 2
        self.pairs = set(map(add, self.text, self.text[1:]))
        self._counts: dict[str, int] = {}
        self._links: dict[tuple[str, str], float] = {}

    def count(self, phrase: str) -> int:
        """How often the document says a phrase."""
        count = self._counts.get(phrase)
        if count is None:
            likely = len(phrase) == 1 or all(a + b in self.pairs for a, b in pairwise(phrase))
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
        key = before[-2:], word[:2]
        cost = self._links.get(key)
        if cost is None:
            cost = self._links[key] = self._linked(*key)
        return cost

    def _linked(self, before: str, word: str) -> float:
        if before[-1] == INDENT:
            return IMPOSSIBLE if word[0] in _CLOSING else 0.0
        if before[-1] + word[0] not in self.pairs:
            return STRANGE
        triple = before + word[0] in self.text if len(before) > 1 else False
        return KNOWN_TRIPLE if triple or (len(word) > 1 and before[-1] + word in self.text) else KNOWN_PAIR
