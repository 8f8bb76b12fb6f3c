"""The section tree: headings, where their titles end, their roles, and the spans that cover the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.model import CleanText, Document, Section
from nianjian.outline.ends import title_ends
from nianjian.outline.fused import Cut
from nianjian.outline.glossary import find_glossary
from nianjian.outline.markers import BLANK, Marker, candidates
from nianjian.outline.numbering import read
from nianjian.outline.page import page_width
from nianjian.outline.roles import roles
from nianjian.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

_AFTER_TITLE = BLANK + "\r\n。：:；;*_#"


@value(frozen=True, slots=True)
class Heading:
    """A heading of the clean text, with the evidence for being one and for where its title ends.

    `start`..`marker_end` is the numbering, `title`..`title_end` the words; `parent` is an index, or -1.
    """

    kind: str
    start: int
    marker_end: int
    title: int
    title_end: int
    depth: int
    parent: int
    evidence: tuple[str, ...]
    end_signs: tuple[tuple[str, float], ...]


def headings(clean: CleanText, raw: str = "", *, run_on: bool = True) -> list[Heading]:
    """The headings of a clean text in order, by the best reading of its numbering.

    `raw` is the document before repair: its lines tell whether a page broke the titles. Without `run_on` a
    title ends with its line or sentence: news number their paragraphs, which have no titles to be cut off.
    """
    text = clean.text
    glossary = find_glossary(text)
    limit = glossary.start if glossary else len(text)
    markers = candidates(text, limit)
    taken = read(markers, clean.unrepaired)
    chosen = [markers[index] for index, _ in taken]
    depths = [depth for _, depth in taken]
    parents = _parents(depths)
    cuts = title_ends(text[:limit], chosen, parents, page_width(raw), run_on)
    found = [_heading(*parts) for parts in zip(chosen, depths, parents, cuts, strict=True)]
    if glossary:
        start, end = glossary
        found.append(Heading("glossary", start, start, start, end, 1, -1, ("glossary",), ()))
    return found


def _heading(marker: Marker, depth: int, parent: int, cut: Cut) -> Heading:
    title = min(marker.title, cut.at)
    return Heading(
        marker.kind, marker.start, marker.end, title, cut.at, depth, parent, marker.evidence, cut.signs
    )


def outline(clean: CleanText, document: Document) -> tuple[Section, ...]:
    """The sections of a document in order of start, parents before children; they cover all of it.

    The text before the first heading is a section of its own at depth 1 (ordinal 0, no marker); a
    document without headings is one such section. Text of a parent before its first child is its own.
    """
    if not clean.text:
        return ()
    found = headings(clean, document.raw_text, run_on=document.kind != "news")
    ends = _ends([heading.depth for heading in found], [heading.start for heading in found], len(clean.text))
    titles = [_one_line(clean.text[heading.title : heading.title_end]) for heading in found]
    bodies = [clean.text[heading.title_end : end] for heading, end in zip(found, ends, strict=True)]
    parents = [heading.parent for heading in found]
    parts = roles(document, titles, bodies, parents)
    starts = [clean.offsets.span(heading.start, heading.start + 1)[0] for heading in found]
    raw_at = {heading.start: raw for heading, raw in zip(found, starts, strict=True)}
    sections: list[Section] = []
    first = found[0].start if found else len(clean.text)
    if first:
        sections.append(_preamble(document, first, starts[0] if starts else document.raw_end, bool(found)))
    offset = len(sections)
    counted: dict[int, int] = {}
    paths: list[str] = []
    for index, heading in enumerate(found):
        counted[heading.parent] = counted.get(heading.parent, 0) + 1
        paths.append(
            " / ".join(filter(None, (paths[heading.parent] if heading.parent >= 0 else "", titles[index])))
        )
        shown = max(heading.title_end, heading.marker_end)
        sections.append(
            Section(
                document_id=document.document_id,
                section_id=f"{document.document_id}/{offset + index:02d}",
                parent_id=f"{document.document_id}/{offset + heading.parent:02d}"
                if heading.parent >= 0
                else None,
                depth=heading.depth,
                ordinal=counted[heading.parent],
                marker=_one_line(clean.text[heading.start : heading.marker_end]),
                title=titles[index],
                path=paths[index],
                role=parts[index],
                raw_start=starts[index],
                title_end=clean.offsets.span(heading.start, shown)[1],
                raw_end=raw_at.get(ends[index], document.raw_end),
                start=heading.start,
                body_start=_body_start(clean.text, shown, _limit(found, index, ends[index])),
                end=ends[index],
            )
        )
    return tuple(sections)


def _preamble(document: Document, end: int, raw_end: int, headed: bool) -> Section:
    """The text before the first heading, or a document without any."""
    role = "preamble" if headed else "review" if document.kind == "statistical_bulletin" else "other"
    return Section(
        document_id=document.document_id,
        section_id=f"{document.document_id}/00",
        parent_id=None,
        depth=1,
        ordinal=0,
        marker="",
        title="",
        path="",
        role="other" if document.kind == "news" else role,
        raw_start=document.raw_start,
        title_end=document.raw_start,
        raw_end=raw_end,
        start=0,
        body_start=0,
        end=end,
    )


def _parents(depths: Sequence[int]) -> list[int]:
    """Index of the heading around each, or -1; depths never jump inwards by more than one."""
    parents: list[int] = []
    open_at: list[int] = []
    for index, depth in enumerate(depths):
        del open_at[depth - 1 :]
        parents.append(open_at[-1] if open_at else -1)
        open_at.append(index)
    return parents


def _ends(depths: Sequence[int], starts: Sequence[int], length: int) -> list[int]:
    """Where each section ends: at the next heading that is not within it."""
    ends = [length] * len(depths)
    open_at: list[int] = []
    for index, (depth, start) in enumerate(zip(depths, starts, strict=True)):
        while open_at and depths[open_at[-1]] >= depth:
            ends[open_at.pop()] = start
        open_at.append(index)
    return ends


def _limit(found: Sequence[Heading], index: int, end: int) -> int:
    """Where the section's own text ends: at its first child, or with it."""
    return min(end, found[index + 1].start) if index + 1 < len(found) else end


def _body_start(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] in _AFTER_TITLE:
        at += 1
    return min(at, limit)


def _one_line(text: str) -> str:
    return "".join(part.strip(BLANK + "\r") for part in text.split("\n"))
