"""Where documents begin in a file that holds several, and where they do not."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.reading.split import pieces

NUMERAL = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")


def report(name: str, year: int, *, mark: str = "", meeting: bool = True) -> str:
    """A short invented annual report."""
    given_at = f"——{year}年1月8日在{name}第十六届人民代表大会第三次会议上\n" if meeting else ""
    return (
        f"{mark}{year}年{name}政府工作报告\n{given_at}各位代表：\n现在，我代表{name}人民政府，向大会报告工作，请予审议。\n"
        f"一、{year - 1}年工作回顾\n" + f"全年完成投资{year % 100}.5亿元，新增就业3200人。" * 12 + "\n"
        f"二、{year}年工作安排\n各位代表，新的一年，让我们共同奋斗！\n"
    )


def bulletin(name: str, year: int) -> str:
    """A short invented bulletin."""
    return (
        f"{name}{year}年国民经济和社会发展统计公报\n{name}统计局\n（{year + 1}年3月12日）\n"
        + f"初步核算，全年生产总值{year % 100}8.6亿元，比上年增长6.1%。" * 12
        + "\n"
    )


def news(title: str, *, tag: str = "") -> str:
    """A short invented piece of news."""
    return f"{tag}{title}\n" + "园区今年引进企业26家，总投资超过18亿元。" * 8 + "\n"


A, B, C = report("海盐县", 2019), report("海盐县", 2020), report("平湖市", 2020)
TOLD = "全镇完成投资6.5亿元，新增就业320人。" * 12 + "\n"
TOWN = "沈荡镇2018年工作总结\n一、2018年工作\n" + TOLD
TAGGED = report("海盐县", 2019, mark="【海盐招商】")

SEVERAL: list[tuple[str, str, list[str]]] = [
    (
        "portal dump: a line of one hyphen before each document, a date line after it",
        f"-\n{TAGGED}2025-07-08\n-\n{news('园区加快招引', tag='【海盐招商】')}2025-07-09\n",
        ["【海盐招商】2019年海盐县政府工作报告", "【海盐招商】园区加快招引"],
    ),
    (
        "portal dump whose documents carry neither tag nor date",
        f"-\n{news('园区加快招引产业项目')}-\n{news('港口开通新的航线')}-\n{A}",
        ["园区加快招引产业项目", "港口开通新的航线", "2019年海盐县政府工作报告"],
    ),
    (
        "date line and tag without a rule between them",
        news("园区加快招引", tag="【招商】")
        + "2025-07-08\n"
        + news("港口开通航线", tag="【招商】")
        + "2025-07-09\n",
        ["【招商】园区加快招引", "【招商】港口开通航线"],
    ),
    (
        "reports of one county put one after the other",
        A + B,
        ["2019年海盐县政府工作报告", "2020年海盐县政府工作报告"],
    ),
    (
        "with blank lines and a rule",
        f"{A}\n\n==========\n\n{C}",
        ["2019年海盐县政府工作报告", "2020年平湖市政府工作报告"],
    ),
    (
        "markdown, one first-level heading each",
        f"# {A}\n---\n\n# {B}",
        ["2019年海盐县政府工作报告", "2020年海盐县政府工作报告"],
    ),
    (
        "title in spaced characters",
        A + B.replace("政府工作报告", "政 府 工 作 报 告", 1),
        ["2019年海盐县政府工作报告", "2020年海盐县政 府 工 作 报 告"],
    ),
    (
        "run-on text: each report on a line of its own, title and all",
        A.replace("\n", "") + "\n" + B.replace("\n", "") + "\n",
        [A.replace("\n", ""), B.replace("\n", "")],
    ),
    (
        "bulletins of two years",
        bulletin("海盐县", 2018) + bulletin("海盐县", 2019),
        ["海盐县2018年国民经济和社会发展统计公报", "海盐县2019年国民经济和社会发展统计公报"],
    ),
    (
        "a report, then the plan report of the same meeting",
        A
        + "关于海盐县2018年国民经济和社会发展计划执行情况及2019年计划草案的报告\n"
        + "——2019年1月8日在海盐县第十六届人民代表大会第三次会议上\n"
        + "各位代表：\n受县人民政府委托，报告如下，请予审议。\n全年投资增长8%。\n",
        ["2019年海盐县政府工作报告", "关于海盐县2018年国民经济和社会发展计划执行情况及2019年计划草案的报告"],
    ),
    (
        "a town's summary, which nobody gives to anybody",
        A + "\n沈荡镇2018年工作总结和2019年工作计划\n\n" + TOLD + "\n一、2018年工作\n" + TOLD,
        ["2019年海盐县政府工作报告", "沈荡镇2018年工作总结和2019年工作计划"],
    ),
    (
        "how a city's economy ran, with what the page says of itself below the title",
        TOWN + "\n平湖市2019年上半年经济运行情况\n发布时间：2019-07-29 浏览次数：12\n" + TOLD,
        ["沈荡镇2018年工作总结", "平湖市2019年上半年经济运行情况"],
    ),
    (
        "a plan behind a summary that had no opening words either",
        TOWN
        + "\n平湖市国民经济和社会发展第十四个五年规划纲要\n（2021年2月3日平湖市第五次会议批准）\n"
        + TOLD,
        ["沈荡镇2018年工作总结", "平湖市国民经济和社会发展第十四个五年规划纲要"],
    ),
    (
        "a title over two lines",
        A + "关于海盐县2018年国民经济和社会发展计划执行情况与2019年国民经济和\n社会发展计划草案的报告\n"
        "海盐县发展和改革局\n" + TOLD,
        ["2019年海盐县政府工作报告", "关于海盐县2018年国民经济和社会发展计划执行情况与2019年国民经济和"],
    ),
    (
        "a narrow page that breaks a title within a word, and one in front of its last word",
        TOWN
        + "\n平湖市2019年国民经济和社会发\n展计划执行情况的报告\n平湖市发展和改革局\n"
        + TOLD
        + "\n沈荡镇2019年工作总结和2020年工作\n计划\n一、2019年工作\n"
        + TOLD,
        ["沈荡镇2018年工作总结", "平湖市2019年国民经济和社会发", "沈荡镇2019年工作总结和2020年工作"],
    ),
    (
        "the government's name on a line of its own",
        A + "平湖市人民政府\n关于2019年上半年工作情况的报告\n主任、各位委员：\n" + TOLD,
        ["2019年海盐县政府工作报告", "平湖市人民政府"],
    ),
    (
        "a title that the page lost: the occasion comes first",
        A + "\n" + B.split("\n", 1)[1],
        ["2019年海盐县政府工作报告", "——2020年1月8日在海盐县第十六届人民代表大会第三次会议上"],
    ),
    (
        "the page's stamp behind the title",
        A + B.replace("报告\n", "报告 2020-01-24 10:05:32 作者： 来源：政府办\n", 1),
        ["2019年海盐县政府工作报告", "2020年海盐县政府工作报告 2020-01-24 10:05:32 作者： 来源：政府办"],
    ),
    (
        "a file's name and the speaker in front of the occasion",
        A + B.replace("报告\n", "报告.doc 县长 李明 ", 1).replace("\n", ""),
        ["2019年海盐县政府工作报告", B.replace("报告\n", "报告.doc 县长 李明 ", 1).replace("\n", "")],
    ),
    (
        "news of a congress",
        A + "海盐县第十六届人民代表大会第三次会议开幕\n本报讯（记者 李明）今天上午大会开幕。" + TOLD,
        ["2019年海盐县政府工作报告", "海盐县第十六届人民代表大会第三次会议开幕"],
    ),
]

ONE: list[tuple[str, str]] = [
    (
        "the portal repeats the title in the text",
        A.replace("一、", "2019年海盐县政府工作报告第一部分\n一、", 1),
    ),
    ("a title line twice, the second with the meeting below it", "海盐县政府工作报告\n" + A),
    ("the title again as the last line", A + "2019年海盐县政府工作报告全文完\n"),
    ("the title as running head of every page", A.replace("二、", "2019年海盐县政府工作报告\n— 7 —\n二、")),
    ("page rules inside sentences", A.replace("完成投资", "完成\n\n---\n\n投资")),
    ("page rules between paragraphs", A.replace("二、", "\n---\n\n聚焦重点抓好落实\n二、")),
    ("a hyphen that a page number left behind", A.replace("二、", "-\n12\n-\n二、")),
    ("a lone hyphen inside a sentence", A.replace("新增就业", "新增\n-\n就业", 1)),
    ("list items", A + "\n- 联系我们\n- 企业入驻\n"),
    (
        "a sentence that begins with the words",
        A.replace("二、", "政府工作报告（2018年）的任务已经完成。\n二、"),
    ),
    ("a contents page that names the reports", "目录\n1.政府工作报告\n2.计划报告\n" + A),
    ("a sentence that ends with the words", A.replace("二、", "会议听取了县长所作的政府工作报告\n二、")),
    ("an annex that explains terms", A + "\n《政府工作报告》名词解释\n1.“三改一拆”：指旧住宅区改造。\n"),
    ("a date line under the title", "港口开通新的航线\n2025-07-08\n" + "港口今年吞吐量增长12%。" * 10 + "\n"),
    (
        "sections as first-level headings",
        "# 海盐县政府工作报告\n\n# 一、工作回顾\n投资5亿元。\n\n# 二、工作安排\n投资6亿元。\n",
    ),
    (
        "headings that sum up and plan",
        A.replace("二、", "2019年工作计划\n一、投资\n全县上半年经济运行情况\n一、消费\n二、"),
    ),
    (
        "a heading that names the whole area",
        A.replace("二、", "全县各镇2019年上半年工作情况\n一、投资\n二、"),
    ),
    (
        "a congress that is only mentioned",
        A.replace("二、", "海盐县第十六届人民代表大会第三次会议召开\n投资增长。\n二、"),
    ),
    (
        "the occasion below its own title",
        "海盐县政府工作报告\n" + "海盐新闻网 综合 要闻 专题 " * 20 + "\n" + A,
    ),
    ("a date line before a section", A.replace("二、", "2019-01-08\n二、")),
]


@pytest.mark.parametrize(("text", "titles"), [c[1:] for c in SEVERAL], ids=[c[0] for c in SEVERAL])
def test_a_file_of_several_documents(text: str, titles: list[str]) -> None:
    assert [text[piece.start :].split("\n", 1)[0] for piece in pieces(text)] == titles


@pytest.mark.parametrize("text", [c[1] for c in ONE], ids=[c[0] for c in ONE])
def test_what_looks_like_a_second_document_and_is_none(text: str) -> None:
    assert len(pieces(text)) == 1


def test_a_document_ends_before_the_rule_and_begins_after_the_heading_sign() -> None:
    text = "\n\n# 甲县政府工作报告\n投资5亿元。\n\n---\n"
    (piece,) = pieces(text)
    assert text[piece.start : piece.end] == "甲县政府工作报告\n投资5亿元。"


def test_what_stands_before_the_title_belongs_to_the_first_document() -> None:
    text = "第3页 浏览12次\n" + A
    assert pieces(text)[0].start == 0


LINES = st.sampled_from(
    [
        "-",
        "---",
        "# ",
        "2025-07-08",
        "【招商】园区引进26家企业",
        "2019年海盐县政府工作报告",
        "——2019年1月8日在海盐县第十六届人民代表大会第三次会议上",
        "各位代表：",
        "一、2018年回顾",
        "全年完成投资19.5亿元。" * 20,
        "5",
        "- 3 -",
        "１２.５",
        "",
    ]
)


@given(st.lists(LINES, max_size=30))
def test_every_numeral_lies_in_exactly_one_document(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = pieces(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    for numeral in NUMERAL.finditer(text):
        assert sum(p.start <= numeral.start() and numeral.end() <= p.end for p in found) == 1


@given(st.text(alphabet="-#*=\n 1 报告政府工作年：。【】", max_size=200))
def test_between_documents_lie_only_blanks_rules_and_heading_signs(text: str) -> None:
    found = pieces(text)
    edges = [0, *(edge for piece in found for edge in (piece.start, piece.end)), len(text)]
    between = "".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
    assert not set(between) - set("-#*= \n")
