"""Numerals as written -> exact decimals: Arabic with separators and full width, Chinese in words."""

from __future__ import annotations

import re
from decimal import Decimal

NARROW = str.maketrans("０１２３４５６７８９．，－％", "0123456789.,-%")

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
    "俩": 2,
    "壹": 1,
    "贰": 2,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}

CHINESE_CHARS = "零〇○一二三四五六七八九十百千万亿两"

SCALES = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "十亿": Decimal(10) ** 9,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
    "百": Decimal(100),
}

_CLEAN = re.compile(r"[,，\s]")


def arabic(text: str) -> Decimal:
    """The value of an Arabic numeral: full-width digits, thousands separators and a sign are allowed."""
    if text.isascii() and text.replace(".", "", 1).isdecimal():
        return Decimal(text)
    return Decimal(_CLEAN.sub("", text.translate(NARROW)))


def chinese(text: str) -> Decimal | None:
    """The value of a Chinese cardinal (四百三十亿, 两千, 五十八点七, 二〇二〇), or None where it is none.

    Scale words alone count as one of themselves (千亿 is 10^11), as the language uses them for thresholds.
    """
    whole, point, fraction = text.partition("点")
    value = _integer(whole)
    if value is None or (point and not fraction):
        return None
    if not point:
        return Decimal(value)
    if any(c not in DIGITS for c in fraction):
        return None
    return Decimal(f"{value}." + "".join(str(DIGITS[c]) for c in fraction))


def _integer(text: str) -> int | None:
    if not text:
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    pending = False
    for c in text:
        if c in DIGITS:
            digit, pending = DIGITS[c], True
        elif c in SMALL:
            section += (digit if pending else 1) * SMALL[c]
            digit, pending = 0, False
        elif c in LARGE:
            section += digit
            if c == "亿" and total and section == 0:
                total *= LARGE[c]
            else:
                total += (section or 1) * LARGE[c]
            section, digit, pending = 0, 0, False
        else:
            return None
    return total + section + digit
