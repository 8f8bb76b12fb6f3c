"""Numberings in the clean text as candidates for headings, with the evidence of where they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table
from nianjian.catalogue.edges import first_characters
from nianjian.outline.costs import costs
from nianjian.outline.numerals import count
from nianjian.outline.words import usual_end
from nianjian.values import value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLANK = " \t　\xa0\u200b"
CLOSERS = "”’\"'》」』)）"
ITEM_RANK = 6
"""Numberings from here inwards (1. (1) ①) also count off the points of a list."""
ITEM_TITLE_MAX = 30
ANNEX_SHARE = 0.6
"""Annexes and notes are looked for behind this part of a document."""
BEFORE_MAX, LINE_MAX = 60, 2000
"""How far before and behind a marker its line is looked at, in characters."""
TITLE_MAX = 60
"""Characters; of the titles seen only those that quote a document's name are nearly as long."""

_STOPS = "。！？!?…"
_DRESS = re.compile(rf"[{BLANK}]*(#{{1,6}}|[*_]{{2}}|[>•·●■◆▲★-])?[{BLANK}*_]*")
_MARKDOWN = re.compile(rf"^[{BLANK}]*(#{{1,6}})[{BLANK}]+(?=\S)", re.MULTILINE)
_SHORT_LINE = re.compile(r"[^\s。，,；;]{2,30}")
_SHORT_LINE_MAX = 30
_TITLE_FIRST = re.compile(r"[㐀-鿿A-Za-z0-9０-９“‘\"《「『【（(〇○]")
_NUMBER_FIRST = re.compile(r"[一二三四五六七八九十]{1,3}[、产季期级届次批类]")
_TITLE_WORDS = re.compile(r"[^\s.．…·。]{1,8}")
_SENTENCE_END = re.compile(r"[。；;]")
_DIGIT = re.compile(r"[0-9]")
_BINDING = "第至到~～—-–、和及与"
_ANNEX = re.compile(
    rf"\n[{BLANK}]*(?:附[件表录注]?[\d一二三四五六七八九十]{{0,2}}|注释?)[{BLANK}]*(?:[:：]|$)", re.MULTILINE
)


@value(frozen=True, slots=True)
class Marker:
    """A numbering: `start`..`end` as written, `title` the first character after it.

    `number` 0 fits any count; `line_end` closes the line the title begins in.
    """

    kind: str
    rank: float
    number: int
    start: int
    end: int
    title: int
    line_end: int
    leads_line: bool
    cost: float
    evidence: tuple[str, ...]

    def with_evidence(self, *ids: str) -> Marker:
        """The marker with further evidence, its cost raised or lowered by it."""
        return replace(
            self, cost=self.cost + sum(costs()[name] for name in ids), evidence=self.evidence + ids
        )


class _Kind(NamedTuple):
    """A kind of numbering: its rank and what it costs."""

    name: str
    rank: float
    cost: float


@cache
def _kinds() -> tuple[re.Pattern[str], tuple[_Kind, ...]]:
    """A pattern that finds the first character of any numbering, and the kinds in the order of its rows.

    It looks ahead from that character, so that a search skips to the next one that can begin a numbering;
    of its groups, the last two are the number and an empty one that tells the row, behind the numbering.
    """
    rows = [row for row in table("heading_markers") if row["pattern"]]
    firsts = [first_characters(row["pattern"]) for row in rows]
    opening = "".join(sorted({re.escape(c) for first in firsts if first is not None for c in first}))
    any_row = "|".join(f"(?:{row['pattern']})(?P<k{number}>)" for number, row in enumerate(rows))
    begin = r"[\s\S]" if None in firsts else f"[{opening}]"
    kinds = tuple(_Kind(row["kind"], float(row["rank"]), float(row["cost"])) for row in rows)
    return re.compile(rf"{begin}(?<=(?={any_row})[\s\S])"), kinds


def _numbered(text: str) -> Iterator[Marker]:
    """Every numbering of a text, those of one kind without overlap."""
    pattern, kinds = _kinds()
    closed: dict[str, int] = {}
    for match in pattern.finditer(text):
        row, group = int((match.lastgroup or "k0")[1:]), match.lastindex or 0
        kind, start, end = kinds[row], match.start(), match.end(group)
        if start >= closed.get(kind.name, 0):
            closed[kind.name] = end
            yield _candidate(text, *kind, (start, end), count(match[group - 1]))


@cache
def _unnumbered_costs() -> dict[str, tuple[float, float]]:
    return {
        row["kind"]: (float(row["rank"]), float(row["cost"]))
        for row in table("heading_markers")
        if not row["pattern"]
    }


def candidates(text: str, glossary: int) -> list[Marker]:
    """All numberings before offset `glossary` that could open a heading, in order."""
    found = {marker.start: marker for marker in _numbered(text)}
    titles = {marker.start for marker in found.values()} | {marker.title for marker in found.values()}
    for marker in _unnumbered(text):
        if marker.title not in titles and marker.start not in titles:
            found[marker.start] = marker
    behind = _ANNEX.search(text, max(0, int(len(text) * ANNEX_SHARE) - 1))
    annex = behind.start() if behind else len(text)
    placed = sorted((m for m in found.values() if m.start < glossary), key=lambda marker: marker.start)
    return [
        marker.with_evidence("in_notes") if marker.start >= annex and marker.rank >= ITEM_RANK else marker
        for marker in _against_neighbours(text, placed)
    ]


