"""A web page -> its main text: a line for each block, a line with tabs for each row of a table of data.

Readability says where the main text is; what is taken is all that the element around it shows, for
what is made to be read by people drops lists and lines that come again.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import Any

from nianjian.catalogue import table
from nianjian.errors import SeedRefused
from nianjian.reading.cells import Grid, one_line, unwrapped
from nianjian.reading.formats import corrupt

_WHAT = "the source of a web page"
# A report in one paragraph has its tables and its end beside it.
_PARAGRAPHS = ("p", "pre", "li", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_PARTS_OF_TABLES = ("caption", "tbody", "thead", "tfoot", "tr")
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*>")
# What is not closed goes on to the end, as in a browser; else a page could keep the search busy for hours.
_SOURCE = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>", re.I | re.S)
# A page's name and its site's: 2021年工作报告_某县人民政府.
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-—–]+\s+")
_SQUEEZED = re.compile(r"\s+")
_SENTENCE = re.compile("[。；！？;!?]")
_HEAD = 400
_LONG_CELL = 120
_BREAK, _TAB = "\v", "\x1f"


def shown(source: str) -> str:
    """Roughly what a page shows: its source without tags, scripts and styles."""
    return html.unescape(_SOURCE.sub(" ", source))


def page_text(source: str, source_path: str) -> str:
    """The main text of a page, with its title in front where it does not hold it.

    Raises SeedRefused: `no_main_text` where the page shows none, `corrupt` where nothing can be made of it.
    """
    import lxml.html
    from readability import Document

    source = _DECLARATION.sub("", source.replace("\0", "")).replace(_BREAK, " ").replace(_TAB, " ")
    try:
        tree = lxml.html.document_fromstring(source)
        body = tree if tree.find("body") is None else tree.find("body")
        _clear(body)
        if not body.text_content().strip():
            raise _without_text(source_path)
        summary = Document(source).summary(html_partial=True)
        main = lxml.html.fragment_fromstring(summary, create_parent="div")
        _clear(main)
        lines, title = _lines(_around(body, _lines(main))), _title(tree)
    # Pages are not made for the library: it raises whatever its parser and its guesses did.
    except (
        lxml.etree.LxmlError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ) as error:
        raise corrupt(_WHAT, error or type(error).__name__, source_path) from error
    head = _squeezed("".join(lines)[:_HEAD])
    parts = [part for part in _SITE.split(title) if part]
    if parts and not any(_squeezed(part) in head for part in parts):
        lines.insert(0, title)
    return "\n".join(lines)


def _without_text(source_path: str) -> SeedRefused:
    detail = (
        f"{source_path}: a web page without text of its own: a frame, or filled by a script; open it in "
        "a browser and save the whole page, or its text"
    )
    return SeedRefused("no_main_text", detail)


def _clear(element: Any) -> None:
    """Take out of an element what a browser does not show as text."""
    for inner in [inner for inner in element.iter() if inner is not element and _unseen(inner)]:
        inner.drop_tree()


def _unseen(element: Any) -> bool:
    return (
        not isinstance(element.tag, str)
        or _shown_as().get(element.tag) == "unseen"
        or _NOT_SHOWN.search(element.get("style", "")) is not None
    )


def _around(body: Any, main: list[str]) -> Any:
    """The innermost container that shows every sentence of the main text.

    Titles, dates and links need not be in it: what was found stands between them more often than not.
    """
    lines = [_squeezed(line) for line in main]
    wanted = {line for line in lines if _SENTENCE.search(line)} or set(lines)
    node = body
    while (inner := next((child for child in node if _holds(child, wanted)), None)) is not None:
        node = inner
    while node.tag in _PARTS_OF_TABLES:
        node = node.getparent()
    return node


def _holds(element: Any, wanted: set[str]) -> bool:
    if _shown_as().get(element.tag) != "block" or element.tag in _PARAGRAPHS:
        return False
    text = _squeezed(element.text_content())
    return all(line in text for line in wanted)


def _title(tree: Any) -> str:
    """The only heading of the first rank, else what the page calls itself."""
    headings = [one_line(_lines(heading)) for heading in tree.iter("h1")]
    named = [heading for heading in headings if heading]
    return named[0] if len(named) == 1 else unwrapped(tree.findtext(".//title") or "").strip()


def _lines(element: Any) -> list[str]:
    """The lines that an element shows, without blank ones."""
    pieces: list[str] = []
    _show(element, pieces)
    found = (unwrapped(piece).strip(" ") for piece in "".join(pieces).split(_BREAK))
    return [line.replace(_TAB, "\t") for line in found if line.strip()]


def _show(element: Any, pieces: list[str]) -> None:
    """What an element shows, white space as in the source, with breaks around blocks."""
    tag = element.tag
    if tag == "br":
        pieces.append(_BREAK)
        return
    edge = _BREAK if _shown_as().get(tag) == "block" else ""
    if tag in ("table", "pre"):
        lines = _rows(element) if tag == "table" else element.text_content().split("\n")
        pieces += (edge, _BREAK.join(lines), edge)
        return
    pieces += (edge, element.text or "")
    for child in element:
        _show(child, pieces)
        pieces.append(child.tail or "")
    pieces.append(edge)


@cache
def _shown_as() -> dict[str, str]:
    return {row["id"]: row["shown"] for row in table("html_tags")}


def _rows(element: Any) -> list[str]:
    """The rows of a table: of data with tabs between cells; of a page's layout, cell after cell."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    above = [line for caption in element.iterchildren("caption") for line in _lines(caption)]
    cells = [[(cell, _lines(cell)) for cell in row if cell.tag in ("td", "th")] for row in rows]
    layout = any(
        cell.find(".//table") is not None or (len(lines) > 1 and sum(map(len, lines)) > _LONG_CELL)
        for row in cells
        for cell, lines in row
    )
    if layout:
        return above + [line.replace("\t", _TAB) for row in cells for _, lines in row for line in lines]
    grid = Grid()
    for row in cells:
        grid.new_row()
        for cell, lines in row:
            grid.add(one_line(lines), _span(cell, "colspan"), _span(cell, "rowspan"))
    return above + [line.replace("\t", _TAB) for line in grid.lines()]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(64, max(1, int(value))) if value.isdecimal() else 1


def _squeezed(text: str) -> str:
    return _SQUEEZED.sub("", text)
