"""Where a heading's title closes: a scored choice between the cuts that its line allows.

In text that kept its lines the title has a line of its own, or a stop closes it. In text that has lost its
line breaks title and body run together (`…城市功能进一步优化|基础设施加快建设。`), and the cut is chosen by
the words at its sides, by what the siblings' titles look like, and, where that leaves it open, by whether
it goes through a word. Costs stand in catalogue/heading_costs.tsv, the words in heading_words.tsv.
"""

from __future__ import annotations

import re
from collections import Counter
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from nianjian.outline.costs import costs
from nianjian.outline.markers import BLANK, TITLE_MAX
from nianjian.outline.page import LOOSE, width
from nianjian.outline.words import Telling, boundaries, telling, usual_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from nianjian.outline.markers import Marker

RUN_MAX = 90
"""How far into run-on text a title is looked for, in characters."""
CLEAR = 1.2
"""A cut that is cheaper than the next by this much needs no dictionary."""
WORD_MAX = 4

_STOP = re.compile(r"[。！!；;]")
_COLON = re.compile(r"[:：]")
_GAP = re.compile(rf"(?<=[㐀-鿿）)”》])[{BLANK}]+(?=[㐀-鿿“《0-9A-Z])")
_COMMA = re.compile(r"[,，]")
_PARTICLES_LEFT = "的和与及在对以将把从向为并、,，“‘《（("
_PARTICLES_RIGHT = "的和与及了着等、,，”’》）)："
_OPENING, _CLOSING = "“‘《「『（(", "”’》」』）)"
_CLAUSE_END = re.compile(r"[,，。；;：:！!]")
_HAN_PAIR = re.compile(r"[㐀-鿿]{2}")
_COPULA = re.compile(r"[是有为达至]")


class Cut(NamedTuple):
    """An end that a title could have, `at` in the clean text, with its cost and the evidence for it."""

    at: int
    style: str
    cost: float
    evidence: tuple[str, ...] = ()

    def weighed(self, signs: Sequence[tuple[str, float]]) -> Cut:
        """The cut, its cost raised or lowered by further signs."""
        if not signs:
            return self
        names = tuple(f"{name}{cost:+.1f}" for name, cost in signs)
        return Cut(self.at, self.style, self.cost + sum(cost for _, cost in signs), self.evidence + names)


def title_ends(
    text: str, headings: Sequence[Marker], parents: Sequence[int], page: float | None = None
) -> list[Cut]:
    """The chosen end of every heading's title.

    `parents` has the index of the heading around each, or -1; `page` is the width of the lines where the
    text was broken by the page, in full-width characters.
    """
    options: list[list[Cut]] = []
    for index, heading in enumerate(headings):
        limit = headings[index + 1].start if index + 1 < len(headings) else len(text)
        options.append(_options(text, heading, limit, page))
    first = [min(cuts, key=_by_cost) for cuts in options]
    kinds: dict[str, Counter[str]] = {}
    families: dict[tuple[int, str], list[int]] = {}
    for index, heading in enumerate(headings):
        kinds.setdefault(heading.kind, Counter())[first[index].style] += 1
        families.setdefault((parents[index], heading.kind), []).append(index)
    for (_, kind), members in families.items():
        for index in members:
            if len(options[index]) > 1:
                others = [(headings[i].title, first[i]) for i in members if i != index]
                title = headings[index].title
                options[index] = _in_rhythm(text, title, options[index], others, kinds[kind])
    return [_decide(text, heading, cuts) for heading, cuts in zip(headings, options, strict=True)]


def _by_cost(cut: Cut) -> tuple[float, int]:
    return cut.cost, cut.at


