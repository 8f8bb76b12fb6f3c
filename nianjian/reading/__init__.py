"""Reading: bytes -> seed file -> documents with title, kind, region, dates and periods."""

from __future__ import annotations

import hashlib

from nianjian.model import Document, SeedFile
from nianjian.reading.document import read_document
from nianjian.reading.encoding import decode
from nianjian.reading.formats import check_bytes, check_text
from nianjian.reading.split import pieces

__all__ = ["read_seed", "split_documents"]


def read_seed(data: bytes, source_path: str) -> SeedFile:
    """Decode the bytes of a seed file; a byte order mark is no part of its text.

    Raises SeedRefused with one of the reasons empty, too_large, binary, markup, no_chinese_text,
    undecodable, unlikely_text, ambiguous_encoding.
    """
    check_bytes(data, source_path)
    text, encoding = decode(data, source_path)
    check_text(text, source_path)
    return SeedFile(source_path, hashlib.sha256(data).hexdigest(), encoding, text)


def split_documents(seed: SeedFile) -> tuple[Document, ...]:
    """The documents of a seed file in order; every numeral of the file lies in exactly one of them."""
    return tuple(read_document(seed, ordinal, piece) for ordinal, piece in enumerate(pieces(seed.text)))
