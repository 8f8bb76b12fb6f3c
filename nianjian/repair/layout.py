"""Lines: where they lie, how wide they are, and whether their breaks are a page's or the author's."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nianjian.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.repair.page import Page

BLANK = " \t\r\f\v\u3000\u00a0\ufeff"
# A wrapped text has most of its lines within this many half-width columns of one width.
SLACK = 5
CHARACTER_SLACK = 1
NARROWEST, WIDEST = 24, 140
_ENDED = re.compile("[。！？!?][”’」』》）)]*$")


@value(frozen=True, slots=True)
class Line:
    """A line that is not blank: `[start, end)` without the white space around it.

    `head` is where its white space in front begins; `after` is where the next line begins. `printed` is what
    the page showed of it, with all that is removed by now; of a line put together again, the last part.
    """

    head: int
    start: int
    end: int
    after: int
    body: str
    width: int
    printed: str

    @property
    def indented(self) -> bool:
        """Whether white space stands in front of it."""
        return self.start > self.head

    @property
    def tail(self) -> str:
        """Its end, which is all that a look at its last words needs."""
        return self.body[-32:]


def lines_of(page: Page) -> list[Line]:
    """The lines of a page that are not blank, in order."""
    found: list[Line] = []
    text, head = page.text, 0
    size = len(text)
    for piece in text.split("\n"):
        after = head + len(piece) + 1
        body = piece.strip(BLANK)
        if body:
            start = head + len(piece) - len(piece.lstrip(BLANK))
            end = start + len(body)
            found.append(Line(head, start, end, min(after, size), body, columns(body), body))
        head = after
    if size == len(page.raw) or not _narrow(found):
        return found
    return [replace(line, printed=_printed(page, line)) for line in found]


def _narrow(lines: Sequence[Line]) -> bool:
    """Whether most lines are short enough for a page: what was printed on one matters only then."""
    wide = [line.width for line in lines if line.width >= NARROWEST]
    return len(wide) >= 3 and sorted(wide)[len(wide) // 2] <= WIDEST


def _printed(page: Page, line: Line) -> str:
    starts = page.offsets.starts
    stop = line.after - 1 if page.text[line.after - 1] == "\n" else line.after
    first = starts[line.start] - page.base
    last = starts[stop] - page.base if stop < len(starts) else len(page.raw)
    return page.raw[first:last].strip(BLANK).rpartition("\n")[2]


def columns(body: str) -> int:
    """The width of a line in half-width columns: a Han character is two wide, an ASCII one one."""
    size = len(body)
    return size + (len(body.encode("utf-8", "surrogatepass")) - size) // 2


def ended(body: str) -> bool:
    """Whether a line closes a sentence."""
    return _ENDED.search(body, max(0, len(body) - 6)) is not None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The width at which a text was wrapped: counted in half-width columns, or in characters of any width."""

    width: int
    in_characters: bool

    def measure(self, line: Line) -> int:
        """The length of a line as this rhythm counts it."""
        return len(line.printed) if self.in_characters else columns(line.printed)

    def fills(self, line: Line) -> bool:
        """Whether the line reaches the margin."""
        return self.measure(line) >= self.width - (CHARACTER_SLACK if self.in_characters else SLACK)

    def fullness(self, line: Line) -> float:
        """The share of the width that the line takes."""
        return self.measure(line) / self.width

    def __str__(self) -> str:
        return f"{self.width}{'c' if self.in_characters else ''}"


def wrap_rhythm(lines: Sequence[Line]) -> Rhythm | None:
    """The rhythm of a wrapped text, or None where its lines are whole paragraphs.

    A wrapped text has many lines just under one width, most of them in mid-sentence, and next to none
    longer. Printers count columns, programs that wrap count characters: the sharper rhythm is believed.
    """
    if not _narrow(lines):
        return None
    wide = [line for line in lines if line.width >= NARROWEST]
    by_columns = _sharpest([columns(line.printed) for line in wide], SLACK)
    by_characters = _sharpest([len(line.printed) for line in wide], CHARACTER_SLACK)
    # As many lines in a narrower band of characters is the sharper rhythm only where columns scatter.
    share, rhythm = max(
        (by_columns[0], Rhythm(by_columns[1], False)),
        (by_characters[0] - 0.1, Rhythm(by_characters[1], True)),
        key=lambda pair: pair[0],
    )
    measured = [rhythm.measure(line) for line in wide]
    longer = sum(length > rhythm.width + 1 for length in measured)
    least = max(3 / len(wide), 0.45)
    if rhythm.width > WIDEST or share < least - 0.1 * rhythm.in_characters or longer > 0.05 * len(wide):
        return None
    full = [line for line in wide if rhythm.fills(line) and rhythm.measure(line) <= rhythm.width + 1]
    return rhythm if sum(not ended(line.body) for line in full) >= 0.6 * len(full) else None


def _sharpest(lengths: Sequence[int], slack: int) -> tuple[float, int]:
    """The share of lines within `slack` under the length that gathers most of them, and that length."""
    ordered = sorted(lengths)
    best, length = max((bisect_right(ordered, w) - bisect_left(ordered, w - slack), w) for w in set(ordered))
    return best / len(ordered), length
