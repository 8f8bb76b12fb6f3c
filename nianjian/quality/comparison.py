"""What a change is measured against and which way it goes, by the words before its numeral."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    from nianjian.model import Fact

REACH = 40
PREVIOUS_YEAR = "previous_year"
# The end of the quantity before; a year or a day (2015年) is part of the comparison and ends nothing.
_QUANTITY_BEFORE = re.compile(r".*[0-9][^0-9年月日季]*?[%％元户家人个项点倍]")
_NUMERIC = frozenset("0123456789.")
_COMMA = re.compile("[,，]")
_YEAR = re.compile(r"(?:比|较|与|于)[^,，]{0,2}((?:19|20)\d\d)年")


def lead(fact: Fact) -> str:
    """The words between the quantity before and this fact's numeral, in its clause; empty where unknown."""
    at = _place(fact.quote, fact.value_text, fact.value_text + fact.unit_text)
    if at < 0:
        return ""
    before = fact.quote[max(0, at - REACH) : at]
    return before[match.end() :] if (match := _QUANTITY_BEFORE.match(before)) else before


def base_of(fact: Fact) -> str:
    """The base of a change: previous_year (also where the words name none), half, quarter_1, span, other."""
    words = lead(fact)
    year = _YEAR.search(words)
    if year is not None and fact.period is not None:
        return PREVIOUS_YEAR if int(year[1]) == int(fact.period[:4]) - 1 else "span"
    return next((base for pattern, base in _bases() if pattern.search(words)), PREVIOUS_YEAR)


def is_year_on_year(fact: Fact) -> bool:
    """Whether a fact is growth in % on the same period a year before: no 年均, no 累计, no 较上半年."""
    return fact.measure == "change_pct" and base_of(fact) == PREVIOUS_YEAR


def direction(fact: Fact) -> int | None:
    """+1 or -1 as the words before the numeral say, None where they say nothing; a minus sign is a word too.

    降幅 before 收窄 or 扩大 turns the sign: a smaller fall is a rise of the signed number.
    """
    words = _COMMA.split(lead(fact))[-1]
    if words.endswith(("-", "－", "−")) or fact.value_text.startswith(("-", "－", "−")):
        return -1
    found = [(m.end(), sign, id_) for id_, pattern, sign in _directions() for m in pattern.finditer(words)]
    if not found:
        return None
    _, sign, id_ = max(found)
    turned = id_ in ("up.widen", "down.narrow") and any(i == "down.pace" for _, _, i in found)
    return -sign if turned else sign


def _place(quote: str, numeral: str, figure: str) -> int:
    """Where a figure stands in a clause, or -1; the 4 of 4个百分点 is not that of 2488.4亿元."""
    for wanted in (figure, numeral):
        at = quote.find(wanted) if wanted else -1
        while at >= 0:
            after = quote[at + len(numeral) : at + len(numeral) + 1]
            if quote[at - 1 : at] not in _NUMERIC and after not in _NUMERIC:
                return at
            at = quote.find(wanted, at + 1)
    return -1


@cache
def _bases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["base"]) for row in table("comparison_bases"))


@cache
def _directions() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    return tuple(
        (row["id"], re.compile(row["pattern"]), int(row["sign"] + "1")) for row in table("direction_words")
    )
