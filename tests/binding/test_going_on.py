"""What a sentence goes on about behind a semicolon, a landmark or a reason."""

from __future__ import annotations

import pytest


def test_behind_the_semicolon_the_whole_is_gone_on_about(read):
    facts, _ = read("技改项目96个，其中亿元以上58个；累计投资21亿元")
    assert facts[2].metric == "技改项目投资"


def test_behind_a_comma_the_part_is_gone_on_about(read):
    facts, _ = read("技改项目96个，其中数控项目58个，累计投资21亿元")
    assert facts[2].metric == "数控项目投资"


@pytest.mark.parametrize("mark", ["大关", "台阶", "新台阶", "关口"])
def test_the_mark_that_a_value_passed_is_no_part_of_the_next_name(read, mark):
    facts, _ = read(f"地区生产总值突破600亿元{mark}、工业投资增长8%，税收收入增长5%")
    assert [fact.indicator for fact in facts] == ["gdp", "industrial_investment", "tax_revenue"]


def test_what_a_value_passed_grew_itself_where_nothing_else_is_named(read):
    facts, _ = read("全部工业增加值突破百亿元大关、增长9%")
    assert facts[1].metric == facts[0].metric


@pytest.mark.parametrize("reason", ["因项目收尾而", "由于项目收尾", "因土地市场低迷"])
def test_a_reason_names_nothing(read, reason):
    facts, _ = read(f"教育支出5亿元，增长8%；交通支出2亿元，{reason}下降21%")
    assert facts[3].metric == "交通支出"


def test_a_noun_that_begins_like_a_reason_is_one(read):
    facts, _ = read("三公经费500万元，因公出国经费下降21%")
    assert facts[1].metric == "因公出国经费"


def test_a_noun_that_only_rises_is_what_the_level_is_of(read):
    facts, _ = read("城镇登记失业率不高于4%；蔬菜产量只增不减，稳定在35万吨", section="plan")
    assert "蔬菜产量" in facts[1].metric


@pytest.mark.parametrize(
    ("text", "size"),
    [("小麦亩产410公斤，每亩多收13公斤", 13), ("低保标准每人再提30元", 30), ("菜农户均少卖90公斤", None)],
)
def test_what_is_more_than_before_is_a_change(read, text, size):
    facts, _ = read(text)
    assert (facts[-1].measure == "change_abs") == (size is not None)


@pytest.mark.parametrize(("verb", "sign"), [("短收", -1), ("超收", 1), ("增收", 1)])
def test_a_gain_in_money_may_be_told_in_percent(read, verb, sign):
    facts, _ = read(f"土地出让收入6亿元，较年初预算{verb}2亿元、{verb}25%")
    assert [(fact.measure, fact.value) for fact in facts[1:]] == [
        ("change_abs", sign * 200_000_000),
        ("change_pct", sign * 25),
    ]


def test_a_ratio_of_the_sexes_is_a_figure(read):
    facts, _ = read("男性19.6万人、女性18.8万人，性别比104.3")
    assert (facts[2].metric, float(facts[2].value)) == ("性别比", 104.3)


def test_people_are_counted_as_people(read):
    facts, _ = read("2.7万群众用上了天然气")
    assert (facts[0].unit, facts[0].value) == ("人", 27000)


def test_a_flock_stays_one(read):
    facts, _ = read("养蜂320群")
    assert facts[0].unit == "群"


def test_the_hour_of_a_census_is_part_of_its_date(read):
    facts, ledger = read("2020年11月1日零时全区常住人口33万人")
    assert (facts[0].indicator, facts[0].period) == ("population", "2020-11-01")
    assert [row.role for row in ledger] == ["date", "date", "date", "fact"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("执业医师820人，每千人拥有2.3人", "每千人执业医师"),
        ("私家车12万辆，每百户拥有86辆", "每百户私家车"),
        ("有效发明专利832件，万人拥有量25件", "万人有效发明专利拥有量"),
        ("有效发明专利832件，每万人公交车12标台", "每万人公交车"),
    ],
)
def test_how_many_there_are_to_so_many_people_is_of_what_was_counted(read, text, name):
    facts, _ = read(text)
    assert facts[1].metric == name


