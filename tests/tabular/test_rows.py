"""What a row is about: its label, its unit, the row above it, and what its column adds."""

from __future__ import annotations

import pytest

from nianjian.tabular import read_tables
from tests.tabular.sample_tables import AREA, CALENDAR, brief, facts


# The unit may stand in the row, the label, the head, the caption or the cell itself.
@pytest.mark.parametrize(
    "text",
    [
        "指标 单位 2023年 2024年目标\n工业投资 亿元 30.5 32\n技改投资 亿元 12 13",
        "指标 2023年 2024年目标\n工业投资（亿元） 30.5 32\n技改投资（亿元） 12 13",
        "指标 2023年（亿元） 2024年目标（亿元）\n工业投资 30.5 32\n技改投资 12 13",
        "投资情况（单位：亿元）\n指标 2023年 2024年目标\n工业投资 30.5 32\n技改投资 12 13",
        "指标 2023年 2024年目标\n工业投资 30.5亿元 32亿元\n技改投资 12亿元 13亿元",
    ],
    ids=["row", "label", "head", "caption", "cell"],
)
def test_the_unit_is_found_wherever_it_stands(text):
    assert brief(text, 0, 2, 3, 4, 5, 6) == [
        ("工业投资", "level", 3.05e9, "CNY", "2023", "actual"),
        ("工业投资", "level", 3.2e9, "CNY", "2024", "target"),
        ("技改投资", "level", 1.2e9, "CNY", "2023", "actual"),
        ("技改投资", "level", 1.3e9, "CNY", "2024", "target"),
    ]


def test_without_a_unit_a_figure_stays_unread():
    text = "指标 2023年 2024年目标\n工业投资 30.5 32\n技改投资 12 13"
    found = read_tables(text, AREA, CALENDAR)
    assert found.cells == ()
    assert [text[at : at + 2] for at in found.unread] == ["30", "32", "12", "13"]


def test_a_caption_gives_amounts_their_unit_and_rates_theirs():
    text = (
        "单位：亿元、元、%\n指标 2023年 增长\n工业投资 30.5 5\n"
        "城镇居民人均可支配收入 53926 4.5\n城镇登记失业率 3.1 —"
    )
    assert brief(text, 2, 3, 4) == [
        ("level", 3.05e9, "CNY"),
        ("change_pct", 5.0, "%"),
        ("level", 53926.0, "CNY"),
        ("change_pct", 4.5, "%"),
        ("level", 3.1, "%"),
    ]


# label, unit, cell under 2023年 -> measure, value, unit: what a percentage means hangs on what it is of
PERCENTAGES = [
    ("地区生产总值", "%", "6.1", "change_pct", 6.1),
    ("地区生产总值增速", "%", "6.1", "change_pct", 6.1),
    ("城镇调查失业率", "%", "5.3", "level", 5.3),
    ("常住人口城镇化率", "%", "68.5", "level", 68.5),
    ("人口自然增长率", "‰", "-1.2", "level", -1.2),
    ("居民消费价格涨幅", "%", "0.5", "change_pct", 0.5),
    ("居民消费价格指数", "%", "100.5", "level", 100.5),
    ("单位地区生产总值能耗降低", "%", "3.2", "change_pct", -3.2),
    ("单位地区生产总值能耗", "%", "-3.2", "change_pct", -3.2),
    ("粮食播种面积", "万亩", "增长2%", "change_pct", 2.0),
    ("税收占一般公共预算收入比重", "%", "78.1", "level", 78.1),
    ("新能源汽车产量占比", "%", "30.2", "share", 30.2),
]


@pytest.mark.parametrize(
    ("label", "unit", "cell", "measure", "value"), PERCENTAGES, ids=[r[0] for r in PERCENTAGES]
)
def test_what_a_percentage_measures(label, unit, cell, measure, value):
    text = f"指标 单位 2023年\n{label} {unit} {cell}\n工业投资 亿元 3"
    assert brief(text, 2, 3)[0] == (measure, value)


def test_a_rate_moves_by_points():
    text = "指标 单位 2023年 增减\n城镇化率 % 68.5 0.8\n工业投资 亿元 30 5"
    assert brief(text, 2, 3, 4)[1] == ("change_pp", 0.8, "pp")


def test_a_multiple_in_a_column_of_growth():
    text = "产品名称 单位 产量 增长（%）\n水泥 万吨 84 -2.1\n光伏组件 万千瓦 26 1.4倍"
    assert brief(text, 2, 3, 4)[-1] == ("multiple", 1.4, "倍")


def test_what_five_years_come_to_in_a_column_of_growth():
    """〔…〕 is a sum over the years: of people their number, of a rate the points it rises by."""
    text = "指标 2020年 2025年 年均增长〔累计〕\n新增就业（人） 6120 — 〔28000〕\n城镇化率（%） 47 55 〔7.8〕"
    found = {fact[3]: (fact[2], fact[4]) for fact in facts(text)}
    assert found[28000.0] == ("level", "人")
    assert found[7.8] == ("change_pp", "pp")


