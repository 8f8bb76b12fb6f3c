"""Where a heading's title closes: a scored choice between the cuts that its line allows.

In text that kept its lines the title has a line of its own, or a stop closes it. In text that has lost its
line breaks title and body run together (`…城市功能进一步优化|基础设施加快建设。`), and the cut is chosen by
the words at its sides, by what the siblings' titles look like, and, where that leaves it open, by whether
it goes through a word. Costs stand in catalogue/heading_costs.tsv, the words in heading_words.tsv.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

from nianjian.boundaries import boundaries
from nianjian.outline.costs import costs
from nianjian.outline.fused import Cut, by_cost, run_cuts
from nianjian.outline.habits import Habits
from nianjian.outline.layout import STOP, cuts_by_layout, is_sure, weighed_by_length
from nianjian.outline.markers import TITLE_MAX

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from nianjian.outline.markers import Marker

CLEAR = 1.2
"""A cut that is cheaper than the next by this much needs no dictionary."""
WORD_MAX = 4
TITLE_SENTENCE = 14
"""Where most first sentences are no longer than this, they are titles: title and sentence need more."""
MODELS, COMPARED = 2, 4
"""Cuts of every heading whose shape its siblings are measured by, and that are measured."""
RHYTHM_MAX = 1.5
_COMMA = re.compile(r"[,，]")


def title_ends(
    text: str,
    headings: Sequence[Marker],
    parents: Sequence[int],
    page: float | None = None,
    run_on: bool = True,
) -> list[Cut]:
    """The chosen end of every heading's title.

    `parents` has the index of the heading around each, or -1; `page` is the width of the lines where the
    text was broken by the page, in full-width characters; `run_on` whether titles may have lost their end.
    """
    habits = cache(lambda: Habits(text))
    closed = _closed_kinds(text, headings) if run_on else frozenset(heading.kind for heading in headings)
    options: list[list[Cut]] = []
    for index, heading in enumerate(headings):
        limit = headings[index + 1].start if index + 1 < len(headings) else len(text)
        cuts = cuts_by_layout(text, heading, limit, page)
        if not any(is_sure(heading, cut) for cut in cuts) and heading.kind not in closed:
            cuts += run_cuts(text, heading, min(limit, heading.line_end), habits())
        options.append(weighed_by_length(heading.title, cuts))
    first = [min(cuts, key=by_cost) for cuts in options]
    kinds: dict[str, Counter[str]] = {}
    families: dict[tuple[int, str], list[int]] = {}
    for index, heading in enumerate(headings):
        kinds.setdefault(heading.kind, Counter())[first[index].style] += 1
        families.setdefault((parents[index], heading.kind), []).append(index)
    for (_, kind), members in families.items():
        if any(len(options[index]) > 1 for index in members):
            starts = [headings[index].title for index in members]
            family = _in_style([options[index] for index in members], kinds[kind])
            for index, cuts in zip(members, _in_rhythm(text, starts, family), strict=True):
                options[index] = cuts
    return [_decide(text, heading, cuts) for heading, cuts in zip(headings, options, strict=True)]


def _closed_kinds(text: str, headings: Sequence[Marker]) -> frozenset[str]:
    """Kinds of numbering whose first sentences are too short to be more than titles, nearly all of them."""
    lengths: dict[str, list[int]] = {}
    for heading in headings:
        stop = STOP.search(text, heading.title, heading.line_end)
        lengths.setdefault(heading.kind, []).append(stop.start() - heading.title if stop else TITLE_MAX)
    return frozenset(
        kind for kind, found in lengths.items() if len(found) > 3 and median(found) <= TITLE_SENTENCE
    )


def _in_style(family: list[list[Cut]], kind: Counter[str]) -> list[list[Cut]]:
    """The cuts of siblings, weighed by how most of them, and most headings of their kind, are closed."""
    price = costs()
    first = Counter(min(cuts, key=by_cost).style for cuts in family)
    common = next((style for style, n in kind.items() if n > 3 and n * 5 >= kind.total() * 4), "")
    siblings = next((style for style, n in first.items() if n > 1 and n * 2 > first.total()), "")
    signs = {
        style: [
            (name, price[name])
            for name, best in (("rhythm_kind", common), ("rhythm_style", siblings))
            if best == style
        ]
        for style in {common, siblings}
    }
    return [[cut.weighed(*signs.get(cut.style, ())) for cut in cuts] for cuts in family]


def _in_rhythm(text: str, starts: Sequence[int], family: list[list[Cut]]) -> list[list[Cut]]:
    """The cuts of siblings, weighed by the length and number of clauses that suit them best together."""
    shapes = [[_shape(text, start, cut) for cut in cuts] for start, cuts in zip(starts, family, strict=True)]
    free = [
        sorted((cut.cost, shape) for cut, shape in zip(cuts, shaped, strict=True) if not cut.usual)[:COMPARED]
        for cuts, shaped in zip(family, shapes, strict=True)
    ]
    free = [cuts for cuts in free if cuts]
    if len(free) < 2:
        return family
    apart = _distance()
    models = sorted({shape for cuts in free for _, shape in cuts[:MODELS]})
    model = min(
        models, key=lambda model: sum([min([c + apart(shape, model) for c, shape in cuts]) for cuts in free])
    )
    return [
        [
            cut if cut.usual else cut.weighed(("rhythm", apart(shape, model)))
            for cut, shape in zip(cuts, shaped, strict=True)
        ]
        for cuts, shaped in zip(family, shapes, strict=True)
    ]


def _shape(text: str, start: int, cut: Cut) -> tuple[int, int]:
    """A title's length and its number of commas."""
    return cut.at - start, len(_COMMA.findall(text, start, cut.at))


def _distance() -> Callable[[tuple[int, int], tuple[int, int]], float]:
    """What two titles' shapes cost for being unlike each other."""
    clauses, characters = costs()["rhythm_commas"], costs()["rhythm_length"]

    def apart(shape: tuple[int, int], model: tuple[int, int]) -> float:
        length = characters * abs(shape[0] - model[0])
        return (clauses if shape[1] != model[1] else 0.0) + (length if length < RHYTHM_MAX else RHYTHM_MAX)

    return apart


def _decide(text: str, heading: Marker, cuts: list[Cut]) -> Cut:
    """The cheapest cut; where a close second stands within the sentence, word boundaries are asked."""
    ranked = sorted(cuts, key=by_cost)
    close = [cut for cut in ranked if cut.cost - ranked[0].cost <= CLEAR]
    if len(close) == 1 or ranked[0].style != "run":
        return ranked[0]
    start = heading.title
    words = boundaries(text[start : max(cut.at for cut in close) + WORD_MAX])
    price = costs()["split_word"]
    asked = [
        cut
        if cut.style != "run" or cut.usual or cut.at - start in words
        else cut.weighed(("split_word", price))
        for cut in ranked
    ]
    return min(asked, key=by_cost)
