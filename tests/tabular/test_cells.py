"""Cells one by one: figures, units, labels."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nianjian.tabular.cells import read_label, read_units, read_value

CELLS = [
    ("3125.7", "3125.7", None, 0, "exact", ""),
    ("1,260", "1260", None, 0, "exact", ""),
    ("-3.4", "3.4", None, -1, "exact", ""),
    ("－3.4", "3.4", None, -1, "exact", ""),
    ("下降3.4", "3.4", None, -1, "exact", ""),
    ("7左右", "7", None, 0, "approx", ""),
    ("7 左右", "7", None, 0, "approx", ""),
    ("≥6", "6", None, 0, "at_least", ""),
    ("6.5以上", "6.5", None, 0, "at_least", ""),
    ("控制在3.5以内", "3.5", None, 0, "at_most", ""),
    ("增长6.5%以上", "6.5", None, 1, "at_least", ""),
    ("6-7", "6", "7", 0, "exact", ""),
    ("6%～7%", "6", "7", 0, "exact", ""),
    ("6.5-7左右", "6.5", "7", 0, "approx", ""),
    ("8.1（预计）", "8.1", None, 0, "exact", "estimate"),
    ("5300人", "5300", None, 0, "exact", ""),
    ("12.3万吨", "123000.0", None, 0, "exact", ""),
    ("[6]", "6", None, 0, "exact", ""),
]


@pytest.mark.parametrize(
    ("cell", "value", "high", "sign", "qualifier", "status"), CELLS, ids=[c[0] for c in CELLS]
)
def test_cells_of_figures(cell, value, high, sign, qualifier, status):
    found = read_value(cell, 100)
    assert found is not None
    quantity = found.quantity
    assert (quantity.value, quantity.high) == (Decimal(value), Decimal(high) if high else None)
    assert (found.sign, found.qualifier, found.status) == (sign, qualifier, status)
    assert cell[quantity.start - 100 :].startswith(quantity.value_text)


@pytest.mark.parametrize(
    "cell", ["—", "", "工业投资", "第3位的", "3个项目建成", "5G", "2023年完成", "A3", "1:2:3"]
)
def test_cells_of_anything_else(cell):
    assert read_value(cell, 0) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("亿元", [("CNY", 100000000)]),
        ("（万吨标准煤）", [("吨标准煤", 10000)]),
        ("亿元、%", [("CNY", 100000000), ("%", 1)]),
        ("元/人", [("元/人", 1)]),
        ("微克/立方米", [("微克/立方米", 1)]),
        ("工业", []),
        ("上年=100", []),
    ],
)
def test_units_as_written(text, units):
    assert [(unit.unit, unit.factor) for unit in read_units(text)] == units


@pytest.mark.parametrize(
    ("text", "name", "units", "turn"),
    [
        ("1.地区生产总值", "地区生产总值", [], 0),
        ("（三）固定资产投资（亿元）", "固定资产投资", ["亿元"], 0),
        ("其中：工业投资", "工业投资", [], 0),
        ("# 工业", "工业", [], 0),
        ("固 定 资 产 投 资", "固定资产投资", [], 0),
        ("地区生产总值增长率（可比价）（%）", "地区生产总值", ["%"], 1),
        ("万元GDP能耗下降率", "万元GDP能耗", [], -1),
        ("PM2.5平均浓度", "PM2.5平均浓度", [], 0),
        ("65岁以上人口", "65岁以上人口", [], 0),
    ],
)
def test_labels(text, name, units, turn):
    label = read_label(text, lambda name: False)
    assert (label.name, [unit.text for unit in label.units], label.turn) == (name, units, turn)
