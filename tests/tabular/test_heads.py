"""What the head of a column says: measure, period and status."""

from __future__ import annotations

import pytest

from nianjian.binding.calendar import Calendar
from nianjian.tabular import read_tables
from nianjian.tabular.cells import words
from nianjian.tabular.columns import date_columns, defaults
from nianjian.tabular.heads import heads_of, read_head
from tests.tabular.sample_tables import AREA, CALENDAR, brief, facts

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
        "指标 2024年目标 2023年完成 同比（%） 完成调整预算%",
        [
            ("", "2024", "target"),
            ("", "2023", "actual"),
            ("change_pct", "2023", "actual"),
            ("fulfilment", "2023", "actual"),
        ],
    ),
    (
        "税种 金额（万元） 占比（%）",
        [("level", "2023", "actual"), ("share", "2023", "actual")],
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


def test_what_a_column_compares_with_does_not_date_it():
    text = "项目 2023年完成数 2024年预算数 比上年完成数增减%\n税收（亿元） 12 13.2 10\n非税（亿元） 8 7.6 -5"
    assert brief(text, 5, 6)[:3] == [("2023", "actual"), ("2024", "target"), ("2024", "target")]


def test_the_title_dates_columns_without_a_year():
    text = "2022年主要指标完成情况\n指标 单位 完成 增长%\n工业投资 亿元 30 5\n技改投资 亿元 10 7"
    assert set(brief(text, 5, 6)) == {("2022", "actual")}
    text = "2024年主要预期目标\n指标 单位 绝对额 增长%\n工业投资 亿元 30 5\n技改投资 亿元 10 7"
    assert set(brief(text, 5, 6)) == {("2024", "target")}


def test_the_day_it_was_printed_on_does_not_date_a_table():
    """The number of a table and its year are no time of day either: 表1：2022年."""
    text = "2024年5月10日\n表1：2022年主要指标\n指标 单位 绝对数\n工业投资 亿元 30\n技改投资 亿元 10"
    assert {(cell[5], cell[6]) for cell in facts(text)} == {("2022", "actual")}


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


def test_words_of_heads_have_one_meaning():
    texts = [word.text for word in words("head.")]
    assert len(texts) == len(set(texts))
    assert all(
        read_head(word.text) for word in words("head.") if word.cls in ("index", "label", "place", "unit")
    )
