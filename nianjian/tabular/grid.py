"""Lines of text as rows of a table: their cells, and which of them stand under which column."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nianjian.quantities import qualifiers
from nianjian.tabular.cells import (
    ROW_NUMBER,
    UnitText,
    Value,
    ends_as,
    is_empty,
    is_label,
    is_words,
    read_units,
    read_value,
)
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nianjian.tabular.heads import Head

_WIDE = re.compile(r"[ ]{2,}|\u3000+")
_RULED = re.compile(r"[\s|:+=─—-]+")
_TOKEN = re.compile(r"[^\s\u3000]+")
_NUMERIC = re.compile(r"[^\d]*[0-9０-９]")
# 7 左右, ≥ 6, 增长 5: pieces of one cell.
_BEFORE = re.compile(r"(?:[≥≤＞＜><≧≦约]|不低于|不高于|不超过|控制在|增长|下降|超过)")
# 12规模以上工业总产值 in a table with row numbers.
_GLUED = re.compile(r"[0-9]{1,3}(?=[一-龥]{2})")
_YEAR = re.compile(ARABIC_YEAR + "年?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A stretch of a line: its words, and where they stand in the document."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, cut into cells; `exact` where bars, tabs or wide blanks part them."""

    start: int
    end: int
    cells: tuple[Cell, ...]
    exact: bool
    ruled: bool = False

    @property
    def tokens(self) -> tuple[Cell, ...]:
        """Its words, set apart by any blank; pieces of one figure are joined."""
        found: list[Cell] = []
        for cell in self.cells:
            for match in _TOKEN.finditer(cell.text):
                token = Cell(match[0], cell.start + match.start())
                last = found[-1].text if found else ""
                behind = qualifiers.is_behind(token.text) and _NUMERIC.match(last)
                if found and (behind or (_BEFORE.fullmatch(last) and _NUMERIC.match(token.text))):
                    gap = token.start - found[-1].end
                    token = Cell(last + " " * gap + token.text, found.pop().start)
                found.append(token)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Row:
    """A line under the columns of a head.

    `number` is the row's number, `values` pairs the place of a column with its figure; a cell whose words are
    no figure has None. `above` are the lines between this row and the one before.
    """

    start: int
    end: int
    label: Cell
    number: Cell | None
    units: tuple[UnitText, ...]
    values: tuple[tuple[int, Value | None], ...]
    above: tuple[Line, ...] = ()

    @property
    def figures(self) -> int:
        """How many cells hold a figure."""
        return sum(1 for _, value in self.values if value is not None)


def lines_from(text: str, start: int) -> Iterator[Line]:
    """The lines of a text from an offset on that are not blank."""
    at = start
    while at < len(text):
        stop = text.find("\n", at)
        stop = len(text) if stop < 0 else stop
        if text[at:stop].strip():
            yield _cut(text, at, stop)
        at = stop + 1


def _cut(text: str, start: int, end: int) -> Line:
    body = text[start:end]
    if _RULED.fullmatch(body) and "-" in body:
        return Line(start, end, (), True, ruled=True)
    if "|" in body:
        cells = _between(body, re.compile(r"\|"), start)
        cells = cells[1:] if body.lstrip().startswith("|") else cells
        cells = cells[:-1] if len(cells) > 1 and body.rstrip().endswith("|") else cells
        return Line(start, end, cells, True)
    if "\t" in body.strip():
        return Line(start, end, _between(body, re.compile(r"\t"), start), True)
    indent = len(body) - len(body.lstrip())
    if _WIDE.search(body.strip()):
        return Line(start, end, _between(body.rstrip()[indent:], _WIDE, start + indent), True)
    single = Line(start, end, (Cell(body.strip(), start + indent),), False)
    return Line(start, end, single.tokens, False)


def _between(body: str, separator: re.Pattern[str], start: int) -> tuple[Cell, ...]:
    cells = []
    at = 0
    for stop, after in [*(match.span() for match in separator.finditer(body)), (len(body), len(body))]:
        piece = body[at:stop]
        lead = len(piece) - len(piece.lstrip())
        cells.append(Cell(piece.strip(), start + at + (lead if piece.strip() else 0)))
        at = after
    return tuple(cells)


def fit(heads: Sequence[Head], cells: Sequence[Cell], exact: bool) -> Row | None:
    """The row that cells make under the columns, or None where they do not fit.

    As many cells as columns are taken one by one; words set apart by single blanks are dealt from the right,
    where the figures are, and what is left over is the label.
    """
    if not cells:
        return None
    row = _one_by_one(heads, cells)
    if row is None and not exact:
        row = _from_right(heads, cells) or _with_gaps(heads, cells)
    return row


def second_table(heads: Sequence[Head]) -> int:
    """Where a second table begins beside the first (收入项目 预算数 支出项目 预算数), or 0."""
    naming = [i for i, head in enumerate(heads) if head.kind == "label"]
    if len(naming) != 2 or naming[0] > 1:
        return 0
    halves = heads[: naming[1]], heads[naming[1] :]
    return naming[1] if all(any(head.kind == "value" for head in half) for half in halves) else 0


