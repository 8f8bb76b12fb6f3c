"""The best consistent reading of the numbering, on markers alone."""

from __future__ import annotations

import pytest

from nianjian.outline.markers import candidates
from nianjian.outline.numbering import read
from nianjian.outline.numerals import count

# (why, text, the numbering read: marker at depth)
READINGS = (
    (
        "a number in the middle of a series is none of the headings",
        "一、总结\n引进第五 六、七批人才。\n二、安排\n继续。",
        [("一、", 1), ("二、", 1)],
    ),
    (
        "an enumeration within a sentence loses to the heading that fits",
        "一、总结\n抓好两点：二、三产业并重。\n二、安排\n继续。",
        [("一、", 1), ("二、", 1)],
    ),
    (
        "numbers that run on across parents are read as they stand",
        "一、总结\n（一）工业\n产值增长。\n（二）农业\n增收。\n二、安排\n（三）城建\n修路。\n（四）民生\n建校。",
        [("一、", 1), ("（一）", 2), ("（二）", 2), ("二、", 1), ("（三）", 2), ("（四）", 2)],
    ),
    (
        "arabic numbers right below the top level",
        "一、总结\n良好。\n1.工业\n增长。\n2.农业\n丰收。\n二、安排\n努力。\n1.工业\n提速。",
        [("一、", 1), ("1.", 2), ("2.", 2), ("二、", 1), ("1.", 2)],
    ),
    ("references to paragraphs of a law", "依照第五条第（一）项和第（二）项办理。", []),
    ("decimals, dates and versions", "增长7.1%，“3.15”活动，推出2.0版，完成1.2万亩。", []),
)


@pytest.mark.parametrize(("why", "text", "expected"), READINGS, ids=[case[0] for case in READINGS])
def test_reading(why: str, text: str, expected: list[tuple[str, int]]) -> None:
    markers = candidates(text, len(text))
    found = [(text[markers[i].start : markers[i].end], depth) for i, depth in read(markers, ())]
    assert found == expected, why


def test_a_number_missing_across_damage_costs_less() -> None:
    """（二）stands in characters that could not be mended: （三）still continues the count."""
    text = "一、总结\n(一)工业\n增长。\n。ㄒ唬┰谛\n增收。\n(三)民生\n改善。"
    markers = candidates(text, len(text))
    damaged = ((text.index("ㄒ"), text.index("ㄒ") + 4),)
    assert [depth for _, depth in read(markers, damaged)] == [1, 2, 2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("7", 7),
        ("１２", 12),
        ("⑶", 3),
        ("㈣", 4),
        ("⒌", 5),
        ("⑥", 6),
        ("其次", 2),
        ("最后", 0),
    ],
)
def test_count(text: str, value: int) -> None:
    assert count(text) == value
