"""What holds for any text under any damage: log and map tell every change, and mending mends once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianjian.model import CleanText, Document
from nianjian.reading import read_seed, split_documents
from nianjian.repair import mend, repair, restore
from nianjian.repair.page import Page, rows

# Bricks of clean text and of every kind of damage; any text may stand between them.
CLEAN = (
    "全市",
    "财政收入",
    "增长",
    "12.5",
    "亿元",
    "，",
    "。",
    "；",
    "一、",
    "（二）",
    "2021年",
    "\n",
    "项目",
    "“三区”",
    "%",
)
DAMAGE = (
    "財政",
    "業(yè)",
    "拷(jīng)",
    "入?yún)^(qū)",
    "。ㄒ唬┰谛掳l(fā)",
    "?偛拷(jīng)",
    "&nbsp;",
    "&amp;",
    "长;王;明",
    " 2020 ",
    "0 ",
    " 0 G6",
    "角 (二)",
    "\r\n",
    "\f",
    "\ufeff",
    "\n---\n",
    "\n— 3 —\n",
    "\n。\n",
    "\n2025-07-09\n",
    "\n12\n",
    "【某区招商】",
    "政 府 工 作",
    "第十 六、",
    "xx",
    "5x.6亿元",
    ",;",
    "�",
    "锟斤拷",
    "著",
    "區(qū)",
    "(jīng)",
    "4%",
    "?",
    "^",
    "\u200b",
    "\U0001f600",
)
damaged = st.lists(st.sampled_from(CLEAN) | st.sampled_from(DAMAGE) | st.text(max_size=4), max_size=40).map(
    "".join
)
once_per_example = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def check(document: Document, found: CleanText) -> None:
    """Raise AssertionError where the clean text, its map and its log do not fit the raw text."""
    raw, base = document.raw_text, document.raw_start
    starts, ends = found.raw_starts, found.raw_ends
    assert len(found.text) == len(starts) == len(ends)
    assert starts == sorted(starts)
    assert ends == sorted(ends)
    assert all(base <= low < high <= base + len(raw) for low, high in zip(starts, ends, strict=True))

    touched: set[int] = set()
    for mark in found.repairs:
        assert mark.before == raw[mark.raw_start - base : mark.raw_end - base]
        assert mark.rule
        assert mark.certificate
        touched.update(range(mark.raw_start, mark.raw_end))
    reached: set[int] = set()
    for character, low, high in zip(found.text, starts, ends, strict=True):
        reached.update(range(low, high))
        if touched.isdisjoint(range(low, high)):
            assert raw[low - base : high - base] == character
    missing = set(range(base, base + len(raw))) - reached - touched
    assert not missing, f"left out without a row in the log: {sorted(missing)[:5]}"


@once_per_example
@given(damaged)
def test_every_change_is_in_the_log(make_document: Callable[..., Document], raw: str) -> None:
    document = make_document(raw_text=raw, raw_start=7, raw_end=7 + len(raw), chars=len(raw))

    check(document, repair(document))


@once_per_example
@given(damaged)
def test_the_same_text_gives_the_same_result(make_document: Callable[..., Document], raw: str) -> None:
    document = make_document(raw_text=raw, raw_start=0, raw_end=len(raw), chars=len(raw))

    first = repair(document)

    assert repair(document) == first
    assert restore("r2021", first.text, first.raw_starts, first.raw_ends, first.repairs) == first


@pytest.mark.parametrize("where", ["sample_seeds", "real_seeds"])
def test_every_change_of_whole_reports_is_in_the_log(where: str, request: pytest.FixtureRequest) -> None:
    folder: Path = request.getfixturevalue(where)
    documents = [
        document
        for path in sorted(folder.glob("*.txt"))
        for document in split_documents(read_seed(path.read_bytes(), path.name))
    ]

    assert documents
    for document in documents:
        check(document, repair(document))


def replayed(page: Page) -> str:
    """The raw text with every row's `after` in the place of its `before`."""
    out: list[str] = []
    at = page.base
    for row in rows(page, "d", "traditional", "opencc:t2s"):
        assert row.raw_start >= at
        assert page.raw[row.raw_start - page.base : row.raw_end - page.base] == row.before
        out += (page.raw[at - page.base : row.raw_start - page.base], row.after)
        at = row.raw_end
    out.append(page.raw[at - page.base :])
    return "".join(out)


@settings(max_examples=300, deadline=None)
@given(damaged, st.integers(0, 50))
def test_the_rows_make_the_clean_text_out_of_the_raw_one(raw: str, base: int) -> None:
    page = mend(raw, base)

    assert replayed(page) == page.text


@settings(max_examples=300, deadline=None)
@given(damaged, st.integers(0, 50))
def test_clean_spans_lead_to_raw_spans_and_back(raw: str, base: int) -> None:
    page = mend(raw, base)

    for at in range(len(page.text)):
        low, high = page.offsets.span(at, at + 1)
        assert base <= low < high <= base + len(raw)
        first = page.offsets.clean_at(low)
        assert first is not None
        assert first <= at
        assert page.offsets.span(first, at + 1) == (low, high)


@settings(max_examples=300, deadline=None)
@given(damaged)
def test_mended_text_stays_as_it_is(raw: str) -> None:
    clean = mend(raw).text

    assert mend(clean).text == clean


NAMES = ("财政收入", "进出口总额", "粮食产量", "游客人数", "森林覆盖率")
AMOUNTS = ("增长6.5%", "达到12.5亿元", "增加3个百分点", "下降2.1%", "完成年度计划的103%")
clauses = st.builds("{}{}".format, st.sampled_from(NAMES), st.sampled_from(AMOUNTS))
paragraphs = st.lists(clauses, min_size=1, max_size=12).map(lambda parts: "，".join(parts) + "。")
headings = st.sampled_from(
    ("一、工作回顾", "（二）推进改革，激发活力", "3.扩大开放", "第一部分 总体要求", "## 二、打算")
)


@settings(max_examples=200, deadline=None)
@given(st.lists(paragraphs | headings, min_size=1, max_size=12).map("\n".join))
def test_undamaged_text_is_a_fixed_point(text: str) -> None:
    page = mend(text)

    assert page.text == text
    assert page.marks == ()
