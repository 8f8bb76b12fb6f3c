"""Whether a word that may link (和, 共, 再) only begins a longer one: 和田玉, 共享单车, 再生铜."""

from __future__ import annotations

from functools import cache, lru_cache

from nianjian.boundaries import boundaries
from nianjian.catalogue import table
from nianjian.levels import KINDS

_LONGEST_WORD = 4


def begins_a_word(text: str) -> bool:
    """Whether a text opens with a word of the dictionary longer than its first character, or a region."""
    return _first_word(text[:_LONGEST_WORD]) > 1 or _opens_with_a_place(text)


@lru_cache(maxsize=1 << 12)
def _first_word(text: str) -> int:
    return min(boundaries(text))


def _opens_with_a_place(text: str) -> bool:
    """Whether a text begins with the short name of a region: 和田玉, 于都脐橙; its 和 or 于 links nothing."""
    return text.startswith(_places().get(text[:1], ()))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Short names of regions by their first character, without those that end like a kind: 和|县城."""
    shorts = {row["short"] for row in table("regions")}
    found: dict[str, tuple[str, ...]] = {}
    for short in sorted(short for short in shorts if len(short) > 1 and not short.endswith(KINDS)):
        found[short[0]] = (*found.get(short[0], ()), short)
    return found
