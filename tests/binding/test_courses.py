"""How something goes, said between its name and its figure: 下滑较快, 势头强劲, 与目标相比."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "course",
    ["下滑较快、同比", "增势平缓、", "回落明显，", "走势低迷，同比", "在技改拉动下仍", "受疫情冲击仍然"],
)
def test_how_an_indicator_goes_is_no_part_of_its_name(read, course):
    facts, _ = read(f"社会消费品零售总额{course}增长2.4%")
    assert [(fact.metric, fact.indicator) for fact in facts] == [("社会消费品零售总额", "retail_sales")]


def test_another_whose_course_is_told_is_gone_on_about(read):
    facts, _ = read("食品制造业增长8.2%，船舶修造业增势最猛，增幅达21.9%")
    assert [fact.metric for fact in facts] == ["食品制造业", "船舶修造业"]


def test_a_clause_without_a_course_changes_nothing(read):
    facts, _ = read("食品制造业增长8.2%，拉动作用明显，税收增长3%")
    assert [fact.metric for fact in facts] == ["食品制造业", "税收"]


@pytest.mark.parametrize(
    "against", ["与目标相比仍低", "与全市平均水平相比低", "与上年相比回落", "同上年相比，回落"]
)
def test_what_is_compared_with_names_nothing(read, against):
    facts, _ = read(f"地区生产总值增长4.1%，{against}2.9个百分点")
    assert (facts[1].indicator, facts[1].measure, facts[1].value) == ("gdp", "change_pp", -2.9)


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值352亿元，按不变价格计算，比上年增长4.7%",
        "按可比价格计算，地区生产总值增长6.2%",
        "地区生产总值352亿元，按可比价增长4.7%",
    ],
)
def test_the_basis_of_a_growth_stands_in_front_of_its_comma_too(read, text):
    facts, _ = read(text)
    assert facts[-1].growth_basis == "comparable"


def test_the_basis_of_one_growth_is_not_that_of_the_next(read):
    facts, _ = read("按可比价格计算，地区生产总值增长6.2%，税收增长5%")
    assert [fact.growth_basis for fact in facts] == ["comparable", None]


def test_a_half_that_something_comes_to(read):
    facts, _ = read("规上工业增加值30亿元，其中化工占到一半以上")
    assert [(fact.measure, fact.value) for fact in facts][1:] == [("share", 50)]


def test_a_zone_keeps_its_name(read):
    facts, _ = read("高新技术开发区新增企业61户，注册资本3亿元")
    assert "开发区" in facts[1].metric


@pytest.mark.parametrize("time", ["上半年", "一季度", "今年以来"])
def test_a_time_is_no_part_of_a_name(read, time):
    facts, _ = read(f"{time}城南工业园区新增企业61户")
    assert facts[0].subject == "城南工业园区"


def test_what_a_field_yields_more_is_a_change(read):
    facts, _ = read("粮食亩产389公斤，较上年每亩多打3公斤")
    assert [(fact.measure, fact.value) for fact in facts] == [("level", 389), ("change_abs", 3)]
