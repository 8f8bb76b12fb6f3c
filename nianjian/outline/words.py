"""The words that tell where a heading closes: usual headings, openers, enders."""

from __future__ import annotations

import re
from functools import cache
from operator import add
from typing import NamedTuple

from nianjian.catalogue import table

VERB = 2.0
"""Openers of this weight and more are verbs, adverbs and the like; lighter ones are nouns."""
_PLAIN = re.compile(r"[^\\\[\](){}?*+.|^$]+")


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


class Telling(NamedTuple):
    """The telling words of a sentence, by the offset where they begin (openers, continuers) or close.

    `verbs` has the end of the longest verb or adverb that begins at an offset, `split` the offsets within
    fixed terms and longer closing words.
    """

    openers: dict[int, float]
    continuers: dict[int, float]
    enders: dict[int, tuple[float, int]]
    adverbs: dict[int, tuple[float, int]]
    verbs: dict[int, int]
    split: set[int]


class _Lexicon(NamedTuple):
    """Plain words by their first pair of characters, or their single one; patterns; kinds and weights."""

    plain: dict[str, tuple[tuple[str, str, float], ...]]
    patterns: tuple[tuple[re.Pattern[str], str, float], ...]


@cache
def _lexicon() -> _Lexicon:
    plain: dict[str, list[tuple[str, str, float]]] = {}
    patterns: list[tuple[re.Pattern[str], str, float]] = []
    for kind in ("opener", "continuer", "ender", "adverb", "compound"):
        for row in _rows(kind):
            words = [row["pattern"]] if "(" in row["pattern"] else row["pattern"].split("|")
            weight = float(row["weight"])
            special = [word for word in words if not _PLAIN.fullmatch(word)]
            for word in words:
                if word not in special:
                    plain.setdefault(word[:2], []).append((word, kind, weight))
            if special:
                patterns.append((re.compile("|".join(special)), kind, weight))
    return _Lexicon({first: tuple(words) for first, words in plain.items()}, tuple(patterns))


def telling(text: str) -> Telling:
    """The openers, continuers, enders and adverbs of a short text; the heaviest, then longest at a place."""
    plain, patterns = _lexicon()
    hits = [
        (at, at + len(word), kind, weight)
        for at, pair in enumerate(map(add, text, text[1:]))
        if pair in plain
        for word, kind, weight in plain[pair]
        if len(word) < 3 or text.startswith(word, at)
    ]
    hits += [
        (at, at + 1, kind, weight)
        for at, character in enumerate(text)
        if character in plain
        for _, kind, weight in plain[character]
    ]
    for pattern, kind, weight in patterns:
        hits += [(*match.span(), kind, weight) for match in pattern.finditer(text)]
    found = Telling({}, {}, {}, {}, {}, set())
    for start, end, kind, weight in hits:
        if kind == "opener":
            found.openers[start] = max(weight, found.openers.get(start, 0.0))
        elif kind == "continuer":
            found.continuers[start] = weight
        elif kind != "compound":
            closing = found.enders if kind == "ender" else found.adverbs
            closing[end] = max(closing.get(end, (0.0, 0)), (weight, end - start))
        if kind == "adverb" or (kind == "opener" and weight >= VERB):
            found.verbs[start] = max(end, found.verbs.get(start, 0))
        elif kind == "compound" or (kind == "ender" and end - start > 2):
            found.split.update(range(start + 1, end))
    return found
