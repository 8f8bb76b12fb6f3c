"""Reading: bytes -> seed file -> documents with title, kind, region, dates and periods."""

from __future__ import annotations

import hashlib

from nianjian.markup import blanked
from nianjian.model import Document, Refusal, SeedFile
from nianjian.reading.document import read_document
from nianjian.reading.encoding import check_prose, decode
from nianjian.reading.formats import check_text, format_of
from nianjian.reading.pdf import pdf_text
from nianjian.reading.split import pieces
from nianjian.reading.web_page import page_text, shown
from nianjian.reading.word import word_text

__all__ = ["read_seed", "split_documents"]

UNICODE = "unicode"
"""The encoding of a text whose format says itself which characters it holds."""


def read_seed(data: bytes, source_path: str) -> SeedFile:
    """The text of a seed file: decoded, or taken out of a web page, a Word document or a PDF.

    A byte order mark is no part of the text. `left_out` tells the pages of a PDF that are pictures.
    Raises SeedRefused with one of the reasons empty, too_large, binary, encrypted, corrupt, no_main_text,
    no_text_layer, no_chinese_text, undecodable, unlikely_text, ambiguous_encoding.
    """
    form = format_of(data, source_path)
    encoding = UNICODE
    pictures: tuple[int, ...] = ()
    if form == "docx":
        text = word_text(data, source_path)
    elif form == "pdf":
        text, pictures = pdf_text(data, source_path)
    elif form == "html":
        source, encoding = decode(data, source_path, shown)
        text = page_text(source, source_path)
    else:
        text, encoding = decode(data, source_path, blanked)
    check_text(text, source_path)
    if form != "text":
        check_prose(text, encoding, source_path)
    left_out = tuple(_picture(number, source_path) for number in pictures)
    return SeedFile(source_path, hashlib.sha256(data).hexdigest(), encoding, text, form, left_out)


def _picture(page: int, source_path: str) -> Refusal:
    detail = (
        f"{source_path}: page {page} is a picture without a text layer; run text recognition over it "
        "(ocrmypdf -l chi_sim), or see that nothing on it is missed"
    )
    return Refusal(source_path, "reading", "no_text_layer", detail)


def split_documents(seed: SeedFile) -> tuple[Document, ...]:
    """The documents of a seed file in order; every numeral of the file lies in exactly one of them."""
    return tuple(read_document(seed, ordinal, piece) for ordinal, piece in enumerate(pieces(seed.text)))
