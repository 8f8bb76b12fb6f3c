"""Bytes -> text: the right encoding is found by how the text reads, and a wrong one cannot slip through."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nianjian.errors import SeedRefused
from nianjian.pipeline import Extraction
from nianjian.reading import read_seed
from nianjian.reading.encoding import decode
from nianjian.reading.likelihood import common_han, likelihood

HANS = (
    "海盐县政府工作报告\r\n各位代表：\n　　现在，我代表县人民政府报告工作。\n"
    "全年实现地区生产总值512.6亿元，增长7.1%；一般公共预算收入增长6.3%，城镇新增就业9800人。\n"
)
HANT = (
    "廈門市政府工作報告\n各位代表：\n　　現在，我代表市人民政府報告工作。\n"
    "全年實現地區生產總值512.6億元，增長7.1%；財政總收入增長6.3%，新增就業9800人。\n"
)

MARKED = [  # codec, mark before the bytes, name in column encoding
    ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
    ("utf-16-le", b"\xff\xfe", "utf-16-le"),
    ("utf-16-be", b"\xfe\xff", "utf-16-be"),
    ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32-le"),
    ("utf-32-be", b"\x00\x00\xfe\xff", "utf-32-be"),
    ("gb18030", b"\x84\x31\x95\x33", "gb18030"),
]
UNMARKED = [(HANS, c) for c in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")] + [
    (HANT, c) for c in ("utf-8", "gb18030", "cp950", "utf-16-le", "utf-16-be")
]


@pytest.mark.parametrize(("codec", "mark", "name"), MARKED)
def test_a_byte_order_mark_settles_the_encoding_and_is_no_part_of_the_text(
    codec: str, mark: bytes, name: str
) -> None:
    assert decode(mark + HANS.encode(codec), "f") == (HANS, name)


@pytest.mark.parametrize(("text", "codec"), UNMARKED)
def test_without_a_mark_the_reading_that_looks_like_prose_wins(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "f") == (text, codec)


def test_gbk_bytes_that_happen_to_be_valid_utf_8() -> None:
    """Some GBK characters are, byte for byte, a Greek, Hebrew or Arabic letter of UTF-8."""
    both = sorted(char for char in common_han()["both"] if _is_a_utf_8_letter(char.encode("gb18030")))
    text = "".join(both * 3)
    assert text.encode("gb18030").decode("utf-8")
    assert decode(text.encode("gb18030"), "f") == (text, "gb18030")


def _is_a_utf_8_letter(pair: bytes) -> bool:
    return 0xC2 <= pair[0] <= 0xDF and 0x80 <= pair[1] <= 0xBF


def test_line_ends_are_kept_as_they_are() -> None:
    assert "\r\n" in read_seed(HANS.encode("gb18030"), "f").text


@pytest.mark.parametrize("line_end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "cp950"]
)
def test_offsets_are_right_in_every_encoding_and_whatever_ends_the_lines(codec: str, line_end: str) -> None:
    """A byte order mark is no character; a carriage return is one."""
    text = (HANT if codec == "cp950" else HANS.replace("\r\n", "\n")).replace("\n", line_end)
    extraction = Extraction()
    extraction.add_seed("f", text.encode(codec))
    (document,) = extraction.documents

    assert document.raw_text == text[document.raw_start : document.raw_end]
    figures = {fact.value_text: text[fact.raw_start : fact.raw_end] for fact in extraction.facts}
    assert figures["512.6"] in ("512.6亿元", "512.6億元")
    assert (figures["7.1"], figures["9800"]) == ("7.1%", "9800人")
    for entry in extraction.ledger:
        assert text[entry.raw_start : entry.raw_end] == entry.text


def test_wrong_readings_are_far_from_right_ones() -> None:
    """Nine characters of ten are common in prose, one of ten in noise: 0.5 parts them safely."""
    assert likelihood(HANS).share > 0.75
    for wrote, read in (
        ("utf-8", "gb18030"),
        ("gb18030", "cp950"),
        ("utf-8", "utf-16-le"),
        ("cp950", "gb18030"),
    ):
        text = HANT if wrote == "cp950" else HANS
        assert likelihood((text * 9).encode(wrote).decode(read, errors="ignore")).share < 0.3, (wrote, read)


def test_the_table_of_common_characters_has_each_character_once() -> None:
    tables = common_han()
    assert sum(map(len, tables.values())) == len(frozenset().union(*tables.values()))


MOJIBAKE = HANS.encode().decode("gb18030", "ignore")
NOISE = random.Random(7).randbytes(4_000)
BAD = [
    ("nothing", b"", "empty"),
    ("blanks and line feeds", b" \r\n\t\n", "empty"),
    ("full-width blanks", "　\n　".encode(), "empty"),
    ("a byte order mark alone", b"\xef\xbb\xbf", "empty"),
    ("a byte order mark and blanks in UTF-16", b"\xff\xfe \x00\n\x00", "empty"),
    ("NULs alone", bytes(600), "empty"),
    ("a ZIP archive that is cut off", b"PK\x03\x04" + NOISE, "corrupt"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + NOISE, "binary"),
    ("a PDF that is cut off", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + NOISE, "corrupt"),
    ("an old Word file", bytes.fromhex("d0cf11e0a1b11ae1") + NOISE, "binary"),
    ("a Parquet table", b"PAR1" + NOISE, "binary"),
    ("random bytes", NOISE, "binary"),
    ("a NUL inside good text", HANS.replace("全年", "全\0年").encode(), "binary"),
    ("English", b"Report on the work of the government, 2020. " * 40, "no_chinese_text"),
    ("figures alone", b"2019;312.6;8.5\n2020;339.1;2.1\n" * 20, "no_chinese_text"),
    ("Japanese", "これは日本語の文章です。経済は前年より成長しました。".encode() * 20, "no_chinese_text"),
    ("UTF-8 read as Latin-1 and saved again", HANS.encode().decode("latin-1").encode(), "no_chinese_text"),
    ("UTF-8 read as GBK and saved again", MOJIBAKE.encode(), "unlikely_text"),
    ("half of it read wrongly and saved again", (HANS * 30 + MOJIBAKE * 30).encode(), "unlikely_text"),
    ("a byte lost in UTF-8", HANS.encode()[:100] + HANS.encode()[101:], "undecodable"),
    ("cut off inside the last character", HANS.strip().encode()[:-1], "undecodable"),
    ("a byte in GB 18030 that begins nothing", HANS.encode("gb18030") + b"\xff" + b"\n" * 9, "undecodable"),
    ("an odd byte after a UTF-16 mark", b"\xff\xfe" + HANS.encode("utf-16-le") + b"\x00", "undecodable"),
    ("one line of 50 MB", b"\xe5\x8e\xbf" * 17_500_000, "too_large"),
]  # fmt: skip


REMEDIES = ("remove", "fetch", "save", "split", "export", "keep", "unpack")


@pytest.mark.parametrize(("data", "reason"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_what_is_no_text_is_refused_with_file_place_and_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(SeedRefused) as refused:
        read_seed(data, "folder/name.txt")
    assert refused.value.reason == reason
    assert refused.value.detail.startswith("folder/name.txt: ")
    assert any(remedy in refused.value.detail for remedy in REMEDIES)


def test_the_refusal_names_the_byte() -> None:
    data = HANS.encode()
    with pytest.raises(SeedRefused, match="byte 100 is not valid"):
        read_seed(data[:100] + b"\xff" + data[100:], "f")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16-le", "utf-16-be", "utf-16"])
@given(
    sentences=st.lists(st.sampled_from(HANS.split("，")), min_size=3, max_size=12),
    figure=st.integers(0, 10**9),
)
def test_encoded_text_comes_back_as_it_was(codec: str, sentences: list[str], figure: int) -> None:
    text = "，".join(sentences) + f"{figure}万元。"
    assert read_seed(text.encode(codec), "f").text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        seed = read_seed(data, "f")
    except SeedRefused:
        return
    assert likelihood(seed.text).is_probable
