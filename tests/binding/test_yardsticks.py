"""A value that another is held against, told with by how much: 低于4.5%的控制目标1.3个百分点."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("words", "points"),
    [
        ("低于4%的控制目标1.2个百分点", -1.2),
        ("低于4%左右的调控目标1.2个百分点", -1.2),
        ("比4%的控制线低1.2个百分点", -1.2),
        ("高于4%的预期目标1.2个百分点", 1.2),
        ("与4%的年度目标相差1.2个百分点", -1.2),
        ("距4%的目标还差1.2个百分点", -1.2),
        ("低于控制目标（4%）1.2个百分点", -1.2),
    ],
)
def test_a_goal_and_the_distance_from_it_are_of_what_is_held_against_it(read, words, points):
    facts, _ = read(f"城镇登记失业率2.8%，{words}，比上年下降0.1个百分点")
    assert {fact.indicator for fact in facts} == {"registered_unemployment_rate"}
    assert (facts[1].value, facts[1].status, facts[1].measure) == (4, "target", "level")
    assert (float(facts[2].value), facts[2].status, facts[2].measure) == (points, "actual", "change_pp")


@pytest.mark.parametrize(
    "words",
    ["高于全市5%的平均水平2个百分点", "高于全市5%的增幅2个百分点", "高于全市平均水平（5%）2个百分点"],
)
def test_the_growth_of_a_wider_area_is_its_own_and_no_headline_figure(read, words):
    facts, _ = read(f"工业投资增长7%，{words}")
    assert [fact.indicator for fact in facts] == ["industrial_investment", None, "industrial_investment"]
    assert [fact.scope for fact in facts] == ["district", "other", "district"]
    assert [fact.measure for fact in facts] == ["change_pct", "change_pct", "change_pp"]


def test_the_level_of_a_wider_area_needs_no_distance(read):
    facts, _ = read("研发投入强度2.1%，低于全国2.5%的平均水平")
    assert (facts[1].metric, facts[1].scope, facts[1].indicator) == ("研发投入强度", "other", None)


def test_the_growth_of_the_year_before_is_dated_so(read):
    facts, _ = read("地区生产总值增长6.4%，高于上年4.1%的增速2.3个百分点")
    assert [fact.period for fact in facts] == ["2020", "2019", "2020"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("地区生产总值增长6%，高于全省2个百分点", ["地区生产总值", "地区生产总值"]),
        ("优良率81%，占比5%的园区低2个百分点", ["优良率", "园区"]),
        ("电价优惠（降低5%）2个百分点", ["电价优惠"]),
    ],
)
def test_what_is_held_against_no_value_is_read_as_before(read, text, names):
    facts, _ = read(text)
    assert not any("tail.yardstick" in fact.rules for fact in facts)


def test_a_goal_that_was_missed_is_of_what_missed_it(read):
    facts, _ = read("税收收入增长3%，未达到6%的预期目标，短收0.4亿元")
    assert {fact.indicator for fact in facts} == {"tax_revenue"}
