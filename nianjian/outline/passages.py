"""Roles below the level of headings: problems, outlook and closing words are often mere paragraphs."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from nianjian.outline.turns import turns
from nianjian.values import value

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Section


CLOSING_SHARE = 0.85
"""Closing words (各位代表，让我们) close the report only in its last part; before it they open paragraphs."""


@value(frozen=True, slots=True)
class Passage:
    """A stretch `start`..`end` of clean text within one section's own text, with the role it plays."""

    start: int
    end: int
    role: str
    section_id: str


def passages(text: str, sections: Sequence[Section]) -> tuple[Passage, ...]:
    """The document cut into passages of one role, in order, without gaps.

    A passage keeps its section's role until a sentence turns it: to the problems (我们也清醒地看到), to what
    will be done (下半年，我们将), to the closing words (各位代表，让我们), to an annex or notes.
    """
    found: list[Passage] = []
    late = len(text) * CLOSING_SHARE
    for index, section in enumerate(sections):
        following = sections[index + 1] if index + 1 < len(sections) else None
        end = min(section.end, following.start) if following else section.end
        found += _in_section(text, section, end, late)
    return tuple(found)


def _in_section(text: str, section: Section, end: int, late: float) -> list[Passage]:
    cuts = [(section.start, section.role)]
    if section.role != "preamble" or section.end - section.start > 600:
        own = text[section.body_start : end]
        for role, offset in turns(own):
            at = section.body_start + offset
            if role == "closing" and at < late:
                continue
            if role != cuts[-1][1] and _may_turn(section.role, cuts[-1][1], role):
                cuts.append((at, role))
    ends = [at for at, _ in cuts[1:]] + [end]
    return [
        Passage(at, stop, role, section.section_id)
        for (at, role), stop in zip(cuts, ends, strict=True)
        if at < stop
    ]


def _may_turn(section: str, now: str, to: str) -> bool:
    """Closing words turn to notes only, a plan neither to a review nor to problems."""
    if now == "closing":
        return to == "other"
    if to == "review":
        return section in ("other", "preamble")
    return not (to == "problems" and section in ("plan", "closing"))


def role_at(found: Sequence[Passage], offset: int) -> str:
    """The role of the passage that holds a clean offset."""
    at = bisect_right(found, offset, key=lambda passage: passage.start) - 1
    if at < 0 or offset >= found[at].end:
        raise IndexError(f"clean offset {offset} lies in no passage")
    return found[at].role
