"""Numerals that a converter set on lines of their own, in the middle of their sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.repair.layout import Line

_ALONE = re.compile(r"[-－]?\d[\d.．,]*[%％‰]?|[%％‰]")
_RUNNING = re.compile(r"[，。；、;]|,(?!\d)")
_ENOUGH = 5
# A number may itself have been cut by a line break: 29⏎1.2.
_STACKED = 0.1


def stands_alone(line: Line) -> bool:
    """Whether a line is nothing but a number, or the sign of one."""
    return len(line.body) <= 16 and _ALONE.fullmatch(line.body) is not None


def numbers_apart(lines: Sequence[Line]) -> str | None:
    """The certificate that numbers on lines of their own belong to the sentences around them, or None.

    Most lines beside such numbers are running text; in a table cell by cell they hold no stop, and number
    stands below number.
    """
    alone = [i for i, line in enumerate(lines) if line.body[-1:] not in "%％‰" and stands_alone(line)]
    if len(alone) < _ENOUGH:
        return None
    beside = [lines[j] for i in alone for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    words = [line for line in beside if line.body not in ("%", "％", "‰")]
    stacked = sum(stands_alone(line) for line in words)
    running = sum(_RUNNING.search(line.body) is not None for line in words)
    few = stacked <= _STACKED * len(words)
    return f"numbers_apart:{len(alone)}" if few and 2 * running >= len(words) else None
