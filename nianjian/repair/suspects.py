"""Where GBK was read out of phase: the characters that no report holds, or not so close together."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from nianjian.repair.pinyin import BRACKETED, agrees, syllables

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "㐀-鿿"
_FIRST_HAN, _LAST_LETTER = "一", "ɏ"
# Odd characters are close together with at most two others between them.
_CLOSE = 3
# Symbols of the rows that punctuation's bytes open when read late: phonetic signs, box drawing, kana, Greek.
_SYMBOL = "ㄅ-ㄩ┄-╋Α-Ωα-ωА-яぁ-ヶ"
# Letters with tone marks, from the row that （ opens before 二 and 八; pinyin stands in brackets.
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ"
# Mathematical marks among Han, and closing marks that open a line: the half of an indent or a comma.
_ALONE = "∧∨∑∏∪∩∈∷⊥∥∠⌒⊙∫∮≡≌≈∽∝≠≮≯∵∴♂♀"
_CLOSING = "々‖〕〉》」』〗】∶√≤≥∞°′″℃＄¤￠￡‰§"
# Plain classes are scanned fast; what stands beside a hit is looked at afterwards.
_LINE_SIGNS = re.compile(f"\n[{_CLOSING}](?=[{_HAN}ぁ-ヶA-Za-z])")
_BESIDE_SYMBOL = re.compile(
    f"[{_HAN}。，、；：”）{_SYMBOL}](?:[{_SYMBOL}][{_HAN}{_SYMBOL}（）。，A-Za-z]|[{_TONED}][{_HAN}{_SYMBOL}])"
)
_ALONE_AMONG = re.compile(f"[{_HAN}，。、；：\n][{_ALONE}][{_HAN}]")
_BOXES = re.compile("[┄-╋][ ─━┄-╋]")


def suspects(text: str, traditional: bool) -> Iterator[tuple[int, bool]]:
    """Places that look misread, each with whether the sign is strong; in no order.

    Strong is a symbol among Han characters and a pinyin scrap that its host cannot be read as; weak are three
    characters outside everyday use close together, two right before an ASCII character, and a mark `?` or `!`
    right before one. What a text repeats, such as a rare place name, is no sign.
    """
    unusual, pairs, marks = _unusual(traditional)
    odd: list[int] = []
    for hit in unusual.finditer(text):
        at = hit.start()
        char = text[at]
        if char >= _FIRST_HAN:
            odd.append(at)
            continue
        if char <= _LAST_LETTER and text[at + 1 : at + 2] <= _LAST_LETTER:
            # A letter of a syllable in brackets.
            continue
        around = f"\n{text[:2]}" if at == 0 else text[at - 1 : at + 2]
        boxes = _BOXES.match(text, at) or _BOXES.match(text, at - 1)
        if not boxes and (_ALONE_AMONG.match(around) or _BESIDE_SYMBOL.match(around)):
            yield at, True
    for hit in _LINE_SIGNS.finditer(f"\n{text[:2]}"):
        yield hit.start(), True
    for hit in _LINE_SIGNS.finditer(text):
        yield hit.start() + 1, True
    if "(" in text:
        for hit in BRACKETED.finditer(text):
            at = hit.start() - 1
            if at < 0 or agrees(text[at], hit[1]):
                continue
            if hit[1] in syllables() and hit[1] not in _ASCII_WORDS:
                yield at, True
    done = 0
    for at, other in pairwise(odd):
        if at >= done and other - at <= _CLOSE and (close := pairs.match(text, at)):
            done = close.end()
            if (close[1] or close[2] is not None) and text.count(close[0]) == 1:
                yield at, False
    for mark, before_odd in marks.items():
        for hit in before_odd.finditer(text) if mark in text else ():
            if text[hit.start() - 1 : hit.start()] not in (" ", "\n", ""):
                yield hit.start(), False


# Syllables without a tone mark that are English words or abbreviations too.
_ASCII_WORDS = frozenset(
    {"a", "e", "o", "an", "en", "he", "me", "men", "long", "ten", "song", "pin", "can", "ban"}
)


@cache
def _unusual(
    traditional: bool,
) -> tuple[re.Pattern[str], re.Pattern[str], dict[str, re.Pattern[str]]]:
    """What to look at: any symbol or character outside everyday use; two such characters close together, with
    a third or ASCII behind them; one behind a mark.
    """
    ranges = _ranges(_odd(traditional))
    odd = f"[{ranges}]"
    pairs = f"{odd}[{_HAN}]{{0,2}}{odd}(?:([{_HAN}]{{0,2}}{odd})|((?<={odd}{odd})[{_HAN}]{{0,2}}(?=[!-~])))?"
    # One pattern to a mark: the engine finds what a pattern begins with, if it is one character.
    marks = {mark: re.compile(f"{re.escape(mark)}[{_HAN}]?{odd}") for mark in "?!"}
    return re.compile(f"[{_SYMBOL}{_ALONE}{_TONED}{ranges}]"), re.compile(pairs), marks


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
