"""Blanks where a page broke its lines: a preview runs the lines of a page together, a blank between them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nianjian.repair.layout import columns
from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 300
"""Columns from which on a line can be several run together."""
_ENOUGH = 6
_MOST = 0.7
_SLACK = 10
_NARROWEST, _WIDEST = 36, 120
# A blank between Han characters; most texts have none. Patterns begin with what is rare.
_WITHIN = re.compile(" (?<=[㐀-鿿，、] )(?=[㐀-鿿])")
_OPEN_ENDS = "，,、“（(%"
_CANNOT_BEGIN = "，。、；：”）%"


def wrapped_blanks(text: str) -> Iterator[Proposal]:
    """`全年实 现生产总值…`: the pieces between the blanks of a long line are all about as wide as its page.

    A piece that ends its sentence is left apart: what follows may be a heading.
    """
    if len(_WITHIN.findall(text)) < _ENOUGH // 2:
        return
    at = 0
    for line in text.split("\n"):
        if len(line) > _LONG // 2 and line.count(" ") >= _ENOUGH and columns(line) > _LONG:
            yield from _of_line(line, at)
        at += len(line) + 1


def _of_line(line: str, offset: int) -> Iterator[Proposal]:
    pieces = line.split(" ")
    cuts: list[tuple[int, int]] = []
    at = 0
    for piece, after in pairwise(pieces):
        at += len(piece)
        if piece and after and _runs_on(piece[-1], after[0]):
            cuts.append((at, columns(piece)))
        at += 1
    widths = sorted(width for _, width in cuts)
    if len(widths) < _ENOUGH or not _NARROWEST <= widths[-2] <= _WIDEST:
        return
    # The widest piece may hold a blank that somebody set: the next one tells the page.
    page = widths[-2]
    full = [width for width in widths if width >= page - _SLACK]
    if len(full) < max(_ENOUGH, _MOST * len(widths)):
        return
    for cut, width in cuts:
        if width >= page - 2 * _SLACK:
            start = offset + cut
            yield Proposal(start, start + 1, "", "spacing", "wrapped_blank", f"page:{page}")


def _runs_on(left: str, right: str) -> bool:
    """Whether a sentence can go on from one character to the other."""
    goes = _is_han(left) or left.isdigit() or left in _OPEN_ENDS
    return goes and (_is_han(right) or right.isdigit() or right in _CANNOT_BEGIN)


def _is_han(char: str) -> bool:
    return "㐀" <= char <= "鿿"
