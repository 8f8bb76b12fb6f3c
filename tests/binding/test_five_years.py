"""A plan of five years: means run over all of them, a year in it is to come, older plans are a base."""

from __future__ import annotations

import pytest

from nianjian.binding.calendar import Calendar, resolve
from nianjian.binding.times import time_marks


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


def test_a_paragraph_that_opens_with_years_that_are_over_counts_over_them(read):
    text = "过去五年，全区面貌一新。新建公路30公里，24个贫困村出列，能耗累计下降18%，绿化率达36%。\n建桥4座。"
    found = periods_of(read, text, "review")
    assert [period for _, period, _ in found] == ["2016/2020"] * 3 + ["2020"] * 2


@pytest.mark.parametrize(
    "opening", ["一年来，全区面貌一新。", "过去一年，我们合力攻坚。", "2020年，全区面貌一新。"]
)
def test_a_paragraph_of_a_chapter_on_five_years_may_be_about_the_last(read, opening):
    found = periods_of(read, f"{opening}新建公路30公里。", "review", heading="一、过去五年工作回顾")
    assert found == [(30, "2020", "actual")]


def test_what_was_done_for_all_of_them_was_done_in_the_years(read):
    found = periods_of(read, "五年来，关闭煤窑12座，下岗矿工900人全部得到安置，在岗矿工达到60人。", "review")
    assert [period for _, period, _ in found] == ["2016/2020", "2016/2020", "2020"]


@pytest.mark.parametrize(
    "standing",
    ["PM2.5年均浓度29微克/立方米", "服务业增加值占比46%，比2015年提高5个百分点", "创新型企业120家"],
)
def test_what_stands_at_the_end_sums_up_nothing(read, standing):
    """年均浓度 is a mean of days, and 服务 in front of 业 no verb."""
    facts, _ = read(f"{standing}。", "review", heading="一、过去五年工作回顾")
    assert {fact.period for fact in facts} == {"2020"}


@pytest.mark.parametrize("indent", ["", "    ", "　　", "\t"])
def test_an_indented_paragraph_opens_as_any_other(read, indent):
    text = f"{indent}过去五年，新建公路30公里。\n{indent}2020年，新建桥梁4座。累计建成泵站6座。"
    facts, _ = read(text, "review", heading="一、过去五年工作回顾")
    assert [fact.period for fact in facts] == ["2016/2020", "2020", "2020"]


@pytest.mark.parametrize(
    "against", ["高于全省平均1.5个百分点", "比服务业快1.5个百分点", "分别快于全国、全省0.5个、1.5个百分点"]
)
def test_a_mean_held_against_another_place_or_thing_is_of_its_years(read, against):
    facts, _ = read(f"工业增加值年均增长9%，{against}。", "review", heading="一、过去五年工作回顾")
    assert {fact.period for fact in facts} == {"2016/2020"}


@pytest.mark.parametrize("behind", ["比上年提高2个百分点", "优良率提高2个百分点"])
def test_what_a_year_moved_by_is_of_no_mean_before_it(read, behind):
    found = periods_of(read, f"2020年税收年均增长9%，{behind}", "review")
    assert found[-1][1] == "2020"


def test_one_figure_over_the_years_leaves_its_paragraph_in_the_year(read):
    found = periods_of(read, "四年累计新上项目95个。新建公路30公里。", "review")
    assert [period for _, period, _ in found] == ["2017/2020", "2020"]


def test_where_a_figure_rose_from_is_no_estimate(read):
    found = periods_of(read, "预计税收从2015年的23亿元增加到41亿元", "review")
    assert found == [(23e8, "2015", "actual"), (41e8, "2020", "estimate")]


def test_the_first_year_of_several_is_the_year_planned():
    assert Calendar("2020", "2021/2025", 2021).plan_year == 2021
    assert Calendar("2020", "2021", 2021).plan_year == 2021
    assert Calendar("2020", None, 2021).plan_year == 2021


def test_a_sum_told_as_so_many_times_that_of_the_years_before_is_of_as_many_years(read):
    text = "2020年税收12亿元，是2015年的2倍。固定资产投资累计完成900亿元，是前五年的1.6倍"
    found = periods_of(read, text, "review")
    assert [period for _, period, _ in found[2:]] == ["2016/2020", "2016/2020"]


MIXED = "一、“十三五”时期及2020年工作回顾"


def test_fewer_years_in_a_chapter_on_five_are_about_their_own_paragraph(read):
    text = "五年来，新建公路30公里。\n两年来，关停矿山12座，安置职工900人。\n新建桥梁4座，造林3万亩。"
    found = periods_of(read, text, "review", heading=MIXED)
    own, five = "2019/2020", "2016/2020"
    assert [period for _, period, _ in found] == [five, own, own, five, five]


def test_a_chapter_that_opens_with_five_years_tells_of_them_until_it_turns_to_the_last(read):
    text = "“十三五”时期，全区面貌一新。\n新建公路30公里。\n2020年，全区稳中有进。\n新建桥梁4座。"
    facts, _ = read(text, "review", heading=MIXED)
    assert [fact.period for fact in facts] == ["2016/2020", "2020"]


def test_a_chapter_that_opens_with_the_year_stays_with_it(read):
    text = "2020年，全区稳中有进。四年来，新建公路30公里。\n新建桥梁4座。"
    facts, _ = read(text, "review", heading="一、2020年和过去四年工作回顾")
    assert [fact.period for fact in facts][1] == "2020"


