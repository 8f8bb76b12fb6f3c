"""A news item is about its subject and its day: time, place and what there is already."""

from __future__ import annotations

import pytest

from nianjian.binding.area import Area
from nianjian.binding.calendar import Calendar
from nianjian.binding.metrics import read_phrase
from nianjian.binding.times import time_marks
from nianjian.ledger import news
from nianjian.pipeline import extract


@pytest.mark.parametrize(
    ("kind", "period"),
    [("news", "2020-01/2020-05"), ("annual_report", "2020")],
)
def test_a_news_paragraph_stays_with_the_months_it_opens_with(read, kind, period):
    facts, _ = read("2020年前5个月，某区新设企业90家。技改投资增长6%。", "other", kind=kind)
    assert [fact.period for fact in facts] == ["2020-01/2020-05", period]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("某区出台扶持办法。同时，建成充电站40座。", "district"),
        ("某区出台扶持办法。该公司建成充电站40座。", "other"),
        ("2020年，某区举办对接会，签约项目12个。", "district"),
        ("园区与某公司签约项目12个。", "other"),
    ],
)
def test_whose_a_figure_is_goes_on_behind_at_the_same_time(read, text, scope):
    facts, _ = read(text, "other", kind="news", title="某公司扩建充电网")
    assert [fact.scope for fact in facts] == [scope]


@pytest.mark.parametrize(
    ("title", "text", "status"),
    [
        ("某园区二期正式开工", "项目总建筑面积6.2万平方米。", "target"),
        ("某园区二期", "某园区二期日前启动建设，总建筑面积6.2万平方米。", "target"),
        ("某园区二期正式开工", "项目一期已建成建筑面积3万平方米。", "actual"),
        ("某园区二期投入运营", "项目总建筑面积6.2万平方米。", "actual"),
    ],
)
def test_the_size_of_what_is_only_begun_is_planned(read, title, text, status):
    facts, _ = read(f"{title}\n{text}", "other", kind="news", title=title)
    assert [fact.status for fact in facts] == [status]


@pytest.mark.parametrize(
    ("opening", "scope"),
    [
        ("昨日，区长代表区政府通报上半年情况。", "district"),
        ("政府工作报告提出今年的预期目标。", "district"),
        ("受委托，县长代表县人民政府向大会作报告。", "district"),
        ("市长代表市政府作工作报告。", "district"),
        ("经理代表公司作报告。", "other"),
        ("今年民生实事完成情况公布。", "district"),
        ("昨日，某区代表大会开幕。报告中说，民生改善。", "district"),
        ("昨日，某公司召开恳谈会。", "other"),
    ],
)
def test_news_that_passes_on_an_account_of_the_area_is_about_the_area(read, opening, scope):
    facts, _ = read(f"{opening}规上工业增加值增长7.2%。", "other", kind="news", title="今日要闻")
    assert [(fact.scope, fact.indicator is not None) for fact in facts] == [(scope, scope == "district")]


def test_the_months_of_a_title_date_its_figures(read):
    text = "前8个月某区多项指标好于预期\n税收增长7%。"
    facts, _ = read(text, "other", kind="news", title="前8个月某区多项指标好于预期", review=None, plan=None)
    assert [fact.period for fact in facts] == ["2021-01/2021-08"]


def test_a_lead_about_some_months_dates_the_item(read):
    text = "某区统计局发布，今年上半年，全区经济平稳。\n全区进出口总额增长4%。工业投资增长8%。"
    facts, _ = read(text, "other", review="2021", plan=None, kind="news", title="上半年经济平稳")
    assert [fact.period for fact in facts] == ["2021-H1", "2021-H1"]


@pytest.mark.parametrize(
    ("lead", "scope"),
    [
        ("某区统计局公布上半年数据。", "district"),
        ("区长作政府工作报告时说，某区稳中有进。", "district"),
        ("某区一家企业扩大生产。", "other"),
    ],
)
def test_what_an_area_says_of_its_year_is_its_own(read, lead, scope):
    facts, _ = read(f"{lead}\n工业投资增长8%。", "other", kind="news", title="消息")
    assert [fact.scope for fact in facts] == [scope]


