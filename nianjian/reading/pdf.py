"""A PDF -> its text, page after page.

A form feed begins every page but the first, so that the page of any character can be counted. Lines
are those of the print: joining them is the business of nianjian.repair.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

from nianjian.errors import SeedRefused
from nianjian.model import PAGE_BREAK
from nianjian.reading.formats import MAX_UNPACKED, corrupt, encrypted, unpacks_too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_PAGES = 4_000
_WHAT = "a PDF"
_PASSWORD, _LOCK = 4, 5
_STREAM = re.compile(rb"stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 1_000
_CHUNK = 1 << 20
# PDFium's signs for a hyphen at the end of a line and for what has no code; form feeds are ours alone.
_PLAIN = {0xFFFE: "-", 0x02: "-", 0x00: None, ord(PAGE_BREAK): None}


def pdf_text(data: bytes, source_path: str) -> tuple[str, tuple[int, ...]]:
    """The text of a PDF, and the numbers (from 1) of the pages that are nothing but a picture.

    Raises SeedRefused: `encrypted`, `corrupt`, `too_large`, or `no_text_layer` where no page has any text.
    """
    import pypdfium2

    _check_unpacked(data, source_path)
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (_PASSWORD, _LOCK):
            raise encrypted(_WHAT, source_path) from error
        raise corrupt(_WHAT, error, source_path) from error
    try:
        if len(document) > MOST_PAGES:
            detail = (
                f"{source_path}: a PDF of {len(document):,} pages; split it into files of one report each"
            )
            raise SeedRefused("too_large", detail)
        pages = list(_pages(document, source_path))
    finally:
        document.close()
    pictures = tuple(
        number for number, (text, picture) in enumerate(pages, 1) if picture and not text.strip()
    )
    if not any(text.strip() for text, _ in pages):
        held = "pictures of pages" if pictures else "pages"
        detail = (
            f"{source_path}: {len(pages)} {held} without a text layer, from a scanner or a drawing program; "
            "run text recognition over it (ocrmypdf -l chi_sim), or fetch the report as text"
        )
        raise SeedRefused("no_text_layer", detail)
    return ("\n" + PAGE_BREAK).join(text for text, _ in pages), pictures


def _pages(document: Any, source_path: str) -> Iterator[tuple[str, bool]]:
    """The text of each page, and whether the page shows a picture."""
    import pypdfium2
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    for number in range(len(document)):
        try:
            page = document[number]
            text = page.get_textpage().get_text_range()
            picture = next(page.get_objects([FPDF_PAGEOBJ_IMAGE]), None) is not None
        except pypdfium2.PdfiumError as error:
            raise corrupt(_WHAT, f"page {number + 1}: {error}", source_path) from error
        lines = text.translate(_PLAIN).splitlines()
        yield "\n".join(line.rstrip() for line in lines).strip("\n"), picture


def _check_unpacked(data: bytes, source_path: str) -> None:
    """Refuse a PDF whose compressed streams, pictures aside, come to more than MAX_UNPACKED."""
    total = 0
    for stream in _STREAM.finditer(data):
        before = data[max(0, stream.start() - _DICTIONARY) : stream.start()]
        if _IMAGE.search(before, before.rfind(b" obj") + 1):
            continue
        unpacker = zlib.decompressobj()
        rest = data[stream.end() : stream.end() + _CHUNK]
        at = stream.end() + _CHUNK
        try:
            while rest and not unpacker.eof:
                total += len(unpacker.decompress(rest, _CHUNK))
                if total > MAX_UNPACKED:
                    raise unpacks_too_large("its content", source_path)
                rest = unpacker.unconsumed_tail
                if not rest:
                    rest, at = data[at : at + _CHUNK], at + _CHUNK
        except zlib.error:
            continue
