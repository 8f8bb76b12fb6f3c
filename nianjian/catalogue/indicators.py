"""The metric catalogue: what an indicator is called, measured in, and easily mistaken for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from types import MappingProxyType
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

AGGREGATIONS = ("flow", "stock", "rate", "index")

_FOLD = str.maketrans({"（": "(", "）": ")", "．": ".", "＋": "+", **dict.fromkeys(' \u3000“”"‘’「」『』')})
_CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One headline indicator of official statistics.

    `units` are the base units its level may have; `low`..`high` is the valid range of the level in any of
    them (None: no bound); `aggregation` says whether it adds up over time (flow), stands at a moment (stock),
    or is a rate or index. `forms` are normal forms (see normal_form); `in_context` pairs a short form with
    the cue that must stand before it in the sentence; `not_to_confuse` lists codes and phrases of others.
    """

    code: str
    name_zh: str
    name_en: str
    units: tuple[str, ...]
    low: float | None
    high: float | None
    aggregation: str
    forms: tuple[str, ...]
    not_to_confuse: tuple[str, ...]
    in_context: tuple[tuple[str, str], ...]


def normal_form(phrase: str) -> str:
    """The phrase as forms are compared: no spaces or quotes, ASCII brackets, Latin letters in capitals."""
    return phrase.translate(_FOLD).upper()


def expand(pattern: str) -> Iterator[str]:
    """The forms that a pattern stands for, in its order: `{a,b,}c` gives ac, bc and c."""
    parts = _CHOICE.split(pattern)
    choices = [part.split(",") if i % 2 else [part] for i, part in enumerate(parts)]
    return ("".join(pick) for pick in product(*choices))


@cache
def indicators() -> Mapping[str, Indicator]:
    """All indicators by code, in the order of the catalogue."""
    return MappingProxyType({row["id"]: _indicator(row) for row in table("indicators")})


@cache
def by_form() -> Mapping[str, str]:
    """The code of every surface form, keyed by normal form; raises ValueError where two codes share one."""
    codes: dict[str, str] = {}
    for indicator in indicators().values():
        for form in indicator.forms:
            if codes.setdefault(form, indicator.code) != indicator.code:
                raise ValueError(
                    f"catalogue/indicators.tsv: {form} is a form of {codes[form]} and of {indicator.code}; "
                    "keep it with one of them"
                )
    return MappingProxyType(codes)


def _indicator(row: dict[str, str]) -> Indicator:
    return Indicator(
        code=row["id"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        units=_listed(row["unit"]),
        low=float(row["low"]) if row["low"] else None,
        high=float(row["high"]) if row["high"] else None,
        aggregation=row["aggregation"],
        forms=_forms(row["name_zh"], *_listed(row["forms"])),
        not_to_confuse=_listed(row["not_to_confuse"]),
        in_context=tuple(_pair(item) for item in _listed(row["in_context"])),
    )


def _forms(*patterns: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for pattern in patterns for form in expand(normal_form(pattern))))


def _listed(field: str) -> tuple[str, ...]:
    return tuple(item for item in field.split("|") if item)


def _pair(item: str) -> tuple[str, str]:
    form, _, cue = item.partition("@")
    return normal_form(form), normal_form(cue)