def _options(text: str, heading: Marker, limit: int, page: float | None) -> list[Cut]:
    """The cuts that the heading's own text allows; at least one."""
    start = heading.title
    if limit <= start:
        return [Cut(min(heading.end, limit), "none", 0.0)]
    line_end = min(heading.line_end, limit)
    window_end = min(line_end, start + RUN_MAX)
    line = text[start:window_end]
    whole = len(line.rstrip(BLANK + "*_#\r"))
    price = costs()
    stop = _first_outside(_STOP, line)
    colon = _first_outside(_COLON, line[:whole] if stop is None else line[:stop])
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
    if line_end == limit and whole <= TITLE_MAX and stop is None:
        return [Cut(start + whole, "marker", price["next_marker"], ("next_marker",))]
    cuts: list[Cut] = []
    reach = whole if stop is None else stop
    if stop is not None and stop <= TITLE_MAX:
        name = "stop" if heading.leads_line else "stop_in_run"
        cuts.append(Cut(start + stop, "stop", price[name], (name,)))
    if colon is not None and colon <= TITLE_MAX // 2:
        cuts.append(Cut(start + colon, "stop", price["stop"], ("stop",)))
    gap = _GAP.search(line[: min(reach, TITLE_MAX)], 4)
    if gap:
        cuts.append(Cut(start + gap.start(), "gap", price["gap"], ("gap",)))
    usual = usual_end(text, start)
    if usual and usual <= start + reach:
        style = "stop" if usual == start + reach else "run"
        cuts.append(Cut(usual, style, price["usual"], ("usual",)))
    if gap is None:
        cuts += _run_on(text, heading, start + min(reach, TITLE_MAX))
    return _cheapest_per_place(_weighed(text, start, cut) for cut in cuts) or [Cut(start, "none", 0.0)]


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


def _run_on(text: str, heading: Marker, reach: int) -> list[Cut]:
    """Cuts within a sentence, where the words at their sides speak for one."""
    start = heading.title
    sentence = text[start : reach + 20]
    words = telling(sentence)
    inside = _quoted(sentence)
    price = costs()
    cuts: list[Cut] = []
    completed = False
    places = sorted({*words.enders, *(at for at, weight in words.openers.items() if weight >= 2)} - inside)
    for at in places:
        if not 4 <= at < reach - start:
            continue
        ender, opener = words.enders.get(at, (0.0, 0))[0], words.openers.get(at, 0.0)
        signs = [("ender", -ender)] if ender else []
        if opener:
            signs.append(("opener", -opener))
        if ender and (at - 2 in words.adverbs or at - 4 in words.adverbs):
            signs.append(("predicate", price["predicate"]))
        if at in words.split:
            signs.append(("split_word", price["split_word"]))
        if at in words.continuers:
            signs.append(("continuer", price["continuer"]))
        if heading.leads_line:
            signs.append(("lead_line", price["lead_line"]))
        if completed:
            signs.append(("completed", price["completed"]))
        completed = completed or (ender >= 3 and opener > 0)
        signs += ((name, price[name]) for name in _at_sides(sentence, at, words))
        if sum(cost for _, cost in signs) < 0:
            cuts.append(Cut(start + at, "run", 0.0).weighed(signs))
    return cuts


def _at_sides(sentence: str, at: int, words: Telling) -> Iterator[str]:
    """Signs of what stands before and after a cut within a sentence."""
    left, right = sentence[:at], sentence[at : at + 4]
    begun = max(left.rfind(","), left.rfind("，")) + 1
    opener = words.openers.get(at, 0.0)
    bound = left[-1] in _PARTICLES_LEFT and at not in words.enders
    if bound or (right and right[0] in _PARTICLES_RIGHT):
        yield "particle"
    ending = _CLAUSE_END.search(sentence, at)
    close = ending.start() if ending else len(sentence)
    if close - at < 6:
        yield "stub"
    elif opener < 2 and not _has_predicate(sentence, at, close, words):
        yield "no_predicate"
    if opener >= 2 and right[2:3] in tuple("和与及的、"):
        yield "nominal"
    if all(place in words.openers for place in range(begun, at, 2)):
        yield "bare_verbs"
    if right == left[:4]:
        yield "repeat_opening"
    elif right[:2] in left and _HAN_PAIR.match(right):
        yield "echo"