def test_items_below_a_line_that_names_goals_are_planned(read):
    text = (
        "某区新年这样干\n去年建成公园3个。\n全年主要预期目标\n●工业投资增长9%以上\n●外贸稳量提质\n●新增就业2万人\n"
        "会议还说，去年建成学校4所。"
    )
    facts, _ = read(text, "other", review="2021", plan=None, kind="news", title="某区新年这样干")
    assert [(fact.value, fact.status, fact.period) for fact in facts] == [
        (3, "actual", "2020"),
        (9, "target", "2021"),
        (20000, "target", "2021"),
        (4, "actual", "2020"),
    ]


def test_the_goals_of_the_years_to_come_go_on_to_the_end_of_the_paragraph(read):
    text = "今后五年，某区发展目标是：城乡更加靓丽。工业投资年均增长9%，绿道达到300公里。\n某区建成公园3个。"
    facts, _ = read(text, "other", review="2021", plan=None, kind="news", title="某区新年打算")
    assert [(fact.period, fact.status) for fact in facts] == [
        ("2021/2025", "target"),
        ("2021/2025", "target"),
        ("2021", "actual"),
    ]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("1月16日，某区人代会开幕。2016年，全区工业投资增长9%。", 2017),
        ("1月16日，某区人代会开幕。2017年，全区计划工业投资增长9%。", 2017),
        ("9月16日，某区人代会开幕。2016年，全区工业投资增长9%。", None),
        ("1月16日，某区人代会开幕。", None),
    ],
)
def test_an_item_of_the_winter_without_a_year_comes_after_the_year_it_tells_of(text, year):
    calendar = news.calendar_of(Calendar(None, None, None), text, time_marks(text))
    assert calendar.report_year == year


def test_of_two_lists_under_their_years_the_second_is_planned(read):
    text = "2020年某区\n工业投资增长9%\n2021年某区\n下战书!\n工业投资增长8%\n新增就业2万人"
    facts, _ = read(text, "other", review="2020", plan=None, kind="news", title="区政府工作报告来了")
    assert [(fact.value, fact.period, fact.status) for fact in facts] == [
        (9, "2020", "actual"),
        (8, "2021", "target"),
        (20000, "2021", "target"),
    ]


def test_a_heading_says_which_year_the_news_looks_back_on(read):
    text = "某区召开代表大会\n2023年工作回顾\n税收增长7%\n2024年工作安排\n主要预期目标\n• 税收增长8%"
    facts, _ = read(text, "other", kind="news", title="某区召开代表大会", review=None, plan=None)
    assert [(fact.period, fact.status) for fact in facts] == [("2023", "actual"), ("2024", "target")]


def test_winter_news_of_the_goals_of_its_year_looks_back_on_the_one_before(read):
    text = "1月26日，某区代表大会开幕。报告回顾，全区新建桥梁4座。2021年主要预期目标是：税收增长8%。"
    facts, _ = read(text, "other", kind="news", title="某区代表大会开幕", review=None, plan=None)
    assert [(fact.period, fact.status) for fact in facts] == [("2020", "actual"), ("2021", "target")]


def test_a_year_that_announces_goals_holds_for_all_of_them(read):
    facts, _ = read(
        "综合各方面因素，建议2021年全县主要预期目标为：税收收入增长7%；新增就业3000人；登记失业率4%以内。",
        "other",
        review=None,
        plan=None,
        kind="news",
    )
    assert [(fact.period, fact.status) for fact in facts] == [("2021", "target")] * 3


@pytest.mark.parametrize(
    ("title", "scope"), [("前三季度某区经济平稳", "district"), ("某区文化旅游节开幕", "other")]
)
def test_a_title_that_tells_of_the_economy_of_some_months(read, title, scope):
    facts, _ = read(f"{title}\n工业投资增长8%。", "other", kind="news", title=title)
    assert [fact.scope for fact in facts] == [scope]


@pytest.mark.parametrize(
    ("title", "heading", "status"),
    [
        ("重点工作1-6月进展情况的通报", "重点工作", "actual"),
        ("重点工作1-6月进展情况的通报", "下一步重点工作", "target"),
        ("2021年重点工作的通知", "重点工作", "target"),
    ],
)
def test_what_is_on_its_way_is_not_planned(read, title, heading, status):
    facts, _ = read("完成民生项目35个。", "plan", kind="other", title=title, heading=heading)
    assert [fact.status for fact in facts] == [status]


