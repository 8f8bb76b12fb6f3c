"""Web pages, Word documents and PDFs give the facts that their text gives; what cannot be read says why."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from nianjian.errors import SeedRefused
from nianjian.model import Fact
from nianjian.pipeline import Extraction
from nianjian.reading import read_seed
from nianjian.reading.formats import MAX_UNPACKED
from tests.reading.writers import as_docx, as_html, as_pdf, portal, printed, saved

TITLE = "2023年某县政府工作报告"
TEXT = f"""{TITLE}
各位代表：
一、2022年工作回顾
全年地区生产总值312.6亿元，增长5.1%；一般公共预算收入28.4亿元，增长6.3%。
城镇登记失业率控制在3.2%，新开工重点项目46个，城乡居民的收入差距进一步缩小。
道路修到了山里的村子，学校添了新教室，老人在社区食堂吃上了热饭，河水也清了许多。
各位代表：
二、2023年工作安排
地区生产总值增长6%左右，新增就业9800人。
继续把每一分钱用在该用的地方，把每一件小事办到群众的心里去，让日子一年比一年好。
"""
TABLE = [["指标", "单位", "2022年", "增长%"], ["地区生产总值", "亿元", "312.6", "5.1"],
         ["一般公共预算收入", "亿元", "28.4", "6.3"]]  # fmt: skip


def facts(data: bytes, name: str = "seed") -> Counter[tuple[object, ...]]:
    """What a seed says, without where it says it."""
    extraction = Extraction()
    extraction.add_seed(name, data)
    assert extraction.refusals == []
    return Counter(map(said, extraction.facts))


def said(fact: Fact) -> tuple[object, ...]:
    return (fact.metric, fact.indicator, fact.measure, fact.value, fact.value_high, fact.unit, fact.period,
            fact.status, fact.scope, fact.subject, fact.growth_basis, fact.qualifier)  # fmt: skip


def text_of(data: bytes) -> str:
    return read_seed(data, "seed").text


WRITERS: dict[str, Callable[[str], bytes]] = {
    "html": lambda text: as_html(text, TITLE),
    "docx": as_docx,
    "pdf": as_pdf,
}
# The PDF of a damaged seed has its lines broken twice; the seeds without damage lose nothing.
FLOORS = {"html": 1.0, "docx": 1.0, "pdf": 0.95}
UNDAMAGED = ("jiangshan-2021-run-on", "zhucheng-2023h1-half-year")


@pytest.mark.parametrize("form", FLOORS)
def test_a_sample_gives_the_same_facts_in_every_format(sample_seeds: Path, form: str) -> None:
    same, all_facts = 0, 0
    for path in sorted(sample_seeds.glob("*.txt")):
        expected = facts(path.read_bytes())
        text = path.read_text(encoding="utf-8")
        found = facts(WRITERS[form](text))
        if path.stem in UNDAMAGED:
            assert found == expected
        same += (found & expected).total()
        all_facts += expected.total()
    assert all_facts > 250
    assert same >= FLOORS[form] * all_facts


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("name", ["report.txt", "report.pdf", "report"])
def test_the_content_tells_the_format_and_the_name_does_not(form: str, name: str) -> None:
    seed = read_seed(WRITERS[form](TEXT), name)

    assert seed.format == form
    assert "地区生产总值312.6亿元" in seed.text


@pytest.mark.parametrize("form", WRITERS)
def test_a_raw_span_counts_in_the_text_that_was_taken_out(form: str) -> None:
    extraction = Extraction()
    extraction.add_seed("seed", WRITERS[form](TEXT))
    (document,) = extraction.documents

    assert document.format == form
    assert len(extraction.facts) >= 6
    for fact in extraction.facts:
        start, end = fact.raw_start - document.raw_start, fact.raw_end - document.raw_start
        assert document.raw_text[start:end] == fact.value_text + fact.unit_text


@pytest.mark.parametrize("form", WRITERS)
def test_the_text_taken_out_is_the_same_each_time(form: str) -> None:
    data = WRITERS[form](TEXT)

    assert text_of(data) == text_of(data)


class TestWebPage:
    @pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "cp950"])
    def test_its_encoding_is_that_of_its_bytes_whatever_it_says(self, charset: str) -> None:
        traditional = "全年地區生產總值312.6億元，增長5.1%。我們穩定經濟、改善民生，財政收入增長6.3%。" * 4
        source = as_html(traditional, "2023年某縣政府工作報告").decode().replace("utf-8", "iso-8859-1")

        seed = read_seed(source.encode(charset, "xmlcharrefreplace"), "seed")

        assert "地區生產總值312.6億元" in seed.text
        assert seed.encoding == {"utf-16": "utf-16-le"}.get(charset, charset)

    def test_menus_neighbours_and_footers_are_left_out(self) -> None:
        assert text_of(as_html(TEXT, TITLE)) == f"{TEXT.strip()}"

    def test_lines_that_come_again_and_lists_stay(self) -> None:
        body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
        body += "<ul><li>新建学校15所</li><li>修路230公里</li></ul>"

        text = text_of(portal(body, TITLE))

        assert text.count("各位代表：") == 2
        assert text.endswith("新建学校15所\n修路230公里")

    def test_a_title_outside_of_the_main_text_is_put_in_front(self) -> None:
        page = as_html(TEXT.partition("\n")[2], TITLE).replace(b"h1>", b"em>")

        assert text_of(page).splitlines()[:2] == [f"{TITLE}_某区人民政府", "各位代表："]

    def test_blanks_and_breaks_of_the_source_are_those_that_a_browser_shows(self) -> None:
        body = (
            "<p>&nbsp;&nbsp;全年地区生<span>产总\n  值</span>312.6亿元，\n增长<b>5.1%</b>；"
            "A5&nbsp;级景区<ruby>3<rt>sān</rt></ruby>个。<br>一般公共预算收入28.4亿元。"
            "<span style='display: none'>点击9999次</span></p><pre>第一行\n第二行</pre>"
        )

        assert text_of(portal(body * 3, TITLE)).splitlines()[1:5] == [
            "全年地区生产总值312.6亿元，增长5.1%；A5 级景区3个。",
            "一般公共预算收入28.4亿元。",
            "第一行",
            "第二行",
        ]

    def test_a_table_of_data_has_tabs_and_merged_cells_keep_its_columns(self) -> None:
        table = (
            "<table><caption>主要指标</caption><tr><th rowspan=3>指标</th><th colspan=2>2022年</th></tr>"
            "<tr><th>完成</th><th>增长%</th></tr><tr><td>快报</td><td>快报</td></tr><tr><td>财政<br>收入</td><td><p>28.4</p></td><td>6.3</td></tr></table>"
        )

        assert "主要指标\n指标\t2022年\t\n\t完成\t增长%\n\t快报\t快报\n财政收入\t28.4\t6.3" in text_of(
            portal(f"<p>{TEXT}</p>{table}", TITLE)
        )

    def test_the_columns_of_a_layout_are_read_one_after_the_other(self) -> None:
        body = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
        page = f"<html><body><table><tr><td>首页<br>公开</td><td>{body}</td></tr></table></body></html>"

        assert "\t" not in text_of(page.encode())
        assert TEXT.strip() in text_of(page.encode())

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_a_piece_of_a_page_is_text_with_tags_left_in_it(self, encoding: str) -> None:
        piece = "".join(f'<p style="margin:0 2em">{line}</p>' for line in TEXT.splitlines())

        seed = read_seed(piece.encode(encoding), "seed")

        assert (seed.format, seed.text) == ("text", piece)


class TestWord:
    def test_numbers_that_word_counts_are_text(self) -> None:
        document = docx.Document()
        numbering = document.part.numbering_part.element
        level = (
            '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/></w:lvl>'
        ).format
        levels = (
            level(0, "chineseCounting", "", "%1、")
            + level(1, "chineseCounting", "", "（%2）")
            + level(2, "decimal", "<w:isLgl/>", "%1.%3")
        )
        w = nsdecls("w")
        numbering.insert(0, parse_xml(f'<w:abstractNum {w} w:abstractNumId="90">{levels}</w:abstractNum>'))
        numbering.append(parse_xml(f'<w:num {w} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
        for depth, text in ((0, "回顾"), (1, "工业"), (1, "农业"), (0, "安排"), (1, "投资"), (2, "道路")):
            properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = depth
            properties.get_or_add_numId().val = 91
        for line in TEXT.splitlines():
            document.add_paragraph(line)

        assert text_of(saved(document)).startswith(
            "一、回顾\n（一）工业\n（二）农业\n二、安排\n（一）投资\n2.1 道路\n"
        )

    def test_tables_stand_in_their_place_with_tabs(self) -> None:
        document = docx.Document()
        document.add_paragraph(TEXT)
        table = document.add_table(3, 4)
        for row, cells in zip(table.rows, TABLE, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        document.add_paragraph("说明：均为快报数。")

        text = text_of(saved(document))

        assert text.endswith("\n".join("\t".join(row) for row in TABLE) + "\n说明：均为快报数。")
        assert facts(saved(document)) == facts(text.encode())

    def test_merged_cells_keep_their_columns(self) -> None:
        document = docx.Document()
        document.add_paragraph(TEXT)
        table = document.add_table(2, 3)
        for i, text in enumerate(("指标", "完成", "", "", "收入", "28.4")):
            table.cell(i // 3, i % 3).text = text
        table.cell(0, 0).merge(table.cell(1, 0))
        table.cell(0, 1).merge(table.cell(0, 2))
        # What a cell held before it was merged away, Word keeps and does not show.
        table._tbl.tr_lst[1].tc_lst[0].p_lst[0].add_r().add_t("旧")

        assert text_of(saved(document)).endswith("指标\t完成\t\n\t收入\t28.4")

    def test_what_the_page_shows_counts(self) -> None:
        document = docx.Document()
        document.add_paragraph(TEXT)
        body = document.element.body
        w = nsdecls("w")
        run = "<w:r><w:t>{}</w:t></w:r>".format
        ruby = f"<w:r><w:ruby><w:rt>{run('bó')}</w:rt><w:rubyBase>{run('亳')}</w:rubyBase></w:ruby></w:r>"
        box = f"<w:r><w:pict><w:txbxContent><w:p>{run('文本框')}</w:p></w:txbxContent></w:pict></w:r>"
        hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>7%</w:t></w:r>"
        inserted = f"<w:ins w:id='1' w:author='a'>{run('增长')}</w:ins>"
        deleted = "<w:del w:id='2' w:author='a'><w:r><w:delText>下降</w:delText></w:r></w:del>"
        for xml in (
            f"<w:p {w}>{inserted}{deleted}{run('8%')}{hidden}</w:p>",
            f"<w:sdt {w}><w:sdtContent><w:p>{run('内容控件')}</w:p></w:sdtContent></w:sdt>",
            f"<w:p {w}>{ruby}{run('州')}{box}</w:p>",
        ):
            body.insert(len(body) - 1, parse_xml(xml))

        assert text_of(saved(document)).splitlines()[-4:] == ["增长8%", "内容控件", "亳州", "文本框"]


class TestPdf:
    def test_a_form_feed_begins_a_page_and_the_page_of_a_fact_is_known(self) -> None:
        extraction = Extraction()
        extraction.add_seed("seed", printed(TEXT.splitlines(), per_page=6))
        (document,) = extraction.documents

        assert document.raw_text.count("\f") == 1
        pages = {fact.value_text: document.page_at(fact.raw_start) for fact in extraction.facts}
        assert (pages["312.6"], pages["9800"]) == (1, 2)

    def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen(self) -> None:
        lines = [*TEXT.splitlines(), "新开工项目代号A-", "B全部通车。"]

        assert "项目代号A-B全部通车。" in text_of(printed(lines))

    def test_pages_that_are_pictures_are_told_and_the_others_read(self) -> None:
        seed = read_seed(printed(TEXT.splitlines(), pictures=(2, 3)), "seed")

        assert "9800人" in seed.text
        assert [refusal.reason for refusal in seed.left_out] == ["no_text_layer"] * 2
        assert ["page 2" in seed.left_out[0].detail, "page 3" in seed.left_out[1].detail] == [True, True]


def test_a_format_of_its_own_goes_through_the_engine_with_a_row_for_what_it_lacks() -> None:
    extraction = Extraction()
    extraction.add_seed("scan.pdf", printed(TEXT.splitlines(), pictures=(2,)))

    assert len(extraction.documents) == 1
    assert [(r.source_path, r.reason) for r in extraction.refusals] == [("scan.pdf", "no_text_layer")]


def archive(*parts: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts:
            zipped.writestr(name, content)
    return stream.getvalue()


def locked(data: bytes) -> bytes:
    """A Word document whose parts say that they are locked."""
    spoilt = bytearray(data)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        spoilt[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(spoilt)


def packed_pdf(size: int) -> bytes:
    """A PDF whose one page has a content that unpacks to `size` bytes."""
    content = zlib.compress(b" " * size, 9)
    page = printed(["某县"])
    return page.replace(b"stream\n", b"stream\n" + content, 1)


WORD = as_docx(TEXT)
PDF = as_pdf(TEXT)
BAD = [
    ("a Word document cut in half", WORD[: len(WORD) // 2], "corrupt"),
    ("a Word document with damaged XML", archive(("word/document.xml", b"<w:document"),
        ("[Content_Types].xml", b"<x"), ("_rels/.rels", b"")), "corrupt"),
    ("a Word document with locked parts", locked(WORD), "encrypted"),
    ("a Word document behind a password", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(900)
        + "EncryptedPackage".encode("utf-16-le") + bytes(900), "encrypted"),
    ("a Word document packed to do harm",
        archive(("word/document.xml", bytes(MAX_UNPACKED + 1))), "too_large"),
    ("a Word document without text", saved(docx.Document()), "empty"),
    ("a Word document in English", as_docx("Report on the work of the government. " * 40), "no_chinese_text"),
    ("an Excel workbook", archive(("xl/workbook.xml", b"<workbook/>")), "binary"),
    ("an archive of reports", archive(("a.txt", TEXT.encode())), "binary"),
    ("a PDF cut in half", PDF[: len(PDF) // 2], "corrupt"),
    ("a PDF behind a password", printed(TEXT.splitlines(), encrypt="secret"), "encrypted"),
    ("a scanned PDF", printed([], pictures=(1, 2)), "no_text_layer"),
    ("a PDF of blank pages", printed([""]), "no_text_layer"),
    ("a PDF packed to do harm", packed_pdf(MAX_UNPACKED + 1), "too_large"),
    ("a PDF in English", printed(["Report on the work of the government"] * 30), "no_chinese_text"),
    ("a web page filled by a script", b"<html><body><div id=app></div><script>1</script></body></html>",
        "no_chinese_text"),
    ("a web page of a frame", "<html><head><title>某县人民政府</title></head><body></body></html>".encode(),
        "no_main_text"),
]  # fmt: skip
REMEDIES = ("remove", "fetch", "save", "split", "unpack", "run text recognition")


@pytest.mark.parametrize(("data", "reason"), [c[1:] for c in BAD], ids=[c[0] for c in BAD])
def test_what_cannot_be_read_is_refused_with_file_reason_and_remedy(data: bytes, reason: str) -> None:
    with pytest.raises(SeedRefused) as refused:
        read_seed(data, "folder/name.docx")

    assert refused.value.reason == reason
    assert refused.value.detail.startswith("folder/name.docx: ")
    assert any(remedy in refused.value.detail for remedy in REMEDIES)
