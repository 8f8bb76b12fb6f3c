"""Years, months and days as reports write them."""

from __future__ import annotations

from datetime import date

import pytest

from nianjian.reading.dates import days, meeting, number, published, years
from nianjian.reading.periods import periods
from nianjian.reading.plain import script_of, simplified, squeezed


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2021", 2021),
        ("二〇一七", 2017),
        ("二○○八", 2008),  # a white circle
        ("二零一零", 2010),
        ("二OO九", 2009),  # letters
        ("十", 10),
        ("二十", 20),
        ("十一", 11),
        ("二十九", 29),
        ("九", 9),
        ("二千一十", None),
        ("廿一", None),
    ],
)
def test_number(text: str, value: int | None) -> None:
    assert number(text) == value


def test_days_that_no_calendar_has_are_left_out() -> None:
    assert [day for _, _, day in days("2021年2月30日，2021年2月3日，二〇二〇年十二月三十一日")] == [
        date(2021, 2, 3),
        date(2020, 12, 31),
    ]


def test_years_need_their_character() -> None:
    assert years("2020年、二〇二一年，投资2019亿元") == [2020, 2021]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("——2021年2月3日在甲县第六届人民代表大会第八次会议上", date(2021, 2, 3)),
        ("在甲县第六届人民代表大会第八次会议上（2021年2月3日）", date(2021, 2, 3)),
        ("2021年2月3日甲县第六届人民代表大会第八次会议审议通过", date(2021, 2, 3)),
        ("2021年2月3日至5日在甲县第六届人民代表大会第八次会议上", date(2021, 2, 3)),
        ("发布时间：2021年3月1日——2021年2月3日在甲县会议上", date(2021, 2, 3)),
        ("2021年2月3日县长张某", date(2021, 2, 3)),
        ("甲县2021年政府工作报告2021年3月1日9:30来源：甲报（2021年2月3日张某）", date(2021, 2, 3)),
        ("来源：甲报信息提供日期：2021-03-012021年2月3日各位代表：", date(2021, 2, 3)),
        ("甲县政府工作报告2021年3月1日9:30", None),
        ("发布时间：2021年3月1日甲县政府工作报告", None),
        ("各位代表：2020年1月7日召开的会议确定的任务已经完成", None),
    ],
)
def test_the_day_of_the_meeting(head: str, day: date | None) -> None:
    found = meeting(head)
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("head", "tail", "day"),
    [
        ([], ["正文结束。", "2025-07-08"], date(2025, 7, 8)),
        ([], ["正文结束。", "2022-03-09", "有话要说？点我", "- 联系我们"], date(2022, 3, 9)),
        (["标题", "发布时间:2020-10-05 来源: 网站 点击:"], [], date(2020, 10, 5)),
        (["标题", "2021-02-05 09:30 来源：市政府办"], [], date(2021, 2, 5)),
        (["标题", "发布日期：2021 年 2 月 5 日"], [], date(2021, 2, 5)),
        (["标题", "2021/2/5"], [], date(2021, 2, 5)),
        (["标题", "某县日报 2021-02-05"], [], date(2021, 2, 5)),
        (["标题", "2021年2月5日"], [], None),  # the meeting's, or a signature's
        (["标题"], ["甲县人民政府", "2021年2月5日"], None),
        (["标题", "截至2021-02-05，全县"], ["申报截止时间：2021-06-30"], None),
    ],
)
def test_the_day_of_the_page(head: list[str], tail: list[str], day: date | None) -> None:
    assert published(head, tail, bulletin=False) == day


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("现在，我代表区人民政府报告工作", "hans"),
        ("現在，我代表區人民政府報告工作", "hant"),
        ("現(xiàn)在，我代表區(qū)人民政府報告工作", "hant"),
        ("现在，我代表区政府报告。現在，我代表區政府報告。", "mixed"),
        ("2020 GDP", "hans"),  # nothing to go by
    ],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script


def test_the_plain_view_has_no_pinyin_and_no_blanks() -> None:
    assert (
        squeezed(simplified("２０２０ 年 7 月，現(xiàn)在的區(qū)&nbsp;政府（GDP）", "hant"))
        == "2020年7月，现在的区政府（GDP）"
    )


@pytest.mark.parametrize(("month", "review"), [(2, "2017"), (6, "2017"), (11, None)])
def test_a_report_known_by_its_page_alone_was_given_in_the_winter_before(
    month: int, review: str | None
) -> None:
    found = periods("annual_report", "某省政府工作报告", None, date(2018, month, 23), "")
    assert found.review == review
