"""What a figure in a table measures, and in which unit: by its cell, its column and its row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators
from nianjian.tabular.cells import Label, UnitText, Value, ends_as, opens_as, read_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.tabular.heads import Head

PERCENT = UnitText("%", "%", Decimal(1), "percent")
_POINTS = UnitText("百分点", "pp", Decimal(1), "point")
_PLACE = UnitText("位", "位", Decimal(1), "rank")
_PER_CENT = ("percent", "permille")
# A price index is given as 102.3 (the year before = 100) or by how much it rose.
_LARGEST_RISE = 50


@dataclass(frozen=True, slots=True)
class Measured:
    """Measure and unit of a figure; `turn` is the sign that column or label give a change."""

    measure: str
    unit: UnitText
    turn: int = 1


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: its name, its catalogue code, its label, and the units written for it.

    `grows_beside` tells that the table has a column for rates of change, `shared` that the units are the
    caption's, which speaks of all rows.
    """

    name: str
    code: str | None
    label: Label
    units: Sequence[UnitText]
    grows_beside: bool = False
    shared: bool = False


def measured(value: Value, head: Head, row: Subject) -> Measured | None:
    """Measure and unit of a figure; None where nothing says in what it is counted."""
    own = _own_unit(value)
    of_column = read_unit(head.unit) if head.unit else None
    units = row.units or ((of_column,) if of_column and of_column.kind not in _PER_CENT else ())
    if row.shared and _is_rate(row):
        # An amount's unit above the table is none of a rate's.
        units = [unit for unit in units if unit.kind in _PER_CENT]
    levels = [unit for unit in units if unit.kind not in _PER_CENT]
    level = _level(levels, row.name)
    if own is not None and own.kind in _PER_CENT:
        return _percent(value, head, row, own, bool(levels))
    if own is not None and own.kind == "point":
        return Measured("change_pp", own)
    if own is not None and own.kind == "multiple":
        # 1.2倍 in a column of growth
        return Measured("multiple", own)
    if head.measure == "change_pct" and value.total and level and not _is_rate(row):
        # 〔28000〕 in a column of yearly growth: what the years come to.
        return Measured("level", level)
    if head.measure == "change_pct":
        return _change(head, row, of_column) if own is None else None
    if head.measure in ("share", "fulfilment"):
        return Measured(head.measure if head.measure == "share" else "level", PERCENT)
    if head.measure == "rank":
        return Measured("rank", _PLACE)
    if head.measure == "change_pp":
        return Measured("change_pp", _POINTS, _turn(head, row))
    measure = head.measure or "level"
    if own is not None:
        return Measured(measure, own)
    if of_column is not None and of_column.kind in _PER_CENT:
        return _percent(value, head, row, of_column, bool(levels))
    if not levels:
        percent = next((unit for unit in units if unit.kind in _PER_CENT), None)
        return _percent(value, head, row, percent, False) if percent else None
    both = len(units) > len(levels)
    if both and (row.label.turn or _is_rate(row)):
        return _percent(value, head, row, PERCENT, True)
    if level is None or _says_change(value) or (both and not head.measure and not row.grows_beside):
        # 亿元、% over heads that say neither amount nor growth.
        return None
    if value.quantity.unit_text:
        level = UnitText(level.text, level.unit, Decimal(1), level.kind, level.rules)
    return Measured(measure, level)


def _own_unit(value: Value) -> UnitText | None:
    quantity = value.quantity
    if not quantity.unit:
        return None
    return UnitText(quantity.unit_text, quantity.unit, Decimal(1), quantity.kind)


def _level(levels: Sequence[UnitText], name: str) -> UnitText | None:
    """The unit of an amount; of 亿元、元 an amount per head is in 元, any other is not."""
    if len(levels) < 2:
        return _per_head(levels[0], name) if levels else None
    fits = [unit for unit in levels if (unit.text == "元") == ("人均" in name)]
    return fits[0] if len(fits) == 1 else None


def _per_head(unit: UnitText, name: str) -> UnitText:
    """元/人 of what is an amount per head already is 元."""
    return replace(unit, unit="CNY") if unit.unit == "元/人" and "人均" in name else unit


def _change(head: Head, row: Subject, of_column: UnitText | None) -> Measured | None:
    if of_column is not None and of_column.kind not in _PER_CENT:
        measure = "change_pp" if of_column.kind == "point" else "change_abs"
        return Measured(measure, of_column, _turn(head, row))
    amount = any(unit.kind not in _PER_CENT for unit in row.units) and not row.shared
    if _is_rate(row) and not row.label.turn and not amount:
        return Measured("change_pp", _POINTS, _turn(head, row))
    return Measured("change_pct", PERCENT, _turn(head, row))


def _percent(value: Value, head: Head, row: Subject, unit: UnitText, has_level: bool) -> Measured:
    """A figure in percent: growth of an amount, level of a rate, share."""
    if head.measure == "share":
        return Measured("share", unit)
    if head.measure == "fulfilment":
        return Measured("level", unit)
    change = Measured("change_pct", unit, _turn(head, row))
    if row.label.turn or head.measure == "change_pct" or _says_change(value):
        return change
    indicator = indicators()[row.code] if row.code else None
    if indicator is not None and indicator.aggregation == "index":
        return change if value.quantity.value < _LARGEST_RISE else Measured("level", unit)
    if _is_rate(row):
        shared = row.code is None and ends_as(row.name, "share")
        return Measured("share" if shared else "level", unit)
    amount = has_level or row.code or ends_as(row.name, "amount") or opens_as(row.name, "intensity")
    return change if amount else Measured("level", unit)


def _is_rate(row: Subject) -> bool:
    """Whether what a row is about is itself a percentage (城镇化率), so that a level of it is in percent."""
    if opens_as(row.name, "intensity"):
        return False
    if row.code:
        indicator = indicators()[row.code]
        return indicator.aggregation == "rate" and bool({"%", "‰"} & set(indicator.units))
    return ends_as(row.name, "rate") or ends_as(row.name, "share")


def _says_change(value: Value) -> bool:
    return any(".before_up." in rule or ".before_down." in rule for rule in value.rules)


def _turn(head: Head, row: Subject) -> int:
    return -1 if head.falls or row.label.turn < 0 else 1
