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
    from collections.abc import Iterable

    from nianjian.outline.markers import Marker

RUN_MAX = 90
"""How far into run-on text a title is looked for, in characters."""
STOP = re.compile(r"[。！!；;]")

_COLON = re.compile(r"[:：]")
_GAP = re.compile(rf"(?<=[㐀-鿿）)”》])[{BLANK}]+(?=[㐀-鿿“《0-9A-Z])(?![的和与及了着等之])")
_BINDS_LEFT = "的和与及了着等"
_CLAUSE_END = re.compile(r"[,，。；;：:！!]")


def cuts_by_layout(text: str, heading: Marker, limit: int, page: float | None) -> list[Cut]:
    """The cuts that lines, stops, blanks and the catalogue offer; the next heading begins at `limit`."""
    start = heading.title
    if limit <= start:
        return [Cut(min(heading.end, limit), "none", 0.0)]
    line_end = min(heading.line_end, limit)
    window_end = min(line_end, start + RUN_MAX)
    line = text[start:window_end]
    whole = len(line.rstrip(BLANK + "*_#\r"))
    price = costs()
    stop = first_outside(STOP, line)
    colon = first_outside(_COLON, line[:whole] if stop is None else line[:stop])
    sentence = stop is not None and colon is not None
    if (
        heading.leads_line
        and not sentence
        and window_end == heading.line_end
        and whole <= TITLE_MAX
        and (stop is None or stop >= whole - 1)
    ):
        if page and stop is None and (second := _second_line(text, heading, limit, page)):
            return [Cut(second, "line", price["joined_line"], ("joined_line",))]
        return [_line_cut(text, start, whole)]
    usual = usual_end(text, start)
    open_to_next = line_end == limit and whole <= TITLE_MAX and stop is None
    if open_to_next and not (usual and line[:whole].endswith((":", "："))):
        return [Cut(start + whole, "marker", price["next_marker"], ("next_marker",))]
    cuts: list[Cut] = []
    reach = whole if stop is None else stop
    if stop is not None and stop <= TITLE_MAX:
        name = "stop" if heading.leads_line else "stop_in_run"
        cut = Cut(start + stop, "stop", price[name], (name,))
        if not heading.leads_line and FIGURE.search(line, 0, stop):
            cut = cut.weighed([("figure", price["figure"])])
        cuts.append(cut)
    if colon is not None and colon <= TITLE_MAX // 2:
        cuts.append(Cut(start + colon, "stop", price["stop"], ("stop",)))
    gap = _GAP.search(line[: min(reach, TITLE_MAX)], 4)
    if gap and reach - gap.end() >= STUB:
        cuts.append(Cut(start + gap.start(), "gap", price["gap"], ("gap",)))
    if usual and usual <= start + reach:
        style = "stop" if usual == start + reach else "run"
        cuts.append(Cut(usual, style, price["usual"], ("usual",)))
    return cuts


def _line_cut(text: str, start: int, whole: int) -> Cut:
    """The end of a title that has its line to itself, without the stop or colon that closes it."""
    while whole > 1 and text[start + whole - 1] in "。：:；;，,！ \t":
        whole -= 1
    return Cut(start + whole, "line", costs()["line"], ("line",))


def _second_line(text: str, heading: Marker, limit: int, page: float) -> int | None:
    """The end of the second line of a title that is as wide as the page, or None where it has only one."""
    first = width(text[heading.start : heading.line_end].strip())
    begun = heading.line_end + 1
    end = text.find("\n", begun)
    line = text[begun:end].strip()
    if first < page - LOOSE or end < 0 or end > limit or not line or width(line) >= page - LOOSE:
        return None
    return None if _CLAUSE_END.search(line[-1]) else begun + len(text[begun:end].rstrip())


def weighed_by_length(text: str, start: int, cuts: Iterable[Cut]) -> list[Cut]:
    """The cheapest cut of every place, with the cost of its title's length; at least one."""
    return _cheapest_per_place(_with_length(text, start, cut) for cut in cuts) or [Cut(start, "none", 0.0)]


def _with_length(text: str, start: int, cut: Cut) -> Cut:
    price = costs()
    length = cut.at - start
    signs: list[tuple[str, float]] = []
    if length < 5 and "usual" not in cut.evidence:
        signs.append(("short", price["short"]))
    if length > 30:
        signs.append(("long", price["long"] * (length - 30)))
    if "usual" in cut.evidence and text[cut.at : cut.at + 1] in tuple(_BINDS_LEFT):
        signs.append(("particle", price["particle"]))
    return cut.weighed(signs)


def first_outside(pattern: re.Pattern[str], line: str) -> int | None:
    """The first match that is not within quotation marks or brackets."""
    inside = quoted(line)
    return next((m.start() for m in pattern.finditer(line) if m.start() not in inside), None)


def _cheapest_per_place(cuts: Iterable[Cut]) -> list[Cut]:
    best: dict[int, Cut] = {}
    for cut in cuts:
        if cut.at not in best or cut.cost < best[cut.at].cost:
            best[cut.at] = cut
    return [best[at] for at in sorted(best)]
