"""Characters that a whole long text lacks: some portals drop one everywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

# How far back the words before a lost character are looked for.
_BEFORE = 8
LEAST_HAN = 4000
LEAST_EXPECTED = 4.0
LEAST_PHRASES = 2


class Phrase(NamedTuple):
    """A closed phrase: what stands before the lost character (as a plain word, if it is one) and behind."""

    rule: str
    literal: str
    left: re.Pattern[str]
    right: re.Pattern[str]


@cache
def _rates() -> dict[str, float]:
    """The characters that may be lacking, each with how often reports have it in 1,000 Han characters."""
    return {row["lost"]: float(row["rate"]) for row in table("repair_lost")}


@cache
def _phrases(lost: str) -> tuple[Phrase, ...]:
    """The closed phrases of a lost character."""
    return tuple(
        Phrase(
            row["id"],
            row["left"] if row["left"].isalpha() else "",
            re.compile(f"(?:{row['left']})$"),
            re.compile(row["right"]),
        )
        for row in table("repair_lost")
        if row["lost"] == lost
    )


def _places(text: str, phrase: Phrase) -> Iterator[int]:
    """Where the character was lost; searched for from the side that is a plain word, which is faster."""
    if phrase.literal:
        at = text.find(phrase.literal)
        while at >= 0:
            at += len(phrase.literal)
            if phrase.right.match(text, at):
                yield at
            at = text.find(phrase.literal, at)
        return
    for hit in phrase.right.finditer(text):
        if phrase.left.search(text, max(0, hit.start() - _BEFORE), hit.start()):
            yield hit.start()


def lost_characters(text: str) -> Iterator[Proposal]:
    """规模上工业, 百分之十上: a frequent character that a long text lacks altogether was dropped.

    It is put back only in the phrases of catalogue/repair_lost.tsv, in which nothing else fits, and only
    where several of them are found; everywhere else the text stays as it is.
    """
    if len(text) < LEAST_HAN:
        return
    for lost, rate in _rates().items():
        if lost in text:
            continue
        han = (len(text.encode("utf-8", "surrogatepass")) - len(text)) // 2
        if han < LEAST_HAN or rate * han / 1000 < LEAST_EXPECTED:
            continue
        places: dict[int, str] = {}
        for phrase in _phrases(lost):
            for at in _places(text, phrase):
                places.setdefault(at, phrase.rule)
        if len(places) < LEAST_PHRASES:
            continue
        proof = f"absent:{lost} in {han};phrases:{len(places)}"
        for at, rule in sorted(places.items()):
            yield Proposal(at, at + 1, lost + text[at], "lost_char", f"lost_{rule}", proof)
