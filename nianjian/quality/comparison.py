"""What a change is measured against and which way it goes, by the words before its figure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    from nianjian.model import Fact

REACH = 40
PREVIOUS_YEAR = "previous_year"
GROWTH_WORDS = ("降幅", "跌幅", "减幅", "增幅", "涨幅", "增速")
# The numeral of the quantity before; a year or a span of months (2015年, 前5个月) belongs to the comparison.
_QUANTITY_BEFORE = re.compile(r".*[0-9](?![0-9.年月日季至~-]|个月|个季)")
_NUMERIC = frozenset("0123456789.")
_COMMA = re.compile("[,，]")
_YEAR = re.compile(r"(?:比|较|与|于)[^,，]{0,2}((?:19|20)\d\d)年")


def leads(fact: Fact) -> tuple[str, ...]:
    """The words between the quantity before and this fact's figure, in its clause.

    A clause may hold the same figure twice (both 增长10%): then there is one string for each place.
    """
    return _leads(fact.quote, fact.value_text, fact.unit_text)


def base_of(fact: Fact) -> str:
    """The base of a change: previous_year (also where no word names one), half, quarter_1, span, other."""
    bases = {_base(words, fact.period) for words in leads(fact)}
    return bases.pop() if len(bases) == 1 else "other" if bases else PREVIOUS_YEAR


def is_year_on_year(fact: Fact) -> bool:
    """Whether a fact is growth in % on the same period a year before: no 年均, no 累计, no 较上半年."""
    return fact.measure == "change_pct" and base_of(fact) == PREVIOUS_YEAR


def direction(fact: Fact) -> int | None:
    """+1 or -1 as the words before the figure say, None where they say nothing; a minus sign is a word too.

    降幅 before 收窄 or 扩大 turns the sign: a smaller fall is a rise of the signed number.
    """
    if fact.value_text.startswith(("-", "－", "−")):
        return -1
    signs = {_sign(words) for words in leads(fact)}
    return signs.pop() if len(signs) == 1 else None


def moves_growth(fact: Fact) -> bool:
    """Whether a change in points is one of a growth rate (降幅收窄), not of a rate such as 优良率."""
    return any(word in words for words in leads(fact) for word in GROWTH_WORDS)


# Several rules ask the same of a fact; looking it up takes a twentieth of finding it.
@lru_cache(maxsize=1 << 14)
def _leads(quote: str, value_text: str, unit_text: str) -> tuple[str, ...]:
    digits = len(value_text)
    places = _places(quote, value_text + unit_text, digits) or _places(quote, value_text, digits)
    return tuple(_after_quantity(quote[max(0, at - REACH) : at]) for at in places)


def _places(quote: str, wanted: str, digits: int) -> list[int]:
    """Where a figure stands in a clause; the 4 of 4个百分点 is not that of 2488.4亿元."""
    places: list[int] = []
    at = quote.find(wanted) if wanted else -1
    while at >= 0:
        after = quote[at + digits : at + digits + 1]
        if quote[at - 1 : at] not in _NUMERIC and after not in _NUMERIC:
            places.append(at)
        at = quote.find(wanted, at + 1)
    return places


def _after_quantity(words: str) -> str:
    match = _QUANTITY_BEFORE.match(words)
    return words[match.end() :] if match else words


@lru_cache(maxsize=1 << 14)
def _base(words: str, period: str | None) -> str:
    year = _YEAR.search(words)
    if year is not None and period is not None:
        return PREVIOUS_YEAR if int(year[1]) == int(period[:4]) - 1 else "span"
    return next((base for pattern, base in _bases() if pattern.search(words)), PREVIOUS_YEAR)


@lru_cache(maxsize=1 << 14)
def _sign(words: str) -> int | None:
    words = _COMMA.split(words)[-1]
    if words.endswith(("-", "－", "−")):
        return -1
    found = [(m.end(), sign, id_) for id_, pattern, sign in _directions() for m in pattern.finditer(words)]
    if not found:
        return None
    _, sign, id_ = max(found)
    turned = id_ in ("up.widen", "down.narrow") and any(i == "down.pace" for _, _, i in found)
    return -sign if turned else sign


@cache
def _bases() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["base"]) for row in table("comparison_bases"))


@cache
def _directions() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    return tuple(
        (row["id"], re.compile(row["pattern"]), int(row["sign"] + "1")) for row in table("direction_words")
    )
