"""A value as it was printed: what it reads as, and how far from it the truth may lie.

This reads value_text and unit_text on its own, without the parser that made the fact, so that each is a
check on the other. A figure printed as 0.1亿元 stands for anything within half of its last digit.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from nianjian.values import value

if TYPE_CHECKING:
    from nianjian.model import Fact

FLOAT_ERROR = 1e-9
_POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7}
_POWERS |= {"亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}
_SCALE_WORDS = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
# 千瓦时, 千米, 千克, 百分点: here the word belongs to the unit.
_SCALE = re.compile(rf"[余多几来]?({_SCALE_WORDS})(?![分瓦米克伏赫卡])|万(?=千[瓦伏])")
_ARABIC = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"(?<=[0-9])[,，](?=[0-9]{3}(?![0-9]))|\s")
_NARROW = str.maketrans("０１２３４５６７８９．％：∶︰O", "0123456789.%:::0")
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_FRACTION = re.compile(r"(.+)分之(.+)")
_TENTHS = re.compile(r"([一二三四五六七八九两])成([一二三四五六七八九半])")
_RATIO = re.compile(r"([0-9]+)[/／]([1-9][0-9]*)")
_CHINESE = re.compile(r"[零〇一二三四五六七八九两十百千万亿点]+")


@value(frozen=True, slots=True)
class Printed:
    """A printed figure in the base unit: its value (unsigned), the end of a range, the last digit's worth."""

    value: Decimal
    high: Decimal | None
    step: Decimal


@lru_cache(maxsize=1 << 16)
def read(value_text: str, unit_text: str) -> Printed | None:
    """The figure that a numeral and its unit spell, or None where the two hold no numeral.

    Understands 2488.4 亿元, 1,000.21 万元, 5-6 %, 四百三十 亿元, 九分之一, 1/3, 百分之三点五, 三 成, 近百,
    翻两番 (a multiple of 4), 半, 2.05:1.
    """
    scale = _scale(unit_text)
    if _ARABIC.fullmatch(value_text) and unit_text[-1:] not in ("成", "番"):
        return Printed(Decimal(value_text) * scale, None, _step(value_text) * scale)
    text = _GROUPED.sub("", value_text.translate(_NARROW))
    # Of a ratio the first side counts: 2.05:1.
    text = text.partition(":")[0]
    whole = value_text + unit_text
    if tenths := _TENTHS.fullmatch(whole):
        below = Decimal(5) if tenths[2] == "半" else Decimal(_DIGITS.get(tenths[2] or "零", 0))
        return Printed(_DIGITS[tenths[1]] * 10 + below, None, Decimal(1))
    if ratio := _RATIO.fullmatch(whole.translate(_NARROW)):
        share = (Decimal(ratio[1]) * 100 / Decimal(ratio[2])).quantize(Decimal("0.001"))
        return Printed(share, None, Decimal("0.001"))
    if whole.endswith("成"):
        scale *= 10
    if "番" in value_text + unit_text:
        times = _CHINESE.search(text)
        doublings = _cardinal(times[0]) if times is not None else Decimal(1)
        return None if doublings is None else Printed(2**doublings, None, Decimal("0.1"))
    if text.startswith("半"):
        # 任务过半 is half of a whole, in percent; 半个工作日 is half of one.
        alone = text + unit_text in ("半", "半数")
        return Printed(Decimal(50), None, Decimal(10)) if alone else Printed(scale / 2, None, scale / 10)
    numerals = list(_ARABIC.finditer(text))
    if not numerals:
        return _chinese(text, scale)
    first, last = numerals[0][0], numerals[-1][0]
    own = _scale(text[numerals[0].end() :])
    low_scale = own if own != 1 else scale
    step = max(_step(first) * low_scale, _step(last) * scale)
    high = Decimal(last) * scale if len(numerals) > 1 else None
    value = Decimal(first) * (low_scale * scale if own != 1 and high is None else low_scale)
    return Printed(value, high, step)


