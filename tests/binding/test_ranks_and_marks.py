"""Places that one moved between, marks that a figure passed, and values held against an area's mean."""

from __future__ import annotations

import pytest


def told(facts):
    return [(fact.measure, fact.value, fact.period) for fact in facts]


@pytest.mark.parametrize(
    "text",
    [
        "工业总量在全省的位次由第17位前移到第12位",
        "工业总量排名由2019年的第17位提升至第12位",
        "工业总量在全市排位从上年的第17位攀升到第12位",
    ],
)
def test_a_place_moved_from_is_of_the_year_before(read, text):
    facts, _ = read(text)
    assert told(facts) == [("rank", 17, "2019"), ("rank", 12, "2020")]
    assert all(fact.metric.startswith("工业总量") for fact in facts)


def test_a_place_moved_from_is_of_the_year_that_is_named_beside_it(read):
    facts, _ = read("竞争力百强县排名由2016年的第86位升至第31位")
    assert told(facts) == [("rank", 86, "2016"), ("rank", 31, "2020")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("税收收入增长8%，高于全省1个百分点，居全市第3位", None),
        ("税收收入年均增长8%，快于全省1个百分点，列全市第3位", None),
        ("税收收入达到30亿元，增长8%，高于全省1个百分点，居全市第3位", "tax_revenue"),
        ("城镇登记失业率3.1%，下降0.2个百分点，居全市第3位", "registered_unemployment_rate"),
    ],
)
def test_a_place_behind_points_is_one_of_the_growth_unless_a_level_was_told(read, text, code):
    facts, _ = read(text)
    assert (facts[-1].measure, facts[-1].value, facts[-1].indicator) == ("rank", 3, code)


def test_places_that_are_no_ranks_stay_counts(read):
    facts, _ = read("由第3批专家选出12位教师")
    assert [(fact.measure, fact.value) for fact in facts] == [("level", 12)]


@pytest.mark.parametrize("text", ["生产总值连跨300亿元、400亿元两个台阶", "生产总值先后突破300亿元、400亿元"])
def test_marks_that_are_passed_one_after_the_other(read, text):
    facts, _ = read(text)
    assert [(fact.metric, fact.value, fact.qualifier) for fact in facts] == [
        ("生产总值", 300e8, "at_least"),
        ("生产总值", 400e8, "at_least"),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("人均可支配收入21000元，高出全市平均水平1300元", 1300),
        ("人均可支配收入21000元，高出全市平均1300元", 1300),
        ("人均可支配收入21000元，高于全市1300元", 1300),
        ("人均可支配收入21000元，比全省平均少800元", -800),
    ],
)
def test_an_amount_above_an_areas_mean_is_a_difference(read, text, value):
    facts, _ = read(text)
    assert [(fact.metric, fact.measure, fact.value) for fact in facts[1:]] == [
        ("人均可支配收入", "change_abs", value)
    ]


def test_an_amount_beyond_a_mark_is_a_level(read):
    facts, _ = read("人均可支配收入高于21000元")
    assert [(fact.measure, fact.qualifier) for fact in facts] == [("level", "at_least")]


@pytest.mark.parametrize(
    ("text", "value"),
    [("农民人均纯收入过万元。", 10_000), ("村集体收入过万元，超额完成任务", 10_000)],
)
def test_a_round_sum_that_is_passed(read, text, value):
    facts, _ = read(text)
    assert [(fact.value, fact.unit, fact.qualifier) for fact in facts] == [(value, "CNY", "at_least")]


@pytest.mark.parametrize("text", ["年收入过万元的农户增多", "人均不过万元，差距很大", "过亿元项目增多"])
def test_a_round_sum_that_only_describes_is_none(read, text):
    facts, _ = read(text)
    assert facts == []


def test_a_round_sum_that_tells_which_ones_are_counted_is_none(read):
    facts, _ = read("25家企业产值过亿元，利税增多")
    assert [fact.value for fact in facts] == [25]


def test_half_of_a_number_and_more(read):
    facts, _ = read("工业投资增长31%，其中技改投资占半数以上")
    assert [(fact.measure, fact.value, fact.qualifier) for fact in facts][1:] == [("share", 50, "at_least")]


def test_how_many_years_running_is_no_name(read):
    facts, _ = read("农民人均纯收入9815元，连续两年增幅在11%以上")
    assert [(fact.metric, fact.measure, fact.value) for fact in facts][1:] == [
        ("农民人均纯收入", "change_pct", 11)
    ]


def test_a_round_sum_that_tells_which_of_them_is_none(read):
    facts, _ = read("规模以上工业企业发展到126户，其中产值超亿元的32户")
    assert [(fact.measure, fact.value, fact.unit) for fact in facts] == [
        ("level", 126, "户"),
        ("level", 32, "户"),
    ]


def test_points_above_two_areas_share_their_unit(read):
    facts, _ = read("税收增长11%，高于全省2.9个、全市1.1个百分点")
    assert [(fact.metric, fact.measure, fact.value) for fact in facts][1:] == [
        ("税收", "change_pp", 2.9),
        ("税收", "change_pp", 1.1),
    ]


def test_counts_in_two_areas_are_no_points(read):
    facts, _ = read("新增企业29个、全市11个")
    assert {fact.measure for fact in facts} == {"level"}


@pytest.mark.parametrize(
    "text",
    ["主营业务收入超10亿元企业实现零的突破、达到3户", "税收超5亿元企业增多", "产值过5亿元的园区达到3个"],
)
def test_what_exceeds_an_amount_is_a_kind_of_things(read, text):
    facts, ledger = read(text)
    assert all(fact.unit != "CNY" for fact in facts)
    assert ledger[0].role == "name"


@pytest.mark.parametrize("text", ["税收超5亿元，企业增多", "投入超5亿元项目建设资金"])
def test_an_amount_that_is_exceeded_is_a_figure(read, text):
    facts, _ = read(text)
    assert [fact.unit for fact in facts] == ["CNY"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("人均税收1260元，不足全市平均水平的一半", 50), ("人均税收1260元，不到全省平均的42%", 42)],
)
def test_a_part_of_what_others_have(read, text, value):
    facts, _ = read(text)
    assert [(fact.metric, fact.measure, fact.value, fact.qualifier) for fact in facts][1:] == [
        ("人均税收", "share", value, "at_most")
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("零就业家庭由64户减少到0", [(64, "户"), (0, "户")]),
        ("贫困发生率由8.6%降至0，村村通了硬化路", [(8.6, "%"), (0, "%")]),
        ("合格率由86%提高到0.96", [(86, "%")]),
    ],
)
def test_nothing_is_left_in_the_unit_of_what_there_was(read, text, found):
    facts, _ = read(text, "review")
    assert [(fact.value, fact.unit) for fact in facts] == found
