"""Cuts between a title and the body that runs on from it without a stop or a break."""

from __future__ import annotations

import re
from functools import cache
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue.indicators import by_form
from nianjian.outline.costs import costs
from nianjian.outline.markers import TITLE_MAX
from nianjian.outline.words import VERB, Telling, telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianjian.outline.habits import Habits
    from nianjian.outline.markers import Marker

BEYOND = 20
"""Characters behind the last possible cut that are looked at as well."""
SHORTEST = 3
STUB = 6
"""A body's first sentence has at least so many characters."""
CLAUSE_MIN = 4
HOLD = 3.0
"""Openers of this weight (聚焦, 坚持, 围绕 …) take whatever follows as their object."""
FAINT = 1.0
"""Bits below which a cut is not looked at any further."""
COMPLETE = 3.0
"""Closing words of this weight (迈上新台阶, 稳中向好) complete a title."""
STRONG = 3.0
"""Adverbs of this weight never close a title."""
OFFERED = 8
"""Cuts of a sentence that are weighed against its siblings and the dictionary."""

INDICATOR_OPENS = 4.0
"""The weight of an indicator's name (居民人均可支配收入) as the opening of a body."""

FIGURE = re.compile(r"(?<=[㐀-鿿，,])\d+(?:[.．]\d+)?(?:%|[^\W\d])")
_CAUSATIVE = re.compile(r"推动|促进|确保|保持|实现|力促|带动|推进")
_COUNTED = re.compile(r"[一二两三四五六七八九十百千几多][大个项类条批种]$")
_JOINT = re.compile("[,，、；;]")
_PARTICLES_LEFT = "的和与及在对以将把从向为是有让使被由其并“‘《（("
_PARTICLES_RIGHT = "的和与及了着等之”’》）):"
_OPENING, _CLOSING = "“‘《「『（(", "”’》」』）)"
_QUOTE = re.compile(f"[{_OPENING}{_CLOSING}]")
_COMMA = re.compile(r"[,，]")
_CLAUSE_END = re.compile(r"[,，。；;：:！!]")
_SENTENCE_END = re.compile(r"[。；;：:！!]")
_NOMINAL = frozenset("和与及的、")
_NO_WORD = (0.0, 0)
_HAN_PAIR = re.compile(r"[㐀-鿿]{2}")
_TIME_WORD_ENDS = re.compile(
    r"[度年月份底末初](?:(?<=[一二三四]季度)|(?<=[上下]半年)|(?<=全年)|(?<=[0-9][年月])|(?<=[0-9]月份)|(?<=年[底末初]))"
)
_SHORTEST_FORM = 4
_COPULA = re.compile(r"[是有为达至]")


class Cut(NamedTuple):
    """An end that a title could have, `at` in the clean text, its cost and the signs that make it up."""

    at: int
    style: str
    cost: float
    signs: tuple[tuple[str, float], ...] = ()
    usual: bool = False

    def weighed(self, *signs: tuple[str, float]) -> Cut:
        """The cut, its cost raised or lowered by further signs."""
        cost = self.cost
        for _, more in signs:
            cost += more
        return Cut(self.at, self.style, cost, self.signs + signs, self.usual)


def run_cuts(text: str, heading: Marker, limit: int, habits: Habits) -> list[Cut]:
    """Cuts of the heading's first sentence into a title and the beginning of a body, cheapest first."""
    start = heading.title
    sentence = text[start : min(limit, start + TITLE_MAX + BEYOND)]
    closed = quoted(sentence)
    stop = next((m.start() for m in _SENTENCE_END.finditer(sentence) if m.start() not in closed), None)
    if stop is not None:
        sentence = sentence[: stop + 1]
    figure = FIGURE.search(sentence)
    end = min(
        TITLE_MAX,
        len(sentence) - 1 if stop is None else stop - STUB + 1,
        figure.start() + 1 if figure else len(sentence),
    )
    if end <= SHORTEST:
        return []
    words = telling(sentence)
    forms = indicator_spans(sentence)
    edges = words.enders.keys() | words.openers.keys() | forms.keys() | habits.edges(sentence)
    price = costs()
    cuts: list[Cut] = []
    completed = 0
    for at in sorted(edges - closed - _inseparable(sentence, forms)):
        if not SHORTEST <= at < end:
            continue
        left, right = sentence[at - 2 : at], sentence[at : at + 2]
        ender, length = words.enders.get(at, _NO_WORD)
        predicate = ender > 0 and at - length in words.adverbs
        repeated = sentence[at : at + 4] == sentence[:4]
        least = price["predicate"] * predicate + price["repeat_opening"] * repeated
        opener = max(words.openers.get(at, 0.0), INDICATOR_OPENS * (at in forms))
        if habits.at_most(left, right, ender, opener) <= least + FAINT:
            continue
        opens = habits.opens(right, opener)
        if right[0] in _OPENING:
            opens = max(0.0, opens)
        closes = habits.closes(left, ender)
        if opens + closes <= least:
            continue
        sides = [*_at_sides(sentence, at, words)]
        signs = [("opens", -opens), ("closes", -closes)]
        if predicate and "bare_verbs" not in sides:
            signs.append(("predicate", price["predicate"]))
        if completed and _COMMA.search(sentence, completed, at) is None:
            sides.append("completed")
        elif ender >= COMPLETE and not sides:
            completed = completed or at
        if heading.leads_line:
            sides.append("lead_line")
        signs += [(name, price[name]) for name in sides]
        cost = sum([cost for _, cost in signs])
        if cost < 0 and left[1] not in _CLOSING and right[0] not in _OPENING:
            signs.append(("binds", habits.binds(left[1] + right[0])))
            cost += signs[-1][1]
        if cost < 0:
            cuts.append(Cut(start + at, "run", cost, tuple(signs)))
    return sorted(cuts, key=by_cost)[:OFFERED]


