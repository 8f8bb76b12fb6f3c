"""Pairs of neighbouring characters as numbers: made and counted in half the time that strings take."""

from __future__ import annotations

import sys
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LITTLE = sys.byteorder == "little"
_UTF_32 = "utf-32-le" if _LITTLE else "utf-32-be"


def pairs(text: str) -> Iterator[int]:
    """Every two characters of a text that stand side by side, in no order."""
    data = memoryview(text.encode(_UTF_32, "surrogatepass"))
    even, odd = data[: len(data) // 8 * 8], data[4 : len(data) - (len(data) + 4) % 8]
    return chain(even.cast("Q"), odd.cast("Q"))


def pair(left: str, right: str) -> int:
    """The number of two characters."""
    if not _LITTLE:
        left, right = right, left
    return ord(left) | ord(right) << 32
