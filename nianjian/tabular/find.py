"""Where tables lie in a text: a head of known words, and under it lines that fit its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from nianjian.tabular.cells import ROW_NUMBER, is_label
from nianjian.tabular.grid import Cell, Line, Row, fit, lines_from, second_table, side_by_side
from nianjian.tabular.heads import NAMING, Head, head_pattern, heads_of, read_head
from nianjian.tabular.layouts import layouts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FEWEST_HEADS, _FEWEST_ROWS = 2, 2
_MOST_HEAD_LINES, _MOST_HEAD_CELLS = 3, 24
_MOST_BETWEEN = 2
_MOST_CELLS = 2000
_FEWEST_RUN_ON, _MOST_WORDS = 4, 6
_TITLE_LINES, _TITLE_REACH = 3, 400
_LONGEST_TITLE = 60
_LONGEST_BETWEEN = 40
_SENTENCE = re.compile(r"[。；！？;!?]|，.*，|^(?:注|备注|说明|资料来源)[：:]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: the lines above it that name it, its columns and its rows."""

    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]

    @property
    def naming(self) -> str:
        """What its rows are named by: label, place or year."""
        return next(head.kind for head in self.heads if head.kind in NAMING)


def sheets(text: str) -> list[Sheet]:
    """The tables of a text in order: at least two known heads over at least two rows of figures."""
    found: list[Sheet] = []
    at = 0
    # With a line break in front, the offset of a line's break is that of its first character.
    for match in head_pattern().finditer("\n" + text):
        if match.start() < at:
            continue
        sheet = _sheet(text, match.start())
        if sheet is not None:
            found.append(sheet)
            at = sheet.rows[-1].end
    return found


def _sheet(text: str, start: int) -> Sheet | None:
    best = max(_readings(text, start), key=lambda reading: _figures(reading[1]), default=None)
    if best is None or _figures(best[1]) < _FEWEST_ROWS:
        return None
    heads, rows = best
    # A numbered row that says in words what is planned is one of the table's, the last too.
    while not rows[-1].figures and not (rows[-1].number and rows[-1].values):
        rows.pop()
    if heads[0].kind == "label" and not heads[0].rules and not any(row.units for row in rows):
        # 单位 over rows without a unit names those who report: 单位 目标 完成.
        heads = tuple(Head("place") if i == 0 and _has_units(heads) else head for i, head in enumerate(heads))
    return Sheet(_title(text, start), heads, tuple(rows))


def _figures(rows: Sequence[Row]) -> int:
    return sum(1 for row in rows if row.figures)


def _has_units(heads: Sequence[Head]) -> bool:
    return any(head.kind == "unit" for head in heads)


def _readings(text: str, start: int) -> Iterator[tuple[tuple[Head, ...], list[Row]]]:
    """The columns that the lines from `start` on may have, with the rows found under them."""
    lines, heads = _head_lines(text, start)
    if not lines:
        yield from _run_on(next(lines_from(text, start)))
        return
    single = all(len(line.cells) == 1 for line in lines)
    # Of heads one a line the last may be the label of a row.
    for count in range(len(lines), max(0, len(lines) - 3) if single else len(lines) - 1, -1):
        for columns in filter(None, map(_named, layouts(heads[:count]))):
            yield columns, _by_line(text, lines[count - 1].end, columns, heads[:count])
            if single:
                yield columns, _by_cell(text, lines[count - 1].end, columns)