def _has_predicate(sentence: str, start: int, end: int, words: Telling) -> bool:
    """Whether a clause has a sign of a predicate: an adverb, a completing verb, 是, 有."""
    return (
        _COPULA.search(sentence, start, end) is not None
        or any(start < at < end for at in words.adverbs)
        or any(start < at < end for at in words.continuers)
        or any(start < at < end and weight >= 2 for at, weight in words.openers.items())
    )


def _weighed(text: str, start: int, cut: Cut) -> Cut:
    """A cut with the cost of the title's length."""
    price = costs()
    length = cut.at - start
    signs: list[tuple[str, float]] = []
    if length < 5 and "usual" not in cut.evidence:
        signs.append(("short", price["short"]))
    if length > 30:
        signs.append(("long", price["long"] * (length - 30)))
    if "usual" in cut.evidence and text[cut.at : cut.at + 1] in tuple(_PARTICLES_RIGHT[:7]):
        signs.append(("particle", price["particle"]))
    return cut.weighed(signs)


def _in_rhythm(
    text: str, start: int, cuts: list[Cut], others: list[tuple[int, Cut]], kind: Counter[str]
) -> list[Cut]:
    """A heading's cuts, weighed by how well each title would go with those of its siblings and its kind."""
    price = costs()
    common = next((style for style, n in kind.items() if n > 3 and n * 5 >= kind.total() * 4), "")
    rhythm = len(others) > 1 and not all("usual" in cut.evidence for _, cut in others)
    lengths = commas = 0.0
    style = ""
    if rhythm:
        lengths = median(cut.at - title for title, cut in others)
        commas = median(len(_COMMA.findall(text, title, cut.at)) for title, cut in others)
        styles = [cut.style for _, cut in others]
        style = next((name for name in sorted(set(styles)) if styles.count(name) * 2 > len(styles)), "")
    weighed = []
    for cut in cuts:
        signs = [("rhythm_kind", price["rhythm_kind"])] if cut.style == common else []
        if rhythm:
            if cut.style == style:
                signs.append(("rhythm_style", price["rhythm_style"]))
            if len(_COMMA.findall(text, start, cut.at)) != commas:
                signs.append(("rhythm_commas", price["rhythm_commas"]))
            apart = abs(cut.at - start - lengths)
            signs.append(("rhythm_length", min(1.5, price["rhythm_length"] * apart)))
        weighed.append(cut.weighed(signs))
    return weighed


def _decide(text: str, heading: Marker, cuts: list[Cut]) -> Cut:
    """The cheapest cut; where a close second stands within the sentence, word boundaries are asked."""
    ranked = sorted(cuts, key=_by_cost)
    close = [cut for cut in ranked if cut.cost - ranked[0].cost <= CLEAR]
    if len(close) == 1 or ranked[0].style != "run":
        return ranked[0]
    start = heading.title
    words = boundaries(text[start : max(cut.at for cut in close) + WORD_MAX])
    price = costs()["split_word"]
    asked = [
        cut
        if cut.style != "run" or "usual" in cut.evidence or cut.at - start in words
        else cut.weighed([("split_word", price)])
        for cut in ranked
    ]
    return min(asked, key=_by_cost)


def _first_outside(pattern: re.Pattern[str], line: str) -> int | None:
    """The first match that is not within quotation marks or brackets."""
    inside = _quoted(line)
    return next((m.start() for m in pattern.finditer(line) if m.start() not in inside), None)


def _quoted(line: str) -> frozenset[int]:
    """Offsets within paired quotation marks and brackets, the closing one included."""
    inside: list[int] = []
    depth, since = 0, 0
    for match in re.finditer(f"[{_OPENING}{_CLOSING}]", line):
        if match[0] in _OPENING:
            depth += 1
            since = match.start() if depth == 1 else since
        elif depth:
            depth -= 1
            if depth == 0:
                inside += range(since + 1, match.start() + 1)
    return frozenset(inside)


def _cheapest_per_place(cuts: Iterable[Cut]) -> list[Cut]:
    best: dict[int, Cut] = {}
    for cut in cuts:
        if cut.at not in best or cut.cost < best[cut.at].cost:
            best[cut.at] = cut
    return [best[at] for at in sorted(best)]
