"""The same text as web page, Word document and PDF, made by real writers."""

from __future__ import annotations

import html
import io
from collections.abc import Iterable, Sequence

import docx
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

COLUMNS, LINES = 64, 40
FONT = "STSong-Light"

MENU = "".join(
    f'<li><a href="/{i}/">{word}</a></li>' for i, word in enumerate(("首页", "动态", "公开", "办事"))
)
NEWS = "".join(f"<li><a href='/n{i}.html'>{2014 + i}年招商项目揭晓,引资{i}00亿元</a></li>" for i in range(5))
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>{title}_某区人民政府</title>
<style>p {{ margin: 0 }}</style><script>if (1 < 2) {{ document.title = "2030" }}</script></head>
<body><div class="nav"><ul>{menu}</ul></div>
<div class="path">当前位置:<a href="/">首页</a> &gt; 政府信息公开</div>
<div class="article"><h1>{title}</h1><div class="info">发布时间:2023-02-01 浏览次数:<span>1024</span></div>
<div class="content">{body}</div><div class="share">分享到:<a>微信</a></div></div>
<div class="side"><h3>相关链接</h3><ul>{news}</ul></div>
<div class="footer"><p>联系电话:021-55550000</p><p>某ICP备20230001号</p></div></body></html>"""


def paragraphs(text: str) -> list[str]:
    """The lines of a text that are not blank."""
    return [line for line in text.splitlines() if line.strip()]


def as_html(text: str, title: str, charset: str = "utf-8") -> bytes:
    """A page of a government portal: menu, path, article, neighbours, footer."""
    body = "\n".join(f'<p style="text-indent: 2em">{html.escape(line)}</p>' for line in paragraphs(text))
    return portal(body, title, charset)


def portal(body: str, title: str, charset: str = "utf-8") -> bytes:
    """The page around the markup of an article."""
    return PAGE.format(body=body, title=title, charset=charset, menu=MENU, news=NEWS).encode(
        charset, "xmlcharrefreplace"
    )


def as_docx(text: str) -> bytes:
    """A Word document with a paragraph for each line."""
    document = docx.Document()
    for line in paragraphs(text):
        document.add_paragraph(line)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a python-docx document."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_pdf(text: str, **given: int) -> bytes:
    """A printed report: lines broken where the margin is, page numbers below, a font that is not embedded."""
    return printed(list(broken(paragraphs(text))), **given)


def printed(
    lines: Sequence[str], per_page: int = LINES, pictures: Iterable[int] = (), encrypt: str | None = None
) -> bytes:
    """A PDF of lines, so many to a page, with pages of these numbers that are pictures."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    stream = io.BytesIO()
    page = canvas.Canvas(stream, pagesize=A4, invariant=True, encrypt=encrypt)
    texts = [lines[first : first + per_page] for first in range(0, len(lines), per_page)]
    for number in sorted(pictures):
        texts.insert(number - 1, [])
    for number, text in enumerate(texts, 1):
        if number in set(pictures):
            page.drawImage(ImageReader(Image.new("L", (60, 80), 128)), 0, 0, *A4)
        page.setFont(FONT, 14)
        for i, line in enumerate(text):
            page.drawString(50, 790 - 18 * i, line)
        if any(text):
            page.setFont(FONT, 10)
            page.drawCentredString(A4[0] / 2, 30, f"- {number} -")
        page.showPage()
    page.save()
    return stream.getvalue()


def broken(lines: Iterable[str], columns: int = COLUMNS) -> Iterable[str]:
    """Lines no wider than the page: a Han character takes two columns, an ASCII one takes one."""
    for line in lines:
        begun, width = "", 0
        for character in line:
            wide = 1 if character.isascii() else 2
            if width + wide > columns:
                yield begun
                begun, width = "", 0
                if character == " ":
                    continue
            begun, width = begun + character, width + wide
        yield begun
