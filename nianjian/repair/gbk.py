"""GBK as careless programs handle it: the damage itself, modelled forwards, byte by byte.

A repair of misread bytes is believed only if one of these models turns it back into the damaged text.
"""

from __future__ import annotations

from functools import cache
from itertools import product

LEAD = range(0x81, 0xFF)
TRAIL = (*range(0x40, 0x7F), *range(0x80, 0xFF))
# Full-width forms that a program wrote in ASCII by replacing two bytes wherever it saw them, even where
# they belonged to two different characters.
FOLDED = {b"\xa3\xbf": b"?", b"\xa3\xa1": b"!"}
# Lead bytes of the user-defined area: no byte from A1 on makes a character with them.
USER_DEFINED = frozenset((*range(0xAA, 0xB0), *range(0xF8, 0xFF)))
ALWAYS_VANISHES = 0xAA
# A tag that stood here and was stripped after decoding; any ASCII byte brings a late reader into step.
TAG = b"\x00"


def decode(data: bytes, orphan: str = "") -> str:
    """Read bytes pair by pair, as the observed programs did.

    A pair without a character (user-defined or unassigned) vanishes whole; a lead byte without a trail byte
    becomes `orphan`, the byte behind it is read on its own; a stripped tag leaves nothing.
    """
    out: list[str] = []
    at, end = 0, len(data)
    pairs = characters()
    while at < end:
        byte = data[at]
        if byte < 0x80:
            if byte:
                out.append(chr(byte))
            at += 1
        elif at + 1 < end and 0x40 <= data[at + 1] != 0x7F and data[at + 1] != 0xFF and byte in LEAD:
            out.append(pairs.get(data[at : at + 2], ""))
            at += 2
        else:
            out.append(orphan)
            at += 1
    return "".join(out)


def lose_byte(data: bytes, at: int) -> bytes:
    """The bytes without the one at `at`: what follows is read one byte late, up to the next ASCII byte."""
    return data[:at] + data[at + 1 :]


def fold_pair(data: bytes, at: int) -> bytes:
    """The two bytes at `at`, which look like a full-width mark, replaced by the ASCII one."""
    return data[:at] + FOLDED[data[at : at + 2]] + data[at + 2 :]


def insert_after(data: bytes, at: int, scrap: bytes) -> bytes:
    """A scrap written into the bytes, before `at`, by a program that does not know where characters begin."""
    return data[:at] + scrap + data[at:]


def vanishes(lead: int, trail: int) -> bool:
    """Whether a pair of bytes has no character, so that a program that drops what it cannot read drops it."""
    return 0x81 <= lead <= 0xFE and 0x80 <= trail <= 0xFE and bytes((lead, trail)) not in characters()


@cache
def characters() -> dict[bytes, str]:
    """Every pair of bytes that is a character of GBK."""
    pairs = [bytes(pair) for pair in product(LEAD, TRAIL)]
    # Read at once, a line each; of a pair that is none the second byte may be left, as ASCII.
    read = b"\n".join(pairs).decode("gbk", "ignore").split("\n")
    return {pair: char for pair, char in zip(pairs, read, strict=True) if not char.isascii()}


@cache
def pairs() -> dict[str, bytes]:
    """The bytes of every character of GBK."""
    return {char: pair for pair, char in characters().items()}


@cache
def vanishing() -> dict[int, frozenset[int]]:
    """By lead byte, the trail bytes (from 0x80 on) with which it has no character."""
    trails = range(0x80, 0xFF)
    return {lead: frozenset(t for t in trails if vanishes(lead, t)) for lead in LEAD}