def test_half_a_year_behind_the_reviewed_one_holds_for_its_paragraph(read):
    text = "2020年上半年，全区税收增长7%。新建桥梁4座。"
    facts, _ = read(text, "review", review="2019", heading="一、过去五年和2020年上半年工作回顾")
    assert [fact.period for fact in facts] == ["2020-H1", "2020-H1"]


def test_the_five_years_that_are_spoken_of_are_summed(read):
    text = "报告回顾，“十二五”期间，税收年均增长6%，五年累计投资80亿元"
    facts, _ = read(text, "review")
    assert [fact.period for fact in facts] == ["2011/2015", "2011/2015"]


def test_what_has_gathered_by_now_is_no_sum_of_the_years(read):
    found = periods_of(read, "过去五年，全区面貌一新。园区建设加快，集聚企业94家，引进企业30家。", "review")
    assert [period for _, period, _ in found] == ["2020", "2016/2020"]


def test_a_report_of_december_calls_the_year_that_it_plans_this_one():
    mark = time_marks("今年")[0]
    calendar = Calendar("2025", "2026", 2025)
    assert resolve(mark, calendar, planned=True) == "2026"
    assert resolve(mark, calendar, planned=False) == "2025"


def test_a_sum_held_against_the_plan_before_is_of_five_years(read):
    text = "五年完成工业投资180亿元，是“十二五”时期的1.4倍。税收是“十一五”末的2倍"
    found = periods_of(read, text, "review")
    assert [period for _, period, _ in found] == ["2016/2020", "2016/2020", "2020"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("五年新修水渠86公里，改造泵站14座，累计投资3亿元", ["2016/2020"] * 3),
        ("三年用于学校建设的支出达7亿元，占财政支出的18%", ["2018/2020", "2018/2020"]),
        ("五年道路交通投资累计65亿元", ["2016/2020"]),
        ("全区面貌一新。税收8亿元；五年建成水库3座，绿化率达40%", ["2020", "2016/2020", "2020"]),
        ("五年建成水库3座，生态移民2万户，农村危房改造6000户", ["2016/2020"] * 3),
        ("用三年时间建成水库3座", ["2018/2020"]),
        # An arrival stands at the end of the years, a deed of one year has none.
        ("五年新修水渠86公里，拥有泵站14座", ["2016/2020", "2020"]),
    ],
)
def test_what_years_without_further_words_saw_done_is_of_all_of_them(read, text, found):
    assert [period for _, period, _ in periods_of(read, text, "review")] == found


@pytest.mark.parametrize(
    "text", ["提前两年完成造林7万亩", "连续五年新增就业6万人", "第三年完成造林7万亩", "十五年建成水库3座"]
)
def test_years_that_are_no_span_of_a_deed_leave_its_period(read, text):
    assert periods_of(read, text, "review")[-1][1] == "2020"


def test_a_mean_held_against_that_of_the_years_before_is_of_the_same_years(read):
    text = "税收8亿元，五年年均增长11%，比上一个五年加快3个百分点；投资增长6%，比前三年平均高1个百分点"
    found = periods_of(read, text, "review")
    assert [period for _, period, _ in found] == ["2020", "2016/2020", "2016/2020", "2020", "2020"]


def test_what_is_held_against_another_place_stands_at_the_end_of_the_years(read):
    text = "过去五年，新增床位600张。人均收入比全市平均低1200元，比上年多300元。"
    assert [period for _, period, _ in periods_of(read, text, "review")][:2] == ["2016/2020", "2020"]


GOALS = "二、“十四五”时期主要目标"


def test_what_a_plan_of_years_comes_to_stands_at_its_end_and_what_it_does_fills_it(read):
    text = "税收突破90亿元；煤炭产能达到800万吨；绿化率达到41%。新建公路300公里，新增就业2万人。"
    facts, _ = read(text, "plan", heading=GOALS)
    assert [fact.period for fact in facts] == ["2025"] * 3 + ["2021/2025"] * 2


def test_what_every_year_of_a_plan_adds_is_of_all_of_them(read):
    text = "到2025年，税收达到90亿元，城镇化率每年提高1个百分点以上，绿化率达到41%。"
    facts, _ = read(text, "plan", heading=GOALS)
    assert [fact.period for fact in facts] == ["2025", "2021/2025", "2025"]


def test_what_can_be_made_by_the_end_stands_there(read):
    facts, _ = read("煤炭产能800万吨，累计生产煤炭3000万吨。", "plan", heading=GOALS)
    assert [fact.period for fact in facts] == ["2025", "2021/2025"]


def test_a_part_of_a_sum_of_years_is_of_the_years_whatever_is_said_of_the_sum_between(read):
    text = (
        "“十一五”期间，累计完成投资126亿元，年均增长28%，是“十五”时期的3.6倍，其中工业投资58亿元，占46%"
        "；税收达到8亿元，其中增值税3亿元"
    )
    facts, _ = read(text, "review", review="2010", plan="2011")
    assert [fact.period for fact in facts] == ["2006/2010"] * 5 + ["2010"] * 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("税收四年间由3亿元增加到8亿元", ["2016", "2020"]),
        ("全区经济总量五年翻一番，由86亿元增加到182亿元", ["2016/2020", "2015", "2020"]),
        ("新增床位由3000张增加到3600张", ["2019", "2020"]),
        ("五年新增床位6000张；税收由3亿元增加到4亿元", ["2016/2020", "2019", "2020"]),
    ],
)
def test_what_years_moved_it_moved_from_before_them(read, text, found):
    assert [period for _, period, _ in periods_of(read, text, "review")] == found