def _inseparable(sentence: str, forms: dict[int, int]) -> set[int]:
    """Offsets beside commas, behind time words, which end no title, and within the names of indicators."""
    found = {at for match in _JOINT.finditer(sentence) for at in match.span()}
    found.update(match.end() for match in _TIME_WORD_ENDS.finditer(sentence))
    found.update(at for begin, close in forms.items() for at in range(begin + 1, close))
    return found


def indicator_spans(sentence: str) -> dict[int, int]:
    """Where indicators of the catalogue are named: end by start, the longest at each place."""
    forms, known = by_form(), _form_lengths()
    found: dict[int, int] = {}
    for at, pair in enumerate(map(add, sentence, sentence[1:])):
        for length in known.get(pair, ()):
            if sentence[at : at + length] in forms:
                found[at] = at + length
                break
    return found


@cache
def _form_lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the catalogue's longer surface forms by their first two characters, longest first."""
    found: dict[str, set[int]] = {}
    for form in by_form():
        if len(form) >= _SHORTEST_FORM:
            found.setdefault(form[:2], set()).add(len(form))
    return {pair: tuple(sorted(some, reverse=True)) for pair, some in found.items()}


def _at_sides(sentence: str, at: int, words: Telling) -> Iterator[str]:
    """Signs of what stands before and after a cut within a sentence."""
    left, right = sentence[:at], sentence[at : at + 4]
    if at in words.split:
        yield "split_word"
    if at in words.continuers:
        yield "continuer"
    begun = max(left.rfind(","), left.rfind("，")) + 1
    opener = words.openers.get(at, 0.0)
    bound = left[-1] in _PARTICLES_LEFT and at not in words.enders
    if _COUNTED.search(left) or words.adverbs.get(at, _NO_WORD)[0] >= STRONG:
        bound = True
    if bound or (right and right[0] in _PARTICLES_RIGHT):
        yield "particle"
    ending = _CLAUSE_END.search(sentence, at)
    close = ending.start() if ending else len(sentence)
    if close - at < 8 and opener < VERB and not _has_predicate(sentence, at, close, words):
        yield "no_predicate"
    if opener >= VERB and right[2:3] in _NOMINAL:
        yield "nominal"
    if begun > 0 and at - begun < CLAUSE_MIN:
        yield "short_clause"
    if _verb_tail(sentence, begun, at, words):
        yield "verb_tail"
    if _bare_verbs(sentence, begun, at, words):
        yield "bare_verbs"
    elif any(at < end <= at + 3 for end in words.adverbs) and _bare_subject(begun, at, words):
        yield "bare_subject"
    if right == left[:4]:
        yield "repeat_opening"
    elif right[:2] in (left[:2], left[-2:]) and _HAN_PAIR.match(right):
        yield "echo"


def _bare_verbs(sentence: str, start: int, end: int, words: Telling) -> bool:
    """Whether a clause is adverbs and verbs without an object: 深入推进, 切实保障和改善."""
    at = start
    while at < end:
        if sentence[at] in "和与并、":
            at += 1
        elif at in words.verbs:
            at = words.verbs[at]
        else:
            return False
    return True


def _verb_tail(sentence: str, start: int, end: int, words: Telling) -> bool:
    """Whether a clause that begins with a verb closes with one that wants an object: 改善民生推进.

    After 推动, 促进, 确保 a clause may follow as the object (推动营商环境持续优化), after 聚焦, 坚持 a noun
    that looks like a verb (聚焦民生改善).
    """
    first = words.openers.get(start, 0.0)
    if not VERB <= first < HOLD or words.openers.get(end - 2, 0.0) != VERB:
        return False
    return end - 2 not in words.adverbs or not _CAUSATIVE.search(sentence, start, start + 5)


def _bare_subject(start: int, end: int, words: Telling) -> bool:
    """Whether a clause only names what an adverb after it would speak of: 服务能级|进一步提升."""
    return start not in words.verbs and not any(
        start < at <= end for at in (*words.adverbs, *words.continuers)
    )


def _has_predicate(sentence: str, start: int, end: int, words: Telling) -> bool:
    """Whether a clause has a sign of a predicate: an adverb, a completing verb, 是, 有."""
    return (
        _COPULA.search(sentence, start, end) is not None
        or any(start < at < end for at in words.adverbs)
        or any(start < at < end for at in words.continuers)
        or any(start < at < end and weight >= VERB for at, weight in words.openers.items())
    )


def quoted(line: str) -> frozenset[int]:
    """Offsets within paired quotation marks and brackets, the closing one included."""
    inside: list[int] = []
    depth, since = 0, 0
    for match in _QUOTE.finditer(line):
        if match[0] in _OPENING:
            depth += 1
            since = match.start() if depth == 1 else since
        elif depth:
            depth -= 1
            if depth == 0:
                inside += range(since + 1, match.start() + 1)
    return frozenset(inside)


def by_cost(cut: Cut) -> tuple[float, int]:
    """Order of cuts: the cheapest first, of equals the shortest title."""
    return cut.cost, cut.at
