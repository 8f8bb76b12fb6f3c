"""Rules that hold figures against each other, within a report and across reports."""

from collections.abc import Callable
from typing import Any

import pytest

from nianjian.model import Document, Fact
from nianjian.quality import check

Spec = tuple[str, str, str, float, dict[str, Any]]

OUTPUT = "industrial_output_above_scale"
EMERGING = "strategic_emerging_output"
REVENUE = "general_public_budget_revenue"


def yi(number: str, indicator: str, period: str = "2020", **columns: Any) -> Spec:
    """A level in 亿元; that of an earlier year comes from the report of the year before."""
    document_id = "r2021" if period >= "2020" else "r2020"
    given = {"indicator": indicator, "period": period, "document_id": document_id}
    return f"完成{number}亿元", number, "亿元", round(float(number) * 1e8, 2), given | columns


def growth(number: str, indicator: str, period: str = "2020", quote: str = "", **columns: Any) -> Spec:
    """A growth rate as printed, a minus for 下降."""
    digits, value = number.lstrip("-"), float(number)
    words = quote or f"同比{'增长' if value >= 0 else '下降'}{digits}%"
    return (
        words,
        digits,
        "%",
        value,
        {"measure": "change_pct", "indicator": indicator, "period": period} | columns,
    )


def share(number: str, quote: str, **columns: Any) -> Spec:
    return quote, number, "%", float(number), {"measure": "share"} | columns


def points(number: str, quote: str, **columns: Any) -> Spec:
    return quote, number.lstrip("-"), "个百分点", float(number), {"measure": "change_pp"} | columns


def rate(number: str, indicator: str, period: str, **columns: Any) -> Spec:
    return f"达到{number}%", number, "%", float(number), {"indicator": indicator, "period": period} | columns


# A rule fires, or holds, or holds by no more than its tolerance.
FIRES, HOLDS, EDGE = "fires", "holds", "edge"

AMONG = "占规模以上工业总产值的{}%"
NARROWED = "降幅较上半年收窄{}个百分点"

