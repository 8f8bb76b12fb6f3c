"""Tables that lie as lines of text -> their figures, each bound by its row, its column and the title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nianjian.binding import metrics, times
from nianjian.binding.area import Area
from nianjian.binding.bound import Bound
from nianjian.binding.dating import Dating
from nianjian.binding.metrics import Metric
from nianjian.binding.tails import Tail
from nianjian.levels import LEVELS
from nianjian.quantities.scan import NUMERAL
from nianjian.tabular.cells import ROW_NUMBER, Label, UnitText, Value, read_label, read_units, words
from nianjian.tabular.columns import date_columns, defaults, span_of
from nianjian.tabular.find import Sheet, sheets
from nianjian.tabular.measures import Measured, Subject, measured
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianjian.binding.calendar import Calendar
    from nianjian.tabular.grid import Line, Row
    from nianjian.tabular.heads import Head

_CAPTION = re.compile(r"单位[：:]\s*([^（）()\n]+)")
_WHOLE = re.compile(f"[全我][{LEVELS}]")
_YEAR = re.compile(ARABIC_YEAR)
_SECTORS = {
    "第一产业": "第一产业",
    "第二产业": "第二产业",
    "第三产业": "第三产业",
    "一产": "第一产业",
    "二产": "第二产业",
    "三产": "第三产业",
}


@dataclass(frozen=True, slots=True)
class TableCell:
    """A figure of a table with its meaning; `start`..`end` is the row it stands in."""

    bound: Bound
    dating: Dating
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a text: their bound cells, the numerals that count rows, and those that nothing explains.

    `claimed` holds every offset of these numerals.
    """

    cells: tuple[TableCell, ...]
    numbers: tuple[int, ...]
    unread: tuple[int, ...]
    claimed: frozenset[int]

    def within(self, start: int, end: int) -> tuple[TableCell, ...]:
        """The cells whose numerals stand in `start`..`end`."""
        return tuple(cell for cell in self.cells if start <= cell.bound.quantity.start < end)


def read_tables(text: str, area: Area, calendar: Calendar) -> Tables:
    """The tables in a clean text, read for a document about `area` whose times count from `calendar`.

    Unit from the cell, the row, its label, the head or the caption; measure, period and status from the head,
    the title and the calendar; metric from the label. A figure for which no unit is known stays unread.
    """
    cells: list[TableCell] = []
    numbers: list[int] = []
    unread: list[Value] = []
    for sheet in sheets(text):
        reader = _Reader(sheet, area, calendar)
        for row in sheet.rows:
            made, left = reader.row(row)
            cells += made
            unread += left
            numbers += _numerals(row)
    claimed = set(numbers)
    for quantity in [*(cell.bound.quantity for cell in cells), *(value.quantity for value in unread)]:
        claimed.update(range(quantity.start, quantity.end))
    return Tables(
        tuple(cells),
        tuple(numbers),
        tuple(value.quantity.start for value in unread),
        frozenset(claimed),
    )


def _numerals(row: Row) -> Iterator[int]:
    """Where the numerals of a row's number begin, in a cell of its own or in front of the label."""
    if row.number is not None:
        yield from (row.number.start + match.start() for match in NUMERAL.finditer(row.number.text))
    lead = row.label.text[: read_label(row.label.text, _is_form).number_end]
    yield from (row.label.start + match.start() for match in NUMERAL.finditer(lead))
    for line in row.above:
        first = line.cells[0]
        if len(line.cells) > 1 and ROW_NUMBER.fullmatch(first.text):
            yield from (first.start + match.start() for match in NUMERAL.finditer(first.text))


def _is_form(name: str) -> bool:
    return metrics.code_of(name) is not None


