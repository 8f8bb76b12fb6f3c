"""Where GBK was read out of phase: the characters that no report holds, or not so close together."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING

from nianjian.places import places
from nianjian.repair.pinyin import BRACKETED, agrees, hosts

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
_BEFORE_ASCII = re.compile(f"[{_HAN}]{{0,2}}(?=[!-~])")
_BOXES = re.compile("[┄-╋][ ─━┄-╋]")
# Syllables without a tone mark that are English words or abbreviations too.
_ASCII_WORDS = frozenset(
    {"a", "e", "o", "an", "en", "he", "me", "men", "long", "ten", "song", "pin", "can", "ban"}
)


def suspects(text: str, traditional: bool) -> Iterator[tuple[int, bool]]:
    """Places that look misread, each with whether the sign is strong; in no order.

    Strong is a symbol among Han characters and a pinyin scrap that its host cannot be read as; weak are three
    characters outside everyday use close together, two right before an ASCII character, and a mark `?` or `!`
    right before one. What a text repeats, such as a rare place name, is no sign.
    """
    odd: list[int] = []
    for hit in _unusual(traditional).finditer(text):
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
            if hit[1] in hosts() and hit[1] not in _ASCII_WORDS:
                yield at, True
    places_of_odd = frozenset(odd)
    done = 0
    for at, other in pairwise(odd):
        if at >= done and other - at <= _CLOSE and (group := _group(text, at, places_of_odd)):
            done, telling = group
            if telling and text.count(text[at:done]) == 1:
                yield at, False
    for at in places(text, "?!") if odd else ():
        before_odd = at + 1 in places_of_odd or (at + 2 in places_of_odd and _is_han(text[at + 1]))
        if before_odd and text[at - 1 : at] not in (" ", "\n", ""):
            yield at, False


def _group(text: str, at: int, odd: frozenset[int]) -> tuple[int, bool] | None:
    """Where the odd characters end that stand close together from `at` on, and whether they are a sign: there
    is a third one, or they are two side by side right before an ASCII character.
    """
    second = _last_close(text, at, odd)
    if second is None:
        return None
    third = _last_close(text, second, odd)
    if third is not None:
        return third + 1, True
    if second - 1 in odd and (ascii_behind := _BEFORE_ASCII.match(text, second + 1)):
        return ascii_behind.end(), True
    return second + 1, False


def _last_close(text: str, at: int, odd: frozenset[int]) -> int | None:
    """The last odd character that is close behind another, with Han characters between them."""
    for place in range(at + _CLOSE, at, -1):
        if place in odd and all(map(_is_han, text[at + 1 : place])):
            return place
    return None


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿"


@cache
def _unusual(traditional: bool) -> re.Pattern[str]:
    """Any symbol that is a sign and any Han character outside everyday use."""
    return re.compile(f"[{_SYMBOL}{_ALONE}{_TONED}{_ranges(_odd(traditional))}]")


def _odd(traditional: bool) -> list[int]:
    """The Han characters outside the everyday ones of a script: Big5 level 1, GB 2312 level 1."""
    codec, last = ("big5", 0xC6) if traditional else ("gb2312", 0xD7)
    pairs = b"\n".join(bytes(pair) for pair in product(range(0xA1, last + 1), range(0x40, 0xFF)))
    everyday = set(pairs.decode(codec, "ignore"))
    return [code for code in range(0x4E00, 0xA000) if chr(code) not in everyday]


def _ranges(codes: list[int]) -> str:
    """Code points as the inside of a character class."""
    parts: list[str] = []
    first = previous = codes[0]
    for code in (*codes[1:], -1):
        if code != previous + 1:
            parts.append(chr(first) if first == previous else f"{chr(first)}-{chr(previous)}")
            first = code
        previous = code
    return "".join(parts)
