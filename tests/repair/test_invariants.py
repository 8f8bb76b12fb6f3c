"""What holds for any text: the map is monotonic, the log tells every change, and nothing depends on luck."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nianjian.model import CleanText, Document
from nianjian.reading import read_seed, split_documents
from nianjian.repair import repair, restore

BRICKS = (
    "全区",
    "財政收入",
    "區(qū)",
    "(jīng)",
    "增长",
    "4%",
    " 2020 ",
    "年",
    "\n",
    "一、",
    "&nbsp;",
    ";",
    "?",
    "^",
    "0 ",
    "— 3 —\n",
    "xx",
    "5x.6亿元",
    "【某区】",
    "\u200b",
    "\U0001f600",
    "入?yún)^(qū)",
    ",;",
)
damaged = st.lists(st.sampled_from(BRICKS) | st.text(max_size=6), max_size=40).map("".join)
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
