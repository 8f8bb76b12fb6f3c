"""Amounts that a plan set, the shares of them that were done, and nouns that name the books alone."""

from __future__ import annotations

import pytest

HALF_YEAR = {"review": "2022-H1", "plan": "2022-H2", "kind": "half_year_report"}


@pytest.mark.parametrize(
    "text",
    [
        "水利投资18亿元，占全年30亿元盘子的60%",
        "水利投资18亿元，占全年30亿元任务的60%",
        "水利投资18亿元，占年度计划投资30亿元的60%",
        "水利投资18亿元，为年计划30亿元的60%",
        "水利投资18亿元，完成全年任务30亿元的60%",
    ],
)
def test_what_a_part_is_of_is_the_plan_of_the_same_for_the_whole_year(read, text):
    (done, planned, part), _ = read(text, **HALF_YEAR)
    assert {fact.metric for fact in (done, planned, part)} == {"水利投资"}
    assert [fact.status for fact in (done, planned, part)] == ["actual", "target", "actual"]
    assert [fact.period for fact in (done, planned, part)] == ["2022-H1", "2022", "2022-H1"]


def test_the_plan_of_an_indicator_keeps_its_code_and_the_part_of_it_has_none(read):
    facts, _ = read("税收收入6.2亿元，占年度任务6亿元的103%，增收0.3亿元")
    assert [fact.indicator for fact in facts] == ["tax_revenue", "tax_revenue", None, "tax_revenue"]


def test_a_part_of_what_is_no_plan_stays_an_amount_that_was_there(read):
    facts, _ = read("增值税占一般公共预算收入8亿元的40%")
    assert facts[0].status == "actual"


@pytest.mark.parametrize("figure", ["执行结果是", "决算结果为", "实绩", "实际完成"])
def test_a_result_is_of_what_was_budgeted(read, figure):
    facts, _ = read(f"一般公共预算收入预算为9亿元，{figure}9.4亿元，增长6%")
    assert {fact.indicator for fact in facts} == {"general_public_budget_revenue"}
    assert [fact.status for fact in facts] == ["target", "actual", "actual"]


@pytest.mark.parametrize("arranged", ["按20亿元编制", "按增长6%安排", "拟按20亿元安排"])
def test_a_budget_is_drawn_up_by_an_amount_or_a_rate(read, arranged):
    facts, _ = read(f"一般公共预算支出{arranged}", section="plan")
    assert facts[0].indicator == "general_public_budget_expenditure"


@pytest.mark.parametrize("text", ["税收收入入库9亿元", "税收收入累计入库9亿元，增长8%"])
def test_money_that_came_in_is_the_revenue(read, text):
    facts, _ = read(text)
    assert {fact.indicator for fact in facts} == {"tax_revenue"}


def test_what_else_is_put_on_a_list_keeps_its_verb(read):
    facts, _ = read("高新技术企业入库46家")
    assert (facts[0].metric, facts[0].indicator) == ("高新技术企业入库", None)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("工伤保险基金当年收入2亿元、支出1.6亿元", ["工伤保险基金收入", "工伤保险基金支出"]),
        ("汽车产业上半年增加值增长5%", ["汽车产业增加值"]),
        ("蚕桑园2020年产量300吨", ["蚕桑园产量"]),
        ("面对上半年增加值下降14%的局面", ["增加值"]),
        ("截至2020年产量300吨", ["产量"]),
    ],
)
def test_a_side_behind_a_time_word_is_of_what_stands_before_it(read, text, names):
    facts, _ = read(f"基金支出5亿元。{text}")
    assert [fact.metric.removeprefix("基金支出") for fact in facts[1:]] == names


@pytest.mark.parametrize("line", ["控制线", "控制目标", "调控线", "年度目标"])
def test_a_line_that_is_not_to_be_passed_is_a_goal(read, line):
    facts, _ = read(f"居民消费价格上涨1.4%，处在3%的{line}以内")
    assert (facts[1].metric, facts[1].status, facts[1].qualifier) == ("居民消费价格", "target", "at_most")