def test_fulfilment_and_rank_are_no_headlines():
    """As 完成年度任务的98% and 增速居第三 in a sentence; a rank of the amount itself keeps its code."""
    text = (
        "指标 单位 2023年计划 2023年完成 完成计划% 增速排名 总量排名\n"
        "工业投资 亿元 30 29 96.7 3 5\n技改投资 亿元 10 11 110 1 2"
    )
    assert brief(text, 1, 2, 3, 4)[:5] == [
        ("industrial_investment", "level", 3e9, "CNY"),
        ("industrial_investment", "level", 2.9e9, "CNY"),
        (None, "level", 96.7, "%"),
        (None, "rank", 3.0, "位"),
        ("industrial_investment", "rank", 5.0, "位"),
    ]


def test_a_part_takes_the_head_of_the_row_above():
    text = (
        "指标 单位 绝对额 增长%\n地区生产总值 亿元 305 6\n第一产业 亿元 12 3\n其中：工业 亿元 98 7\n"
        "固定资产投资 亿元 100 2\n#工业 亿元 40 9\n农业 亿元 4 1"
    )
    named = [(name, code) for name, code, measure, *_ in facts(text) if measure == "level"]
    assert named == [
        ("地区生产总值", "gdp"),
        ("第一产业增加值", "primary_value_added"),
        ("工业增加值", "industrial_value_added"),
        ("固定资产投资", "fixed_asset_investment"),
        ("工业投资", "industrial_investment"),
        ("农业", None),
    ]


def test_a_short_form_means_an_indicator_under_the_row_that_says_so():
    text = "指标 单位 完成 增长%\n进出口总额 亿元 32 5\n出口 亿元 20 7"
    assert brief(text, 1, 2)[2:] == [("exports", "level"), ("exports", "change_pct")]


def test_a_column_may_complete_the_label():
    text = "主要农产品\n产品名称 产量（万吨） 比上年增长%\n粮食 12.3 1.5\n蔬菜 30.1 -2.2"
    assert brief(text, 0, 1, 2, 3) == [
        ("粮食产量", "grain_output", "level", 123000.0),
        ("粮食产量", "grain_output", "change_pct", 1.5),
        ("蔬菜产量", "vegetable_output", "level", 301000.0),
        ("蔬菜产量", "vegetable_output", "change_pct", -2.2),
    ]


def test_a_name_that_says_what_is_produced_needs_no_column_to_say_so():
    text = "产品名称 单位 产量\n发电量 万千瓦时 3200\n水泥 万吨 46"
    assert brief(text, 0, 1) == [("发电量", "electricity_generation"), ("水泥产量", None)]


def test_what_an_amount_rises_by_is_counted_as_the_amount_is():
    text = "支出科目\t2024年预算（万元）\t比上年增加额\t增长%\n教育\t6200\t300\t5\n卫生健康\t3100\t-40\t-1.3"
    assert [cell for cell in brief(text, 0, 2, 3, 4) if cell[1] == "change_abs"] == [
        ("教育", "change_abs", 3000000.0, "CNY"),
        ("卫生健康", "change_abs", -400000.0, "CNY"),
    ]


def test_what_a_rise_is_counted_in_is_unknown_beside_two_units():
    text = "指标\t2023年（万元）\t2023年（户）\t增加额\n企业税收\t6200\t31\t300\n商户税收\t3100\t200\t-40"
    assert not [cell for cell in brief(text, 2) if cell[0] == "change_abs"]


def test_a_head_with_a_unit_says_what_is_counted():
    text = "类别 学校数（所） 在校生（人）\n普通小学 31 9200\n初级中学 12 5100"
    assert brief(text, 0, 3, 4) == [
        ("普通小学学校数", 31.0, "所"),
        ("普通小学在校生", 9200.0, "人"),
        ("初级中学学校数", 12.0, "所"),
        ("初级中学在校生", 5100.0, "人"),
    ]


def test_a_part_is_counted_as_the_whole_above_it():
    text = "指标 绝对数 比上年增长%\n地区生产总值（亿元） 62.8 7.4\n第一产业 14.2 10.2\n发电量 310 4"
    assert brief(text, 1, 2, 3)[2:4] == [
        ("primary_value_added", "level", 1.42e9),
        ("primary_value_added", "change_pct", 10.2),
    ]
    # What is no part of it is not.
    assert brief(text, 1, 2)[4:] == [("electricity_generation", "change_pct")]


def test_two_tables_may_stand_side_by_side():
    """What the district spends on is not what it takes in; the right one may end first."""
    text = (
        "单位：万元\n收入项目 预算数 完成数 支出项目 预算数 完成数\n"
        "税收收入 5200 5300 教育 6100 6000\n非税收入 800 750 卫生健康 2400 2500\n土地出让收入 60 70"
    )
    assert brief(text, 0, 3, 6) == [
        ("税收收入", 5.2e7, "target"),
        ("税收收入", 5.3e7, "actual"),
        ("教育", 6.1e7, "target"),
        ("教育", 6e7, "actual"),
        ("非税收入", 8e6, "target"),
        ("非税收入", 7.5e6, "actual"),
        ("卫生健康", 2.4e7, "target"),
        ("卫生健康", 2.5e7, "actual"),
        ("土地出让收入", 6e5, "target"),
        ("土地出让收入", 7e5, "actual"),
    ]


def test_the_last_row_may_say_in_words_what_is_planned():
    text = "序号 指标 单位 2024年目标\n1 工业投资 亿元 30\n2 技改投资 亿元 10\n3 工业能耗 — 完成上级下达任务"
    assert len(read_tables(text, AREA, CALENDAR).numbers) == 3
