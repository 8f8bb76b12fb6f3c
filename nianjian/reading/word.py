"""A Word document (.docx) -> its text: a line for each paragraph, a line with tabs for each row of a table.

What a reader of the page sees counts: insertions, the results of fields, text boxes, numbers that Word
counts by itself. Deleted and hidden text, readings above characters (ruby), headers, footers, notes
and comments are left out.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from nianjian.catalogue import table
from nianjian.errors import SeedRefused
from nianjian.reading.cells import Grid, one_line
from nianjian.reading.formats import MAX_UNPACKED, corrupt, encrypted, unpacks_too_large
from nianjian.reading.word_numbers import Numbering, W

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHAT = "a Word document"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LEFT_OUT = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sectPr",
        "instrText",
        "delText",
        "rt",
        "tblPr",
        "tblGrid",
        "tcPr",
        "trPr",
    )
)
_MARKS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_ENCRYPTED_MEMBER = 1
_MOST_PARTS = 10_000


def word_text(data: bytes, source_path: str) -> str:
    """The text of a Word document.

    Raises SeedRefused: `binary` where the archive holds something else, `encrypted`, `corrupt`, `too_large`.
    """
    _check_archive(data, source_path)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        numbering = Numbering.of(document)
        return "\n".join(_blocks(document.element.body, numbering))
    # What is damaged breaks the library in many ways, of which it documents few.
    except Exception as error:
        raise corrupt(_WHAT, error or type(error).__name__, source_path) from error


def _check_archive(data: bytes, source_path: str) -> None:
    """Refuse an archive that is damaged, locked, no Word document, or that unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise corrupt("a ZIP archive (.docx?)", error, source_path) from error
    names = {part.filename for part in parts}
    row = next((row for row in table("archive_parts") if row["part"] in names), None)
    if row is None or row["remedy"]:
        what, remedy = (row["what"], row["remedy"]) if row else ("a ZIP archive", "unpack it")
        detail = f"{source_path}: this is {what}, not text, whatever its name; {remedy}"
        raise SeedRefused("binary", detail)
    if any(part.flag_bits & _ENCRYPTED_MEMBER for part in parts):
        raise encrypted(_WHAT, source_path)
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise unpacks_too_large("the archive", source_path)


def _children(parent: Any) -> Iterator[Any]:
    """The child elements that a reader sees; of content given twice, for new and old programs, the first."""
    for child in parent.iterchildren():
        if child.tag == _COMPATIBLE + "AlternateContent":
            yield from _children(next(child.iterchildren(), child))
        elif isinstance(child.tag, str) and child.tag not in _LEFT_OUT:
            yield child


def _blocks(parent: Any, numbering: Numbering) -> Iterator[str]:
    """The lines of paragraphs and tables in their order, through whatever wraps them."""
    for child in _children(parent):
        if child.tag == W + "p":
            yield from _paragraph(child, numbering)
        elif child.tag == W + "tbl":
            yield from _table(child, numbering)
        else:
            yield from _blocks(child, numbering)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[str]:
    boxes: list[Any] = []
    text = numbering.marker(paragraph) + "".join(_inline(paragraph, boxes))
    yield from text.split("\n")
    for box in boxes:
        yield from _blocks(box, numbering)


def _inline(parent: Any, boxes: list[Any]) -> Iterator[str]:
    """The text within a paragraph; the text boxes anchored in it are put aside."""
    for child in _children(parent):
        tag = child.tag
        if tag in (W + "t", _MATH + "t"):
            yield child.text or ""
        elif tag in _MARKS:
            yield _MARKS[tag]
        elif tag == W + "txbxContent":
            boxes.append(child)
        elif tag != W + "r" or not _hidden(child):
            yield from _inline(child, boxes)


def _hidden(run: Any) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val", "1") not in ("0", "false", "off")


def _table(element: Any, numbering: Numbering) -> Iterator[str]:
    grid = Grid()
    for row in _wrapped(element, W + "tr"):
        grid.new_row(_grid_gap(row))
        for cell in _wrapped(row, W + "tc"):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
            lines = [] if goes_on else list(_blocks(cell, numbering))
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            grid.add(one_line(lines), columns=_number(span))
    return grid.lines()


def _wrapped(parent: Any, tag: str) -> Iterator[Any]:
    """The children of a tag, also those that a content control or an insertion wraps."""
    for child in _children(parent):
        if child.tag == tag:
            yield child
        elif child.tag not in (W + "tbl", W + "tr", W + "tc"):
            yield from _wrapped(child, tag)


def _grid_gap(row: Any) -> int:
    gap = row.find(f"{W}trPr/{W}gridBefore")
    return 0 if gap is None else _number(gap)


def _number(element: Any) -> int:
    value = None if element is None else element.get(W + "val")
    return min(64, int(value)) if value and value.isdecimal() else 1
