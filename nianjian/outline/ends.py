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

from nianjian.outline.costs import costs
from nianjian.outline.fused import Cut, by_cost, run_cuts
from nianjian.outline.habits import Habits
from nianjian.outline.layout import STOP, cuts_by_layout, weighed_by_length
from nianjian.outline.markers import TITLE_MAX
from nianjian.outline.words import boundaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.outline.markers import Marker

CLEAR = 1.2
"""A cut that is cheaper than the next by this much needs no dictionary."""
WORD_MAX = 4
TITLE_SENTENCE = 14
"""Where most first sentences are no longer than this, they are titles: title and sentence need more."""
SURE = ("line", "marker", "gap", "none")
"""Styles of closing that leave nothing to look for within the sentence."""

_COMMA = re.compile(r"[,，]")


def title_ends(
    text: str, headings: Sequence[Marker], parents: Sequence[int], page: float | None = None
) -> list[Cut]:
    """The chosen end of every heading's title.

    `parents` has the index of the heading around each, or -1; `page` is the width of the lines where the
    text was broken by the page, in full-width characters.
    """
    habits = cache(lambda: Habits(text))
    closed = _closed_kinds(text, headings)
    options: list[list[Cut]] = []
    for index, heading in enumerate(headings):
        limit = headings[index + 1].start if index + 1 < len(headings) else len(text)
        cuts = cuts_by_layout(text, heading, limit, page)
        if not any(cut.style in SURE for cut in cuts) and heading.kind not in closed:
            cuts += run_cuts(text, heading, min(limit, heading.line_end), habits())
        options.append(weighed_by_length(text, heading.title, cuts))
    first = [min(cuts, key=by_cost) for cuts in options]
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


def _closed_kinds(text: str, headings: Sequence[Marker]) -> frozenset[str]:
    """Kinds of numbering whose first sentences are too short to be more than titles, nearly all of them."""
    lengths: dict[str, list[int]] = {}
    for heading in headings:
        stop = STOP.search(text, heading.title, heading.line_end)
        lengths.setdefault(heading.kind, []).append(stop.start() - heading.title if stop else TITLE_MAX)
    return frozenset(
        kind for kind, found in lengths.items() if len(found) > 3 and median(found) <= TITLE_SENTENCE
    )


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
    ranked = sorted(cuts, key=by_cost)
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
    return min(asked, key=by_cost)
