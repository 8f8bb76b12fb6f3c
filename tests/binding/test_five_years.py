"""A plan of five years: means run over all of them, a year in it is to come, older plans are a base."""

from __future__ import annotations

from nianjian.binding.times import Calendar


def periods_of(read, text, section, **calendar):
    facts, _ = read(text, section, **calendar)
    return [(fact.value, fact.period, fact.status) for fact in facts]


def test_means_of_a_five_year_plan_run_over_its_years(read):
    found = periods_of(
        read, "到2025年，地区生产总值突破380亿元，年均增长7%左右", "plan", review="2020", plan="2021/2025"
    )
    assert found == [(38e9, "2025", "target"), (7.0, "2021/2025", "target")]


def test_a_year_inside_the_plan_is_still_to_come(read):
    found = periods_of(read, "到2023年，自来水普及率达到96%", "plan", review="2020", plan="2021/2025")
    assert found == [(96.0, "2023", "target")]


def test_the_plan_before_is_a_base_and_dates_nothing(read):
    text = "“十三五”时期，全区综合实力跃升。固定资产投资是“十二五”时期的1.3倍，税收年均增长6%"
    found = periods_of(read, text, "review")
    assert found[-1] == (6.0, "2016/2020", "actual")


def test_since_a_plan_began_is_up_to_now(read):
    """In the third year of a plan its years to come have not happened."""
    facts, _ = read("“十四五”以来累计建成绿道26公里", "review", review="2023", plan="2024")
    assert [(fact.period, fact.status) for fact in facts] == [("2021/2023", "actual")]


def test_the_first_year_of_several_is_the_year_planned():
    assert Calendar("2020", "2021/2025", 2021).plan_year == 2021
    assert Calendar("2020", "2021", 2021).plan_year == 2021
    assert Calendar("2020", None, 2021).plan_year == 2021