CASES: list[tuple[str, str, str, list[Spec]]] = [
    # 1227.7 / 5341.7 = 22.98 %
    (
        "identity.share",
        HOLDS,
        "23.0 as printed",
        [
            yi("5341.7", OUTPUT),
            yi("1227.7", EMERGING),
            share("23.0", AMONG.format("23.0"), indicator=EMERGING),
        ],
    ),
    (
        "identity.share",
        FIRES,
        "23.1 is half a digit too far",
        [
            yi("5341.7", OUTPUT),
            yi("1227.7", EMERGING),
            share("23.1", AMONG.format("23.1"), indicator=EMERGING),
        ],
    ),
    (
        "identity.share",
        EDGE,
        "23 stands for 22.5 to 23.5",
        [yi("5341.7", OUTPUT), yi("1227.7", EMERGING), share("23", AMONG.format("23"), indicator=EMERGING)],
    ),
    (
        "identity.share",
        HOLDS,
        "约 gives no digits to check",
        [
            yi("5341.7", OUTPUT),
            yi("1227.7", EMERGING),
            share("30", AMONG.format("30"), indicator=EMERGING, qualifier="approx"),
        ],
    ),
    (
        "identity.share",
        FIRES,
        "a share that is an indicator of its own",
        [
            yi("100.0", "gdp"),
            yi("40.0", "tertiary_value_added"),
            share("45.0", "第三产业占比45.0%", indicator="tertiary_share"),
        ],
    ),
    (
        "identity.share",
        HOLDS,
        "the level of another period is no part",
        [
            yi("5341.7", OUTPUT),
            yi("1227.7", EMERGING, "2020-H1"),
            share("30.0", AMONG.format("30.0"), indicator=EMERGING),
        ],
    ),
    (
        "identity.shares_sum",
        HOLDS,
        "2.1:37.4:60.5",
        [
            share("2.1", "2.1", indicator="primary_share"),
            share("37.4", "37.4", indicator="secondary_share"),
            share("60.5", "60.5", indicator="tertiary_share"),
        ],
    ),
    (
        "identity.shares_sum",
        EDGE,
        "three halves of a digit may be missing",
        [
            share("2.1", "2.1", indicator="primary_share"),
            share("37.4", "37.4", indicator="secondary_share"),
            share("60.4", "60.4", indicator="tertiary_share"),
        ],
    ),
    (
        "identity.shares_sum",
        FIRES,
        "two tenths may not",
        [
            share("2.1", "2.1", indicator="primary_share"),
            share("37.4", "37.4", indicator="secondary_share"),
            share("60.3", "60.3", indicator="tertiary_share"),
        ],
    ),
    (
        "identity.part_exceeds_whole",
        FIRES,
        "more exports than trade",
        [yi("90.0", "imports_exports"), yi("95.0", "exports")],
    ),
    (
        "identity.part_exceeds_whole",
        HOLDS,
        "all trade is exports",
        [yi("90.0", "imports_exports"), yi("90.0", "exports")],
    ),
    (
        "identity.part_exceeds_whole",
        EDGE,
        "a tenth may be rounding",
        [yi("90.0", "imports_exports"), yi("90.1", "exports")],
    ),
    (
        "identity.from_to",
        HOLDS,
        "77 to 79 is 2",
        [
            rate("77", "air_quality_good_rate", "2019", document_id="r2021"),
            rate("79", "air_quality_good_rate", "2020"),
            points("2", "提高2个百分点", indicator="air_quality_good_rate"),
        ],
    ),
    (
        "identity.from_to",
        EDGE,
        "3 by rounding of 76.5 and 79.4",
        [
            rate("77", "air_quality_good_rate", "2019", document_id="r2021"),
            rate("79", "air_quality_good_rate", "2020"),
            points("3", "提高3个百分点", indicator="air_quality_good_rate"),
        ],
    ),
    (
        "identity.from_to",
        FIRES,
        "77.0 to 79.0 is not 3",
        [
            rate("77.0", "air_quality_good_rate", "2019", document_id="r2021"),
            rate("79.0", "air_quality_good_rate", "2020"),
            points("3.0", "提高3.0个百分点", indicator="air_quality_good_rate"),
        ],
    ),
    (
        "identity.from_to",
        HOLDS,
        "年均 is a pace, not the difference",
        [
            yi("48.3", REVENUE, "2012", document_id="r2021"),
            yi("70.1", REVENUE),
            growth("7.7", REVENUE, quote="年均增长7.7%"),
        ],
    ),
    (
        "identity.repeated",
        FIRES,
        "the overview and a chapter differ",
        [yi("220.4", REVENUE), yi("240.4", REVENUE)],
    ),
    (
        "identity.repeated",
        EDGE,
        "both may be 220.45, rounded",
        [yi("220.4", REVENUE), yi("220.5", REVENUE)],
    ),
    ("identity.repeated", FIRES, "no figure rounds to both", [yi("220.4", REVENUE), yi("220.6", REVENUE)]),
    ("identity.repeated", HOLDS, "220 is 220.4 rounded", [yi("220.4", REVENUE), yi("220", REVENUE)]),
    (
        "identity.repeated",
        HOLDS,
        "可比 and 名义 are two figures",
        [growth("4.0", "gdp", growth_basis="comparable"), growth("6.0", "gdp", growth_basis="nominal")],
    ),
    (
        "identity.repeated",
        HOLDS,
        "the target is another figure",
        [yi("220.4", REVENUE), yi("240.4", REVENUE, status="target")],
    ),
    (
        "across.same_cell",
        FIRES,
        "the next report says otherwise",
        [yi("270.7", REVENUE, "2019"), yi("280.0", REVENUE, "2019", document_id="r2021")],
    ),
    (
        "across.same_cell",
        HOLDS,
        "the next report rounds",
        [yi("270.7", REVENUE, "2019"), yi("271", REVENUE, "2019", document_id="r2021")],
    ),
    (
        "across.same_cell",
        EDGE,
        "both may be 270.75, rounded",
        [yi("270.7", REVENUE, "2019"), yi("270.8", REVENUE, "2019", document_id="r2021")],
    ),
    (
        "across.same_cell",
        FIRES,
        "no figure rounds to both",
        [yi("270.7", REVENUE, "2019"), yi("270.9", REVENUE, "2019", document_id="r2021")],
    ),
    (
        "across.same_cell",
        HOLDS,
        "another year",
        [yi("270.7", REVENUE, "2019"), yi("280.0", REVENUE, "2018", document_id="r2021")],
    ),
    # 270.7 * (1 - 18.6 %) = 220.35; 1302.5 * 1.022 = 1331.2
    (
        "across.level_growth",
        HOLDS,
        "the budget revenue fits",
        [yi("270.7", REVENUE, "2019"), yi("220.4", REVENUE), growth("-18.6", REVENUE)],
    ),
    (
        "across.level_growth",
        FIRES,
        "the retail series was revised",
        [yi("1302.5", "retail_sales", "2019"), yi("1513.0", "retail_sales"), growth("2.2", "retail_sales")],
    ),
    (
        "across.level_growth",
        EDGE,
        "220.5 is within the digits of 270.7 and 18.6",
        [yi("270.7", REVENUE, "2019"), yi("220.5", REVENUE), growth("-18.6", REVENUE)],
    ),
    (
        "across.level_growth",
        FIRES,
        "220.7 is not",
        [yi("270.7", REVENUE, "2019"), yi("220.7", REVENUE), growth("-18.6", REVENUE)],
    ),
    (
        "across.level_growth",
        HOLDS,
        "growth at comparable prices is another thing",
        [
            yi("1182.4", EMERGING, "2019"),
            yi("1327.7", EMERGING),
            growth("4.2", EMERGING, growth_basis="comparable"),
        ],
    ),
    (
        "across.level_growth",
        HOLDS,
        "growth of gdp is real by convention",
        [yi("2608.1", "gdp", "2019"), yi("2488.4", "gdp"), growth("-3.9", "gdp")],
    ),
    (
        "across.level_growth",
        HOLDS,
        "年均 is no growth on the year before",
        [
            yi("270.7", REVENUE, "2019"),
            yi("220.4", REVENUE),
            growth("7.0", REVENUE, quote="五年年均增长7.0%"),
        ],
    ),
    (
        "across.real_growth",
        HOLDS,
        "prices rose a little",
        [yi("1000.0", "gdp", "2019"), yi("1050.0", "gdp"), growth("3.0", "gdp")],
    ),
    (
        "across.real_growth",
        EDGE,
        "prices may move by 10 points",
        [yi("1000.0", "gdp", "2019"), yi("1130.0", "gdp"), growth("3.0", "gdp")],
    ),
    (
        "across.real_growth",
        FIRES,
        "not by 20",
        [yi("1000.0", "gdp", "2019"), yi("1230.0", "gdp"), growth("3.0", "gdp")],
    ),
    (
        "across.level_change",
        HOLDS,
        "88.5 after 85.3",
        [
            rate("85.3", "air_quality_good_rate", "2019", document_id="r2020"),
            rate("88.5", "air_quality_good_rate", "2020"),
            points("3.2", "同比提高3.2个百分点", indicator="air_quality_good_rate"),
        ],
    ),
    (
        "across.level_change",
        FIRES,
        "5.2 is too much",
        [
            rate("85.3", "air_quality_good_rate", "2019", document_id="r2020"),
            rate("88.5", "air_quality_good_rate", "2020"),
            points("5.2", "同比提高5.2个百分点", indicator="air_quality_good_rate"),
        ],
    ),
    (
        "across.level_change",
        EDGE,
        "3.3 is within three half digits",
        [
            rate("85.3", "air_quality_good_rate", "2019", document_id="r2020"),
            rate("88.5", "air_quality_good_rate", "2020"),
            points("3.3", "同比提高3.3个百分点", indicator="air_quality_good_rate"),
        ],
    ),
    (
        "across.level_change",
        HOLDS,
        "a count: 594 fewer",
        [
            (
                "登记失业5063人",
                "5063",
                "人",
                5063.0,
                {"indicator": "registered_unemployed", "period": "2019", "document_id": "r2020"},
            ),
            ("登记失业4469人", "4469", "人", 4469.0, {"indicator": "registered_unemployed"}),
            (
                "减少594人",
                "594",
                "人",
                -594.0,
                {"measure": "change_abs", "indicator": "registered_unemployed"},
            ),
        ],
    ),
    (
        "across.level_change",
        FIRES,
        "a count: not 694",
        [
            (
                "登记失业5063人",
                "5063",
                "人",
                5063.0,
                {"indicator": "registered_unemployed", "period": "2019", "document_id": "r2020"},
            ),
            ("登记失业4469人", "4469", "人", 4469.0, {"indicator": "registered_unemployed"}),
            (
                "减少694人",
                "694",
                "人",
                -694.0,
                {"measure": "change_abs", "indicator": "registered_unemployed"},
            ),
        ],
    ),
    # -18.6 after -22.6 in the first half
    (
        "across.growth_change",
        HOLDS,
        "narrowed by 4",
        [
            growth("-22.6", REVENUE, "2020-H1"),
            growth("-18.6", REVENUE),
            points("4", NARROWED.format("4"), indicator=REVENUE),
        ],
    ),
    (
        "across.growth_change",
        FIRES,
        "narrowed by 6 is wrong",
        [
            growth("-22.6", REVENUE, "2020-H1"),
            growth("-18.6", REVENUE),
            points("6", NARROWED.format("6"), indicator=REVENUE),
        ],
    ),
    (
        "across.growth_change",
        EDGE,
        "4.1 is within three half digits",
        [
            growth("-22.6", REVENUE, "2020-H1"),
            growth("-18.6", REVENUE),
            points("4.1", NARROWED.format("4.1"), indicator=REVENUE),
        ],
    ),
    (
        "across.growth_change",
        FIRES,
        "4.2 is not",
        [
            growth("-22.6", REVENUE, "2020-H1"),
            growth("-18.6", REVENUE),
            points("4.2", NARROWED.format("4.2"), indicator=REVENUE),
        ],
    ),
    (
        "across.growth_change",
        HOLDS,
        "without the first half nothing is known",
        [growth("-18.6", REVENUE), points("6", NARROWED.format("6"), indicator=REVENUE)],
    ),
    (
        "bounds.magnitude",
        FIRES,
        "万 for 亿",
        [yi("270.7", REVENUE, "2019"), ("220.4万元", "220.4", "万元", 220.4e4, {"indicator": REVENUE})],
    ),
    ("bounds.magnitude", HOLDS, "half as much again", [yi("20.0", REVENUE, "2019"), yi("30.0", REVENUE)]),
    ("bounds.magnitude", EDGE, "tenfold itself", [yi("20.0", REVENUE, "2019"), yi("200.0", REVENUE)]),
    ("bounds.magnitude", FIRES, "more than tenfold", [yi("20.0", REVENUE, "2019"), yi("200.1", REVENUE)]),
]


