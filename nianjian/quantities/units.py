"""Units, classifiers and scale words: the longest row of the table that stands at a place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from nianjian.catalogue import table
from nianjian.catalogue.affixes import lengths

# 2万个体户: the classifier is the first character of what is counted.
_BEGINS_A_NOUN = ("个体户", "个体工商户", "群众", "群体", "台阶")
# 45万人民, 3000人才: so many people, and the word for them is the noun behind.
_PEOPLE = re.compile("人(?:民(?!币)|口|才(?![能有可会得]))|群众")
_FIRST_OF_PEOPLE = ("人", "群")
# 辖6县1区: places are counted so only where no further word grows on them (12345市民热线).
_PLACES = frozenset("县区市镇乡旗方")
_DOUBTFUL = _PLACES | {"个", "台", "群"}
_MAY_FOLLOW = frozenset("均各全和及与的已共都")


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of catalogue/units.tsv: `unit` is the contract's base unit, `factor` leads to it."""

    id: str
    surface: str
    unit: str
    factor: Decimal
    kind: str


@cache
def units() -> dict[str, Unit]:
    """Every unit by its surface form."""
    return {
        row["surface"]: Unit(row["id"], row["surface"], row["unit"], Decimal(row["factor"]), row["kind"])
        for row in table("units")
    }


@cache
def _index() -> tuple[dict[str, Unit], dict[str, tuple[int, ...]]]:
    """Every unit by its surface form, and the lengths of such forms by their first character."""
    return units(), lengths(units(), 0)


def unit_at(text: str, at: int) -> Unit | None:
    """The unit with the longest surface form at this place of the text, or None."""
    known, by_first = _index()
    for length in by_first.get(text[at : at + 1], ()):
        found = known.get(text[at : at + length])
        if found is not None:
            if found.surface in _FIRST_OF_PEOPLE and _PEOPLE.match(text, at):
                return replace(known["人"], surface="")
            return None if found.surface in _DOUBTFUL and _grows(found.surface, text, at) else found
    return None


def _grows(surface: str, text: str, at: int) -> bool:
    """Whether what looks like a classifier or a counted place is the beginning of a word."""
    if surface not in _PLACES:
        return text.startswith(_BEGINS_A_NOUN, at)
    behind = text[at + 1 : at + 2]
    return "一" <= behind <= "龥" and behind not in _MAY_FOLLOW
