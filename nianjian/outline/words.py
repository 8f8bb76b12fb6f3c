"""The words that tell where a heading closes: usual headings, openers, enders, word boundaries."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    import jieba


@cache
def _rows(kind: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in table("heading_words") if row["kind"] == kind)


@cache
def _usual() -> re.Pattern[str]:
    period = f"(?:{'|'.join(row['pattern'] for row in _rows('period'))})"
    return re.compile("|".join(f"({row['pattern'].replace('{period}', period)})" for row in _rows("usual")))


def usual_end(text: str, start: int) -> int | None:
    """End of the usual heading that begins at `start`, or None where the catalogue knows none."""
    match = _usual().match(text, start)
    return match.end() if match else None


@cache
def _weighted(kind: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """Patterns of a kind with their weights; a lookahead finds overlapping words, longest first per row."""
    return tuple(
        (re.compile(f"(?=({_longest_first(row['pattern'])}))"), float(row["weight"])) for row in _rows(kind)
    )


def _longest_first(pattern: str) -> str:
    """A plain list of words in the order that lets the longest win; anything else unchanged."""
    if re.search(r"[\[(?\\]", pattern):
        return pattern
    return "|".join(sorted(pattern.split("|"), key=len, reverse=True))


def starts(kind: str, text: str) -> dict[int, float]:
    """Weight of the heaviest word of a kind that begins at each offset of a text."""
    found: dict[int, float] = {}
    for pattern, weight in _weighted(kind):
        for match in pattern.finditer(text):
            found[match.start()] = max(weight, found.get(match.start(), 0.0))
    return found


def ends(kind: str, text: str) -> dict[int, tuple[float, int]]:
    """(weight, length) of the heaviest, then longest word of a kind that closes before each offset."""
    found: dict[int, tuple[float, int]] = defaultdict(lambda: (0.0, 0))
    for pattern, weight in _weighted(kind):
        for match in pattern.finditer(text):
            end = match.end(1)
            found[end] = max(found[end], (weight, len(match[1])))
    return dict(found)


@cache
def _tokenizer() -> jieba.Tokenizer:
    """The dictionary of jieba, loaded at the first run-on heading that other signs leave open (0.7 s)."""
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def boundaries(text: str) -> frozenset[int]:
    """Offsets between the words of a short text, by the dictionary alone (unknown words are not guessed)."""
    return frozenset(end for _, _, end in _tokenizer().tokenize(text, HMM=False))
