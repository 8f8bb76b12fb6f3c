"""A year as it is written, as patterns without a group: 2019, 二〇一九, 二零一九, 二0一九, 一九九八."""

ZERO = "〇○Ｏ零O0"
"""The characters that stand for the zero of a year in Han numerals; typists take what looks like it."""
ARABIC_YEAR = "(?:19|20)[0-9]{2}"
YEAR = f"(?:{ARABIC_YEAR}|[一二][九{ZERO}][一二三四五六七八九{ZERO}]{{2}})"
