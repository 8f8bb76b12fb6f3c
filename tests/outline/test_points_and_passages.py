"""Points counted off in paragraphs, passages that turn to another role, glossaries, the tree as text."""

from __future__ import annotations

import pytest

from nianjian.outline import items, passages
from nianjian.outline.glossary import find_glossary
from nianjian.outline.show import tree_text
from tests.outline.marked import tree

# (why, text, the texts of the points)
SERIES = (
    ("一是 … 二是", "抓好两点：一是抓项目；二是抓招商。", ["抓项目；", "抓招商。"]),
    ("the last point ends with its line", "一是增产，二是提质。\n此外，加强管理。", ["增产，", "提质。"]),
    ("第一 … 第二", "突出重点。第一，做强工业。第二，做优农业。", ["做强工业。", "做优农业。"]),
    ("brackets", "目标：（1）增长8%；（2）就业5000人。", ["增长8%；", "就业5000人。"]),
    (
        "首先 … 其次 … 最后",
        "首先，抓好防汛。其次，抓好生产。最后，抓好稳定。",
        ["抓好防汛。", "抓好生产。", "抓好稳定。"],
    ),
    ("a single one is no series", "这一是非曲直，一是难断。", []),
    ("a series begins with one", "二是抓项目；三是抓招商。", []),
)


@pytest.mark.parametrize(("why", "text", "points"), SERIES, ids=[case[0] for case in SERIES])
def test_items(why: str, text: str, points: list[str]) -> None:
    assert [text[item.body : item.end] for item in items(text)] == points, why


def test_items_of_a_part_count_from_one() -> None:
    text = "一是甲；二是乙。一是丙；二是丁；三是戊。"
    start = text.index("一是丙")
    assert [item.number for item in items(text, start)] == [1, 2, 3]
    assert {item.start >= start for item in items(text, start)} == {True}


# (why, text, role of the passage that the words in brackets open)
TURNS = (
    (
        "problems close a review",
        "一、2018年工作回顾\n增长7%。[同时，我们也清醒地认识到]，结构还不优。\n二、2019年工作安排\n增长8%。",
        "problems",
    ),
    (
        "a mixed section looks ahead",
        "一、产业发展\n累计完成投资9亿元，同比增长5%。[下一步，我们将]加快建设。\n二、其他\n略。",
        "plan",
    ),
    (
        "closing words",
        "一、2018年工作回顾\n"
        + "增长7%。" * 30
        + "\n二、2019年工作安排\n增长8%。\n[各位代表，让我们]携手奋进！",
        "closing",
    ),
    (
        "notes behind the last section",
        "一、综合\n增长7%。\n二、农业\n增产。\n[注：]数据为初步统计数。",
        "other",
    ),
    (
        "a plan that names problems stays a plan",
        "一、2019年工作安排\n对照目标，[仍面临不少困难]，必须加倍努力。",
        "plan",
    ),
)


@pytest.mark.parametrize(("why", "marked", "role"), TURNS, ids=[case[0] for case in TURNS])
def test_passages(why: str, marked: str, role: str) -> None:
    at = marked.index("[")
    text = marked.replace("[", "").replace("]", "")
    found = next(p for p in passages(text, tree(text)) if p.start <= at < p.end)
    assert found.role == role, why


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("正文。" * 9 + "\n名词解释\n1.双随机：抽查。", "名词解释"),
        (
            "正文。" * 9 + "再创辉煌！某市政府工作报告名词解释（按出现先后排序）1、双随机：抽查。",
            "某市政府工作报告名词解释",
        ),
        ("正文。" * 9 + "《某市政府工作报告》用语解释1、双随机：抽查。", "《某市政府工作报告》用语解释"),
        ("正文。" * 9 + "有关名词解释见附件。", None),
        ("名词解释\n1.双随机：抽查。\n" + "正文。" * 9, None),
    ],
)
def test_glossary(text: str, title: str | None) -> None:
    found = find_glossary(text)
    assert (text[found.start : found.title_end] if found else None) == title


def test_tree_as_text() -> None:
    text = "各位代表：\n一、2018年工作回顾\n（一）工业\n增长。\n二、2019年工作安排\n努力。"
    assert tree_text(tree(text)).splitlines() == [
        "preamble (preamble)  [0:6]",
        "review   一、2018年工作回顾  [6:28]",
        "review       （一）工业  [18:28]",
        "plan     二、2019年工作安排  [28:43]",
    ]
