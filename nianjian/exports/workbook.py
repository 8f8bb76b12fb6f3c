"""The panel as an Excel workbook for people: units as people say them, evidence as notes on the cells."""

from __future__ import annotations

import io
from datetime import datetime
from typing import TYPE_CHECKING, Any

from nianjian.catalogue.indicators import indicators
from nianjian.exports import units
from nianjian.exports.source import key
from nianjian.spreadsheet import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from nianjian.exports.source import Source
    from nianjian.model import Cell, Fact

NAME = "nianjian-panel.xlsx"
LONG, WIDE, ABOUT = "面板 panel", "宽表 wide", "说明 about"
HEAD = (
    ("地区\nregion", 10),
    ("代码\ncode", 8),
    ("时期\nperiod", 9),
    ("指标\nindicator", 30),
    ("数值\nvalue", 13),
    ("单位\nunit", 11),
    ("同比\ngrowth %", 10),
    ("口径\nbasis", 11),
    ("目标\ntarget", 13),
    ("目标增幅\ntarget growth %", 13),
    ("状态\nstatus", 9),
    ("限定\nqualifier", 9),
    ("来源\nsources", 8),
    ("矛盾\nconflict", 8),
)
VALUE, GROWTH, TARGET, TARGET_GROWTH = 4, 6, 8, 9
NUMBER, COUNT, PERCENT = "#,##0.0###", "#,##0", "+0.0##;-0.0##;0.0"
# Excel cuts a note that is longer than this.
NOTE = 2000
# The same panel must give the same bytes: no clock.
CREATED = datetime(2000, 1, 1)
_STATUS = {"actual": "", "estimate": "预计 estimate", "target": "目标 target"}
_QUALIFIER = {"at_least": "≥", "at_most": "≤", "approx": "≈"}
_BASIS = {"comparable": "可比", "nominal": "名义", "same_scope": "同口径"}
_NOTES = (
    "One line per region, period and indicator, chosen by the written rule: docs/summaries.md.",
    "每行一个地区、时期和指标；数值以亿元、元等常用单位表示。",
    "A note on a figure (red corner) quotes its clause, the raw characters and their place in the file.",
    "红色角标为出处：原文字句、原始字符及其在文件中的位置。",
    "≥ ≤ ≈: the text says 超过, 以内, 左右.  conflict: reports disagree beyond rounding.",
    "Targets are those of the report that plans for the period.",
)


def files(source: Source) -> Mapping[str, bytes]:
    """One workbook: the panel with notes, the panel region x period x indicator, and what it is."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": "nianjian panel", "created": CREATED})
        formats = {
            name: book.add_format({"num_format": name, "align": "right"}) for name in (NUMBER, COUNT, PERCENT)
        }
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        _long(book, source, formats, head)
        _wide(book, source, formats, head)
        sheet = book.add_worksheet(ABOUT)
        sheet.set_column(0, 0, 110)
        for row, line in enumerate(_NOTES):
            sheet.write_string(row, 0, line)
    return {NAME: stream.getvalue()}


def _long(book: Workbook, source: Source, formats: Mapping[str, Format], head: Format) -> None:
    sheet = book.add_worksheet(LONG)
    for column, (name, width) in enumerate(HEAD):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, VALUE)
    sheet.autofilter(0, 0, max(1, len(source.cells)), len(HEAD) - 1)
    for row, cell in enumerate(source.cells, 1):
        _line(sheet, row, cell, source, formats)


def _line(sheet: Worksheet, row: int, cell: Cell, source: Source, formats: Mapping[str, Format]) -> None:
    seen = source.shown[key(cell)]
    _texts(
        sheet,
        row,
        {
            0: cell.region_name,
            1: cell.region_code,
            2: cell.period,
            3: cell.indicator_name,
            5: units.human_unit(cell.indicator, cell.unit),
            7: _BASIS.get(cell.growth_basis or "", ""),
            10: _STATUS[cell.status],
            11: _QUALIFIER.get(cell.qualifier or "", ""),
            13: "是 yes" if cell.conflict else "",
        },
    )
    sheet.write_number(row, 12, cell.sources, formats[COUNT])
    value = units.human(cell.value, cell.indicator, cell.unit)
    target = units.human(cell.target_value, cell.indicator, cell.unit)
    for column, number, form, fact in (
        (VALUE, value, _form(cell), seen.value),
        (GROWTH, cell.yoy_pct, PERCENT, seen.growth),
        (TARGET, target, _form(cell), seen.target_value),
        (TARGET_GROWTH, cell.target_pct, PERCENT, seen.target_growth),
    ):
        if number is not None and fact is not None:
            sheet.write_number(row, column, number, formats[form])
            sheet.write_comment(row, column, _note(fact, source), {"x_scale": 3, "y_scale": 1.6})


def _wide(book: Workbook, source: Source, formats: Mapping[str, Format], head: Format) -> None:
    sheet = book.add_worksheet(WIDE)
    places = sorted({(c.region_code, c.year, c.period) for c in source.cells})
    names = {c.region_code: c.region_name for c in source.cells}
    rows = {place: row for row, place in enumerate(places, 1)}
    valued = [cell for cell in source.cells if cell.value is not None]
    order = list(indicators())
    series = {units.series(c.indicator, c.unit): c for c in valued}
    columns = {
        name: column
        for column, name in enumerate(sorted(series, key=lambda n: (order.index(series[n].indicator), n)), 3)
    }
    for column, name in enumerate(("地区\nregion", "代码\ncode", "时期\nperiod")):
        sheet.write_string(0, column, name, head)
    for name, column in columns.items():
        cell = series[name]
        sheet.set_column(column, column, 14)
        sheet.write_string(
            0, column, f"{cell.indicator_name}\n{units.human_unit(cell.indicator, cell.unit)}", head
        )
    sheet.set_row(0, 62)
    sheet.freeze_panes(1, 3)
    for (region, _, period), row in rows.items():
        _texts(sheet, row, {0: names[region], 1: region, 2: period})
    for cell in valued:
        row = rows[cell.region_code, cell.year, cell.period]
        value = units.human(cell.value, cell.indicator, cell.unit)
        sheet.write_number(row, columns[units.series(cell.indicator, cell.unit)], value, formats[_form(cell)])


def _texts(sheet: Worksheet, row: int, texts: Mapping[int, str]) -> None:
    """Text is written as text, so that nothing in it becomes a formula or a link."""
    for column, text in texts.items():
        if text:
            sheet.write_string(row, column, plain(text))


def _form(cell: Cell) -> str:
    whole: Sequence[Any] = [v for v in (cell.value, cell.target_value) if v is not None]
    power = units.power(cell.indicator, cell.unit)
    return COUNT if power == 0 and all(float(v).is_integer() for v in whole) else NUMBER


def _note(fact: Fact, source: Source) -> str:
    document = source.documents[fact.document_id]
    lines = (
        f"“{plain(fact.quote)}”",
        f"{plain(source.raw(fact))} — {plain(fact.source_path)} [{fact.raw_start}:{fact.raw_end}]",
        f"《{plain(document.title)}》 {plain(source.sections[fact.section_id].path)}",
    )
    return "\n".join(lines)[:NOTE]
