"""What holds for the sections of any text: they nest, cover it without gaps, keep order, and repeat."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from nianjian.contract import SECTION_ROLES
from nianjian.model import Section
from nianjian.outline import outline, passages, role_at
from tests.outline.marked import clean, document, tree

MARKERS = st.sampled_from(
    [
        "一、",
        "二、",
        "三、",
        "（一）",
        "(二)",
        "（三）",
        "1.",
        "2、",
        "３．",
        "(1)",
        "①",
        "第一部分",
        "第二章",
        "## ",
        "首先，",
        "㈡",
    ]
)
TITLES = st.sampled_from(
    ["2018年工作回顾", "加快产业升级", "民生保障有力", "", "指导思想：", "（略）", "10件实事"]
)
BODIES = st.sampled_from(
    [
        "全年增长7%，新增企业12家。",
        "下一步，我们将继续努力。",
        "一是抓项目；二是抓招商。",
        "名词解释",
        "\n",
        "　　",
        "——",
        "3",
    ]
)
BREAKS = st.sampled_from(["\n", "", " ", "\n\n", "。", "：\n"])
TEXTS = st.lists(st.tuples(MARKERS | st.just(""), TITLES, BREAKS, BODIES, BREAKS), max_size=12).map(
    lambda parts: "".join(map("".join, parts))
)
KINDS = st.sampled_from(
    ["annual_report", "half_year_report", "statistical_bulletin", "plan_report", "news", "other"]
)


def own_end(sections: tuple[Section, ...], index: int) -> int:
    following = sections[index + 1].start if index + 1 < len(sections) else sections[index].end
    return min(sections[index].end, following)


@given(TEXTS, KINDS)
def test_sections_nest_cover_and_keep_order(text: str, kind: str) -> None:
    sections = tree(text, kind=kind)
    assert bool(sections) == bool(text)
    known = {section.section_id: section for section in sections}
    assert len(known) == len(sections)
    at = 0
    for index, section in enumerate(sections):
        assert section.start == at
        assert section.start <= section.body_start <= own_end(sections, index)
        assert section.raw_start <= section.title_end <= section.raw_end
        assert section.role in SECTION_ROLES
        if section.parent_id is None:
            assert section.depth == 1
        else:
            parent = known[section.parent_id]
            assert parent.depth == section.depth - 1
            assert parent.start <= section.start < section.end <= parent.end
        at = own_end(sections, index)
    assert at == len(text)


@given(TEXTS, KINDS)
def test_siblings_are_counted_without_gaps(text: str, kind: str) -> None:
    families: dict[str | None, list[int]] = {}
    for section in tree(text, kind=kind):
        families.setdefault(section.parent_id, []).append(section.ordinal)
    for ordinals in families.values():
        assert ordinals in (list(range(len(ordinals))), list(range(1, len(ordinals) + 1)))


@given(TEXTS, KINDS)
def test_passages_cover_the_text_without_gaps(text: str, kind: str) -> None:
    found = passages(text, tree(text, kind=kind))
    assert [p.start for p in found] == [0, *(p.end for p in found[:-1])][: len(found)]
    assert "".join(text[p.start : p.end] for p in found) == text
    assert all(role_at(found, p.start) == role_at(found, p.end - 1) == p.role for p in found)


@given(TEXTS)
def test_same_text_same_sections(text: str) -> None:
    assert outline(clean(text), document(text)) == outline(clean(text), document(text))
