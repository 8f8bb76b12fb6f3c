"""Short words that lean on the figure before, and those that must not."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text",
    ["全部工业增加值170亿元，其中规模以上150亿元", "工业增加值170亿元，其中规上工业150亿元，增长9%"],
)
def test_the_large_firms_part_of_all_industry_is_the_indicator_of_theirs(read, text):
    facts, _ = read(text)
    assert {fact.indicator for fact in facts[1:]} == {"industrial_value_added_above_scale"}


def test_the_large_ones_of_what_has_no_such_indicator_get_no_code(read):
    facts, _ = read("企业利润70亿元，其中规模以上50亿元")
    assert [fact.indicator for fact in facts][1:] == [None]


def test_money_is_no_part_of_a_rate(read):
    facts, _ = read("开工率和完工率分别达到95%和66%；累计完成投资582亿元")
    assert facts[-1].metric == "投资"


def test_money_is_part_of_what_it_was_spent_on(read):
    facts, _ = read("安排技改项目30个，完成投资9亿元")
    assert "技改项目" in facts[-1].metric


def test_a_percentage_of_villages_beside_others_is_of_the_villages(read):
    facts, _ = read("新修公路90公里，乡镇和87%的行政村通了客车")
    assert "行政村" in facts[-1].metric


@pytest.mark.parametrize(
    "text", ["实际到账注册外资2亿美元", "注册外资实际到账2亿美元", "实际到账外资2亿美元"]
)
def test_foreign_capital_that_has_arrived_is_utilized(read, text):
    facts, _ = read(text)
    assert [fact.indicator for fact in facts] == ["fdi_utilized"]
