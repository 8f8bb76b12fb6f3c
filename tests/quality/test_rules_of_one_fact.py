"""Rules that a fact obeys by itself: each fires, does not fire, and holds at the edge."""

from collections.abc import Callable
from typing import Any

import pytest

from nianjian.model import Document, Fact
from nianjian.quality import check

LEVEL: dict[str, Any] = {"measure": "level"}
GROWTH: dict[str, Any] = {"measure": "change_pct"}
POINTS: dict[str, Any] = {"measure": "change_pp"}
SHARE: dict[str, Any] = {"measure": "share"}
GDP: dict[str, Any] = {"indicator": "gdp"}

CASES = [
    # rule, fires, clause, numeral, unit, value, columns, why
    ("bounds.share", True, "占比123%", "123", "%", 123.0, SHARE, "more than the whole"),
    ("bounds.share", False, "占比100%", "100", "%", 100.0, SHARE, "the whole is a share"),
    (
        "bounds.share",
        True,
        "占比95-105%",
        "95-105",
        "%",
        95.0,
        SHARE | {"value_high": 105.0},
        "the upper end counts",
    ),
    ("bounds.rate", True, "满意率105%", "105", "%", 105.0, {"metric": "群众满意率"}, "more than everybody"),
    ("bounds.rate", False, "满意率100%", "100", "%", 100.0, {"metric": "群众满意率"}, "everybody"),
    (
        "bounds.rate",
        False,
        "存贷比138.8%",
        "138.8",
        "%",
        138.8,
        {"metric": "存贷比"},
        "a ratio has no such bound",
    ),
    (
        "bounds.rate",
        False,
        "完成率105%",
        "105",
        "%",
        105.0,
        {"metric": "任务完成率"},
        "more than was planned",
    ),
    ("bounds.growth", True, "下降120%", "120", "%", -120.0, GROWTH, "nothing falls below nothing"),
    ("bounds.growth", False, "下降99.9%", "99.9", "%", -99.9, GROWTH | GDP, "almost all of it"),
    ("bounds.growth", True, "下降100%", "100", "%", -100.0, GROWTH | GDP, "a headline indicator never ends"),
    ("bounds.growth", False, "事故下降100%", "100", "%", -100.0, GROWTH, "a small count may end"),
    ("bounds.points", True, "提高120个百分点", "120", "个百分点", 120.0, POINTS, "more than from 0 to 100"),
    ("bounds.points", False, "提高100个百分点", "100", "个百分点", 100.0, POINTS, "from 0 to 100"),
    ("bounds.measure_unit", True, "增长5个百分点", "5", "个百分点", 5.0, GROWTH, "growth is a percentage"),
    ("bounds.measure_unit", True, "提高5%", "5", "%", 5.0, POINTS, "points are no percentage"),
    ("bounds.measure_unit", True, "5个百分点", "5", "个百分点", 5.0, LEVEL, "points are no level"),
    ("bounds.measure_unit", False, "提高5个百分点", "5", "个百分点", 5.0, POINTS, "points in points"),
    ("bounds.indicator_unit", True, "生产总值增加200户", "200", "户", 200.0, GDP, "gdp is money"),
    ("bounds.indicator_unit", False, "生产总值200亿元", "200", "亿元", 2e10, GDP, "money"),
    (
        "bounds.indicator_unit",
        False,
        "失业6124人",
        "6124",
        "人",
        6124.0,
        {"indicator": "registered_unemployed"},
        "人",
    ),
    ("bounds.indicator_range", True, "生产总值200万元", "200", "万元", 2e6, GDP, "万 for 亿"),
    ("bounds.indicator_range", False, "生产总值1亿元", "1", "亿元", 1e8, GDP, "the lower bound itself"),
    (
        "bounds.indicator_scope",
        True,
        "全国生产总值100万亿元",
        "100",
        "万亿元",
        1e14,
        GDP | {"scope": "other", "subject": "全国"},
        "the nation's",
    ),
    (
        "bounds.indicator_scope",
        False,
        "全国生产总值100万亿元",
        "100",
        "万亿元",
        1e14,
        {"scope": "other", "subject": "全国"},
        "without a code",
    ),
    ("reading.value", True, "2488.4亿元", "2488.4", "亿元", 2488.4e4, LEVEL, "亿 taken for 万"),
    ("reading.value", True, "2488.4亿元", "2488.4", "亿元", 2488.5e8, LEVEL, "another digit"),
    ("reading.value", False, "2488.4亿元", "2488.4", "亿元", 2488.4e8, LEVEL, "the same"),
    ("reading.value", False, "下降3.9%", "3.9", "%", -3.9, GROWTH, "the sign is not printed in the numeral"),
    ("reading.value", True, "若干家", "若干", "家", 3.0, LEVEL, "no numeral"),
    ("reading.value", True, "5-6%", "5-6", "%", 5.0, GROWTH, "the upper end is lost"),
    ("reading.value", False, "5-6%", "5-6", "%", 5.0, GROWTH | {"value_high": 6.0}, "both ends"),
    (
        "reading.value",
        False,
        "翻两番",
        "两",
        "番",
        4.0,
        {"measure": "multiple", "unit": "倍"},
        "doubled twice",
    ),
    (
        "reading.value",
        False,
        "3125.7",
        "3125.7",
        "",
        3125.7e8,
        {"unit": "CNY"},
        "亿元 stands in the column's head",
    ),
    ("reading.value", True, "3125.7", "3125.7", "", 3126.7e8, {"unit": "CNY"}, "the digits differ"),
    ("reading.currency", True, "10.4亿美元", "10.4", "亿美元", 10.4e8, {"unit": "CNY"}, "dollars as yuan"),
    ("reading.currency", False, "10.4亿美元", "10.4", "亿美元", 10.4e8, {"unit": "USD"}, "dollars"),
    ("reading.currency", True, "10.4亿元", "10.4", "亿元", 10.4e8, {"unit": "USD"}, "yuan as dollars"),
    ("reading.sign", True, "同比下降3.9%", "3.9", "%", 3.9, GROWTH, "a fall taken for a rise"),
    ("reading.sign", False, "同比下降3.9%", "3.9", "%", -3.9, GROWTH, "a fall"),
    ("reading.sign", False, "降幅收窄4个百分点", "4", "个百分点", 4.0, POINTS, "a smaller fall is a rise"),
    ("reading.sign", True, "降幅收窄4个百分点", "4", "个百分点", -4.0, POINTS, "收窄 read as a fall"),
    (
        "reading.range",
        True,
        "6-5%",
        "6-5",
        "%",
        6.0,
        GROWTH | {"value_high": 5.0},
        "ends below its beginning",
    ),
    ("reading.range", False, "5-6%", "5-6", "%", 5.0, GROWTH | {"value_high": 6.0}, "a range"),
    ("reading.span", True, "5家", "5", "家", 5.0, {"raw_end": 200_000}, "beyond the document"),
    ("reading.span", True, "5家", "5", "家", 5.0, {"raw_end": 0}, "empty"),
    ("reading.span", False, "5家", "5", "家", 5.0, {"raw_end": 100_000}, "up to the last character"),
    ("period.days", True, "5家", "5", "家", 5.0, {"period_end": "2020-06-30"}, "half of the year's days"),
    ("period.days", True, "5家", "5", "家", 5.0, {"period": "2020上半年"}, "no label of the contract"),
    ("period.days", False, "5家", "5", "家", 5.0, {"period": "2020-H1"}, "the days of the half"),
    ("period.days", False, "5家", "5", "家", 5.0, {"period": None}, "an unknown period has no days"),
    ("period.future_actual", True, "5家", "5", "家", 5.0, {"period": "2021-H2"}, "begins after the report"),
    (
        "period.future_actual",
        False,
        "5家",
        "5",
        "家",
        5.0,
        {"period": "2021-H2", "status": "target"},
        "a plan may",
    ),
    ("period.future_actual", False, "5家", "5", "家", 5.0, {"period": "2021-01-15"}, "the day of the report"),
    ("period.unfinished_actual", True, "5家", "5", "家", 5.0, {"period": "2021"}, "eleven months to go"),
    ("period.unfinished_actual", False, "5家", "5", "家", 5.0, {"period": "2021-01"}, "two weeks to go"),
    (
        "period.unfinished_actual",
        False,
        "5家",
        "5",
        "家",
        5.0,
        {"period": "2021", "status": "estimate"},
        "an estimate may",
    ),
    (
        "period.past_target",
        True,
        "增长5%",
        "5",
        "%",
        5.0,
        {"period": "2020", "status": "target"},
        "a year too late",
    ),
    (
        "period.past_target",
        False,
        "年初计划增长5%",
        "5",
        "%",
        5.0,
        {"period": "2020", "status": "target"},
        "looks back on the plan",
    ),
    (
        "period.past_target",
        True,
        "年初计划增长5%",
        "5",
        "%",
        5.0,
        {"period": "2019", "status": "target"},
        "two years back is a slip",
    ),
    (
        "period.past_target",
        False,
        "增长5%",
        "5",
        "%",
        5.0,
        {"period": "2021", "status": "target"},
        "the plan year",
    ),
]


@pytest.mark.parametrize(
    ("rule", "fires", "quote", "numeral", "unit", "value", "columns", "why"),
    CASES,
    ids=[f"{case[0]}: {case[-1]}" for case in CASES],
)
def test_a_rule_of_one_fact(
    make_fact: Callable[..., Fact],
    make_document: Callable[..., Document],
    rule: str,
    fires: bool,
    quote: str,
    numeral: str,
    unit: str,
    value: float,
    columns: dict[str, Any],
    why: str,
) -> None:
    fact = make_fact(quote, numeral, unit, value, **columns)
    found = [finding for finding in check([make_document()], [fact]) if finding.rule == rule]
    assert bool(found) == fires, why
    for finding in found:
        assert finding.fact_ids == (fact.fact_id,)
        assert finding.message
        assert finding.expected
        assert finding.observed
