"""Where each clean character came from: the offset map that the edits themselves build."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TYPECODE = "i"


# Replace `text[start:end]` by `after`: (start, end, after), counted in the text that the edit is applied to.
Edit = tuple[int, int, str]


@cache
def _ramp(bits: int) -> array[int]:
    """0, 1, 2 … up to a power of two; slicing it is ten times faster than counting afresh."""
    return array(TYPECODE, range(1 << bits))


class OffsetMap:
    """The raw span of every clean character, as two arrays of equal length; both never decrease."""

    __slots__ = ("ends", "starts")

    def __init__(self, starts: array[int], ends: array[int]) -> None:
        self.starts = starts
        self.ends = ends

    @classmethod
    def identity(cls, length: int, raw_start: int = 0) -> OffsetMap:
        """The map of an unchanged text of `length` characters that begins at `raw_start` of the file."""
        ramp = _ramp((raw_start + length + 1).bit_length())
        return cls(ramp[raw_start : raw_start + length], ramp[raw_start + 1 : raw_start + length + 1])

    @classmethod
    def from_lists(cls, starts: Sequence[int], ends: Sequence[int]) -> OffsetMap:
        """The map stored in the columns raw_starts and raw_ends of table cleaned_text."""
        return cls(array(TYPECODE, starts), array(TYPECODE, ends))

    def __len__(self) -> int:
        return len(self.starts)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, OffsetMap):
            return NotImplemented
        return self.starts == other.starts and self.ends == other.ends

    __hash__ = None  # type: ignore[assignment]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span that clean `[start, end)` came from; `start < end` is required."""
        if not 0 <= start < end <= len(self.starts):
            raise IndexError(f"clean span [{start}, {end}) is empty or outside a text of {len(self.starts)}")
        return self.starts[start], self.ends[end - 1]

    def clean_at(self, raw: int) -> int | None:
        """The first clean character whose raw span holds the raw offset, or None where it was removed."""
        at = bisect_right(self.starts, raw) - 1
        if at < 0 or raw >= self.ends[at]:
            return None
        return bisect_left(self.starts, self.starts[at])

    def apply(self, text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
        """Apply sorted edits that do not overlap to `text`, which this map describes: new text, new map.

        A replacement of equal length maps character by character; any other maps each new character to
        the whole span that it replaces. Raises ValueError where edits overlap or leave the text.
        """
        pieces: list[str] = []
        starts, ends = array(TYPECODE), array(TYPECODE)
        old_starts, old_ends, size = self.starts, self.ends, len(text)
        at = 0
        for start, end, after in edits:
            if not at <= start <= end <= size:
                raise ValueError(f"edit of [{start}, {end}) overlaps the one before it or leaves the text")
            same_length = len(after) == end - start
            pieces += (text[at:start], after)
            kept = end if same_length else start
            starts += old_starts[at:kept]
            ends += old_ends[at:kept]
            if after and not same_length:
                low, high = self._replaced(start, end)
                starts += array(TYPECODE, [low]) * len(after)
                ends += array(TYPECODE, [high]) * len(after)
            at = end
        pieces.append(text[at:])
        starts += old_starts[at:]
        ends += old_ends[at:]
        return "".join(pieces), OffsetMap(starts, ends)

    def _replaced(self, start: int, end: int) -> tuple[int, int]:
        if start < end:
            return self.starts[start], self.ends[end - 1]
        point = self.starts[start] if start < len(self.starts) else (self.ends[-1] if self.ends else 0)
        return point, point
