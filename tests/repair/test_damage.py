"""One row per kind of damage: what the file holds, what is read, and which kind of repair says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nianjian.model import CleanText, Document
from nianjian.repair import repair

Mend = Callable[[str], CleanText]


@pytest.fixture
def mend(make_document: Callable[..., Document]) -> Mend:
    def mended(raw: str) -> CleanText:
        return repair(make_document(raw_text=raw, raw_start=0, raw_end=len(raw), chars=len(raw)))

    return mended


WRAPPED = (
    "一年来我们坚持把发展放在首位抓住机遇稳步向前各项\n"
    "事业取得新的成绩,实现地区生产总值1\n"
    "20亿元,增长百分之六,居民的日子一天比一天好过,\n"
    "街道和村镇的面貌也有了很大的变化,大家看在眼里。\n"
    "来年的担子不轻,我们要拿出更多的办法和更大的力气\n"
    "把每一件小事办到群众的心坎上去,不能有一点点松懈。\n"
)


@pytest.mark.parametrize(
    ("raw", "clean", "kind"),
    [
        ("全区(qū)财政收入达到50亿元。", "全区财政收入达到50亿元。", "pinyin_scrap"),
        ("全市用电量增長4%,農民收入提高。", "全市用电量增长4%,农民收入提高。", "script"),
        ("税收&nbsp;比上年增加3亿元。", "税收 比上年增加3亿元。", "entity"),
        ("税收比上年\u200b增加3亿元。", "税收比上年增加3亿元。", "spacing"),
        ("政 府 工 作 报 告\n各位代表:", "政府工作报告\n各位代表:", "spacing"),
        ("到 2020 年底建成。", "到2020年底建成。", "spacing"),
        ("项目于 2020 年底建成，投资 3 亿元。", "项目于2020年底建成，投资3亿元。", "spacing"),
    ],
)
def test_damage_is_mended_and_named(mend: Mend, raw: str, clean: str, kind: str) -> None:
    found = mend(raw)

    assert found.text == clean
    assert kind in {mark.kind for mark in found.repairs}


@pytest.mark.parametrize(
    "raw",
    [
        "全年新建标准厂房(一期)十万平方米。",
        "游客来自亳(bó)州等地。",
        "成立专班(组),压实责任。",
        "项目投资30亿元,占全年的5%。",
        "提出“3+1”的做法,推广App办事。",
        "一、去年的工作\n二、今年的打算",
        "项目 2019年执行数 2020年预算数\n教育支出 61200 63500",
        "指标 完成预算% 比上年增长%\n税收收入 101.2 4.5",
    ],
)
def test_what_only_looks_like_damage_stays(mend: Mend, raw: str) -> None:
    found = mend(raw)

    assert found.text == raw
    assert found.repairs == ()


def test_a_number_broken_by_a_wrapped_line_is_joined(mend: Mend) -> None:
    assert "生产总值120亿元" in mend(WRAPPED).text


def test_a_line_that_narrow_signs_leave_a_little_short_runs_on(mend: Mend) -> None:
    line = "春耕夏种秋收冬藏各村各户都没有误了农时人人心中有数\n"
    raw = (
        line * 6
        + "大家都很满意。\n山上又栽了果树，山下修了水渠，坡地上种了不少\n果木林，家家添了余粮\n"
        + line * 2
    )

    assert "不少果木林，家家" in mend(raw).text


def test_a_heading_that_nearly_fills_the_line_stays_one(mend: Mend) -> None:
    raw = WRAPPED.replace(
        "街道和村镇的面貌也有了很大的变化,大家看在眼里。",
        "一、街道和村镇的面貌也有了很大的变化日\n路灯都亮了,人人看在眼里。",
    )

    assert "变化日\n路灯" in mend(raw).text


def test_page_numbers_between_wrapped_lines_go(mend: Mend) -> None:
    raw = WRAPPED.replace(
        "增长百分之六,居民的日子一天比一天好过,\n", "增长百分之六,居民的日子一天比一天好过,\n— 2 —\n"
    )

    found = mend(raw)

    assert "— 2 —" not in found.text
    assert "好过,街道" in found.text


@pytest.mark.parametrize("masked", ["xx", "××", "某某"])
def test_a_masked_name_stays_and_is_marked(mend: Mend, masked: str) -> None:
    raw = f"中共{masked}区委的领导。"

    found = mend(raw)

    assert found.text == raw
    assert {"masked"} == {mark.kind for mark in found.repairs}


def test_a_half_masked_number_is_marked_as_beyond_repair(mend: Mend) -> None:
    found = mend("税收收入5x.6亿元。")

    assert [found.text[low:high] for low, high in found.unrepaired] == ["5x.6"]


def test_a_span_of_clean_text_leads_to_the_damaged_one(mend: Mend) -> None:
    raw = "全區(qū)财政收入達到50亿元。"
    found = mend(raw)
    at = found.text.index("50亿元")

    low, high = found.offsets.span(at, at + 4)

    assert raw[low:high] == "50亿元"


def test_two_slips_side_by_side_do_not_claim_the_same_characters(mend: Mend) -> None:
    found = mend("財政?偛拷(jīng)@入?yún)^(qū)")

    ends = [mark.raw_end for mark in found.repairs]
    assert all(mark.raw_start >= end for mark, end in zip(found.repairs[1:], ends, strict=False))


@pytest.mark.parametrize(
    ("raw", "mark"),
    [
        ("空氣質量?jī)灹继鞌当壤74.6%。", "?jī)"),
        ("空?xū)赓|量優良天數達到285天。", "?xū)"),
    ],
)
def test_what_is_surely_misread_is_marked_where_it_is_not_mended(mend: Mend, raw: str, mark: str) -> None:
    """A reading whose bracket is gone was written into a character."""
    found = mend(raw)

    unrepaired = {row.before for row in found.repairs if row.kind == "unrepaired"}
    assert any(mark in before for before in unrepaired)


def test_a_letter_with_a_tone_mark_before_a_box_is_a_sign_of_misreading(mend: Mend) -> None:
    """（二） read a byte late begins with ǘ."""
    found = mend("完成全年任务。ǘ┯眯陌旌妹裆凳14件。")

    assert found.text.startswith("完成全年任务。（二）用心办好民生")


def test_a_line_that_begins_misread_is_not_joined_to_its_heading(mend: Mend) -> None:
    raw = "第二方面:下半年的打算\n。ㄒ唬┩贫滴仍龀ぁＡφ咝录际企業達到30家。"

    assert "打算\n" in mend(raw).text


def test_a_page_number_within_a_sentence_is_not_read_into_it(mend: Mend) -> None:
    first, *lines = WRAPPED.splitlines()

    found = mend("\n".join([first, "1", *lines]))

    assert "各项事业" in found.text
    assert [row.before for row in found.repairs if row.kind == "page_junk"] == ["1"]


def test_a_number_alone_on_its_line_is_joined_to_nothing(mend: Mend) -> None:
    raw = "去年的工作很不容易。新建的路修到了山里的村子，受益的群众\n12\n万人。来年再修三条。"

    assert "\n12\n" in mend(raw).text


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (f"今年{'全区上下齐心' * 20}ㄒ唬┰谛掳l(fā)", "no_reading"),
        (f"甲乙丙。ㄒ唬┰谛掳{'全区上下齐心' * 20}", "too_long"),
        ("甲乙丙。ㄒ唬┰谛掳\U0001f600丙", "not_of_gbk"),
    ],
)
def test_a_slip_that_cannot_be_searched_is_marked(mend: Mend, raw: str, why: str) -> None:
    found = mend(raw)

    assert why in {mark.certificate for mark in found.repairs}
    assert found.unrepaired
