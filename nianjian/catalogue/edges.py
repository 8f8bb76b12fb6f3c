"""With which characters a regular expression can begin and end: rules are then looked up by a character.

Read off the parse tree of the standard library, which is no public interface: without it every character is
possible, and the rules that use this give the same answers more slowly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

try:
    from re import _parser  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover
    _parser = None

if TYPE_CHECKING:
    from collections.abc import Iterable

Characters = frozenset[str] | None
"""The characters that are possible, or None for any."""

_LARGEST: Final = 512
_EMPTY_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def first_characters(pattern: str) -> Characters:
    """The characters that a match can begin with; None where it may be empty or begin with any."""
    return _edge(pattern, last=False)


def last_characters(pattern: str) -> Characters:
    """The characters that a match can end with; None where it may be empty or end with any."""
    return _edge(pattern, last=True)


def guard(pattern: str) -> str:
    """A lookahead for the first character of a pattern: a long choice is refused by it at once."""
    firsts = first_characters(pattern)
    return "" if firsts is None else f"(?=[{re.escape(''.join(sorted(firsts)))}])"


def _edge(pattern: str, *, last: bool) -> Characters:
    if _parser is None:
        return None
    found, may_be_empty = _of_sequence(_parser.parse(pattern), last)
    return None if may_be_empty else found


def _of_sequence(items: Iterable[Any], last: bool) -> tuple[Characters, bool]:
    """The edge characters of a sequence, and whether it may be empty."""
    found: Characters = frozenset()
    for item in reversed(list(items)) if last else items:
        characters, may_be_empty = _of_item(item, last)
        found = _union(found, characters)
        if not may_be_empty or found is None:
            return found, False
    return found, True


def _of_item(item: Any, last: bool) -> tuple[Characters, bool]:
    name, value = str(item[0]), item[1]
    if name == "LITERAL":
        return frozenset(chr(value)), False
    if name == "IN":
        return _of_class(value), False
    if name in _EMPTY_WIDTH:
        return frozenset(), True
    if name in _REPEATS:
        least, _, inner = value
        characters, may_be_empty = _of_sequence(inner, last)
        return characters, may_be_empty or least == 0
    if name == "SUBPATTERN":
        return _of_sequence(value[3], last)
    if name == "BRANCH":
        parts = [_of_sequence(branch, last) for branch in value[1]]
        found: Characters = frozenset()
        for characters, _ in parts:
            found = _union(found, characters)
        return found, any(may_be_empty for _, may_be_empty in parts)
    return None, False


def _of_class(members: Iterable[Any]) -> Characters:
    found: set[str] = set()
    for kind, value in members:
        if str(kind) == "LITERAL":
            found.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _LARGEST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found)


def _union(one: Characters, other: Characters) -> Characters:
    return None if one is None or other is None else one | other
