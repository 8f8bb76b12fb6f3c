"""What is never taken for a table."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from nianjian.tabular import read_tables
from tests.tabular.sample_tables import AREA, CALENDAR

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
@example([("项目", "\n", "2023年", "\n"), ("项目", "\n", "12 个", "\n"), ("项目", "\n", "12 个", "\n")])
@example([("项目", " ", "2023年", "\n"), ("项目", " ", "3", "\n"), ("项目", " ", "2023年", "\n")])
def test_clauses_in_any_order_are_no_table(pieces):
    assert read_tables("".join("".join(piece) for piece in pieces), AREA, CALENDAR).cells == ()