def half_step(fact: Fact) -> float:
    """Half of the last printed digit in the fact's base unit: ±0.05亿元 for 2488.4亿元."""
    printed = read(fact.value_text, fact.unit_text)
    return float(printed.step) / 2 if printed is not None else 0.0


def interval(fact: Fact) -> tuple[float, float] | None:
    """Where the truth behind a fact lies by its printed digits and its qualifier; None where it is vague.

    以上, 超过 and the like leave one side open, in the direction away from zero; 约 and 左右 say nothing
    that digits could measure.
    """
    if fact.qualifier == "approx":
        return None
    half = half_step(fact)
    ends = sorted((fact.value, fact.value if fact.value_high is None else fact.value_high))
    low, high = ends[0] - half, ends[1] + half
    if fact.qualifier == "exact":
        return low, high
    outward = fact.qualifier == "at_least"
    if (fact.value >= 0) == outward:
        return low, math.inf
    return -math.inf, high


def exclude(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two figures cannot both be true: their intervals do not even touch.

    270.7 and 270.8 may both be rounded from 270.75, so what floats add to the ends must not part them.
    """
    gap = max(one[0] - other[1], other[0] - one[1])
    ends = [abs(end) for end in (*one, *other) if math.isfinite(end)]
    return gap > FLOAT_ERROR * max(ends, default=0.0)


def apart(expected: tuple[float, float], observed: tuple[float, float]) -> float | None:
    """How far two intervals lie apart, as a share of the observed one; 0 where they meet.

    None where the observed one reaches over zero or without end: a share of that says nothing.
    """
    gap = max(expected[0] - observed[1], observed[0] - expected[1], 0.0)
    size = abs(sum(observed)) / 2
    return gap / size if size and math.isfinite(size) and math.isfinite(gap) else None


@lru_cache(maxsize=1024)
def _scale(text: str) -> Decimal:
    match = _SCALE.match(text)
    return Decimal(10) ** _POWERS[match[1] or "万"] if match else Decimal(1)


def _step(numeral: str) -> Decimal:
    return _place(len(numeral.partition(".")[2]))


@lru_cache(maxsize=64)
def _place(digits: int) -> Decimal:
    return Decimal(1).scaleb(-digits)


def _chinese(text: str, scale: Decimal) -> Printed | None:
    fraction = _FRACTION.search(text)
    if fraction is not None:
        below, above = _cardinal(fraction[1]), _cardinal(fraction[2])
        if not below or above is None:
            return None
        share = above * 100 / below
        step = _step("." + fraction[2].partition("点")[2]) if below == 100 else Decimal("0.001")
        return Printed(share, None, step)
    run = _CHINESE.search(text)
    value = _cardinal(run[0]) if run is not None else None
    if run is None or value is None:
        return None
    digits = _step("." + run[0].partition("点")[2].rstrip("十百千万亿"))
    last = Decimal(10) ** _POWERS[run[0][-1]] if run[0][-1] in "万亿" else Decimal(1)
    return Printed(value * scale, None, digits * last * scale)


def _cardinal(text: str) -> Decimal | None:
    """A Chinese cardinal: split at 亿, then 万, then 千 百 十; a bare scale word counts as one of itself."""
    for word in ("亿", "万", "千", "百", "十"):
        before, found, after = text.rpartition(word)
        if found:
            power = Decimal(10) ** _POWERS[word]
            high = _cardinal(before) if before else Decimal(1)
            low = _cardinal(after) if after else Decimal(0)
            return None if high is None or low is None else high * power + low
    whole, point, rest = text.partition("点")
    if any(c not in _DIGITS for c in whole + rest) or not whole or (point and not rest):
        return None
    digits = "".join(str(_DIGITS[c]) for c in whole)
    return Decimal(f"{digits}.{''.join(str(_DIGITS[c]) for c in rest)}" if point else digits)