def _run_on(line: Line) -> Iterator[tuple[tuple[Head, ...], list[Row]]]:
    """A table whose line breaks are lost: its rows are numbered, or nobody knows where they begin."""
    cells = line.tokens
    first = read_head(cells[0].text) if cells else None
    if first is None or first.kind != "index":
        return
    for count in range(min(len(cells) // 2, _MOST_HEAD_CELLS), _FEWEST_RUN_ON - 1, -1):
        heads = heads_of([cell.text for cell in cells[:count]], exact=False)
        if heads is not None and heads[0].kind == "index":
            for columns in filter(None, map(_named, layouts([heads]))):
                yield columns, _numbered(columns, cells[count:])
            return


def _head_lines(text: str, start: int) -> tuple[list[Line], list[tuple[Head, ...]]]:
    lines: list[Line] = []
    found: list[tuple[Head, ...]] = []
    forms = False
    for line in islice(lines_from(text, start), _MOST_HEAD_CELLS + 1):
        if line.ruled:
            continue
        if len(line.cells) > _MOST_HEAD_CELLS:
            break
        cells = [cell.text for cell in line.cells]
        first = [read_head(cell) for cell in cells[:2]] if not found else []
        forms = forms or any(head is not None and head.kind in ("year", "place") for head in first)
        heads = heads_of(cells, line.exact, forms) or _loose(line, forms)
        wide = len(cells) > 1 or any(len(line) > 1 for line in found)
        if heads is None or (wide and len(found) == _MOST_HEAD_LINES):
            break
        lines.append(line)
        found.append(heads)
    return lines, found


def _loose(line: Line, forms: bool = False) -> tuple[Head, ...] | None:
    """The heads of a line whose wide blanks part the letters of a word too (指  标)."""
    return heads_of([cell.text for cell in line.tokens], exact=False, forms=forms) if line.exact else None


def _named(heads: tuple[Head, ...]) -> tuple[Head, ...] | None:
    """The columns with one that names the rows, put in front where the head leaves its corner empty."""
    known = [head for head in heads if head.kind != "other"]
    values = sum(1 for head in known if head.kind == "value")
    if not values or len(known) < _FEWEST_HEADS:
        return None
    if any(head.kind in NAMING for head in heads):
        return heads
    # 类别 over the first column names the rows where nothing else does.
    corner = heads[0].kind == "note" or (heads[0].kind == "other" and not heads[0].rules)
    return (Head("label"), *(heads[1:] if corner else heads))


def _by_line(
    text: str, start: int, heads: Sequence[Head], head_lines: Sequence[tuple[Head, ...]]
) -> list[Row]:
    """The rows under a head where each lies on its line; a few short lines may stand between them."""
    rows: list[Row] = []
    between: list[Line] = []
    second = second_table(heads)
    for line in lines_from(text, start):
        if line.ruled or not line.tokens:
            continue
        if second and (pair := side_by_side(heads, second, line)):
            rows += pair
            between = []
            continue
        row = _row(heads, line, between)
        if row is not None:
            taken = row.start < line.start
            rows.append(replace(row, above=tuple(between[:-1] if taken else between)))
            between = []
            continue
        again = heads_of([cell.text for cell in line.cells], line.exact) or _loose(line)
        if again is not None:
            if again not in head_lines:
                break
            between = []
            continue
        words = text[line.start : line.end].strip()
        if len(words) > _LONGEST_BETWEEN or _SENTENCE.search(words) or len(between) == _MOST_BETWEEN:
            break
        between.append(line)
    return rows


def _row(heads: Sequence[Head], line: Line, between: Sequence[Line]) -> Row | None:
    row = fit(heads, line.cells, line.exact)
    if row is None and line.exact:
        row = fit(heads, line.tokens, exact=False)
    if row is None and between and not between[-1].exact:
        # A label too wide for its column stands on the line above.
        row = fit(heads, (*between[-1].tokens, *line.tokens), exact=False)
    return row


def _by_cell(text: str, start: int, heads: Sequence[Head]) -> list[Row]:
    """The rows under a head where each cell lies on its line."""
    cells = list(islice(_single_cells(text, start), _MOST_CELLS))
    return _numbered(heads, cells) if heads[0].kind == "index" else _counted_off(heads, cells)


def _single_cells(text: str, start: int) -> Iterator[Cell]:
    for line in lines_from(text, start):
        words = text[line.start : line.end].strip()
        if len(words) > _LONGEST_TITLE or "。" in words:
            return
        yield Cell(words, line.cells[0].start if line.cells else line.start)


def _counted_off(heads: Sequence[Head], cells: Sequence[Cell]) -> list[Row]:
    """As many cells to a row as there are columns; a heading may stand between rows."""
    rows: list[Row] = []
    at = skipped = 0
    while at + len(heads) <= len(cells):
        head = read_head(cells[at].text)
        # 项目 names the column of labels again, and no row.
        row = None if head and head.kind in NAMING else fit(heads, cells[at : at + len(heads)], exact=True)
        if row is not None:
            rows.append(row)
            at, skipped = at + len(heads), 0
        elif is_label(cells[at].text) and skipped < _MOST_BETWEEN:
            at, skipped = at + 1, skipped + 1
        else:
            break
    return rows


def _numbered(heads: Sequence[Head], cells: Sequence[Cell]) -> list[Row]:
    """From each row number to the next: a row may have lost an empty cell, or have a heading behind it."""
    rows: list[Row] = []
    begins = _row_begins(cells)
    for begin, end in pairwise([*begins, len(cells)]):
        widest = cells[begin : min(end, begin + len(heads) + _MOST_WORDS)]
        found = (fit(heads, widest[:size], exact=False) for size in range(len(widest), 2, -1))
        row = next(
            (row for row in found if row is not None and row.label.start == cells[begin + 1].start), None
        )
        if row is not None:
            rows.append(row)
    return rows


def _row_begins(cells: Sequence[Cell]) -> list[int]:
    """Where a row number stands before a label; Arabic ones count on or begin again."""
    found: list[int] = []
    last = 0
    for i in range(len(cells) - 1):
        text = cells[i].text
        if not ROW_NUMBER.fullmatch(text) or not is_label(cells[i + 1].text):
            continue
        if text.isdecimal():
            if int(text) not in (last + 1, 1):
                continue
            last = int(text)
        found.append(i)
    return found


def _title(text: str, start: int) -> str:
    """The lines right above a table that name it, the nearest last."""
    above = [line.strip() for line in text[max(0, start - _TITLE_REACH) : start].split("\n")]
    found: list[str] = []
    for line in reversed([line for line in above if line]):
        if len(line) > _LONGEST_TITLE or _SENTENCE.search(line) or len(found) == _TITLE_LINES:
            break
        found.insert(0, line)
    return "\n".join(found)
