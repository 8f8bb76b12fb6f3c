"""Numerals with what clings to them: scale, unit, range, qualifier."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.quantities import numerals
from nianjian.quantities.chinese import chinese_quantities
from nianjian.quantities.ratios import rank_quantities, ratio_quantities
from nianjian.quantities.scan import NUMERAL, quantities
from nianjian.quantities.units import units


@pytest.mark.parametrize(
    ("text", "value", "high", "unit", "qualifier"),
    [
        ("2488.4亿元", "248840000000", None, "CNY", "exact"),
        ("4126万美元", "41260000", None, "USD", "exact"),
        ("1,260万台", "12600000", None, "台", "exact"),  # a thousands separator is no list
        ("４５．６％", "45.6", None, "%", "exact"),  # full width
        ("1O.5亿元", "1050000000", None, "CNY", "exact"),  # a letter O typed for a nought
        ("431.6亿千瓦时", "43160000000", None, "千瓦时", "exact"),  # the scale word ends before 千瓦时
        ("1200千瓦", "1200", None, "千瓦", "exact"),  # 千 belongs to the unit
        ("37微克/立方米", "37", None, "微克/立方米", "exact"),
        ("8.6万元/亩", "86000", None, "元/亩", "exact"),
        ("65.9万人（户）次", "659000", None, "人(户)次", "exact"),
        ("228家（次）", "228", None, "家(次)", "exact"),
        ("4万余人次", "40000", None, "人次", "at_least"),
        ("260多名", "260", None, "名", "at_least"),
        ("10%以上", "10", None, "%", "at_least"),
        ("6%左右", "6", None, "%", "approx"),
        ("6.5%①左右", "6.5", None, "%", "approx"),  # a footnote mark between
        ("3.5%以内", "3.5", None, "%", "at_most"),
        ("72小时内办结", "72", None, "小时", "at_most"),
        ("5%-6%", "5", "6", "%", "exact"),
        ("5—6个百分点", "5", "6", "pp", "exact"),
        ("10至15家", "10", "15", "家", "exact"),
        ("3000～5000元", "3000", "5000", "CNY", "exact"),
    ],
)
def test_a_quantity_has_its_base_unit(text, value, high, unit, qualifier):
    found = quantities(text)[0]
    assert (found.value, found.high) == (Decimal(value), Decimal(high) if high else None)
    assert (found.unit, found.qualifier) == (unit, qualifier)


def test_a_sign_is_read_before_a_rate_and_nowhere_else():
    assert quantities("增长-2.8%")[0].value == Decimal("-2.8")
    assert [q.value for q in quantities("5-6个")] == [5]


@pytest.mark.parametrize("text", ["2019，100户", "12、34家", "2016年3月"])
def test_a_list_is_no_number_with_separators(text):
    assert len(quantities(text)) == 2


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("四百三十亿", 43_000_000_000),
        ("两千", 2000),
        ("五十八点七", Decimal("58.7")),
        ("二〇二〇", 2020),
        ("千亿", 100_000_000_000),
        ("一百零五", 105),
        ("三万六千", 36_000),
        ("", None),
        ("三家", None),
    ],
)
def test_chinese_cardinals(text, value):
    assert numerals.chinese(text) == value


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("授信规模约四百三十亿元。", "43000000000", "CNY"),
        ("均首次突破千亿元，", "100000000000", "CNY"),
        ("近千家企业", "1000", "家"),
        ("两万余人", "20000", "人"),
        ("百余户企业", "100", "户"),
        ("占九分之一", "11.111", "%"),
        ("占比首次超过三成。", "30", "%"),
        ("达到百分之五十八点七，", "58.7", "%"),
        ("任务过半。", "50", "%"),
        ("五年翻一番", "2", "倍"),
        ("翻两番", "4", "倍"),
        ("翻2番", "4", "倍"),
        ("翻了近1番", "2", "倍"),
        ("提高三个百分点", "3", "pp"),
    ],
)
def test_measurements_in_chinese_numerals(text, value, unit):
    (found,) = chinese_quantities(text)
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "三支队伍",  # a small count is as often rhetoric as measurement
        "千亿级产业集群",  # a class
        "亿元以上企业",  # a threshold
        "千方百计扩大就业",  # an idiom
        "每万人口拥有",  # the base of a rate
        "第三产业",
        "一成不变",
        "完成任务",
        "十大工程",
        "“百千万”工程",
    ],
)
def test_chinese_numerals_that_measure_nothing(text):
    assert chinese_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("三次产业结构由8.9:49.8:41.3调整为7.1:42.6:50.3", ["8.9", "49.8", "41.3", "7.1", "42.6", "50.3"]),
        ("城乡居民收入比由1.84∶1缩小到1.74∶1，", ["1.84", "1.74"]),
        ("三次产业比例由21.4︰37.2︰41.4变为20︰37︰43", ["21.4", "37.2", "41.4", "20", "37", "43"]),
        ("城乡居民收入比为2.78（农村居民收入为1）", ["2.78"]),
        ("会议10:30开始", []),
        ("收入比2010年增长", []),
    ],
)
def test_ratios_need_a_word_that_announces_them(text, values):
    assert [q.value for q in ratio_quantities(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("增速居全省第1位；", [(1, "exact")]),
        ("总量首次跻身全市前三。", [(3, "at_most")]),
        ("专利申请量、授权量分别位居全市第三、第二。", [(3, "exact"), (2, "exact")]),
        ("居民人均可支配收入排名全省第6位", [(6, "exact")]),
        ("列入第一批试点", []),
        ("成为第三届展会", []),
    ],
)
def test_ranks_stand_behind_a_verb_of_standing(text, ranks):
    assert [(q.value, q.qualifier) for q in rank_quantities(text)] == ranks


@given(st.integers(0, 10**12), st.integers(0, 4), st.sampled_from(sorted(units())))
def test_every_unit_is_found_behind_every_number(number, places, surface):
    written = f"{number / 10**places:.{places}f}"
    found = quantities(f"达到{written}{surface}")[0]
    assert found.value_text == written
    assert found.unit_text.startswith(surface)


@given(
    st.text(
        alphabet="0123456789.,，．０９亿万千百个%元家年月至到-—~第约近超过以上余多：:占比的 \n", max_size=60
    )
)
def test_quantities_never_overlap_and_never_raise(text):
    found = quantities(text)
    starts = [m.start() for m in NUMERAL.finditer(text)]
    assert all(q.start in starts for q in found)
    assert all(a.number_end <= b.start for a, b in itertools.pairwise(found))
    assert all(q.start < q.number_end <= q.end <= q.tail_end <= len(text) for q in found)
