"""Values and facts in words that an analyst reads: 2488.4亿元, +4.2%, 嘉定区 2020 地区生产总值."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators

if TYPE_CHECKING:
    from nianjian.model import Fact

CURRENCY_WORDS = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元"}


def amount(value: float | None, unit: str) -> str:
    """A value in the unit people say it in: money in 亿 or 万 (from 100万), the rest as is; "" for None."""
    if value is None:
        return ""
    name = CURRENCY_WORDS.get(unit)
    if name is None:
        return f"{value:,.10g}{unit}"
    for least, scale, word in ((1e8, 1e8, "亿"), (1e6, 1e4, "万")):
        if abs(value) >= least:
            return f"{value / scale:,.8g}{word}{name}"
    return f"{value:,.10g}{name}"


def signed(value: float, unit: str) -> str:
    """A change with its sign: +4.2%, -594人."""
    return f"{'+' if value >= 0 else ''}{amount(value, unit)}"


def say(fact: Fact) -> str:
    """A fact's value: 2,488.4亿元."""
    return amount(fact.value, fact.unit)


def say_change(fact: Fact) -> str:
    """A fact's value with its sign: -3.9%."""
    return signed(fact.value, fact.unit)


def between(low: float, high: float, unit: str) -> str:
    """An interval, its open ends left out: 1,329.9亿元 to 1,332.5亿元, at least 5%."""
    if math.isinf(high):
        return f"at least {rough(low, unit)}"
    if math.isinf(low):
        return f"at most {rough(high, unit)}"
    return f"{rough(low, unit)} to {rough(high, unit)}"


def rough(value: float, unit: str) -> str:
    """A computed value, to six digits: more would claim what the printed figures do not hold."""
    digits = 5 - math.floor(math.log10(abs(value))) if value else 0
    return amount(round(value, digits), unit)


def name_of(fact: Fact) -> str:
    """What a fact measures: its indicator's Chinese name, else the words of the text."""
    indicator = indicators().get(fact.indicator or "")
    return indicator.name_zh if indicator is not None else fact.metric


def cell_of(fact: Fact) -> str:
    """Where a fact stands in the panel: 嘉定区 2020 地区生产总值."""
    return " ".join(part for part in (fact.region_name, fact.period, name_of(fact)) if part)