class _Reader:
    """Reads the rows of one table from top to bottom; it remembers what the last whole row was about."""

    def __init__(self, sheet: Sheet, area: Area, calendar: Calendar) -> None:
        self.sheet = sheet
        self.area = area
        self.calendar = calendar
        title = sheet.title
        caption = _CAPTION.search(title)
        self.caption = read_units(caption[1].strip()) if caption else ()
        written = {unit.text: unit for head in sheet.heads for unit in read_units(head.unit or "")}
        amounts = [unit for unit in written.values() if unit.kind in ("money", "measure", "count")]
        # 2019年（万元） beside 增加额: what an amount rises by is counted as the amount is.
        self.lent = tuple(amounts) if len(amounts) == 1 else ()
        marks = [
            mark
            for mark in times.time_marks(title)
            # The day it was printed on stands above a table without dating its figures.
            if mark.year and not (mark.base or mark.last_year or mark.day)
        ]
        status = next(
            (word.cls for word in (*words("title.actual"), *words("title.target")) if word.text in title), ""
        )
        given = defaults([mark.year for mark in marks if mark.year], status, calendar)
        if any(word.text in title for word in words("title.growth")) and not any(
            head.measure for head in sheet.heads
        ):
            # 比上年涨跌幅度（%） over columns that name areas or years.
            heads = (
                replace(head, measure="change_pct", of_growth=True) if head.kind == "value" else head
                for head in sheet.heads
            )
            sheet = self.sheet = replace(sheet, heads=tuple(heads))
        self.dated = date_columns(sheet.heads, given, calendar)
        outer = next((word for word in _WHOLE.findall(title) if not area.is_neutral(word)), None)
        self.outer = outer
        self.has_growth = any(head.measure == "change_pct" for head in sheet.heads)
        self.span = span_of(sheet.heads, self.dated)
        self.parent: Metric | None = None
        self.parent_units: tuple[UnitText, ...] = ()

    def row(self, row: Row) -> tuple[list[TableCell], list[Value]]:
        """The bound cells of a row, and the figures in it that nothing explains."""
        label = read_label(row.label.text, _is_form)
        made: list[TableCell] = []
        unread: list[Value] = []
        base = self._base(label, row)
        noun = ""
        for column, value in row.values:
            head = self.sheet.heads[column]
            noun = head.noun or (noun if self.sheet.naming != "label" or head.of_growth else "")
            if value is None:
                continue
            dating = self._dating(column, row, value)
            metric = self._metric(base, noun, row)
            if metric and head.area and not (_WHOLE.match(head.area) and self.area.is_neutral(head.area)):
                metric = replace(metric, subject=metric.subject or head.area)
            cell = self._cell(value, head, label, metric, row, dating) if metric and dating else None
            if cell is None:
                unread.append(value)
            else:
                made.append(cell)
        return made, unread

    def _base(self, label: Label, row: Row) -> Metric:
        """The metric that a row's label names; a part may take the head of the row above."""
        metric = metrics.read_phrase(label.name, self.area)
        name = metric.name or label.name
        code = metric.code
        above = _words_of(row.above[-1]) if row.above else ""
        if above and (found := metrics.code_of(above + name)):
            return replace(metric, name=above + name, code=found, rule="table.label_above")
        if code is None and self.parent is not None and (label.part or name in _SECTORS):
            for joined in _under(name, self.parent):
                if found := metrics.code_of(joined):
                    return replace(metric, name=joined, code=found, rule="table.part_of_row")
        if code is None and self.parent is not None:
            # 出口 under 进出口总额
            cues = metrics.in_context(name)
            code = next((found for cue, found in cues if cue in self.parent.name), None)
        metric = replace(metric, name=name, code=code)
        if not label.part and name not in _SECTORS:
            self.parent, self.parent_units = metric, row.units or label.units
        return metric

    def _metric(self, base: Metric, noun: str, row: Row) -> Metric | None:
        if self.sheet.naming == "label":
            if not noun or base.name.endswith(noun) or (noun == "产量" and base.name.endswith("量")):
                return base
            name = base.name + noun
            return replace(base, name=name, code=metrics.code_of(name), rule="table.column_noun")
        if not noun:
            return None
        named = metrics.read_phrase(noun, self.area)
        if self.sheet.naming == "place":
            place = row.label.text.strip()
            whole = place in self.area.stems or (_WHOLE.match(place) and self.area.is_neutral(place[:2]))
            named = named if whole else replace(named, subject=place)
        return named

    def _dating(self, column: int, row: Row, value: Value) -> Dating | None:
        dating = self.dated[column]
        year = _YEAR.search(row.label.text) if self.sheet.naming == "year" else None
        if dating is not None and year is not None:
            later = (self.calendar.review_year or int(year[0])) < int(year[0])
            return Dating(year[0], "target" if later else "actual", ("table.year_of_row",))
        if value.total and self.span is not None:
            return self.span
        if dating is not None and value.status and dating.status == "actual":
            return replace(dating, status=value.status)
        return dating

    def _cell(
        self, value: Value, head: Head, label: Label, metric: Metric, row: Row, dating: Dating
    ) -> TableCell | None:
        # 地区生产总值（亿元） over 第一产业: the part is counted as the whole is.
        of_whole = self.parent_units if label.name in _SECTORS or label.part else ()
        own = row.units or label.units or (() if head.unit or self.caption else of_whole)
        lent = self.lent if head.measure == "change_abs" else ()
        units = own or (() if head.unit else self.caption or lent)
        subject = Subject(metric.name, metric.code, label, units, self.has_growth, shared=not own)
        reading = measured(value, head, subject)
        if reading is None:
            return None
        final = metric
        if reading.measure == "rank" and head.of_growth:
            final = replace(metric, name=metric.name + "增速", code=None)
        elif head.measure in ("share", "fulfilment"):
            final = replace(metric, code=None)
        final = replace(final, subject=final.subject or self.outer)
        bound = _bound(value, reading, final, head, label)
        return TableCell(bound, dating, row.start, row.end)


def _words_of(line: Line) -> str:
    """The words of a line between rows, without its number."""
    numbered = len(line.cells) > 1 and ROW_NUMBER.fullmatch(line.cells[0].text)
    words_left = line.cells[1:] if numbered else line.cells
    return read_label("".join(cell.text for cell in words_left), _is_form).name


def _under(name: str, parent: Metric) -> Iterator[str]:
    """The names that a part may have under the row above: 工业 under 固定资产投资 -> 工业投资."""
    name = _SECTORS.get(name, name)
    if parent.code == "gdp":
        yield name + "增加值"
        return
    for cut in range(1, len(parent.name) - 1):
        yield name + parent.name[cut:]


def _bound(value: Value, reading: Measured, metric: Metric, head: Head, label: Label) -> Bound:
    quantity, unit = value.quantity, reading.unit
    sign = value.sign or (reading.turn if reading.measure.startswith("change_") else 1)
    low = quantity.value * unit.factor
    high = None if quantity.high is None else quantity.high * unit.factor
    if sign < 0:
        low, high = (-low, None) if high is None else (-high, -low)
    placed = replace(
        quantity, value=abs(low), unit=unit.unit, kind=unit.kind, unit_text=quantity.unit_text or unit.text
    )
    tail = Tail(quantity.start)
    tail.basis = (head.basis or label.basis or None) if reading.measure == "change_pct" else None
    rules = (*quantity.rules, *value.rules, *unit.rules, *head.rules, metric.rule, "table.cell")
    rules = tuple(dict.fromkeys(rules))
    return Bound(
        quantity=placed,
        metric=metric,
        about=metric,
        measure=reading.measure,
        value=low,
        high=high,
        unit=unit.unit,
        qualifier=value.qualifier,
        tail=tail,
        origin=False,
        rules=rules,
    )
