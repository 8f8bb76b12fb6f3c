"""Reports written for the tests, with their headings marked where they stand.

`{1 review:一、|2019年工作回顾}` is a heading of depth 1 with the role review; the text that is read has only
`一、2019年工作回顾`. A heading without a marker has nothing before the bar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from nianjian.model import CleanText, Document, Section
from nianjian.outline import outline
from nianjian.repair.offsets import OffsetMap

_MARKED = re.compile(r"\{(\d)(?: (\w+))?:([^|{}]*)\|([^{}]*)\}")


@dataclass(frozen=True)
class Expected:
    depth: int
    marker: str
    title: str
    start: int
    end: int
    role: str | None


def unmark(marked: str) -> tuple[str, list[Expected]]:
    """The text without marks, and the headings marked in it."""
    pieces: list[str] = []
    headings: list[Expected] = []
    at = length = 0
    for match in _MARKED.finditer(marked):
        before = marked[at : match.start()]
        depth, role, marker, title = match.groups()
        start = length + len(before)
        written = marker + title
        headings.append(
            Expected(
                int(depth),
                marker.strip(),
                "".join(title.split("\n")).strip(),
                start,
                start + len(written),
                role,
            )
        )
        pieces += (before, written)
        length = start + len(written)
        at = match.end()
    pieces.append(marked[at:])
    return "".join(pieces), headings


def document(
    text: str, kind: str = "annual_report", review: str | None = "2018", plan: str | None = "2019"
) -> Document:
    """A document that holds the whole text."""
    return Document(
        document_id="d-0",
        source_path="d.txt",
        source_sha256="0" * 64,
        ordinal=0,
        title="",
        kind=kind,
        region_code=None,
        region_name=None,
        region_basis="unknown",
        region_evidence=(),
        meeting_date=None,
        published_on=None,
        report_year=None,
        review_period=review,
        plan_period=plan,
        raw_start=0,
        raw_end=len(text),
        encoding="utf-8",
        script="hans",
        chars=len(text),
        raw_text=text,
    )


def clean(text: str, unrepaired: tuple[tuple[int, int], ...] = ()) -> CleanText:
    """The text as the repair stage hands it on when nothing was damaged."""
    return CleanText("d-0", text, OffsetMap.identity(len(text)), (), unrepaired)


def tree(text: str, **facts: str | None) -> tuple[Section, ...]:
    """The sections of an undamaged text."""
    return outline(clean(text), document(text, **facts))  # type: ignore[arg-type]


def headings(text: str, **facts: str | None) -> list[Expected]:
    """The numbered sections of a text in the form of `unmark`'s."""
    return [
        Expected(s.depth, s.marker, s.title, s.raw_start, s.title_end, s.role)
        for s in tree(text, **facts)
        if s.ordinal
    ]


def without_unasked_roles(got: list[Expected], wanted: list[Expected]) -> list[Expected]:
    """The headings found, their roles left out where the expected ones name none."""
    roles = {heading.start: heading.role for heading in wanted}
    return [replace(h, role=h.role if roles.get(h.start) else None) for h in got]
