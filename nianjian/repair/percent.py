"""Signs of percentage that a converter dropped throughout."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIGNS = ("%", "％", "百分之")
_GROWN = re.compile(
    r"(?<=增长|下降|上升|提高|上涨|回落) ?[0-9]{1,3}(?:\.[0-9]{1,2})?(?=[,，;；。、]| ?和 ?[0-9]|$)"
)
_AND = re.compile(r" ?和 ?[0-9]{1,3}(?:\.[0-9]{1,2})?(?=[,，;；。、]|$)")
_ENOUGH = 4


def lost_percent(text: str) -> Iterator[Proposal]:
    """`增长12.5；`, `增长21和9.4。`: growth without a unit, in a text without any sign of percentage."""
    if any(sign in text for sign in _SIGNS):
        return
    places = [hit.end() for hit in _GROWN.finditer(text)]
    if len(places) < _ENOUGH:
        return
    further = (_AND.match(text, place) for place in places)
    for place in sorted({*places, *(hit.end() for hit in further if hit)}):
        last = text[place - 1]
        proof = f"growth_without_unit:{len(places)}"
        yield Proposal(place - 1, place, f"{last}%", "lost_char", "lost_percent", proof)
