"""Word boundaries of a short Chinese text, by the dictionary of jieba."""

from __future__ import annotations

from itertools import accumulate


def boundaries(text: str) -> frozenset[int]:
    """Offsets between the words of a short text, by the dictionary alone (unknown words are not guessed)."""
    # Imported where the first text asks: it takes 0.16 s.
    import rjieba

    return frozenset(accumulate(map(len, rjieba.cut(text, hmm=False))))