def _candidate(text: str, kind: str, rank: float, cost: float, span: tuple[int, int], number: int) -> Marker:
    start, end = span
    evidence = _before(text, start)
    leads_line = bool({"line_start", "debris_before"} & set(evidence))
    title = end
    while title < len(text) and text[title] in BLANK + ":：":
        title += 1
    if leads_line:
        while title < len(text) and text[title] in BLANK + "\n\r#*":
            title += 1
    line_end = text.find("\n", title, title + LINE_MAX)
    line_end = min(len(text), title + LINE_MAX) if line_end < 0 else line_end
    rest = text[title : min(line_end, title + TITLE_MAX + 1)].rstrip(BLANK + "*_#\r")
    if not _TITLE_FIRST.match(rest):
        evidence.append("bad_title")
    elif kind == "han" and _NUMBER_FIRST.match(rest):
        evidence.append("number_title")
    elif usual_end(text, title):
        evidence.append("usual_title")
    if rank >= ITEM_RANK and len(rest) > TITLE_MAX and not _SENTENCE_END.search(rest):
        evidence.append("long_sentence")
    if leads_line and rest and len(rest) <= TITLE_MAX and not any(stop in rest for stop in "。；;！!"):
        evidence.append("title_line")
    total = cost + sum(costs()[name] for name in evidence)
    return Marker(kind, rank, number, start, end, title, line_end, leads_line, total, tuple(evidence))


def _before(text: str, start: int) -> list[str]:
    """Evidence of what stands before a marker."""
    low = max(0, start - BEFORE_MAX)
    line = max(low, text.rfind("\n", low, start) + 1)
    dress = _DRESS.match(text, line, start)
    if dress and dress.end() == start:
        return ["line_start", "marked_up"] if dress[1] else ["line_start"]
    spaced = text[start - 1] in BLANK
    at = start - 1
    while at > line and text[at] in BLANK:
        at -= 1
    if spaced and at - line < 2 and text[at] not in _BINDING:
        return ["debris_before"]
    last = text[at]
    while text[at] in CLOSERS and at > line:
        at -= 1
    if text[at] in _STOPS:
        return ["after_stop", "space_before"] if spaced else ["after_stop"]
    if spaced and last in CLOSERS:
        return ["after_bracket"]
    if last in ":：":
        return ["after_colon"]
    if last in ";；,，":
        return ["after_semicolon"]
    if last in _BINDING or last.isdigit() or last in "一二三四五六七八九十百千":
        return ["after_number"]
    return ["after_text", "space_before"] if spaced else ["after_text"]


def _unnumbered(text: str) -> Iterator[Marker]:
    """Markdown headings without a number, and lines that are a usual heading and nothing else."""
    if "#" in text:
        rank, cost = _unnumbered_costs()["markdown"]
        for match in _MARKDOWN.finditer(text):
            if text[: match.start()].strip():
                level = len(match[1])
                span = (match.start(1), match.end(1))
                yield _candidate(text, f"markdown{level}", rank + level, cost, span, 0)
    rank, cost = _unnumbered_costs()["plain"]
    at = 0
    for line in text.split("\n"):
        words = line.strip(BLANK)
        if len(words) <= _SHORT_LINE_MAX and _SHORT_LINE.fullmatch(words):
            start = at + line.index(words)
            if usual_end(text, start) == start + len(words):
                yield _candidate(text, "plain", rank, cost, (start, start), 0)
        at += len(line) + 1


def _against_neighbours(text: str, markers: Sequence[Marker]) -> list[Marker]:
    """The markers with the evidence that lies between them: open headings, lists of sentences, contents."""
    later: dict[tuple[str, int, str], int] = {}
    for marker in markers:
        later[_likeness(text, marker)] = marker.start
    judged: list[Marker] = []
    for index, marker in enumerate(markers):
        before = judged[-1] if judged else None
        after = markers[index + 1] if index + 1 < len(markers) else None
        if before and before.cost < 0 and marker.evidence[:1] == ("after_text",):
            between = text[before.title : marker.start]
            if 4 <= len(between) <= TITLE_MAX and not any(stop in between for stop in "。；;\n"):
                marker = _reopened(marker)
        if after and after.start == marker.title:
            marker = marker.with_evidence("empty_title")
        repeated = "title_line" in marker.evidence and later[_likeness(text, marker)] > marker.start
        if repeated and _adjacent(text, marker, after):
            marker = marker.with_evidence("contents_line")
        if _is_item(text, marker) and any(
            other and other.kind == marker.kind and _is_item(text, other) and _adjacent(text, *pair)
            for other, pair in ((before, (before, marker)), (after, (marker, after)))
        ):
            marker = marker.with_evidence("list_item")
        judged.append(marker)
    return judged


def _reopened(marker: Marker) -> Marker:
    """A marker right behind a heading: 经济朝着更高质量方向发展1.区域经济融合。"""
    evidence = tuple(name for name in marker.evidence if name != "after_text")
    bare = replace(marker, cost=marker.cost - costs()["after_text"], evidence=evidence)
    return bare.with_evidence("after_heading")


def _likeness(text: str, marker: Marker) -> tuple[str, int, str]:
    words = _TITLE_WORDS.match(text, marker.title)
    return marker.kind, marker.number, words[0] if words else ""


def _is_item(text: str, marker: Marker) -> bool:
    """Whether the marker's line is sentences without a title: 1.新建幼儿园3所；"""
    if not marker.leads_line or marker.rank < ITEM_RANK:
        return False
    line = text[marker.title : marker.line_end].rstrip(BLANK + "\r")
    stop = _SENTENCE_END.search(line)
    if stop is None:
        return False
    return (
        stop.end() == len(line)
        or stop.start() > ITEM_TITLE_MAX
        or _DIGIT.search(line, 0, stop.start()) is not None
    )


def _adjacent(text: str, first: Marker | None, second: Marker | None) -> bool:
    if first is None or second is None:
        return False
    return not text[first.line_end : second.start].strip(BLANK + "\r\n*_")
