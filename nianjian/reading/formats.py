"""What a seed file may be: text of bounded size; anything else is refused, whatever its name."""

from __future__ import annotations

import re

from nianjian.catalogue import table
from nianjian.errors import SeedRefused

MAX_BYTES = 16 * 1024 * 1024
"""Largest seed file that is read: some four hundred reports. Memory is about thirty times the file."""

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|span|table|tr|td|br|li|a|script|style)\b[^<>]{0,400}>", re.I
)
_TAGS_OF_A_PAGE = 10


def check_bytes(data: bytes, source_path: str) -> None:
    """Refuse bytes that are empty, too many, or begin like a file that is no text; raises SeedRefused."""
    if len(data) > MAX_BYTES:
        raise too_large(len(data), source_path)
    if not data.strip(b" \t\r\n\v\f\0") or data in _BOMS:
        raise empty(source_path)
    for row in table("file_magic"):
        if data.startswith(bytes.fromhex(row["bytes"])):
            detail = f"{source_path}: this is {row['what']}, not text, whatever its name; {row['remedy']}"
            raise SeedRefused("binary", detail)


def check_text(text: str, source_path: str) -> None:
    """Refuse decoded text that is blank, holds NUL characters or is the source of a web page."""
    if not text.strip().strip("\ufeff"):
        raise empty(source_path)
    nul = text.find("\0")
    if nul >= 0:
        detail = (
            f"{source_path}: character {nul} is NUL, which no text holds: a damaged or binary file; "
            "save the text again from where it came"
        )
        raise SeedRefused("binary", detail)
    tags = _TAG.findall(text, 0, 20_000)
    if len(tags) >= _TAGS_OF_A_PAGE:
        detail = (
            f"{source_path}: source of a web page ({len(tags)} tags in its first 20,000 characters, first "
            f"{tags[0][:40]}); its numbers are not all the report's: save the page as text"
        )
        raise SeedRefused("markup", detail)


def empty(source_path: str) -> SeedRefused:
    """The refusal of a file without anything to read."""
    detail = f"{source_path}: nothing in it but blanks; remove it, or fetch the document again"
    return SeedRefused("empty", detail)


def too_large(size: int, source_path: str) -> SeedRefused:
    """The refusal of a file of more than MAX_BYTES."""
    detail = (
        f"{source_path}: {size:,} bytes, more than the {MAX_BYTES:,} that are read at once; "
        "split it into files of one report each"
    )
    return SeedRefused("too_large", detail)