def side_by_side(heads: Sequence[Head], second: int, line: Line) -> list[Row]:
    """The rows of two tables that share a line; the right one may end before the left."""
    cells = line.cells if line.exact else line.tokens
    if len(cells) not in (second, len(heads)):
        return []
    left = fit(heads[:second], cells[:second], exact=True)
    right = fit(heads[second:], cells[second:], exact=True)
    if right is not None:
        right = replace(right, values=tuple((second + place, value) for place, value in right.values))
    return [row for row in (left, right) if row is not None]


def _is_unit(cell: Cell, known: bool) -> bool:
    """Whether a cell can stand in a column of units."""
    return is_empty(cell.text) or bool(read_units(cell.text, known))


def _is_number(cell: Cell) -> bool:
    return ROW_NUMBER.fullmatch(cell.text) is not None


def _names(head: Head, cell: Cell) -> bool:
    return _YEAR.fullmatch(cell.text) is not None if head.kind == "year" else is_label(cell.text)


def _one_by_one(heads: Sequence[Head], cells: Sequence[Cell]) -> Row | None:
    if len(cells) != len(heads):
        return None
    label = number = None
    units: tuple[UnitText, ...] = ()
    values: list[tuple[int, Value | None]] = []
    for i, (head, cell) in enumerate(zip(heads, cells, strict=True)):
        if head.kind == "index":
            if cell.text and not _is_number(cell):
                return None
            number = cell if cell.text else None
        elif head.kind in ("label", "place", "year"):
            if label is None and not _names(head, cell):
                return None
            label = label or cell
        elif head.kind == "unit":
            if not _is_unit(cell, known=False):
                return None
            units = () if is_empty(cell.text) else read_units(cell.text, known=False)
        elif head.kind == "value" and not _add_value(values, i, cell):
            return None
    return None if label is None else Row(cells[0].start, cells[-1].end, label, number, units, tuple(values))


def _add_value(values: list[tuple[int, Value | None]], i: int, cell: Cell) -> bool:
    """Note what stands in a column of figures; whether it can stand there."""
    value = read_value(cell.text, cell.start)
    if value is not None or is_words(cell.text):
        values.append((i, value))
        return True
    return is_empty(cell.text)


def _from_right(heads: Sequence[Head], cells: Sequence[Cell]) -> Row | None:
    naming = next((i for i, head in enumerate(heads) if head.kind in ("label", "place", "year")), -1)
    if naming < 0:
        return None
    left = list(cells)
    units: tuple[UnitText, ...] = ()
    values: list[tuple[int, Value | None]] = []
    for i in range(len(heads) - 1, naming, -1):
        if not left:
            return None
        if heads[i].kind == "unit":
            # A missing unit leaves no trace: the next word may be the label's.
            if len(left) > 1 and _is_unit(left[-1], known=True):
                units = read_units(left.pop().text)
        elif heads[i].kind == "value":
            if not _add_value(values, i, left.pop()):
                return None
        elif heads[i].kind == "other" or read_value(left[-1].text, 0) is None:
            left.pop()
    number = left.pop(0) if len(left) > 1 and _is_number(left[0]) else None
    # A group named beside its first row only: 经济发展 1 地区生产总值.
    indexed = any(head.kind == "index" for head in heads)
    for head in heads[:naming]:
        if head.kind in ("note", "other") and number is None and len(left) > 1 + indexed:
            left.pop(0)
            number = left.pop(0) if indexed and _is_number(left[0]) else None
    strays = heads[naming].kind != "year" and any(read_value(cell.text, 0) is not None for cell in left)
    if not left or strays:
        return None
    label = _joined(left)
    glued = _GLUED.match(label.text) if number is None and heads[0].kind == "index" else None
    if glued:
        number = Cell(glued[0], label.start)
        label = Cell(label.text[glued.end() :], label.start + glued.end())
    if not _names(heads[naming], label):
        return None
    return Row(cells[0].start, cells[-1].end, label, number, units, tuple(reversed(values)))


def _with_gaps(heads: Sequence[Head], cells: Sequence[Cell]) -> Row | None:
    """A numbered row whose empty cells left no trace, where only one reading fits.

    Without a unit it has figures in percent alone; a rate counted in % has no rate of change.
    """
    if heads[0].kind != "index" or not _is_number(cells[0]) or all(head.kind != "unit" for head in heads):
        return None
    figures = 0
    while figures < len(cells) - 2 and read_value(cells[-1 - figures].text, 0) is not None:
        figures += 1
    before = cells[-1 - figures]
    grows = [i for i, head in enumerate(heads) if head.measure == "change_pct" or head.unit == "%"]
    others = [i for i, head in enumerate(heads) if head.kind == "value" and head.measure != "change_pct"]
    units = read_units(before.text)
    rate = len(cells) > figures + 2 and ends_as(cells[-2 - figures].text, "rate")
    kept = others if rate and [unit.text for unit in units] == ["%"] else [] if units else grows
    if not figures or len(kept) != figures:
        return None
    places = [i for i, head in enumerate(heads) if head.kind != "value" or i in kept]
    row = _from_right([heads[i] for i in places], cells)
    return row and replace(row, values=tuple((places[i], value) for i, value in row.values))


def _joined(cells: Sequence[Cell]) -> Cell:
    """Words of one label: 城镇 常住 居民 as they stood, blanks between them."""
    text = ""
    for cell in cells:
        text += " " * (cell.start - cells[0].start - len(text)) + cell.text
    return Cell(text, cells[0].start)
