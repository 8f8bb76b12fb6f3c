"""What a change is measured against, and which way it goes, by the words before it."""

from collections.abc import Callable

import pytest

from nianjian.model import Fact
from nianjian.quality.comparison import base_of, direction, is_year_on_year

BASES = [
    # clause, numeral, unit, base, why
    ("一般公共预算收入220.4亿元,同比下降18.6%", "18.6", "%", "previous_year", "同比"),
    ("固定资产投资增长8%", "8", "%", "previous_year", "growth without a word is on the year before"),
    ("降幅较上半年收窄4个百分点", "4", "个百分点", "half", "against the first half"),
    ("上半年增加值下降14.1%", "14.1", "%", "previous_year", "上半年 is the subject here, not the base"),
    ("增速比一季度回升2.1个百分点", "2.1", "个百分点", "quarter_1", "against the first quarter"),
    ("五年年均增长7.7%", "7.7", "%", "span", "a pace over years"),
    ("两年平均增长5.1%", "5.1", "%", "span", "two years together"),
    ("比2015年增长30%", "30", "%", "span", "five years apart"),
    ("比2019年增长3%", "3", "%", "previous_year", "the year before 2020, said by its number"),
    ("增速高于全市平均2.1个百分点", "2.1", "个百分点", "other", "against another place"),
    ("低于年初预算1.5个百分点", "1.5", "个百分点", "other", "against a plan"),
    ("还原留抵退税后,同比增长1.4%", "1.4", "%", "other", "an adjusted figure beside the reported one"),
    ("降幅比前5个月收窄3.1个百分点", "3.1", "个百分点", "other", "against the first months of the year"),
    ("收入增长5%,五年年均增长5%", "5", "%", "other", "the same figure twice, with different bases"),
    ("甲增长5%,乙增长5%", "5", "%", "previous_year", "the same figure twice, on one base"),
    ("五年累计投资2000亿元,增长10%", "10", "%", "previous_year", "累计 belongs to the quantity before"),
]


@pytest.mark.parametrize(("quote", "numeral", "unit", "base", "why"), BASES)
def test_the_base_of_a_change(
    make_fact: Callable[..., Fact], quote: str, numeral: str, unit: str, base: str, why: str
) -> None:
    assert base_of(make_fact(quote, numeral, unit, 1.0, measure="change_pct")) == base, why


def test_the_numeral_is_not_found_inside_another(make_fact: Callable[..., Fact]) -> None:
    fact = make_fact(
        "全年完成2488.4亿元,增速较上半年回升4个百分点", "4", "个百分点", 4.0, measure="change_pp"
    )
    assert base_of(fact) == "half"


def test_only_growth_is_year_on_year(make_fact: Callable[..., Fact]) -> None:
    assert is_year_on_year(make_fact("同比增长8%", "8", "%", 8.0, measure="change_pct"))
    assert not is_year_on_year(make_fact("同比提高8个百分点", "8", "个百分点", 8.0, measure="change_pp"))
    assert not is_year_on_year(make_fact("年均增长8%", "8", "%", 8.0, measure="change_pct"))


DIRECTIONS = [
    ("同比增长8%", "8", "%", 1, "a rise"),
    ("可比下降3.9%", "3.9", "%", -1, "a fall"),
    ("降幅收窄4个百分点", "4", "个百分点", 1, "a smaller fall is a rise"),
    ("降幅扩大4个百分点", "4", "个百分点", -1, "a greater fall"),
    ("增幅收窄2个百分点", "2", "个百分点", -1, "a smaller rise"),
    ("增速回落2个百分点", "2", "个百分点", -1, "回落"),
    ("增速回落至5.1%", "5.1", "%", None, "回落至 says where it ended, not which way 5.1 goes"),
    ("规上工业增长-2.8%", "2.8", "%", -1, "a printed minus"),
    ("压减一般性支出10%", "10", "%", -1, "a cut"),
    ("办事能力不断提升,平均用时81%", "81", "%", None, "提升 ends at the comma"),
    ("降幅比前5个月收窄3.1个百分点", "3.1", "个百分点", 1, "a span of months is no quantity before"),
    ("甲增长10%,乙下降10%", "10", "%", None, "the same figure twice, up and down"),
    ("比重为23%", "23", "%", None, "no word of direction"),
]


@pytest.mark.parametrize(("quote", "numeral", "unit", "sign", "why"), DIRECTIONS)
def test_the_direction_of_a_change(
    make_fact: Callable[..., Fact], quote: str, numeral: str, unit: str, sign: int | None, why: str
) -> None:
    assert direction(make_fact(quote, numeral, unit, 1.0, measure="change_pct")) == sign, why
