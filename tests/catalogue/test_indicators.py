"""The metric catalogue is whole: one form, one code; known units; sane ranges; all codes of the gold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from nianjian.catalogue import table
from nianjian.catalogue.indicators import AGGREGATIONS, by_form, expand, indicators, normal_form
from nianjian.catalogue.reference import indicators_markdown

KNOWN_UNITS = """
CNY USD % ‰ 倍 户 家 人 名 人次 个 座 处 部 台 辆 头 件 项 条 份 起 次 天 岁 张 套 间 吨 公斤 斤 亩 公顷
平方米 平方公里 立方米 公里 千米 米 千瓦时 度 吨公里 标箱 标准箱 TEU 吨标准煤 吨标煤 千克标准煤
微克/立方米 ug/m3 μg/m³
"""
SCOPE_WORDS = tuple(who + where for who in "全我" for where in "区市县州省")


def test_is_large_enough_to_name_the_headlines_of_a_report():
    assert len(indicators()) >= 120


def test_codes_are_unique():
    ids = [row["id"] for row in table("indicators")]
    assert len(ids) == len(set(ids))


def test_codes_are_plain_names():
    assert [
        code for code in indicators() if not code.replace("_", "a").isalnum() or code != code.lower()
    ] == []


def test_a_form_belongs_to_one_code_only():
    owners: dict[str, list[str]] = {}
    for indicator in indicators().values():
        for form in indicator.forms:
            owners.setdefault(form, []).append(indicator.code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}
    assert len(by_form()) == len(owners)


def test_a_short_form_that_needs_a_cue_is_no_form_by_itself():
    """到位资金 is foreign capital after 合同外资 and domestic capital after 招商引资."""
    assert [f for i in indicators().values() for f, _ in i.in_context if f in by_form()] == []
    assert [i.code for i in indicators().values() if any(not cue for _, cue in i.in_context)] == []


@pytest.mark.parametrize("indicator", indicators().values(), ids=lambda i: i.code)
def test_every_field_says_something(indicator):
    assert indicator.name_zh
    assert indicator.name_en.isascii()
    assert indicator.name_en[0].isupper()
    assert indicator.units
    assert set(indicator.units) <= set(KNOWN_UNITS.split())
    assert indicator.low is not None
    assert indicator.high is not None
    assert indicator.low < indicator.high
    assert indicator.aggregation in AGGREGATIONS
    assert indicator.name_zh.isascii() or normal_form(indicator.name_zh) in indicator.forms
    assert indicator.code not in indicator.not_to_confuse


def test_rates_in_per_cent_are_bounded():
    """Growth aside, no headline rate of these reports lies outside -50..300 per cent."""
    rates = [i for i in indicators().values() if i.units == ("%",)]
    assert rates
    assert [i.code for i in rates if i.low < -50 or i.high > 300] == []
    assert [i.code for i in rates if i.aggregation not in ("rate", "index")] == []


def test_what_is_not_to_be_confused_has_not_the_same_code():
    wrong = [
        (i.code, phrase)
        for i in indicators().values()
        for phrase in i.not_to_confuse
        if by_form().get(normal_form(phrase)) == i.code
    ]
    assert wrong == []


def test_codes_named_as_not_to_be_confused_exist():
    ascii_names = {p for i in indicators().values() for p in i.not_to_confuse if p.isascii()}
    assert sorted(ascii_names - set(indicators())) == []


def test_forms_do_not_begin_with_a_neutral_scope_word():
    """The matcher strips those; a form that carries one could never be reached."""
    assert [form for form in by_form() if form.startswith(SCOPE_WORDS)] == []


def test_no_pattern_is_left_unexpanded():
    assert [form for form in by_form() if set(form) & set("{},@|") or not form] == []


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("GDP", "gdp"),
        ("增加值", "gdp"),
        ("人均生产总值", "gdp_per_capita"),
        ("财政一般预算收入", "general_public_budget_revenue"),  # the name until 2011
        ("公共财政预算收入", "general_public_budget_revenue"),  # the name until 2014
        ("大口径财政收入", "total_fiscal_revenue"),
        ("区级财政收入", "local_fiscal_revenue"),
        ("规上工业增加值", "industrial_value_added_above_scale"),
        ("工业增加值", "industrial_value_added"),
        ("农民人均纯收入", "net_income_rural"),  # another concept than disposable income
        ("农村居民人均可支配收入", "disposable_income_rural"),
        ("城镇调查失业率", "surveyed_unemployment_rate"),
        ("城镇登记失业率", "registered_unemployment_rate"),
        ("新增高新技术企业", "new_high_tech_firms"),
        ("国家高新技术企业", "high_tech_firms"),
        ("细颗粒物（PM2.5）平均浓度", "pm25"),  # brackets of either width
        ("“专精特新”企业", "srdi_firms"),  # quotes do not count
        ("R&D 经费支出占 GDP 的比重", "rd_intensity"),  # nor do spaces
        ("万元地区生产总值能耗", "energy_intensity"),
        ("四大新兴产业产值", None),  # a district's own group of industries
        ("汽车制造业产值", None),
        ("财政一般性支出", None),  # what is cut, not the budget
        ("新增注册资本亿元以上企业", None),
    ],
)
def test_code_of_a_phrase(phrase, code):
    assert by_form().get(normal_form(phrase)) == code


def test_expand_gives_every_choice_in_order():
    assert list(expand("{a,b,}c{d,e}")) == ["acd", "ace", "bcd", "bce", "cd", "ce"]


def test_all_codes_of_the_gold_are_there_with_their_forms(gold):
    lines = (gold / "metrics.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t"))
    assert [row["code"] for row in rows if row["code"] not in indicators()] == []
    forms = [(row["code"], form) for row in rows for form in (row["name"], *row["surface forms"].split())]
    assert [
        (code, form)
        for code, form in forms
        if "(" not in form and by_form().get(normal_form(form)) != code  # a bracket holds a comment there
    ] == []


def test_page_of_the_catalogue_is_not_stale():
    page = Path(__file__).parents[2] / "docs" / "indicators.md"
    assert page.read_text(encoding="utf-8") == indicators_markdown(), (
        "stale: uv run python -m nianjian.catalogue.reference > docs/indicators.md"
    )
