"""Where GBK was read out of phase: the characters that no report holds, or not so close together."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.repair.pinyin import LATIN, agrees, syllables

if TYPE_CHECKING:
    from collections.abc import Iterator

# Symbols of the rows that punctuation's bytes open when read late: phonetic signs, box drawing, kana, Greek.
_SYMBOL = "ㄅ-ㄩ┄-╋Α-Ωα-ωА-яぁ-ヶ"
_HAN = "㐀-鿿"
_SYMBOLS = re.compile(
    f"(?<=[{_HAN}。，、；：”）{_SYMBOL}])(?:[{_SYMBOL}])(?=[{_HAN}{_SYMBOL}（）。，]|[A-Za-z])"
)
# Closing and mathematical marks that open a line, or stand alone among Han: the indent's or a comma's half.
_ALONE = "∧∨∑∏∪∩∈∷⊥∥∠⌒⊙∫∮≡≌≈∽∝≠≮≯∵∴♂♀"
_MARKS = re.compile(
    f"(?<=[{_HAN}，。、；：])[{_ALONE}](?=[{_HAN}])|^[{_ALONE}々‖〕〉》」』〗】∶√≤≥∞°′″℃＄¤￠￡‰§](?=[{_HAN}ぁ-ヶA-Za-z])",
    re.MULTILINE,
)
_BOXES = re.compile("[┄-╋][ ─━┄-╋]")
_WRONG_HOST = re.compile(rf"(.)\(([{LATIN}]{{1,6}})\)")


def suspects(text: str, traditional: bool) -> Iterator[tuple[int, bool]]:
    """Places that look misread, each with whether the sign is strong; in no order.

    Strong is a symbol among Han characters and a pinyin scrap that its host cannot be read as; weak are three
    characters outside everyday use close together, two right before an ASCII character, and a mark `?` or `!`
    right before one. What a text repeats, such as a rare place name, is no sign.
    """
    for hit in _SYMBOLS.finditer(text):
        if not _BOXES.match(text, hit.start()) and not _BOXES.match(text, hit.start() - 1):
            yield hit.start(), True
    for hit in _MARKS.finditer(text):
        yield hit.start(), True
    if "(" in text:
        for hit in _WRONG_HOST.finditer(text):
            if hit[2] in syllables() and hit[2] not in _ASCII_WORDS and not agrees(hit[1], hit[2]):
                yield hit.start(), True
    for hit in _clusters(traditional).finditer(text):
        if text.count(hit[0]) == 1:
            yield hit.start(), False


# Syllables without a tone mark that are English words or abbreviations too.
_ASCII_WORDS = frozenset(
    {"a", "e", "o", "an", "en", "he", "me", "men", "long", "ten", "song", "pin", "can", "ban"}
)


@cache
def _clusters(traditional: bool) -> re.Pattern[str]:
    """Characters outside everyday use: three close together, two before ASCII, one behind a question mark."""
    odd = f"[{_ranges(_odd(traditional))}]"
    return re.compile(
        f"{odd}[{_HAN}]{{0,2}}{odd}[{_HAN}]{{0,2}}{odd}|(?<=[{_HAN}。%”])[?!](?=[{_HAN}]?{odd})"
    )


@cache
def _odd(traditional: bool) -> tuple[int, ...]:
    """The Han characters outside the everyday ones of a script: Big5 level 1, GB 2312 level 1."""
    codec, last = ("big5", 0xC6) if traditional else ("gb2312", 0xD7)
    odd = []
    for code in range(0x4E00, 0xA000):
        try:
            lead = chr(code).encode(codec)[0]
        except UnicodeEncodeError:
            lead = 0xFF
        if lead > last:
            odd.append(code)
    return tuple(odd)


def _ranges(codes: tuple[int, ...]) -> str:
    """Code points as the inside of a character class."""
    parts: list[str] = []
    first = previous = codes[0]
    for code in (*codes[1:], -1):
        if code != previous + 1:
            parts.append(chr(first) if first == previous else f"{chr(first)}-{chr(previous)}")
            first = code
        previous = code
    return "".join(parts)
