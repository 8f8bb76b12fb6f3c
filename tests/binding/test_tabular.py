"""Tables that lie as lines of text: what is read from them in any layout, and what is never taken for one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nianjian import corpus, pipeline
from nianjian.binding.area import Area
from nianjian.binding.calendar import Calendar
from nianjian.evaluation import figures, read_gold, score_tables
from nianjian.evaluation.gold import scored_codes
from nianjian.tabular import read_tables
from nianjian.tabular.cells import read_label, read_units, read_value, words
from nianjian.tabular.columns import date_columns, defaults
from nianjian.tabular.heads import heads_of, read_head
from nianjian.tabular.layouts import layouts

# A plan report given in January 2024 about a district.
CALENDAR = Calendar("2023", "2024", 2024)
AREA = Area.named("云水区")


def facts(text):
    """(metric, code, measure, value, unit, period, status, qualifier) of every cell, in order."""
    return [
        (
            cell.bound.metric.name,
            cell.bound.metric.code,
            cell.bound.measure,
            float(cell.bound.value),
            cell.bound.unit,
            cell.dating.period,
            cell.dating.status,
            cell.bound.qualifier,
        )
        for cell in read_tables(text, AREA, CALENDAR).cells
    ]


def brief(text, *places):
    """Some fields of every cell, by place in the row that `facts` gives."""
    return [tuple(fact[i] for i in places) for fact in facts(text)]


HEAD = ["序号", "指标名称", "单位", "2023年完成", "增速（%）", "2024年目标（%）"]
ROWS = [
    ["1", "规模以上工业总产值", "亿元", "412.7", "7.2", "6.5"],
    ["2", "规模以上工业增加值", "—", "—", "-8.1", "7左右"],
    ["3", "城镇常住居民人均可支配收入", "元", "53926", "4.5", "≥5"],
    ["4", "城镇登记失业率", "%", "3.1", "—", "3.5以内"],
]
OUTPUT, ADDED = "industrial_output_above_scale", "industrial_value_added_above_scale"
INCOME, IDLE = "disposable_income_urban", "registered_unemployment_rate"
MEANING = [
    ("规模以上工业总产值", OUTPUT, "level", 41270000000.0, "CNY", "2023", "actual", "exact"),
    ("规模以上工业总产值", OUTPUT, "change_pct", 7.2, "%", "2023", "actual", "exact"),
    ("规模以上工业总产值", OUTPUT, "change_pct", 6.5, "%", "2024", "target", "exact"),
    ("规模以上工业增加值", ADDED, "change_pct", -8.1, "%", "2023", "actual", "exact"),
    ("规模以上工业增加值", ADDED, "change_pct", 7.0, "%", "2024", "target", "approx"),
    ("城镇常住居民人均可支配收入", INCOME, "level", 53926.0, "CNY", "2023", "actual", "exact"),
    ("城镇常住居民人均可支配收入", INCOME, "change_pct", 4.5, "%", "2023", "actual", "exact"),
    ("城镇常住居民人均可支配收入", INCOME, "change_pct", 5.0, "%", "2024", "target", "at_least"),
    ("城镇登记失业率", IDLE, "level", 3.1, "%", "2023", "actual", "exact"),
    ("城镇登记失业率", IDLE, "level", 3.5, "%", "2024", "target", "at_most"),
]


def bars(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


LAYOUTS = {
    "blanks": lambda rows: "\n".join(" ".join(row) for row in rows),
    "wide blanks": lambda rows: "\n".join("   ".join(row) for row in rows),
    "tabs": lambda rows: "\n".join("\t".join(row) for row in rows),
    "bars": bars,
    "open bars": lambda rows: "\n".join(" | ".join(row) + " |" for row in rows),
    "full-width blanks": lambda rows: "\n".join("　" + "　".join(row) for row in rows),
    "one cell a line": lambda rows: "\n".join(cell for row in rows for cell in row),
    "blank lines between": lambda rows: "\n\n".join(" ".join(row) for row in rows),
    "spaced heads": lambda rows: (
        "\n".join(
            " ".join("  ".join(cell) if row is rows[0] and len(cell) == 2 else cell for cell in row)
            for row in rows
        )
        .replace("序  号", "序 号")
        .replace("单  位", "单 位")
    ),
    "no line breaks": lambda rows: " ".join(" ".join(row) for row in rows),
    "a page break": lambda rows: "\n".join(" ".join(row) for row in [*rows[:3], rows[0], *rows[3:]]),
    "groups between": lambda rows: "\n".join(" ".join(row) for row in [*rows[:3], ["二、民生"], *rows[3:]]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_means_the_same_in_every_layout(layout):
    text = "附表1\n云水区主要指标计划表\n" + LAYOUTS[layout]([HEAD, *ROWS]) + "\n注：绝对额按现价计算。\n"
    assert facts(text) == MEANING


@pytest.mark.parametrize("layout", LAYOUTS)
def test_row_numbers_are_told_apart(layout):
    text = LAYOUTS[layout]([HEAD, *ROWS])
    found = read_tables(text, AREA, CALENDAR)
    assert [text[at] for at in found.numbers] == ["1", "2", "3", "4"]
    assert found.unread == ()


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


# line of a head -> (measure, period, status) of its columns of figures
HEADS = [
    ("指标 单位 绝对额 比上年±%", [("level", "2023", "actual"), ("change_pct", "2023", "actual")]),
    ("指 标 单 位 绝 对 数 增 长 （%）", [("level", "2023", "actual"), ("change_pct", "2023", "actual")]),
    (
        "主要指标 单位 2022年实绩 2023年预计 2024年预期目标 备注",
        [("", "2022", "actual"), ("", "2023", "estimate"), ("", "2024", "target")],
    ),
    # a plan with no year, before what became of it, is the plan of that period; behind it, of the next
    (
        "指标 年度计划 实际完成 完成计划% 同比增长%",
        [
            ("", "2023", "target"),
            ("", "2023", "actual"),
            ("fulfilment", "2023", "actual"),
            ("change_pct", "2023", "actual"),
        ],
    ),
    ("指标 单位 完成 计划", [("", "2023", "actual"), ("", "2024", "target")]),
    # a rate of change is about the column beside it, not about the one that this is compared with
    (
        "指标 1-6月累计 上年同期 增减%",
        [("", "2023-H1", "actual"), ("", "2022-H1", "actual"), ("change_pct", "2023-H1", "actual")],
    ),
    ("指标 单位 2024年计划 增幅", [("", "2024", "target"), ("change_pct", "2024", "target")]),
    # a year after the one looked back on is planned
    ("指标名称 单位 2023年 2024年", [("", "2023", "actual"), ("", "2024", "target")]),
    (
        "指标 2020年 2025年 年均增速〔累计〕 属性",
        [("", "2020", "actual"), ("", "2025", "target"), ("change_pct", "2021/2025", "target")],
    ),
    (
        "项目 2023年预算数 2023年执行数 完成预算% 2024年预算数 比上年增长%",
        [
            ("", "2023", "target"),
            ("", "2023", "actual"),
            ("fulfilment", "2023", "actual"),
            ("", "2024", "target"),
            ("change_pct", "2024", "target"),
        ],
    ),
    (
        "指标 总量（亿元） 增速（%） 全市排名",
        [("level", "2023", "actual"), ("change_pct", "2023", "actual"), ("rank", "2023", "actual")],
    ),
]


@pytest.mark.parametrize(("line", "columns"), HEADS, ids=[line for line, _ in HEADS])
def test_heads_say_measure_period_and_status(line, columns):
    heads = heads_of(line.split(), exact=False)
    assert heads is not None
    dated = date_columns(heads, defaults([], "", CALENDAR), CALENDAR)
    assert [(h.measure, d.period, d.status) for h, d in zip(heads, dated, strict=True) if d] == columns


@pytest.mark.parametrize(
    "line",
    ["张三 男 经理", "总投资 建设地点", "单位 姓名 职务 电话", "今年 目标 任务 已经 明确", "2023年 3 125"],
)
def test_other_words_are_no_heads(line):
    heads = heads_of(line.split(), exact=False)
    assert heads is None or sum(head.kind == "value" for head in heads) == 0


@pytest.mark.parametrize(
    "head",
    [
        ["指标 单位 2023年 2024年", "计划 完成 增速 计划 增速"],
        ["指标 单位 2023年 2023年 2023年 2024年 2024年", "计划 完成 增速 计划 增速"],
        ["指标 单位 2023年计划 2023年完成 2023年增速", "2024年计划 2024年增速"],
        ["指标 单位 2023年 计划 2023年 完成 2023年 增速 2024年 计划 2024年 增速"],
    ],
    ids=["dealt", "one over one", "wrapped", "closed up"],
)
def test_a_head_of_two_lines(head):
    text = "\n".join([*head, "工业投资 亿元 30 30.5 6.1 32 5", "技改投资 亿元 10 9.8 -2 11 7"])
    assert brief(text, 2, 3, 5, 6)[:5] == [
        ("level", 3e9, "2023", "target"),
        ("level", 3.05e9, "2023", "actual"),
        ("change_pct", 6.1, "2023", "actual"),
        ("level", 3.2e9, "2024", "target"),
        ("change_pct", 5.0, "2024", "target"),
    ]


def test_a_head_spread_over_bars():
    text = (
        "| 指标 | 单位 | 2023年 |  | 2024年 |\n"
        "|  |  | 完成 | 增速% | 目标 |\n"
        "| 工业投资 | 亿元 | 30.5 | 6.1 | 32 |\n"
        "| 技改投资 | 亿元 |  | -2 | 11 |\n"
    )
    assert brief(text, 0, 2, 3, 5, 6) == [
        ("工业投资", "level", 3.05e9, "2023", "actual"),
        ("工业投资", "change_pct", 6.1, "2023", "actual"),
        ("工业投资", "level", 3.2e9, "2024", "target"),
        ("技改投资", "change_pct", -2.0, "2023", "actual"),
        ("技改投资", "level", 1.1e9, "2024", "target"),
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


def test_rows_may_be_years():
    text = "年份 地区生产总值（亿元） 增速（%）\n2022 280.1 4.0\n2023 305.2 6.1"
    assert brief(text, 1, 2, 3, 5) == [
        ("gdp", "level", 2.801e10, "2022"),
        ("gdp", "change_pct", 4.0, "2022"),
        ("gdp", "level", 3.052e10, "2023"),
        ("gdp", "change_pct", 6.1, "2023"),
    ]


def test_rows_may_be_places_whose_figures_are_not_the_areas():
    text = "镇街 规模以上工业总产值（亿元） 增长%\n全区 120 5\n安民镇 50 6"
    subjects = [cell.bound.metric.subject for cell in read_tables(text, AREA, CALENDAR).cells]
    assert subjects == [None, None, "安民镇", "安民镇"]


def test_a_column_of_units_without_units_names_those_who_report():
    """What 98 stands for is not said: better unread than a figure of something called 安民镇."""
    found = read_tables("单位 目标 完成 完成率%\n安民镇 100 98 98\n和平街道 90 99 110", AREA, CALENDAR)
    assert found.cells == ()
    assert len(found.unread) == 6


def test_a_table_of_the_city_is_not_the_districts():
    text = "全市主要指标\n指标 单位 绝对额 增长%\n地区生产总值 亿元 3050 6\n工业投资 亿元 400 9"
    assert {cell.bound.metric.subject for cell in read_tables(text, AREA, CALENDAR).cells} == {"全市"}


def test_columns_may_be_areas():
    """A title that speaks of a rise says what all of them hold; the countryside is not the district."""
    text = "居民消费价格涨跌幅度（%）\n指标 全区 农村\n食品烟酒 2.1 2.6\n衣着 -0.4 0.3"
    cells = read_tables(text, AREA, CALENDAR).cells
    assert [(c.bound.measure, float(c.bound.value), c.bound.metric.subject) for c in cells] == [
        ("change_pct", 2.1, None),
        ("change_pct", 2.6, "农村"),
        ("change_pct", -0.4, None),
        ("change_pct", 0.3, "农村"),
    ]


def test_a_multiple_in_a_column_of_growth():
    text = "产品名称 单位 产量 增长（%）\n水泥 万吨 84 -2.1\n光伏组件 万千瓦 26 1.4倍"
    assert brief(text, 2, 3, 4)[-1] == ("multiple", 1.4, "倍")


def test_what_five_years_come_to_in_a_column_of_growth():
    """〔…〕 is a sum over the years: of people their number, of a rate the points it rises by."""
    text = "指标 2020年 2025年 年均增长〔累计〕\n新增就业（人） 6120 — 〔28000〕\n城镇化率（%） 47 55 〔7.8〕"
    found = {fact[3]: (fact[2], fact[4]) for fact in facts(text)}
    assert found[28000.0] == ("level", "人")
    assert found[7.8] == ("change_pp", "pp")


def test_an_area_may_be_what_a_column_measures_by():
    text = "指标 单位 完成 全省位次 占全省比重\n工业投资 亿元 30 5 1.2\n技改投资 亿元 10 7 2.1"
    assert {c.bound.metric.subject for c in read_tables(text, AREA, CALENDAR).cells} == {None}


def test_what_a_column_compares_with_does_not_date_it():
    text = "项目 2023年完成数 2024年预算数 比上年完成数增减%\n税收（亿元） 12 13.2 10\n非税（亿元） 8 7.6 -5"
    assert brief(text, 5, 6)[:3] == [("2023", "actual"), ("2024", "target"), ("2024", "target")]


def test_the_title_dates_columns_without_a_year():
    text = "2022年主要指标完成情况\n指标 单位 完成 增长%\n工业投资 亿元 30 5\n技改投资 亿元 10 7"
    assert set(brief(text, 5, 6)) == {("2022", "actual")}
    text = "2024年主要预期目标\n指标 单位 绝对额 增长%\n工业投资 亿元 30 5\n技改投资 亿元 10 7"
    assert set(brief(text, 5, 6)) == {("2024", "target")}


def test_a_plan_of_the_year_in_a_half_year_report():
    text = (
        "指标名称 全年目标 上半年完成 同比增长 完成全年目标\n"
        "工业投资（亿元） 60 27.1 4.1 45.2\n技改投资（亿元） 20 9 -1 45"
    )
    cells = read_tables(text, AREA, Calendar("2022-H1", "2022-H2", 2022)).cells
    assert [(c.bound.measure, c.dating.period, c.dating.status) for c in cells[:4]] == [
        ("level", "2022", "target"),
        ("level", "2022-H1", "actual"),
        ("change_pct", "2022-H1", "actual"),
        ("level", "2022-H1", "actual"),
    ]


def test_five_years_are_averaged_or_added_up():
    text = (
        "类别 序号 指标 2020年 2025年 年均增长（%） 属性\n"
        "经济 1 地区生产总值（亿元） 410 600 8 预期性\n"
        "2 城镇新增就业（万人） 1.2 [6] — 预期性\n"
        "环境 3 单位地区生产总值能耗降低（%） — — [14] 约束性\n"
    )
    assert brief(text, 1, 2, 3, 5, 6) == [
        ("gdp", "level", 4.1e10, "2020", "actual"),
        ("gdp", "level", 6e10, "2025", "target"),
        ("gdp", "change_pct", 8.0, "2021/2025", "target"),
        ("new_jobs", "level", 12000.0, "2020", "actual"),
        ("new_jobs", "level", 60000.0, "2021/2025", "target"),
        ("energy_intensity", "change_pct", -14.0, "2021/2025", "target"),
    ]


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


def test_a_label_too_wide_for_its_column():
    text = "序号 指标 单位 2023年 增长%\n1 工业投资 亿元 30 5\n2 城镇常住居民\n人均可支配收入 元 53926 4.5"
    assert brief(text, 0, 1, 3)[2:] == [
        ("城镇常住居民人均可支配收入", INCOME, 53926.0),
        ("城镇常住居民人均可支配收入", INCOME, 4.5),
    ]


def test_lost_cells_are_filled_only_where_one_reading_fits():
    """Empty cells may leave no trace. A row without a unit has percentages only; else nobody knows."""
    head, first = " ".join(HEAD), " ".join(ROWS[0])
    third = " ".join(ROWS[2])
    known = f"{head}\n{first}\n2 规模以上工业增加值 -8.1 7左右\n{third}"
    assert facts(known) == MEANING[:8]
    unknown = f"{head}\n{first}\n2 工业投资 亿元 30.5 8\n{third}"
    assert facts(unknown) == [*MEANING[:3], *MEANING[5:8]]


CELLS = [
    ("3125.7", "3125.7", None, 0, "exact", ""),
    ("1,260", "1260", None, 0, "exact", ""),
    ("-3.4", "3.4", None, -1, "exact", ""),
    ("－3.4", "3.4", None, -1, "exact", ""),
    ("下降3.4", "3.4", None, -1, "exact", ""),
    ("7左右", "7", None, 0, "approx", ""),
    ("7 左右", "7", None, 0, "approx", ""),
    ("≥6", "6", None, 0, "at_least", ""),
    ("6.5以上", "6.5", None, 0, "at_least", ""),
    ("控制在3.5以内", "3.5", None, 0, "at_most", ""),
    ("增长6.5%以上", "6.5", None, 1, "at_least", ""),
    ("6-7", "6", "7", 0, "exact", ""),
    ("6%～7%", "6", "7", 0, "exact", ""),
    ("6.5-7左右", "6.5", "7", 0, "approx", ""),
    ("8.1（预计）", "8.1", None, 0, "exact", "estimate"),
    ("5300人", "5300", None, 0, "exact", ""),
    ("12.3万吨", "123000.0", None, 0, "exact", ""),
    ("[6]", "6", None, 0, "exact", ""),
]


@pytest.mark.parametrize(
    ("cell", "value", "high", "sign", "qualifier", "status"), CELLS, ids=[c[0] for c in CELLS]
)
def test_cells_of_figures(cell, value, high, sign, qualifier, status):
    found = read_value(cell, 100)
    assert found is not None
    quantity = found.quantity
    assert (quantity.value, quantity.high) == (Decimal(value), Decimal(high) if high else None)
    assert (found.sign, found.qualifier, found.status) == (sign, qualifier, status)
    assert cell[quantity.start - 100 :].startswith(quantity.value_text)


@pytest.mark.parametrize(
    "cell", ["—", "", "工业投资", "第3位的", "3个项目建成", "5G", "2023年完成", "A3", "1:2:3"]
)
def test_cells_of_anything_else(cell):
    assert read_value(cell, 0) is None


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("亿元", [("CNY", 100000000)]),
        ("（万吨标准煤）", [("吨标准煤", 10000)]),
        ("亿元、%", [("CNY", 100000000), ("%", 1)]),
        ("元/人", [("元/人", 1)]),
        ("微克/立方米", [("微克/立方米", 1)]),
        ("工业", []),
        ("上年=100", []),
    ],
)
def test_units_as_written(text, units):
    assert [(unit.unit, unit.factor) for unit in read_units(text)] == units


@pytest.mark.parametrize(
    ("text", "name", "units", "turn"),
    [
        ("1.地区生产总值", "地区生产总值", [], 0),
        ("（三）固定资产投资（亿元）", "固定资产投资", ["亿元"], 0),
        ("其中：工业投资", "工业投资", [], 0),
        ("# 工业", "工业", [], 0),
        ("固 定 资 产 投 资", "固定资产投资", [], 0),
        ("地区生产总值增长率（可比价）（%）", "地区生产总值", ["%"], 1),
        ("万元GDP能耗下降率", "万元GDP能耗", [], -1),
        ("PM2.5平均浓度", "PM2.5平均浓度", [], 0),
        ("65岁以上人口", "65岁以上人口", [], 0),
    ],
)
def test_labels(text, name, units, turn):
    label = read_label(text, lambda name: False)
    assert (label.name, [unit.text for unit in label.units], label.turn) == (name, units, turn)


PROSE = [
    # a heading of known words, and prose with numbers under it
    "主要目标\n今年完成工业投资30亿元，增长5%。\n项目 12 个。\n新增企业 20 家，投资 30 亿元。",
    # a list of measures with numbers
    "目标任务\n1 工业投资增长 6\n2 技改投资增长 8",
    "单位 任务\n财政局负责第一项\n教育局负责第二项",
    # a table of contents
    "目 录\n一、综合 1\n二、农业 3\n三、工业 5",
    # page furniture
    "指标\n— 18 —\n项目\n- 19 -",
    # a head alone, and a head with a single row
    "序号 指标名称 单位 2023年完成 增速（%）",
    "序号 指标名称 单位 2023年完成 增速（%）\n1 工业投资 亿元 30 5",
    # people, telephones
    "序号 姓名 单位 电话\n1 张三 财政局 62310000\n2 李四 教育局 62310001",
    # rows that do not fit the columns
    "指标 单位 2023年 2024年目标\n工业投资 30 亿元 上年 28 亿元\n技改投资 10 亿元 上年 9 亿元",
    # projects: heads of other words
    "序号 项目名称 建设地点 总投资 开工时间\n1 东环路 安民镇 3.2 2023年\n2 西环路 和平街道 2.1 2024年",
]


@pytest.mark.parametrize("text", PROSE, ids=range(len(PROSE)))
def test_what_is_no_table(text):
    found = read_tables(text, AREA, CALENDAR)
    assert (found.cells, found.numbers, found.unread) == ((), (), ())


def test_a_table_ends_where_prose_begins():
    text = "\n".join(
        [
            " ".join(HEAD),
            *(" ".join(row) for row in ROWS),
            "工业投资 30亿元，比上年增长5%，其中技改投资 12亿元。",
        ]
    )
    assert facts(text) == MEANING


SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(["项目", "指标", "单位", "目标任务", "全区", "工业投资", "序号"]),
        st.sampled_from([" ", "", "，", "\n", "　"]),
        st.sampled_from(["完成投资30亿元，", "增长 5%，", "12 个", "3", "实现产值 2.5 亿元。", "2023年"]),
        st.sampled_from(["。\n", "；", "\n", "，", " "]),
    ),
    max_size=12,
)


@given(SENTENCES)
@example([("项目", " ", "2023年", "\n"), ("项目", " ", "3", "\n"), ("项目", " ", "2023年", "\n")])
def test_clauses_in_any_order_are_no_table(pieces):
    assert read_tables("".join("".join(piece) for piece in pieces), AREA, CALENDAR).cells == ()


NUMBERS = st.decimals(min_value=0, max_value=99999, places=1).map(str)
LABELS = st.sampled_from(["工业投资", "技改投资", "社会消费品零售总额", "出口总额", "税收收入"])


@given(
    st.lists(
        st.tuples(LABELS, st.sampled_from(["亿元", "万元"]), NUMBERS, NUMBERS | st.just("—")),
        min_size=2,
        max_size=9,
    ),
    st.sampled_from(sorted(LAYOUTS)),
)
def test_every_figure_is_read_once_at_its_place(rows, layout):
    table = [
        ["序号", "指标名称", "单位", "2023年完成", "增速（%）"],
        *([str(n), *row] for n, row in enumerate(rows, 1)),
    ]
    text = LAYOUTS[layout](table)
    found = read_tables(text, AREA, CALENDAR)
    expected = [cell for row in rows for cell in row[2:] if cell != "—"]
    quantities = [cell.bound.quantity for cell in found.cells]
    assert [text[q.start : q.number_end] for q in quantities] == expected
    assert [text[at] for at in found.numbers] == [str(n) for n in range(1, len(rows) + 1)]
    assert found.claimed == {at for q in quantities for at in range(q.start, q.end)} | set(found.numbers)


def test_words_of_heads_have_one_meaning():
    texts = [word.text for word in words("head.")]
    assert len(texts) == len(set(texts))
    assert all(
        read_head(word.text) for word in words("head.") if word.cls in ("index", "label", "place", "unit")
    )


def test_layouts_keep_every_head():
    heads = heads_of(["指标", "单位", "2023年", "2024年"], exact=False)
    assert heads is not None
    assert next(iter(layouts([heads]))) == heads


def test_facts_and_ledger_of_a_report_with_a_table(read):
    text = "主要指标表\n" + "\n".join(" ".join(row) for row in [HEAD, *ROWS])
    found, ledger = read(text, review="2023", plan="2024", kind="plan_report")
    assert [(f.metric, f.value, f.unit, f.value_text, f.unit_text, f.status) for f in found[:3]] == [
        ("规模以上工业总产值", 41270000000.0, "CNY", "412.7", "亿元", "actual"),
        ("规模以上工业总产值", 7.2, "%", "7.2", "%", "actual"),
        ("规模以上工业总产值", 6.5, "%", "6.5", "%", "target"),
    ]
    assert found[0].quote == " ".join(ROWS[0])
    assert all(text[f.raw_start :].startswith(f.value_text) for f in found)
    roles = {(entry.text, entry.role) for entry in ledger if entry.role != "fact"}
    assert roles == {(n, "enumerator") for n in "1234"} | {("2023", "date"), ("2024", "date")}


def test_figures_without_a_unit_are_unexplained_in_the_ledger(read):
    found, ledger = read(
        "指标 2023年 2024年目标\n工业投资 30.5 32\n技改投资 12 13", review="2023", plan="2024"
    )
    assert found == []
    assert [entry.rule for entry in ledger if entry.role == "unexplained"] == ["table.unread"] * 4


def test_the_annexed_table_of_the_gold(gold):
    """h21 ends in a table: nineteen facts that only its head explains."""
    tables = pipeline.extract(corpus.load(gold / "examples" / "raw")).frames()
    folder = gold / "examples"
    scores = score_tables(
        tables["metric_facts"], tables["number_ledger"], read_gold(folder, ["h21"]), scored_codes(folder)
    )
    reached = figures(scores.units["h21"])
    assert reached["strictF1"] >= 0.95
    assert reached["ledger"] == 1.0
