"""A year in Han numerals means the same whatever stands for its zero, wherever years are read."""

from __future__ import annotations

import re

import pytest

from nianjian.binding.times import time_marks
from nianjian.reading import dates
from nianjian.years import YEAR, ZERO

SPELLED = [f"二{zero}一九" for zero in ZERO] + [f"二{zero}{zero}九" for zero in ZERO]


@pytest.mark.parametrize("spelled", [*SPELLED, "一九九八", "2019", "1998"])
def test_years(spelled):
    assert re.fullmatch(YEAR, spelled)


@pytest.mark.parametrize("other", ["二三一九", "三〇一九", "2119", "201", "二〇一", "十九九八"])
def test_what_is_no_year(other):
    assert not re.fullmatch(YEAR, other)


@pytest.mark.parametrize("spelled", SPELLED)
def test_head_and_text_of_a_report_read_it_alike(spelled):
    year = 2009 if spelled[1] == spelled[2] else 2019
    assert dates.years(f"{spelled}年政府工作报告") == [year]
    assert [mark.year for mark in time_marks(f"{spelled}年，全市完成投资9亿元。")] == [year]
