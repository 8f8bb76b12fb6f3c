"""Lines: where they lie, how wide they are, and whether their breaks are a page's or the author's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BLANK = " \t\r\f\v\u3000\u00a0\ufeff"
# A wrapped text has most of its lines within this many half-width columns of one width.
SLACK = 5
NARROWEST, WIDEST = 24, 140
_ENDED = re.compile("[。！？!?][”’」』》）)]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: `[start, end)` without the white space around it.

    `head` is where its white space in front begins; `after` is where the next line begins.
    """

    head: int
    start: int
    end: int
    after: int
    body: str
    width: int

    @property
    def indented(self) -> bool:
        """Whether white space stands in front of it."""
        return self.start > self.head


def lines_of(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    found: list[Line] = []
    head = 0
    for piece in text.split("\n"):
        after = head + len(piece) + 1
        body = piece.strip(BLANK)
        if body:
            start = head + len(piece) - len(piece.lstrip(BLANK))
            found.append(Line(head, start, start + len(body), min(after, len(text)), body, columns(body)))
        head = after
    return found


def columns(body: str) -> int:
    """The width of a line in half-width columns: a Han character is two wide, an ASCII one one."""
    return len(body) + (len(body.encode("utf-8", "surrogatepass")) - len(body)) // 2


def ended(body: str) -> bool:
    """Whether a line closes a sentence."""
    return _ENDED.search(body) is not None


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The width at which a text was wrapped, or None where its lines are whole paragraphs.

    A wrapped text shows in its rhythm: many lines just under one width, most of them in mid-sentence,
    and next to none longer.
    """
    widths = sorted(line.width for line in lines if line.width >= NARROWEST)
    if len(widths) < 3 or widths[len(widths) // 2] > WIDEST:
        return None
    best, width = max((bisect_right(widths, w) - bisect_left(widths, w - SLACK), w) for w in set(widths))
    longer = len(widths) - bisect_right(widths, width + 1)
    if width > WIDEST or best < max(3, 0.45 * len(widths)) or longer > 0.05 * len(widths):
        return None
    full = [line for line in lines if width - SLACK <= line.width <= width + 1]
    return width if sum(not ended(line.body) for line in full) >= 0.6 * len(full) else None
