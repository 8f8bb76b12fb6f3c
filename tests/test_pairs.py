"""Pairs of characters as numbers."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from nianjian.pairs import pair, pairs


@pytest.mark.parametrize(
    "text", ["", "省", "省市", "市区县", "一一一一", "a，b。a，", "县\U00020000县", "县\ud800"]
)
def test_every_two_neighbours_are_counted(text: str) -> None:
    assert Counter(pairs(text)) == Counter(pair(left, right) for left, right in pairwise(text))


def test_a_pair_has_an_order() -> None:
    assert pair("省", "市") != pair("市", "省")
