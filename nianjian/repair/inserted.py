"""Pinyin that was written into the middle of a character, because two others seemed to make one there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.repair import gbk
from nianjian.repair.page import Proposal
from nianjian.repair.pinyin import LATIN, agrees

if TYPE_CHECKING:
    from collections.abc import Iterator

# Begins with what is rare, the mark: the engine then finds it without trying every place.
_INSERTED = re.compile(rf"[?(](?<=([㐀-鿿]).)([{LATIN}]{{1,6}})\)([@-~]?)(?:\(([{LATIN}]{{1,6}})\))?")


# With a tone mark: no abbreviation.
_HALF_A_SCRAP = re.compile(r"\?(?<=[㐀-鿿]\?)([a-z]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,3})\)")


def halves_of_scraps(text: str) -> Iterator[Proposal]:
    """`空?xū)赓|`: a reading without its first bracket was written into a character.

    Where what is left of the character does not tell it, the place is marked.
    """
    if "?" in text:
        for hit in _HALF_A_SCRAP.finditer(text):
            yield Proposal(hit.start(), hit.end(), hit[0], "unrepaired", "half_a_scrap", "no_reading")


def inserted_syllables(text: str) -> Iterator[Proposal]:
    """`入?yún)^(qū)`: the program that wrote readings behind characters saw one across the border of two.

    In 入區 (C8 EB, 85 5E) it saw 雲 (EB 85) and wrote (yún) into 區. What is left of 區 is `?` or nothing,
    and its second byte. Both syllables are checksums: the pair across the border must read as the first, the
    character put together again as the second. Only a single solution is taken.
    """
    for hit in _INSERTED.finditer(text):
        if not hit[4] and not hit[3]:
            continue
        if agrees(hit[1], hit[2]):
            continue
        solutions = set(_cut_in_two(hit[1], hit[2], hit[3], hit[4]))
        if len(solutions) == 1:
            host = solutions.pop()
            pair = (hit[1].encode("gbk")[1:] + host.encode("gbk")[:1]).decode("gbk")
            proof = f"redamage:inserted-syllable;pinyin:{pair}={hit[2]}"
            proof += f",{host}={hit[4]}" if hit[4] else ""
            yield Proposal(hit.start(), hit.end(), host, "gbk_slip", "gbk_inserted_syllable", proof)


def _cut_in_two(before: str, inserted: str, remnant: str, own: str | None) -> Iterator[str]:
    """The characters that a syllable was written into, given what stands before and what is left."""
    try:
        border = before.encode("gbk")[1]
    except (UnicodeEncodeError, IndexError):
        return
    characters = gbk.characters()
    for lead in gbk.LEAD:
        across = characters.get(bytes((border, lead)))
        if across is None or not agrees(across, inserted):
            continue
        trails = remnant.encode() if remnant else bytes(t for t in gbk.TRAIL if t >= 0x80)
        for trail in trails:
            host = characters.get(bytes((lead, trail)))
            if host is not None and (not own or agrees(host, own)):
                yield host