def test_what_the_year_will_bring_is_planned_to_the_end_of_its_paragraph(read):
    text = "某区公布实事项目。2021年，某区将改造公园3座。新增床位40张。\n某区去年新建桥梁4座。"
    facts, _ = read(text, "other", kind="news", title="某区实事项目", review="2021", plan="2021")
    assert [fact.status for fact in facts] == ["target", "target", "actual"]


def test_a_heading_that_names_years_holds_for_the_paragraphs_below(read):
    text = "硕果累累“十二五”\n税收由3亿元增加到5亿元。\n展望2016年\n税收由5亿元增加到6亿元。"
    facts, _ = read(text, "other", kind="news", title="某区两会", review="2015", plan="2016")
    assert [fact.period for fact in facts] == ["2010", "2015", "2014", "2015"]


@pytest.mark.parametrize(
    ("text", "review"),
    [
        ("2012年01月12日 大会开幕，市长作《政府工作报告》。2011年，全市税收增长。", "2011"),
        ("2012年01月12日 大会开幕，市长作《政府工作报告》。", "2012"),
        ("2012年09月12日 大会开幕，市长作《政府工作报告》。2011年，全市税收增长。", "2012"),
    ],
)
def test_a_report_given_in_winter_looks_back_on_the_year_before(text, review):
    assert news.calendar_of(Calendar("2012", "2012", 2012), text, time_marks(text)).review == review


def test_an_account_without_a_title_is_dated_by_the_months_it_opens_with():
    text = "今年以来，固原市经济平稳增长。\n2021年1-8月份，全市税收增长7%。\n民间投资增长3%。\n"
    facts = extract([("account.txt", text.encode())]).frames()["metric_facts"]
    assert facts["period"].to_list() == ["2021-01/2021-08"] * 2


def test_a_list_of_times_dates_nothing_but_its_values(read):
    text = "2021年经济形势分析\n一季度、上半年和全年税收分别增长9%、8%和7%。民间投资增长3%。"
    facts, _ = read(text, "other", kind="news", title="2021年经济形势分析", review=None, plan=None)
    assert facts[-1].period == "2021"


def test_the_year_that_a_text_is_about_goes_before_the_day_of_its_page():
    text = "某某统计资料\n2010年3月1日\n2009年，全县经济平稳。\n一、综合\n全年工业投资9亿元，增长8%。\n"
    facts = extract([("bulletin.txt", text.encode())]).frames()["metric_facts"]
    assert facts["period"].to_list() == ["2009"] * 2


def test_a_mean_between_two_years_covers_the_years_in_between(read):
    facts, _ = read("全县税收由2011年的3亿元增加到2021年的7亿元，年均增长9%。", "other", kind="news")
    assert [fact.period for fact in facts] == ["2011", "2021", "2012/2021"]


def test_an_autonomous_prefecture_goes_by_its_short_name():
    area = Area.named("黔东南苗族侗族自治州", "黔东南")
    assert read_phrase("黔东南州地区生产总值", area).code == "gdp"
    assert read_phrase("黔东南镇税收收入", area).code is None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "1月6日，大会开幕，应到代表312名，实到298名。2019年完成税收12亿元。",
            ["2020-01-06", "2020-01-06", "2019"],
        ),
        ("大会开幕，应到代表312名。2019年完成税收12亿元。", ["2020", "2019"]),
        # Who came to something in the year is counted in it.
        ("1月6日，大会开幕。2019年参加活动的代表298名。", ["2019"]),
    ],
)
def test_who_came_to_a_congress_is_no_figure_of_the_year_it_hears_of(read, text, periods):
    facts, _ = read(f"某区人代会开幕\n{text}", "other", review="2019", plan="2020", kind="news")
    assert [fact.period for fact in facts] == periods


def test_a_year_in_brackets_heads_its_items():
    lines = ["数说报告", "【2019年】", "工业投资：增长4%", "【2020年目标】", "工业投资：增长6%", ""]
    text = "\n".join(lines)
    assert [(text[a:b].strip(), year) for a, b, year in news.planned_items(text)] == [
        ("工业投资：增长6%", 2020)
    ]
