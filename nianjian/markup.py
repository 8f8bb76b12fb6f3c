"""Tags (and the ** of Markdown) left in a text, and what is shown in their place: a line, a column, nothing.

They are damage of a text, whose offsets stay those of the file. The source of a whole page is another matter
(nianjian/reading/web_page.py).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# **重点工作**, as Markdown has it; 张**、李** are masked names.
_EMPHASIS = re.compile(r"\*\*(?<!\*\*\*)(?![\s*、，。；：）)])[^*\n]+(?<!\s)\*\*(?!\*)")
_BETWEEN = " \t\r\n"
_ROWS = ("tr", "table", "tbody", "thead", "tfoot")
_CELLS = ("td", "th")


class Run(NamedTuple):
    """Tags with nothing between them but blanks, and the breaks that they make, if any."""

    start: int
    end: int
    shown: str


class _Tag(NamedTuple):
    start: int
    end: int
    name: str
    opens: bool


def runs(text: str) -> list[Run]:
    """The runs of tags and the marks of emphasis in a text, in order; what breaks no line stands alone."""
    found = list(_tag_runs(text)) if "<" in text else []
    if "**" in text:
        for match in _EMPHASIS.finditer(text):
            found += [Run(match.start(), match.start() + 2, ""), Run(match.end() - 2, match.end(), "")]
        found.sort()
    return found


def _tag_runs(text: str) -> Iterator[Run]:
    tags: list[_Tag] = []
    for match in _tag().finditer(text):
        if tags and text[tags[-1].end : match.start()].strip(_BETWEEN):
            yield from _broken(text, tags)
            tags = []
        name = (match["name"] or "").lower()
        tags.append(_Tag(match.start(), match.end(), name, not match[0].startswith("</")))
    yield from _broken(text, tags)


def blanked(text: str) -> str:
    """The text with breaks and blanks in place of its tags: as long as before, every offset the same."""
    pieces: list[str] = []
    at = 0
    for start, end, shown in runs(text):
        pieces += (text[at:start], shown[: end - start].ljust(end - start))
        at = end
    return "".join((*pieces, text[at:])) if pieces else text


def _broken(text: str, tags: Sequence[_Tag]) -> Iterator[Run]:
    names = {tag.name for tag in tags}
    columns = sum(tag.opens for tag in tags if tag.name in _CELLS)
    closes = any(not tag.opens for tag in tags if tag.name in _CELLS)
    if columns and closes and names.isdisjoint(_ROWS):
        yield _with_blanks(text, Run(tags[0].start, tags[-1].end, "\t" * columns))
    elif not names.isdisjoint(_blocks()):
        yield _with_blanks(text, Run(tags[0].start, tags[-1].end, "\n"))
    else:
        yield from (Run(tag.start, tag.end, "") for tag in tags)


def _with_blanks(text: str, run: Run) -> Run:
    start, end, shown = run
    while start and text[start - 1] in _BETWEEN:
        start -= 1
    while end < len(text) and text[end] in _BETWEEN:
        end += 1
    return Run(start, end, shown)


@cache
def _blocks() -> frozenset[str]:
    shown = {row["id"] for row in table("html_tags") if row["shown"] == "block"}
    return frozenset(shown.difference(_CELLS) | {"br"})


@cache
def _tag() -> re.Pattern[str]:
    """A tag of catalogue/html_tags.tsv or of Word (o:p), a comment, or a script with all that it says."""
    names = "|".join(sorted((row["id"] for row in table("html_tags")), key=len, reverse=True))
    return re.compile(
        # What is not closed ends at the next of its kind: the search stays as long as the text.
        rf"<(?:(?P<code>script|style)\b[^<>]*>(?:[^<]|<(?!/?(?:script|style)))*</(?P=code)\s*>"
        rf"|!--[^<>]*-->|!(?:--)?\[[^<>]*>"
        rf"|/?(?P<name>{names}|[a-z][a-z0-9]{{0,7}}:[a-z]+)(?:[\s/][^<>]*)?>)",
        re.I | re.S,
    )
