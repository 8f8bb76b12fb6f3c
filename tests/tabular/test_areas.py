"""Whose figures a table holds: the area's, those of its parts, or another's; and rows that are years."""

from __future__ import annotations

from nianjian.tabular import read_tables
from tests.tabular.sample_tables import AREA, CALENDAR, brief


def test_rows_may_be_years():
    text = "年份 地区生产总值（亿元） 增速（%）\n2022 280.1 4.0\n2023 305.2 6.1"
    assert brief(text, 1, 2, 3, 5) == [
        ("gdp", "level", 2.801e10, "2022"),
        ("gdp", "change_pct", 4.0, "2022"),
        ("gdp", "level", 3.052e10, "2023"),
        ("gdp", "change_pct", 6.1, "2023"),
    ]


def test_rows_may_be_places_whose_figures_are_not_the_areas():
    text = "镇街 规模以上工业总产值（亿元） 增长%\n全区 120 5\n安民镇 50 6"
    subjects = [cell.bound.metric.subject for cell in read_tables(text, AREA, CALENDAR).cells]
    assert subjects == [None, None, "安民镇", "安民镇"]


def test_a_column_of_units_without_units_names_those_who_report():
    """What 98 stands for is not said: better unread than a figure of something called 安民镇."""
    found = read_tables("单位 目标 完成 完成率%\n安民镇 100 98 98\n和平街道 90 99 110", AREA, CALENDAR)
    assert found.cells == ()
    assert len(found.unread) == 6


def test_a_table_of_the_city_is_not_the_districts():
    text = "全市主要指标\n指标 单位 绝对额 增长%\n地区生产总值 亿元 3050 6\n工业投资 亿元 400 9"
    assert {cell.bound.metric.subject for cell in read_tables(text, AREA, CALENDAR).cells} == {"全市"}


def test_columns_may_be_areas():
    """A title that speaks of a rise says what all of them hold; the countryside is not the district."""
    text = "居民消费价格涨跌幅度（%）\n指标 全区 农村\n食品烟酒 2.1 2.6\n衣着 -0.4 0.3"
    cells = read_tables(text, AREA, CALENDAR).cells
    assert [(c.bound.measure, float(c.bound.value), c.bound.metric.subject) for c in cells] == [
        ("change_pct", 2.1, None),
        ("change_pct", 2.6, "农村"),
        ("change_pct", -0.4, None),
        ("change_pct", 0.3, "农村"),
    ]


def test_an_area_may_be_what_a_column_measures_by():
    text = "指标 单位 完成 全省位次 占全省比重\n工业投资 亿元 30 5 1.2\n技改投资 亿元 10 7 2.1"
    assert {c.bound.metric.subject for c in read_tables(text, AREA, CALENDAR).cells} == {None}
