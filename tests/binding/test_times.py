"""Time words and the periods they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.binding import periods
from nianjian.binding.calendar import Calendar, resolve
from nianjian.binding.context import Passage, goals_ahead
from nianjian.binding.times import time_marks

ANNUAL = Calendar("2020", "2021", 2021)
HALF = Calendar("2022-H1", "2022-H2", 2022)


@pytest.mark.parametrize(
    ("text", "calendar", "planned", "period"),
    [
        ("2019年", ANNUAL, False, "2019"),
        ("二〇一六年", ANNUAL, False, "2016"),
        ("2020年上半年", ANNUAL, False, "2020-H1"),
        ("2016-2020年", ANNUAL, False, "2016/2020"),
        ("“十三五”时期", ANNUAL, False, "2016/2020"),
        ("“十四五”", ANNUAL, True, "2021/2025"),
        ("“十五”", ANNUAL, False, "2001/2005"),
        ("“十五”末", ANNUAL, False, "2005"),
        ("“十三五”期末", ANNUAL, False, "2020"),
        ("全年", ANNUAL, True, "2021"),
        ("今年", ANNUAL, True, "2021"),
        ("去年", ANNUAL, True, "2020"),
        ("上年末", ANNUAL, False, "2019"),
        ("一季度", ANNUAL, False, "2020-Q1"),
        ("前三季度", HALF, False, "2022-01/2022-09"),
        ("1-5月", HALF, False, "2022-01/2022-05"),
        ("1-6月", HALF, False, "2022-H1"),
        ("6月当月", HALF, False, "2022-06"),
        ("6月末", HALF, False, "2022-06"),
        ("7月14日", HALF, False, "2022-07-14"),
        ("2023年前11个月", HALF, False, "2023-01/2023-11"),
        ("今年以来", HALF, False, "2022-H1"),
        ("三季度", HALF, True, "2022-Q3"),
        ("过去五年", ANNUAL, False, "2016/2020"),
        ("今后五年", ANNUAL, True, "2021/2025"),
        ("五年累计", ANNUAL, False, "2016/2020"),
        ("2025-07-08", ANNUAL, False, "2025-07-08"),
    ],
)
def test_a_time_word_means_a_period(text, calendar, planned, period):
    (mark,) = time_marks(text)
    assert (mark.start, mark.end) == (0, len(text))
    assert resolve(mark, calendar, planned) == period


@pytest.mark.parametrize(
    "text",
    [
        "比2015年",
        "较上年",
        "较年初",
        "是2015年的1.36倍",
        "相当于上年的2.3倍",
        "完成全年任务的六成",
        "2017-2035年总体规划",
    ],
)
def test_what_a_figure_is_compared_with_does_not_date_it(text):
    assert time_marks(text)[0].base


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("今年是“十四五”规划开局之年，税收增长6%", "2021"),
        ("2021年是“十四五”的第一年，税收增长6%", "2021"),
        ("今年是实施“十四五”规划承上启下的关键一年，税收增长6%", "2021"),
        ("“十四五”时期，税收年均增长6%", "2021/2025"),
        ("“十四五”规划提出，到2025年，税收达到60亿元", "2025"),
    ],
)
def test_which_year_of_a_plan_a_year_is_dates_nothing_else(read, text, period):
    facts, _ = read(text, "plan")
    assert [fact.period for fact in facts] == [period]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("合作社由三年前的46家发展到112家", [(46, "2017"), (112, "2020")]),
        ("公路里程从10年前的62公里延伸到210公里", [(62, "2010"), (210, "2020")]),
        ("粮食产量是五年前的1.4倍", [(1.4, "2020")]),
        ("旅游收入比五年前增长1.6倍", [(1.6, "2020")]),
        ("前三季度税收增长5%", [(5, "2020-01/2020-09")]),
    ],
)
def test_so_many_years_ago_dates_what_stands_beside_it(read, text, found):
    facts, _ = read(text, "review")
    assert [(fact.value, fact.period) for fact in facts] == found


@pytest.mark.parametrize(
    "text", ["PM2.5年平均浓度", "3个月", "正月", "三年行动计划", "第十四个五年", "满意度98.6月"]
)
def test_no_time_word(text):
    assert [text[m.start : m.end] for m in time_marks(text) if m.rule != "time.sub"] == []


@pytest.mark.parametrize(
    ("label", "first", "last"),
    [
        ("2020", "2020-01-01", "2020-12-31"),
        ("2020-H2", "2020-07-01", "2020-12-31"),
        ("2020-Q1", "2020-01-01", "2020-03-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2020-07-14", "2020-07-14", "2020-07-14"),
        ("2016/2020", "2016-01-01", "2020-12-31"),
        (None, None, None),
    ],
)
def test_bounds_of_a_label(label, first, last):
    assert periods.bounds(label) == (first, last)


def test_a_label_that_is_none_is_refused():
    with pytest.raises(ValueError, match="no period label"):
        periods.bounds("2020-H3")


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 12))
def test_months_make_labels_with_bounds_in_order(year, a, b):
    first, last = periods.bounds(periods.months(year, min(a, b), max(a, b)))
    assert first is not None
    assert last is not None
    assert f"{year}-{min(a, b):02d}-01" == first <= last


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("2021年主要预期目标是：生产总值增长7%", True),
        ("2020年主要目标：生产总值增长7%", False),
        ("2021年，主要目标如期实现", False),
        ("主要预期目标是：生产总值增长7%", False),
    ],
)
def test_goals_of_a_year_to_come_open_a_list(text, planned):
    """A text without sections has no chapter that plans."""
    back = Passage(False, ANNUAL, None, False, None)
    assert goals_ahead(back, time_marks(text), text, 0, len(text)).planned is planned


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("元至九月，税收增长", (1, 9)),
        ("元-9月，税收增长", (1, 9)),
        ("完成投资3亿元至9月底", None),
        ("元月税收", None),
    ],
)
def test_the_first_month_by_its_old_name(text, months):
    found = [(mark.first, mark.last) for mark in time_marks(text) if mark.first == 1]
    assert found == ([months] if months else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4、5、6三个月分别增长8%、12%和15%", ["2020-04", "2020-05", "2020-06"]),
        ("税收在7、8月份分别增长8%和12%", ["2020-07", "2020-08"]),
        ("9月、10月分别增长8%和12%", ["2020-09", "2020-10"]),
    ],
)
def test_months_of_a_list_date_what_is_dealt_to_them(read, text, found):
    facts, ledger = read(f"用电量3亿千瓦时；民间投资30亿元，工业投资20亿元，{text}")
    assert [(fact.metric, fact.period) for fact in facts][3:] == [
        ("税收" if "税收" in text else "工业投资", period) for period in found
    ]
    assert {entry.role for entry in ledger} == {"fact", "date"}


def test_numbers_of_a_list_that_are_no_months():
    assert not time_marks("在3、4个乡镇试点，增长1.2、3.4%，办好5、6两件事")