@pytest.fixture
def reports(make_document: Callable[..., Document]) -> list[Document]:
    return [make_document("r2020", 2020), make_document("r2021", 2021)]


@pytest.mark.parametrize(
    ("rule", "fires", "why", "specs"), CASES, ids=[f"{case[0]}: {case[2]}" for case in CASES]
)
def test_a_rule_between_facts(
    make_fact: Callable[..., Fact],
    reports: list[Document],
    rule: str,
    fires: str,
    why: str,
    specs: list[Spec],
) -> None:
    facts = [
        make_fact(quote, numeral, unit, value, **columns) for quote, numeral, unit, value, columns in specs
    ]
    found = [finding for finding in check(reports, facts) if finding.rule == rule]
    assert bool(found) == (fires == FIRES), why
    for finding in found:
        assert set(finding.fact_ids) <= {fact.fact_id for fact in facts}
        assert len(set(finding.fact_ids)) > 1


def test_the_sentence_names_both_sides(make_fact: Callable[..., Fact], reports: list[Document]) -> None:
    specs = [
        yi("1302.5", "retail_sales", "2019"),
        yi("1513.0", "retail_sales"),
        growth("2.2", "retail_sales"),
    ]
    facts = [
        make_fact(quote, numeral, unit, value, **columns) for quote, numeral, unit, value, columns in specs
    ]
    finding = next(f for f in check(reports, facts) if f.rule == "across.level_growth")
    for words in (
        "某区 2020 社会消费品零售总额",
        "+2.2%",
        "1,302.5亿元",
        "1,513亿元",
        "2020年某区政府工作报告",
    ):
        assert words in finding.message
