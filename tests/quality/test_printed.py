"""The second, independent reading of a printed figure, and how far the truth may lie from it."""

from collections.abc import Callable
from decimal import Decimal
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.model import Fact
from nianjian.quality.printed import interval, read

FIGURES = [
    # numeral, unit, value, upper end, worth of the last digit, why
    ("2488.4", "亿元", "248840000000", None, "10000000", "one decimal of 亿"),
    ("2.6", "万户", "26000", None, "1000", "one decimal of 万"),
    ("5063", "人", "5063", None, "1", "a plain count"),
    ("1,000.21", "万元", "10002100", None, "100", "thousands separator"),
    ("３．５", "％", "3.5", None, "0.1", "full width"),
    ("5-6", "%", "5", "6", "1", "a range with one unit"),
    ("5%~6", "%", "5", "6", "1", "a range with two units"),
    ("100", "多万元", "1000000", None, "10000", "多 stands before the scale"),
    ("1500", "余家", "1500", None, "1", "余 is no scale"),
    ("12", "千瓦时", "12", None, "1", "千 belongs to the unit"),
    ("3", "万千瓦", "30000", None, "10000", "万 is the scale, 千瓦 the unit"),
    ("4", "个百分点", "4", None, "1", "百 belongs to the unit"),
    ("1.2", "万亿元", "1200000000000", None, "100000000000", "the longest scale word wins"),
    ("三", "成", "30", None, "10", "a tenth is ten percent"),
    ("四百三十", "亿元", "43000000000", None, "100000000", "Chinese numeral, scale in the unit"),
    ("四百三十亿", "元", "43000000000", None, "100000000", "the same with the scale in the numeral"),
    ("五十八点七", "亿元", "5870000000", None, "10000000", "Chinese decimals"),
    ("百分之三点五", "", "3.5", None, "0.1", "percent in words"),
    ("六成", "", "60", None, "10", "the tenths stand in the numeral"),
    ("1.74:1", "", "1.74", None, "0.01", "of a ratio the first side"),
    ("1.84∶1", "", "1.84", None, "0.01", "the sign of a ratio"),
    ("一番", "", "2", None, "0.1", "doubled"),
    ("翻两番", "", "4", None, "0.1", "doubled twice"),
    ("半", "", "50", None, "10", "half of a whole, in percent"),
    ("半数", "", "50", None, "10", "half of a number, in percent"),
    ("半个工作日", "", "0.5", None, "0.1", "the same in one string"),
    ("半", "个工作日", "0.5", None, "0.1", "half of a unit"),
    ("近百", "场", "100", None, "1", "a scale word alone is one of itself"),
]


@pytest.mark.parametrize(("numeral", "unit", "value", "high", "step", "why"), FIGURES)
def test_a_printed_figure_is_read(
    numeral: str, unit: str, value: str, high: str | None, step: str, why: str
) -> None:
    printed = read(numeral, unit)
    assert printed is not None, why
    assert printed.value == Decimal(value), why
    assert printed.high == (None if high is None else Decimal(high)), why
    assert printed.step == Decimal(step), why


@pytest.mark.parametrize(
    ("text", "value"),
    [("九分之一", "11.111"), ("1/3", "33.333"), ("１/３", "33.333"), ("八成三", "83"), ("三成半", "35")],
)
def test_a_fraction_is_a_percentage(text: str, value: str) -> None:
    printed = read(text, "")
    assert printed is not None
    assert round(printed.value, 3) == Decimal(value)


@pytest.mark.parametrize("text", ["", "若干", "许多家"])
def test_words_without_a_numeral_are_no_figure(text: str) -> None:
    assert read(text, "家") is None


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["元", "万元", "亿元"]))
def test_reading_undoes_printing(number: Decimal, unit: str) -> None:
    printed = read(f"{number:f}", unit)
    scale = {"元": 1, "万元": 10**4, "亿元": 10**8}[unit]
    assert printed is not None
    assert printed.value == number * scale
    assert printed.step == Decimal("0.01") * scale


INTERVALS = [
    # qualifier, value, low, high, why
    ("exact", 100.0, 99.5, 100.5, "half a digit on both sides"),
    ("at_least", 100.0, 99.5, inf, "100以上 is open above"),
    ("at_most", 100.0, -inf, 100.5, "100以内 is open below"),
    ("at_least", -3.0, -inf, -2.5, "下降3%以上 is open towards the greater fall"),
    ("at_most", -3.0, -3.5, inf, "降幅3%以内 is open towards the smaller fall"),
]


@pytest.mark.parametrize(("qualifier", "value", "low", "high", "why"), INTERVALS)
def test_the_qualifier_opens_a_side(
    make_fact: Callable[..., Fact], qualifier: str, value: float, low: float, high: float, why: str
) -> None:
    fact = make_fact("", f"{abs(value):g}", "%", value, qualifier=qualifier)
    assert interval(fact) == (low, high), why


def test_an_approximate_figure_has_no_measurable_interval(make_fact: Callable[..., Fact]) -> None:
    assert interval(make_fact("约100家", "100", "家", 100.0, qualifier="approx")) is None


def test_a_range_reaches_from_end_to_end(make_fact: Callable[..., Fact]) -> None:
    assert interval(make_fact("", "5-6", "%", 5.0, value_high=6.0)) == (4.5, 6.5)
