"""Readings of Han characters, and the scraps of them that a page's program left behind their hosts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

LATIN = (
    "a-zü\u00e0-\u00ff\u0101\u0113\u011b\u012b\u014d\u016b\u01ce\u01d0\u01d2\u01d4\u01d6\u01d8\u01da\u01dc"
)
# A page may break anywhere, within a scrap too.
SCRAP = re.compile(rf"\([ \n]?([{LATIN}]{{1,6}}(?:\n[{LATIN}]{{1,5}})?)[ \n]?\)")
BRACKETED = re.compile(rf"\(([{LATIN}]{{1,6}})\)")
READING_AIDS = 3


@cache
def hosts(usual_only: bool = False) -> dict[str, str]:
    """The Han characters of GBK that may be read as a syllable, by syllable: with its tone and without."""
    found: dict[str, str] = {}
    for row in table("pinyin"):
        chars = row["hosts"] if usual_only else row["hosts"] + row["also"]
        for syllable in {row["id"], without_tone(row["id"])}:
            found[syllable] = found.get(syllable, "") + chars
    return found


def without_tone(syllable: str) -> str:
    """A syllable with its tone mark taken off; the dots of ü stay."""
    parts = unicodedata.normalize("NFD", syllable)
    return unicodedata.normalize(
        "NFC", "".join(c for c in parts if c == "\u0308" or not unicodedata.combining(c))
    )


@lru_cache(maxsize=8192)
def agrees(host: str, syllable: str, *, usual: bool = False) -> bool:
    """Whether a character may be read as a syllable, with or without its tone mark; or is so as a rule."""
    read_so = hosts(usual)
    return host in read_so.get(syllable, "") or host in read_so.get(syllable.replace("v", "ü"), "")


def pinyin_scraps(text: str) -> Iterator[Proposal]:
    """區(qū): a program wrote the reading of a character behind it, for every occurrence of some hosts.

    The reading is a checksum: only where the host can be read so is the scrap removed; `拷(jīng)` is
    left to the detector of misread bytes, and every other parenthesis is text. A rare host glossed once
    or twice in a whole document is a reader's aid (`亳(bó)州`) and stays.
    """
    if "(" not in text:
        return
    found: list[tuple[int, int, str, str]] = []
    for hit in SCRAP.finditer(text):
        start, end = hit.span()
        if start and text[start - 1] in " \n":
            start -= 1
        host, syllable = text[start - 1 : start], hit[1].replace("\n", "")
        if host and agrees(host, syllable):
            found.append((start, end, host, syllable))
    if len(found) < READING_AIDS:
        found = [row for row in found if common(row[2])]
    for start, end, host, syllable in found:
        yield Proposal(start, end, "", "pinyin_scrap", "pinyin_scrap", f"pinyin:{host}={syllable}")


def common(host: str) -> bool:
    """Whether a character is one of the 3755 of everyday use (GB 2312 level 1), or not Simplified at all."""
    try:
        lead = host.encode("gb2312")[0]
    except UnicodeEncodeError:
        return True
    return lead < 0xD8
