"""The numbers that count headings: Han numerals to 99, digits of any width, circled and closed signs."""

from __future__ import annotations

import unicodedata

from nianjian.years import YEAR

THE_YEAR = YEAR + r"\s?年"
"""A year with its 年, as a pattern."""
HAN = {numeral: value for value, numeral in enumerate("零一二三四五六七八九")}
WORDS = {"首先": 1, "其次": 2, "再次": 3, "最后": 0}


def count(text: str) -> int:
    """Number of a heading: 十二 -> 12, ３ -> 3, ㈣ -> 4, 其次 -> 2; 0 where it may follow any number."""
    if text in WORDS:
        return WORDS[text]
    plain = unicodedata.normalize("NFKC", text).strip("(). ")
    if plain.isdecimal():
        return int(plain)
    tens, ten, units = plain.rpartition("十")
    if not ten:
        return HAN.get(plain, 0)
    return 10 * HAN.get(tens or "一", 0) + HAN.get(units, 0)