def test_what_goes_on_is_the_projects_behind_shares_of_their_money(read):
    facts, _ = read("水利项目133个，完成投资36亿元，占年度计划的54%；新开工46个")
    assert facts[3].metric == "水利项目新开工"


def test_a_rate_of_spending_is_no_yardstick(read):
    facts, _ = read("直达资金4.7亿元，支出进度97%，高于全省2个百分点，超序时进度3个百分点")
    assert [fact.metric for fact in facts[1:]] == ["支出进度"] * 3


def test_when_something_moved_is_no_part_of_what_did(read):
    facts, _ = read("规上工业增加值5月、6月连续两个月增速回升，前三季度增长6%")
    assert facts[-1].indicator == "industrial_value_added_above_scale"


def test_a_form_that_begins_like_an_adverb_is_whole(read):
    facts, _ = read("高标准农田累计建成58万亩")
    assert facts[0].metric.startswith("高标准农田")


@pytest.mark.parametrize(
    ("text", "measure"),
    [("公务经费800万元，较预算节约60万元", "change_abs"), ("政府采购节约580万元", "level")],
)
def test_what_is_saved_against_something_is_a_change(read, text, measure):
    facts, _ = read(text)
    assert (facts[-1].measure, facts[-1].metric[:2]) == (measure, text[:2])


@pytest.mark.parametrize("count", ["3项指标", "三项指标", "3项主要指标"])
def test_the_list_that_a_count_closed_is_dealt_to(read, count):
    facts, _ = read(f"地区生产总值、税收收入、工业投资{count}未达预期，分别低于计划目标1.1、2.3和6.7个百分点")
    assert [fact.indicator for fact in facts[-3:]] == ["gdp", "tax_revenue", "industrial_investment"]


def test_a_list_of_another_length_is_not(read):
    facts, _ = read("地区生产总值、税收收入、工业投资3项指标未达预期，分别低于全省、全市1.1和2.3个百分点")
    assert facts[-1].indicator is None


@pytest.mark.parametrize("bracket", ["10亿元至50亿元12个", "10—50亿元的12个", "10-50亿元项目12个"])
def test_a_range_of_money_names_the_class_that_is_counted(read, bracket):
    facts, ledger = read(f"引进亿元以上项目96个，其中{bracket}")
    assert [fact.value for fact in facts] == [96, 12]
    assert "unexplained" not in {row.role for row in ledger}


def test_a_range_of_money_that_nothing_is_counted_in_is_an_amount(read):
    facts, _ = read("每户补助1000—5000元，连续3个月")
    assert (facts[0].value, facts[0].value_high) == (1000, 5000)


def test_a_voltage_measures_nothing(read):
    facts, _ = read("建成220千伏输变电工程2项、110千伏3项")
    assert [fact.value for fact in facts] == [2, 3]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("工业投资下降9%，主要受矿山投资下降31%拖累", "矿山投资"),
        ("粮食产量增长2%，主要因夏粮产量增长3%带动", "夏粮产量"),
    ],
)
def test_a_reason_that_is_a_figure_is_about_itself(read, text, name):
    facts, _ = read(text)
    assert facts[1].metric == name


def test_some_of_what_was_counted(read):
    facts, _ = read("25件民生实事完成投资9亿元，7件提前办结、16件有序推进，2件滞后")
    assert [fact.metric for fact in facts] == [
        "民生实事",
        "民生实事投资",
        "民生实事提前办结",
        "民生实事推进",
        "民生实事滞后",
    ]


def test_an_adverb_that_begins_a_noun_does_nothing(read):
    facts, _ = read("新增廉租住房配租1048户、实物配租977户，2567户共有产权住房家庭选房")
    assert "共有产权" in facts[2].metric


def test_a_list_of_two_kinds_counts_none_of_the_first(read):
    facts, _ = read("改造老旧厂房5处、农贸市场3处")
    assert facts[1].metric == "农贸市场"
