"""A preview runs the lines of a page together, a blank between them: 全年实 现生产总值."""

from __future__ import annotations

import pytest

from tests.repair.test_cases import mend

PROSE = (
    "一年来，全区上下同心协力，经济运行稳步回升，工业投资增长8%，新开工项目36个，城乡面貌持续改善。"
    "产业集群加快成形，新材料企业达到52家，电子信息产值突破90亿元，园区道路全部贯通，物流中心投入使用。"
    "民生保障更加有力，新建学校4所，改造老旧小区21个，社区食堂开到家门口，群众办事少跑腿，基层治理更加有序。"
)


def wrapped(text: str, width: int) -> str:
    return " ".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [22, 25, 31])
def test_the_blanks_of_a_page_go(width: int) -> None:
    mended = mend(wrapped(PROSE * 2, width)).text
    # A piece that happens to end its sentence may keep its blank.
    assert mended.replace("。 ", "。") == PROSE * 2


def test_what_stands_apart_on_purpose_stays() -> None:
    text = " ".join(PROSE.replace("。", "，").split("，")) + PROSE
    assert mend(text).text == text
