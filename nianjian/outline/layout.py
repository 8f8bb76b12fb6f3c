"""The ends of a title that the layout offers: its line, a stop, a blank, the next heading, a usual one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.outline.costs import costs
from nianjian.outline.fused import FIGURE, STUB, Cut, quoted
from nianjian.outline.markers import BLANK, TITLE_MAX
from nianjian.outline.page import LOOSE, width
from nianjian.outline.words import usual_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from nianjian.outline.markers import Marker

RUN_MAX = 90
"""How far into run-on text a title is looked for, in characters."""
SURE = ("line", "marker", "gap", "none")
SHORT, LONG = 5, 30
"""Titles shorter or longer than this are rarer, in characters."""
STOP = re.compile(r"[。！!；;]")

_COLON = re.compile(r"[:：]")
_OPENED = re.compile(r"[“‘《「『（(]")
_GAP = re.compile(rf"(?<=[㐀-鿿）)”》])[{BLANK}]+(?=[㐀-鿿“《0-9A-Z])(?![的和与及了着等之])")
_BINDS = frozenset("的和与及了着等、,，")
_CLAUSE_END = re.compile(r"[,，。；;：:！!]")


def cuts_by_layout(text: str, heading: Marker, limit: int, page: float | None) -> list[Cut]:
    """The cuts that lines, stops, blanks and the catalogue offer; the next heading begins at `limit`."""
    start = heading.title
    if limit <= start:
        return [Cut(min(heading.end, limit), "none", 0.0)]
    line = text[start : min(heading.line_end, limit, start + RUN_MAX)]
    whole = len(line.rstrip(BLANK + "*_#\r"))
    stop = _first_outside(STOP, line)
    colon = _first_outside(_COLON, line[:whole] if stop is None else line[:stop])
    usual = usual_end(text, start)
    if whole <= TITLE_MAX and start + len(line) == min(heading.line_end, limit):
        sentence = stop is not None and colon is not None
        if heading.leads_line and heading.line_end <= limit and not sentence and (stop or whole) >= whole - 1:
            return [_line_cut(text, heading, whole, limit, page if stop is None else None)]
        if heading.line_end > limit and stop is None and not (usual and line[whole - 1] in ":："):
            return [_cut("next_marker", start + whole, "marker")]
    return list(_within(text, heading, line, stop, colon, usual))


def _within(
    text: str, heading: Marker, line: str, stop: int | None, colon: int | None, usual: int | None
) -> Iterator[Cut]:
    """Cuts within the heading's line, at places counted from the title's first character."""
    start = heading.title
    reach = len(line.rstrip()) if stop is None else stop
    if stop is not None and stop <= TITLE_MAX:
        cut = _cut("stop" if heading.leads_line else "stop_in_run", start + stop, "stop")
        figure = not heading.leads_line and FIGURE.search(line, 0, stop)
        yield cut.weighed(("figure", costs()["figure"])) if figure else cut
    if colon is not None and colon <= TITLE_MAX // 2:
        yield _cut("stop", start + colon, "stop")
    gap = _GAP.search(line[: min(reach, TITLE_MAX)], 4)
    if gap and reach - gap.end() >= STUB:
        yield _cut("gap", start + gap.start(), "gap")
    if usual and usual <= start + reach:
        cut = _cut("usual", usual, "stop" if usual == start + reach else "run")
        binds = text[usual : usual + 1] in _BINDS
        yield (cut.weighed(("particle", costs()["particle"])) if binds else cut)._replace(usual=not binds)


def _cut(sign: str, at: int, style: str) -> Cut:
    return Cut(at, style, costs()[sign], ((sign, costs()[sign]),))


def is_sure(heading: Marker, cut: Cut) -> bool:
    """Whether a cut leaves nothing to look for within the sentence.

    Sure are a line, a blank, a usual heading, and in text that kept its lines a stop that is near.
    """
    if cut.usual or cut.style in SURE:
        return True
    return heading.leads_line and cut.style == "stop" and cut.at - heading.title <= LONG


def _line_cut(text: str, heading: Marker, whole: int, limit: int, page: float | None) -> Cut:
    """The end of a title that has its line to itself, without the stop or colon that closes it."""
    second = _second_line(text, heading, limit, page) if page else None
    if second:
        return _cut("joined_line", second, "line")
    at = heading.title + whole
    while at > heading.title + 1 and text[at - 1] in "。：:；;，,！ \t":
        at -= 1
    return _cut("line", at, "line")


def _second_line(text: str, heading: Marker, limit: int, page: float) -> int | None:
    """The end of the second line of a title that is as wide as the page, or None where it has only one."""
    first = width(text[heading.start : heading.line_end].strip())
    begun = heading.line_end + 1
    end = text.find("\n", begun)
    line = text[begun:end].strip()
    if first < page - LOOSE or end < 0 or end > limit or not line or width(line) >= page - LOOSE:
        return None
    return None if _CLAUSE_END.search(line[-1]) else begun + len(text[begun:end].rstrip())


def weighed_by_length(start: int, cuts: Iterable[Cut]) -> list[Cut]:
    """The cheapest cut of every place, with the cost of its title's length; at least one."""
    return _cheapest_per_place(_with_length(start, cut) for cut in cuts) or [Cut(start, "none", 0.0)]


def _with_length(start: int, cut: Cut) -> Cut:
    length = cut.at - start
    if length < SHORT and not cut.usual:
        return cut.weighed(("short", costs()["short"]))
    if length > LONG:
        return cut.weighed(("long", costs()["long"] * (length - LONG)))
    return cut


def _first_outside(pattern: re.Pattern[str], line: str) -> int | None:
    """The first match that is not within quotation marks or brackets."""
    first = pattern.search(line)
    if first is None or not _OPENED.search(line, 0, first.start()):
        return first.start() if first else None
    inside = quoted(line)
    return next((m.start() for m in pattern.finditer(line) if m.start() not in inside), None)


def _cheapest_per_place(cuts: Iterable[Cut]) -> list[Cut]:
    best: dict[int, Cut] = {}
    for cut in cuts:
        if cut.at not in best or cut.cost < best[cut.at].cost:
            best[cut.at] = cut
    return [best[at] for at in sorted(best)]
