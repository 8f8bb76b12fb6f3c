"""A table means the same however it lies in the text, and ends where prose begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.tabular import read_tables
from nianjian.tabular.heads import heads_of
from nianjian.tabular.layouts import layouts
from tests.tabular.sample_tables import AREA, CALENDAR, HEAD, INCOME, LAYOUTS, MEANING, ROWS, brief, facts


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


def test_a_table_ends_where_prose_begins():
    text = "\n".join(
        [
            " ".join(HEAD),
            *(" ".join(row) for row in ROWS),
            "工业投资 30亿元，比上年增长5%，其中技改投资 12亿元。",
        ]
    )
    assert facts(text) == MEANING


def test_layouts_keep_every_head():
    heads = heads_of(["指标", "单位", "2023年", "2024年"], exact=False)
    assert heads is not None
    assert next(iter(layouts([heads]))) == heads


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
