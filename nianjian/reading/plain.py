"""A plain view of raw text for reading titles, dates and places: Simplified, without scraps and blanks.

Only reading uses it, and nothing is kept of it but what was found: offsets and evidence belong to the raw
text, and mending that is the business of nianjian.repair.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.reading.likelihood import common_han, windows
from nianjian.widths import narrow, plain_blanks

if TYPE_CHECKING:
    from collections.abc import Callable

MIXED = 0.1
"""Share of the rarer script's own characters from which on a text counts as mixed."""

_PINYIN = re.compile(r"\((?=[^()]*[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü])[a-zɡāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)")
_ENTITY = re.compile(r"&(?:nbsp|emsp|ensp|#160|#12288);?")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"


def script_of(text: str) -> str:
    """`hans`, `hant` or `mixed`, by the characters (of a sample of a long text) that only one script has."""
    text = "".join(windows(text)[::2])
    chars = set(text)
    own = {script: chars & common_han()[script] for script in ("hans", "hant")}
    if not (own["hans"] and own["hant"]):
        return "hant" if own["hant"] else "hans"
    hans, hant = (sum(map(text.count, chars)) for chars in own.values())
    if min(hans, hant) > MIXED * (hans + hant):
        return "mixed"
    return "hant" if hant > hans else "hans"


def simplified(text: str, script: str) -> str:
    """The text in Simplified characters and half-width digits, without the pinyin left by converters."""
    if script != "hans":
        text = _converter()(_PINYIN.sub("", text))
    return narrow(plain_blanks(_ENTITY.sub(" ", text)))


def squeezed(text: str) -> str:
    """The text without any blanks: 2020 年 7 月 -> 2020年7月."""
    text = "".join(text.split())
    for char in _INVISIBLE:
        if char in text:
            text = text.replace(char, "")
    return text


@cache
def _converter() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert
