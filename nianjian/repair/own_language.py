"""What a document says elsewhere, as language data for the repair of its damaged places."""

from __future__ import annotations

import math

from nianjian.repair import script
from nianjian.repair.paths import INDENT
from nianjian.repair.pinyin import SCRAP

# How often a character is a word by itself.
AS_A_WORD = 0.1
# What a pair of characters says that the document has, or has not, elsewhere (nats).
IMPOSSIBLE, STRANGE, KNOWN_PAIR, KNOWN_TRIPLE = 30.0, 3.0, 1.5, 0.0
_CLOSING = frozenset("，。、；：！？”）》")


class OwnLanguage:
    """What a document says elsewhere: the words, pairs and triples of its characters."""

    def __init__(self, text: str, traditional: bool) -> None:
        own = SCRAP.sub("", text)
        self.text = script.to_simplified(own) if traditional else own
        self.pairs = set(map("".join, zip(self.text, self.text[1:], strict=False)))
        self.triples = set(map("".join, zip(self.text, self.text[1:], self.text[2:], strict=False)))
        self.words = len(self.text) / 2
        self._counts: dict[str, int] = {}

    def cost(self, word: str, general: float) -> float:
        """The cost of a word: half the language's, half the document's own."""
        count = self._counts.get(word)
        if count is None:
            count = self._counts[word] = self.text.count(word)
        share = AS_A_WORD if len(word) == 1 else 1.0
        return -math.log(0.5 * math.exp(-general) + 0.5 * share * count / self.words)

    def link(self, before: str, word: str) -> float:
        """What it costs more, or less, that a word follows what was read before."""
        if not before or not word:
            return 0.0
        if before == INDENT:
            return IMPOSSIBLE if word[0] in _CLOSING else 0.0
        if before[-1:] + word[:1] not in self.pairs:
            return STRANGE
        return (
            KNOWN_TRIPLE
            if before[-2:] + word[:1] in self.triples or before[-1:] + word[:2] in self.triples
            else KNOWN_PAIR
        )
