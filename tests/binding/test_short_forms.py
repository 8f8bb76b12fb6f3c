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


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("生产总值达到860亿元，人均超过3万元", "人均生产总值", "gdp_per_capita"),
        ("储蓄存款余额达52亿元，人均1.1万元", "人均储蓄存款余额", None),
    ],
)
def test_a_head_of_the_people_is_of_what_stands_before(read, text, name, code):
    facts, _ = read(text)
    assert (facts[-1].metric, facts[-1].indicator) == (name, code)


def test_a_noun_beside_a_headline_figure_is_none_of_the_clause_before(read):
    facts, _ = read("城乡居民收入分别达到4万元和2万元，税收、投资分别增长5%、6%")
    assert [fact.metric for fact in facts][2:] == ["税收", "投资"]


def test_we_are_no_part_of_what_we_did(read):
    facts, _ = read("五年来，我们累计完成生产总值900亿元，我们新建公路38公里")
    assert [(fact.metric, fact.indicator) for fact in facts] == [("生产总值", "gdp"), ("新建公路", None)]


@pytest.mark.parametrize(
    ("text", "name"), [("从业人员达到8.7万人", "从业人员"), ("计划生育率达到92%", "计划生育率")]
)
def test_a_noun_that_begins_like_a_word_of_lead_is_whole(read, text, name):
    facts, _ = read(text)
    assert [fact.metric for fact in facts] == [name]


@pytest.mark.parametrize("text", ["两个化工园区投入资金4亿元", "七家企业实现产值4亿元"])
def test_so_many_of_a_kind_are_nobody_in_particular(read, text):
    facts, _ = read(text)
    assert [fact.scope for fact in facts] == ["district"]


def test_a_company_with_a_name_is_somebody(read):
    facts, _ = read("宏达化工园区投入资金4亿元")
    assert [fact.scope for fact in facts] == ["other"]


def test_a_rate_dealt_to_what_was_counted_is_not_dealt_to_the_rate_between(read):
    facts, _ = read("办理建议126件、提案89件，办结率100%，满意率分别为98.6%和97.9%")
    assert "建议" in facts[3].metric
    assert "提案" in facts[4].metric
    assert not any("办结" in fact.metric for fact in facts[3:])


@pytest.mark.parametrize(
    "text", ["税收增幅离目标还差3个百分点", "税收增幅距目标差3个百分点", "税收增幅离年初预期相差3个百分点"]
)
def test_how_far_from_a_goal(read, text):
    facts, _ = read(text)
    assert [(fact.metric, fact.measure, fact.value) for fact in facts] == [("税收", "change_pp", -3)]


def test_what_was_built_is_no_part_of_a_rate(read):
    facts, _ = read("绿地率达41%，公园建设提速，新建12个")
    assert "绿地率" not in facts[1].metric
    assert "公园" in facts[1].metric
    facts, _ = read("安置房开工50万平方米，竣工10万平方米")
    assert facts[1].metric == "安置房竣工"


def test_by_how_much_more_for_each_is_of_the_figure_before(read):
    facts, _ = read("人均可支配收入21000元，人均增加900元")
    assert [(fact.metric, fact.measure) for fact in facts] == [
        ("人均可支配收入", "level"),
        ("人均可支配收入", "change_abs"),
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("茶叶产量2万吨，出口创汇1260万美元", None),
        ("年产脐橙20万吨，创汇1260万美元", None),
        ("粮食产量2万吨，出口创汇1260万美元", "exports"),
        ("进出口总额2亿美元，出口创汇1260万美元", "exports"),
    ],
)
def test_what_a_product_earned_abroad_is_no_headline(read, text, code):
    facts, _ = read(text)
    assert facts[-1].indicator == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("小麦、玉米、马铃薯分别种植32万亩、45万亩和21万亩", ["小麦种植", "玉米种植", "马铃薯种植"]),
        ("学校、医院分别建成12所、8所", ["学校建成", "医院建成"]),
        ("生猪、肉牛、肉羊出栏分别达到86万头、9万头和32万只", ["生猪出栏", "肉牛出栏", "肉羊出栏"]),
        ("生猪存栏12万头、出栏16万头", ["生猪存栏", "生猪出栏"]),
        ("新增企业12家、学校8所", ["新增企业", "新增学校"]),
    ],
)
def test_a_verb_or_a_head_of_a_list_goes_with_each(read, text, found):
    facts, _ = read(text)
    assert [fact.metric for fact in facts] == found


def test_how_a_rate_is_timed_is_part_of_it(read):
    facts, _ = read("按时办结率99.8%")
    assert [fact.metric for fact in facts] == ["按时办结率"]


def test_a_fraction_may_end_its_line(read):
    facts, _ = read("民间投资占全部投资的六成\n新建道路9公里。")

    assert [(fact.value, fact.unit) for fact in facts] == [(60.0, "%"), (9.0, "公里")]
