"""A news item is about its subject and its day: time, place and what there is already."""

from __future__ import annotations

import pytest


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
