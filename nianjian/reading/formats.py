"""What a seed file is, by its content and never by its name: text, web page, Word document, PDF, or none."""

from __future__ import annotations

import re

from nianjian.catalogue import table
from nianjian.errors import SeedRefused

MAX_BYTES = 16 * 1024 * 1024
"""Largest seed file that is read: some four hundred reports. Memory is about thirty times the file."""
MAX_UNPACKED = 8 * MAX_BYTES
"""Most that the compressed parts of one file may come to: what a document packed to do harm exceeds."""

_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HEAD = 20_000
# The stream in which an old Office container keeps a new document behind a password.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_LEAD = b"\xef\xbb\xbf\xfe\xff \t\r\n\0"
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|body)\b[^<>]*>", re.I)
_HEAD_OF_A_PAGE = re.compile(rb"<(?:head|meta|title)\b[^<>]*>", re.I)


def format_of(data: bytes, source_path: str) -> str:
    """The format of the bytes: `text`, `html`, `docx` or `pdf`.

    Raises SeedRefused where they are empty, too many, or begin like a file that is none of these. That a ZIP
    archive holds a Word document is for its reader to see.
    """
    if len(data) > MAX_BYTES:
        raise too_large(len(data), source_path)
    if not data.strip(b" \t\r\n\v\f\0") or data in _BOMS:
        raise empty(source_path)
    begins = data[:1024].lstrip(_LEAD)
    if begins.startswith(b"%PDF-"):
        return "pdf"
    for row in table("file_magic"):
        if data.startswith(bytes.fromhex(row["bytes"])):
            if row["id"] == "zip":
                return "docx"
            if row["id"] == "ole" and _LOCKED in data:
                raise encrypted("a Word or Excel document", source_path)
            detail = f"{source_path}: this is {row['what']}, not text, whatever its name; {row['remedy']}"
            raise SeedRefused("binary", detail)
    return "html" if _is_page(data) else "text"


def _is_page(data: bytes) -> bool:
    """Whether the bytes are the source of a web page; a text with tags left in it is none, but damaged."""
    head = data[:_HEAD].replace(b"\0", b"")
    return bool(_PAGE.search(head) or _HEAD_OF_A_PAGE.match(head.lstrip(_LEAD)))


def check_text(text: str, source_path: str) -> None:
    """Refuse decoded text that is blank or holds NUL characters."""
    if not text.strip().strip("\ufeff"):
        raise empty(source_path)
    nul = text.find("\0")
    if nul >= 0:
        detail = (
            f"{source_path}: character {nul} is NUL, which no text holds: a damaged or binary file; "
            "save the text again from where it came"
        )
        raise SeedRefused("binary", detail)


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


def unpacks_too_large(where: str, source_path: str) -> SeedRefused:
    """The refusal of a file whose compressed parts come to more than MAX_UNPACKED."""
    detail = (
        f"{source_path}: {where} unpacks to more than {MAX_UNPACKED:,} bytes, far more than any report: "
        "packed to do harm, or full of pictures; save its text alone"
    )
    return SeedRefused("too_large", detail)


def encrypted(what: str, source_path: str) -> SeedRefused:
    """The refusal of a file that a password locks."""
    return SeedRefused(
        "encrypted", f"{source_path}: {what} locked by a password; save it without one, or save its text"
    )


def corrupt(what: str, why: object, source_path: str) -> SeedRefused:
    """The refusal of a file that begins like its format and cannot be read as such."""
    said = " ".join(str(why).split())[:200] or "no reason given"
    return SeedRefused(
        "corrupt", f"{source_path}: {what} that cannot be read ({said}); fetch it again, or save it anew"
    )
