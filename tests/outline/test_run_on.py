"""Where a title closes in text that has lost its line breaks; `|` marks the place."""

from __future__ import annotations

import pytest

from tests.outline.marked import headings

# (why, marker and title with the cut, rest of the paragraph)
CUTS = (
    ("the body opens as the title does", "一、2018年工作回顾|2018年是极不平凡的一年。", ""),
    ("a usual heading, whatever follows", "一、2018年政府工作回顾|各位代表都知道，这一年不易。", ""),
    (
        "verb and object, then the next verb",
        "（一）着力培育壮大新兴产业|围绕新材料延长链条，新上项目9个。",
        "",
    ),
    (
        "subject, adverb and verb, then the next subject",
        "（一）城乡面貌持续改善|老城改造全面铺开。完成拆迁2万平方米。",
        "",
    ),
    ("a gain with what was gained", "（一）改革开放取得重大突破|商事制度改革顺利推进。新登记企业900户。", ""),
    (
        "the next clause takes up the title's last word",
        "（一）不断改进政府作风|作风建设没有休止符。全年精简会议三成。",
        "",
    ),
    ("two clauses", "（一）突出项目支撑，发展后劲不断增强|全年开工项目60个，总投资90亿元。", ""),
    ("a quoted name closes the title", "（一）全面推进“放管服”|取消审批事项38项。", ""),
    ("a stop closes the title", "（一）提升城市品质|。新建公园4个，改造道路7条。", ""),
    ("a blank parts title and body", "一、项目建设背景| 该项目位于开发区东侧，占地300亩。", ""),
    (
        "the next heading follows at once",
        "（一）加快产业升级，实现量质齐升|",
        "1.做强工业。新增规上企业20家。2.做优农业。新建基地8个。",
    ),
    ("a figure is never in the title", "（一）扩大有效投资|实施重点项目150个，完成投资200亿元。", ""),
)


@pytest.mark.parametrize(("why", "cut", "rest"), CUTS, ids=[case[0] for case in CUTS])
def test_cut(why: str, cut: str, rest: str) -> None:
    heading, _, body = cut.partition("|")
    before = "现在报告工作，请予审议。"
    found = headings(f"{before} {heading}{body}{rest}")
    assert found[0].start == len(before) + 1, why
    assert found[0].marker + found[0].title == heading, why


def test_siblings_decide_where_the_words_do_not() -> None:
    """The last title alone would be cut behind 工作; the rhythm of its siblings keeps it whole."""
    text = (
        "主要抓了三项工作。 （一）坚持聚焦主业，工业经济提质增效规上工业产值增长9%。"
        " （二）坚持统筹兼顾，城乡建设协同推进老城改造完成投资8亿元。"
        " （三）坚持以人为本，社会事业全面发展教育投入增长11%。"
    )
    assert [heading.title for heading in headings(text)] == [
        "坚持聚焦主业，工业经济提质增效",
        "坚持统筹兼顾，城乡建设协同推进",
        "坚持以人为本，社会事业全面发展",
    ]
