"""Where words stand in a text: finding one is ten times as fast as a pattern that begins with a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator


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


def matches(text: str, pattern: re.Pattern[str], openings: Iterable[str] | None) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with one of the openings (None: any), as finditer has them."""
    if openings is None:
        yield from pattern.finditer(text)
        return
    end = 0
    for at in places(text, openings):
        if at >= end and (match := pattern.match(text, at)) is not None:
            end = match.end()
            yield match


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether any of the words stands in the text."""
    # A generator in any() takes three times as long.
    for word in words:  # noqa: SIM110
        if word in text:
            return True
    return False
