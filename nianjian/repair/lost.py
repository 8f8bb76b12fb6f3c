"""Characters that a whole long text lacks: some portals drop one everywhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = re.compile("[㐀-鿿]")
LEAST_HAN = 4000
LEAST_EXPECTED = 4.0
LEAST_PHRASES = 2


@cache
def _phrases() -> dict[str, tuple[float, tuple[tuple[str, re.Pattern[str]], ...]]]:
    """By lost character: its rate in reports, and the closed phrases with the rule that each is."""
    found: dict[str, tuple[float, tuple[tuple[str, re.Pattern[str]], ...]]] = {}
    for row in table("repair_lost"):
        _, rules = found.get(row["lost"], (0.0, ()))
        pattern = re.compile(f"(?:{row['left']})(?P<right>{row['right']})")
        found[row["lost"]] = float(row["rate"]), (*rules, (row["id"], pattern))
    return found


def lost_characters(text: str) -> Iterator[Proposal]:
    """规模上工业, 百分之十上: a frequent character that a long text lacks altogether was dropped.

    It is put back only in the phrases of catalogue/repair_lost.tsv, in which nothing else fits, and only
    where several of them are found; everywhere else the text stays as it is.
    """
    if len(text) < LEAST_HAN:
        return
    for lost, (rate, rules) in _phrases().items():
        if lost in text:
            continue
        han = len(_HAN.findall(text))
        if han < LEAST_HAN or rate * han / 1000 < LEAST_EXPECTED:
            continue
        places: dict[int, str] = {}
        for rule, pattern in rules:
            for hit in pattern.finditer(text):
                places.setdefault(hit.start("right"), rule)
        if len(places) < LEAST_PHRASES:
            continue
        proof = f"absent:{lost} in {han};phrases:{len(places)}"
        for at, rule in sorted(places.items()):
            yield Proposal(at, at + 1, lost + text[at], "lost_char", f"lost_{rule}", proof)
