"""The search for what misread bytes said: a noisy channel of GBK bytes under a language of words.

The damaged text is read left to right. A path begins in step with the bytes, falls out of step where a byte
was lost or a pair folded, reads on one byte late, and comes back into step at an ASCII byte. What it says is
spelled in words of the lexicon; the cheapest spelling wins.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from nianjian.repair import gbk, lexicon
from nianjian.repair.paths import (
    BACK,
    GAP,
    IN_STEP,
    INDENT,
    LATE,
    PER_STATE,
    Growth,
    Path,
    Reading,
    State,
    insert,
    longer,
)
from nianjian.repair.spellings import ANY, Spelling, spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LOST, FOLD = "lost-byte", "fold"
SLIP_COST, INDENT_COST, TAG_COST, LETTER_COST = 12.0, 2.0, 14.0, 3.0
# A question mark right before a statement is what folding leaves, not what somebody wrote.
FOLDABLE_COST = 10.0
# Pairs of the user-defined area vanish; of the few others that do, only those within words are looked for.
GAP_COST = 2.0
BEAM = 7.0
LONGEST_SEEN, LONGEST_GAP = 3, 2
SAME_PLACE = 4
_CLOSING = frozenset("。，；：、！？”）》")


def price(simplified: str) -> float:
    """Minus log probability of a text, by its cheapest segmentation into words."""
    words = lexicon.costs()
    best = [0.0] + [math.inf] * len(simplified)
    for i in range(len(simplified)):
        best[i + 1] = min(best[i + 1], best[i] + single(simplified[i]))
        for j in range(i + 2, min(i + lexicon.LONGEST, len(simplified)) + 1):
            word = words.get(simplified[i:j])
            if word is not None:
                best[j] = min(best[j], best[i] + word)
    return best[-1]


def single(char: str) -> float:
    """The cost of a character that makes no word with its neighbours."""
    if char.isascii():
        return FOLDABLE_COST if char in "?!" else LETTER_COST
    return lexicon.MARKS.get(char) or lexicon.costs().get(char, lexicon.UNKNOWN)


class Search:
    """One search over one damaged text.

    The text is a run of two-byte characters, perhaps with a folded mark in it and one ASCII character at its
    end. `starts` are the places where the damage may begin; with `indented` it may begin before the text, in
    the indent of a paragraph. `known` gives the cost of a word, `link` of what it follows, where the document
    uses them elsewhere; `checksum` judges the last character before the end. After a search, `unchanged` is
    the cost of the text as it stands.
    """

    def __init__(
        self,
        damaged: str,
        starts: range,
        traditional: bool,
        *,
        indented: bool = False,
        known: Callable[[str, float], float] | None = None,
        link: Callable[[str, str], float] | None = None,
        checksum: Callable[[str], bool] | None = None,
    ) -> None:
        self.damaged = damaged
        self.size = len(damaged)
        self.bytes = [char.encode("gbk") for char in damaged]
        self.starts = starts
        self.spellings = spellings(traditional)
        self.plain = lexicon.simplified(damaged) if traditional else damaged
        self.indented = indented
        self.known = known
        self.link = link
        self.checksum = checksum
        self.unchanged = math.inf
        self._rests: dict[int, float] = {}
        self._gaps = self._possible_gaps(traditional)

    def _possible_gaps(self, traditional: bool) -> list[bool]:
        """Before which places pairs may have vanished: not within what makes words as it is seen."""
        pairs = [gbk.characters().get(left[-1:] + right[:1], " ") for left, right in pairwise(self.bytes)]
        seen = "".join(pairs)
        seen = lexicon.simplified(seen) if traditional else seen
        possible = [True] * (self.size + 1)
        words = lexicon.costs()
        for i in range(len(seen)):
            for j in range(i + 2, min(i + lexicon.LONGEST, len(seen)) + 1):
                if seen[i:j] in words:
                    possible[i + 1 : j + 1] = [False] * (j - i)
        return possible

    def readings(self) -> list[Reading]:
        """The readings, best first; empty where no damage of these kinds explains the text."""
        places: list[dict[State, list[Path]]] = [{} for _ in range(self.size + 1)]
        places[0][State(0, IN_STEP)] = [Path()]
        for at in range(self.size):
            self._advance(places, at)
        ends = places[self.size]
        for phase in (LATE, GAP):
            if any(state.phase == phase for state in ends):
                self._advance(places, self.size)
        self.unchanged = min(
            (path.cost for path in ends.get(State(self.size, IN_STEP), [])), default=math.inf
        )
        done = ends.get(State(self.size, BACK), [])
        return [self._reading(path) for path in done]

    def _advance(self, places: list[dict[State, list[Path]]], at: int) -> None:
        """Grow the paths that have come to `at`, cheapest state first; what is far dearer is given up."""
        here = places[at]
        best: dict[int, float] = {}
        grown: set[State] = set()
        # Pairs that vanish bring new states at the same place, so there are rounds.
        while fresh := sorted((paths[0].cost, state) for state, paths in here.items() if state not in grown):
            for cost, state in fresh:
                grown.add(state)
                # Out of step costs more before it pays: paths compete with those of their own kind.
                kind = IN_STEP if state.phase == IN_STEP else BACK if state.phase == BACK else LATE
                if cost <= best.setdefault(kind, cost) + BEAM:
                    self._extend(places, state, here[state])

    def _extend(self, places: list[dict[State, list[Path]]], state: State, paths: list[Path]) -> None:
        link = self.link
        for growth in self._grow(state):
            there = places[growth.state.at].setdefault(growth.state, [])
            for path in paths:
                cost = path.cost + growth.cost
                if len(there) == PER_STATE and cost >= there[-1].cost:
                    break
                linked = link(path.text, growth.text) if link else 0.0
                if len(there) < PER_STATE or cost + linked < there[-1].cost:
                    insert(there, longer(path, growth, linked))

    def _reading(self, path: Path) -> Reading:
        stop = len(path.text) - (self.size - path.end)
        original = path.text[path.start : stop]
        return Reading(original, path.start, path.end, path.free, path.event, path.tagged, path.cost)

    def _grow(self, state: State) -> Iterator[Growth]:
        if state.phase == LATE:
            yield from self._late_words(state)
        elif state.phase == GAP:
            yield from self._read_late(ANY, state.at, state.hidden + 1, gone=1)
        elif state.at < self.size:
            yield from self._words_in_step(state)
            if state.phase == IN_STEP and state.at in self.starts:
                yield from self._slips(state.at)

    def _words_in_step(self, state: State) -> Iterator[Growth]:
        at = state.at
        words = lexicon.costs()
        for stop in range(at + 1, min(at + lexicon.LONGEST, self.size) + 1):
            word = self.plain[at:stop]
            cost = single(word) if stop == at + 1 else words.get(word)
            if cost is not None:
                text = self.damaged[at:stop]
                yield Growth(State(stop, state.phase), self._priced(text, cost), text)

    def _late_words(self, state: State) -> Iterator[Growth]:
        """Words read late, whose first pair is the character seen at the state's place."""
        at = state.at
        if at < self.size and len(self.bytes[at]) == 2 and self.bytes[at][0] == state.pending:
            yield from self._read_late(self.bytes[at][1], at + 1, 0)

    def _read_late(self, lead: int, at: int, hidden: int, event: str = "", gone: int = 0) -> Iterator[Growth]:
        """Words with a first byte, or any, of which `at` and what follows shows the rest."""
        for seen in self._sights(at):
            words = self.spellings.seen(lead, seen)
            if words:
                yield from self._landed(words, at + len(seen), 0, event, gone)
        for last in self._lasts(at, hidden):
            words = self.spellings.silent(lead, last)
            if last == ANY and self.checksum is not None:
                words += self.spellings.singles(lead)
            if words:
                words = words if last == ANY else words[:SAME_PLACE]
                yield from self._landed(words, at, hidden, event, gone)

    def _sights(self, at: int) -> list[str]:
        return [self.damaged[at : at + k] for k in range(1, min(LONGEST_SEEN, self.size - at) + 1)]

    def _lasts(self, at: int, hidden: int) -> list[int]:
        """The last bytes of a word with which reading can go on at `at`."""
        lasts: list[int] = []
        if at < self.size:
            lasts.append(self.bytes[at][0])
            if hidden < LONGEST_GAP and self._gaps[at]:
                lasts.append(gbk.ALWAYS_VANISHES)
        return [*lasts, ANY] if self._orphanable(at) else lasts

    def _orphanable(self, at: int) -> bool:
        """Whether a byte left over before `at` can have been dropped, for an ASCII byte or a tag followed."""
        if at == self.size:
            return True
        here = self.bytes[at]
        return here[0] < 0x40 if len(here) == 1 else self.damaged[at] in _CLOSING

    def _landed(
        self, words: Iterable[Spelling], at: int, hidden: int, event: str, gone: int
    ) -> Iterator[Growth]:
        """The states that words read late may end in: late still, before a gap, or back in step."""
        here = self.bytes[at] if at < self.size else b""
        slip = SLIP_COST if event else 0.0
        orphanable, gaps = self._orphanable(at), hidden < LONGEST_GAP and self._gaps[at]
        final = at >= self.size - 1 and self.checksum is not None
        for general, text, last, within in words:
            cost = self._priced(text, general) + slip
            lost = (1 if event else 0) + 2 * (within + gone)
            if last < 0x80:
                if here == bytes((last,)) and self._checked(text, at + 1):
                    yield Growth(State(at + 1, BACK), cost, text, lost, event, at + 1)
                continue
            if len(here) == 2 and here[0] == last:
                yield Growth(State(at, LATE, last, hidden), cost, text, lost, event)
                if 0x40 <= here[1] < 0x7F:
                    letter = chr(here[1])
                    more = cost + LETTER_COST
                    yield Growth(State(at + 1, BACK), more, text + letter, lost, event, at + 1)
            elif gaps and last in gbk.USER_DEFINED:
                yield Growth(State(at, GAP, 0, hidden), cost + GAP_COST, text, lost, event)
            if orphanable and self._checked(text, at):
                lost += 0 if final else 1
                if len(here) == 2:
                    rest, rest_cost = self._rest(at)
                    done = State(self.size, BACK)
                    yield Growth(done, cost + rest_cost, text + rest, lost, event, at, True)
                else:
                    yield Growth(State(at, BACK), cost, text, lost, event, at)

    def _rest(self, at: int) -> tuple[str, float]:
        """The text behind a vanished tag, which is in step to its end."""
        if at not in self._rests:
            self._rests[at] = TAG_COST + price(self.plain[at:])
        return self.damaged[at:], self._rests[at]

    def _slips(self, at: int) -> Iterator[Growth]:
        """The damage itself: a word that begins at `at` and falls out of step within."""
        here = self.bytes[at]
        if at == 0 and self.indented:
            yield Growth(State(at, LATE, here[0]), INDENT_COST, INDENT, 0, LOST)
        for first in ("", self.damaged[at]) if len(here) == 2 else ("",):
            where = at + len(first)
            if where >= self.size:
                continue
            if len(self.bytes[where]) == 1:
                yield from self._folded(at, first)
                continue
            for seen in ("", *self._sights(where)):
                words = self.spellings.halved(first, self.bytes[where][0], seen)
                if words:
                    yield from self._landed(words, where + len(seen), 0, LOST, 0)

    def _folded(self, at: int, first: str) -> Iterator[Growth]:
        """Two characters whose touching bytes were taken for a full-width mark and written in ASCII.

        The first of them ends a word that begins with `first`; its other byte, an orphan, is gone.
        """
        where = at + len(first)
        for pair, mark in gbk.FOLDED.items():
            if self.bytes[where] != mark:
                continue
            halved = self.spellings.halved(first, pair[0], "")
            befores = [w for w in halved if len(w[1]) == len(first) + 1 and w[1].encode("gbk")[-1] == pair[0]]
            for way in self._read_late(pair[1], where + 1, 0, FOLD):
                for general, text, *_ in befores[:PER_STATE]:
                    cost = way.cost + self._priced(text, general)
                    yield replace(way, cost=cost, text=text + way.text)

    def _priced(self, word: str, cost: float) -> float:
        return self.known(word, cost) if self.known else cost

    def _checked(self, text: str, at: int) -> bool:
        return self.checksum is None or at < self.size - 1 or self.checksum(text[-1])
