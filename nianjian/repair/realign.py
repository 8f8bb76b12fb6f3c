"""The search for what misread bytes said: a noisy channel of GBK bytes under a language of words.

The damaged text is read left to right. A path begins in step with the bytes, falls out of step where a byte
was lost or a pair folded, reads on one byte late, and comes back into step at an ASCII byte. What it says is
spelled in words of the lexicon; the cheapest spelling wins.
"""

from __future__ import annotations

import math
from bisect import insort
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nianjian.repair import gbk, lexicon
from nianjian.repair.lexicon import ANY, Spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

LOST, FOLD = "lost-byte", "fold"
SLIP_COST, TAG_COST, LETTER_COST = 12.0, 7.0, 3.0
# Pairs of the user-defined area vanish often, those of the symbol rows seldom.
GAP_COST, RARE_GAP_COST = 2.0, 4.0
BEAM = 9.0
LONGEST_SEEN, LONGEST_GAP = 3, 2
PER_STATE = 3
SAME_PLACE = 4
INDENT = "　"
_CLOSING = frozenset("。，；：、！？”）》")
_PARTLY_VANISHING = tuple(b for b, gone in gbk.vanishing().items() if gone and b not in gbk.USER_DEFINED)
_IN_STEP, _LATE, _GAP, _BACK = range(4)


class State(NamedTuple):
    """Where a path stands: place in the damaged text, phase, the byte left over, pairs that vanished here."""

    at: int
    phase: int
    pending: int = 0
    hidden: int = 0


class Path(NamedTuple):
    """What has been read so far; `start` and `end` bound the damage, `free` counts bytes that are gone."""

    cost: float = 0.0
    text: str = ""
    plain: str = ""
    start: int = -1
    end: int = -1
    free: int = 0
    event: str = ""
    tagged: bool = False


class Growth(NamedTuple):
    """One word more: the state after it and what it adds to a path."""

    state: State
    cost: float
    text: str
    plain: str
    free: int = 0
    event: str = ""
    end: int = -1
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bytes of damaged `[start, end)` said, in the script of the text and in Simplified.

    `free` counts the bytes that are gone and were chosen by language; `event` is the damage, `tagged` says
    that a vanished tag ended it; `cost` is minus log probability of the whole text read.
    """

    original: str
    plain: str
    start: int
    end: int
    free: int
    event: str
    tagged: bool
    cost: float


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
        return LETTER_COST
    return lexicon.MARKS.get(char) or lexicon.costs().get(char, lexicon.UNKNOWN)


class Search:
    """One search over one damaged text.

    The text is a run of two-byte characters, perhaps with a folded mark in it and one ASCII character at its
    end. `starts` are the places where the damage may begin; with `indented` it begins at once, within the
    indent of a paragraph. `known` gives the cost of a word that the document uses elsewhere; `checksum`
    judges the last character before the end.
    """

    def __init__(
        self,
        damaged: str,
        starts: range,
        traditional: bool,
        *,
        indented: bool = False,
        known: Callable[[str, float], float] | None = None,
        checksum: Callable[[str], bool] | None = None,
    ) -> None:
        self.damaged = damaged
        self.size = len(damaged)
        self.bytes = [char.encode("gbk") for char in damaged]
        self.starts = starts
        self.spellings = lexicon.spellings(traditional)
        self.plain = lexicon.simplified(damaged) if traditional else damaged
        self.indented = indented
        self.known = known
        self.checksum = checksum
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
        places[0][State(0, _IN_STEP)] = [Path()]
        for at in range(self.size):
            self._advance(places, at)
        ends = places[self.size]
        for phase in (_LATE, _GAP):
            if any(state.phase == phase for state in ends):
                self._advance(places, self.size)
        done = ends.get(State(self.size, _BACK), [])
        return [self._reading(path) for path in done]

    def _advance(self, places: list[dict[State, list[Path]]], at: int) -> None:
        """Grow the paths that have come to `at`, cheapest state first; what is far dearer is given up."""
        here = places[at]
        grown: set[State] = set()
        while waiting := [(paths[0].cost, state) for state, paths in here.items() if state not in grown]:
            cost, state = min(waiting)
            if cost > min(paths[0].cost for paths in here.values()) + BEAM:
                return
            grown.add(state)
            for growth in self._grow(state):
                there = places[growth.state.at].setdefault(growth.state, [])
                for path in here[state]:
                    if len(there) < PER_STATE or path.cost + growth.cost < there[-1].cost:
                        _insert(there, _longer(path, growth))

    def _reading(self, path: Path) -> Reading:
        stop = len(path.text) - (self.size - path.end)
        original, plain = path.text[path.start : stop], path.plain[path.start : stop]
        return Reading(original, plain, path.start, path.end, path.free, path.event, path.tagged, path.cost)

    def _grow(self, state: State) -> Iterator[Growth]:
        if state.phase == _LATE:
            yield from self._late_words(state)
        elif state.phase == _GAP:
            yield from self._hidden_words(state)
        elif state.at < self.size:
            if state.phase == _BACK or not self.indented:
                yield from self._words_in_step(state)
            if state.phase == _IN_STEP and state.at in self.starts:
                yield from self._slips(state.at)

    def _words_in_step(self, state: State) -> Iterator[Growth]:
        at = state.at
        words = lexicon.costs()
        for stop in range(at + 1, min(at + lexicon.LONGEST, self.size) + 1):
            word = self.plain[at:stop]
            cost = single(word) if stop == at + 1 else words.get(word)
            if cost is not None:
                yield Growth(state._replace(at=stop), self._priced(word, cost), self.damaged[at:stop], word)

    def _late_words(self, state: State) -> Iterator[Growth]:
        """Words read late, whose first pair is the character seen at the state's place."""
        at = state.at
        if at < self.size and len(self.bytes[at]) == 2 and self.bytes[at][0] == state.pending:
            yield from self._read_late(self.bytes[at][1], at + 1, 0, ())
        if state.hidden < LONGEST_GAP and self._gaps[at] and state.pending in _PARTLY_VANISHING:
            yield Growth(state._replace(phase=_GAP), RARE_GAP_COST, "", "")

    def _hidden_words(self, state: State) -> Iterator[Growth]:
        """Words read late, whose first pair vanished."""
        leads = () if state.pending == gbk.ALWAYS_VANISHES else gbk.vanishing()[state.pending]
        yield from self._read_late(ANY, state.at, state.hidden + 1, leads, gone=1)

    def _read_late(
        self, lead: int, at: int, hidden: int, leads: Container[int], event: str = "", gone: int = 0
    ) -> Iterator[Growth]:
        """Words with a first byte (or one of several) of which `at` and what follows shows the rest."""
        for seen in self._sights(at):
            words = self.spellings.seen.get((lead, seen), ())
            yield from self._landed(
                (w for w in words if not leads or w.lead in leads), at + len(seen), 0, event, gone
            )
        for last in self._lasts(at, hidden):
            some = self.spellings.silent.get((lead, last), [])
            if leads:
                some = [w for w in some if w.lead in leads]
            if last == ANY and self.checksum is not None:
                some = [*some, *self.spellings.singles.get(lead, ())]
            yield from self._landed(some if last == ANY else some[:SAME_PLACE], at, hidden, event, gone)

    def _sights(self, at: int) -> list[str]:
        return [self.damaged[at : at + k] for k in range(1, min(LONGEST_SEEN, self.size - at) + 1)]

    def _lasts(self, at: int, hidden: int) -> list[int]:
        """The last bytes of a word with which reading can go on at `at`."""
        if self._orphanable(at):
            return [ANY]
        lasts = [self.bytes[at][0]]
        if hidden < LONGEST_GAP and self._gaps[at]:
            lasts += [gbk.ALWAYS_VANISHES, *(b for b in _PARTLY_VANISHING if b != lasts[0])]
        return lasts

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
        orphanable, gaps = self._orphanable(at), self._gaps[at]
        final = at >= self.size - 1 and self.checksum is not None
        for word in words:
            cost = self._priced(word.plain, word.cost) + slip
            lost = (1 if event else 0) + 2 * (word.hidden + gone)
            last = word.last
            text, plain = word.text, word.plain
            if last < 0x80:
                if here == bytes((last,)) and self._checked(text, at + 1):
                    yield Growth(State(at + 1, _BACK), cost, text, plain, lost, event, at + 1)
                continue
            if len(here) == 2 and here[0] == last:
                yield Growth(State(at, _LATE, last, hidden), cost, text, plain, lost, event)
                if 0x40 <= here[1] < 0x7F:
                    letter = chr(here[1])
                    more = cost + LETTER_COST
                    yield Growth(
                        State(at + 1, _BACK), more, text + letter, plain + letter, lost, event, at + 1
                    )
            elif hidden < LONGEST_GAP and gaps and gbk.vanishing().get(last):
                gap = gbk.ALWAYS_VANISHES if last in gbk.USER_DEFINED else last
                more = cost + (GAP_COST if gap == gbk.ALWAYS_VANISHES else RARE_GAP_COST)
                yield Growth(State(at, _GAP, gap, hidden), more, text, plain, lost, event)
            if orphanable and self._checked(text, at):
                lost += 0 if final else 1
                if len(here) == 2:
                    rest, rest_plain, rest_cost = self._rest(at)
                    done = State(self.size, _BACK)
                    yield Growth(
                        done, cost + rest_cost, text + rest, plain + rest_plain, lost, event, at, True
                    )
                else:
                    yield Growth(State(at, _BACK), cost, text, plain, lost, event, at)

    def _rest(self, at: int) -> tuple[str, str, float]:
        """The text behind a vanished tag, which is in step to its end."""
        if at not in self._rests:
            self._rests[at] = TAG_COST + price(self.plain[at:])
        return self.damaged[at:], self.plain[at:], self._rests[at]

    def _slips(self, at: int) -> Iterator[Growth]:
        """The damage itself: a word that begins at `at` and falls out of step within."""
        here = self.bytes[at]
        if len(here) == 1:
            yield from self._folded(at)
        elif self.indented:
            yield Growth(State(at, _LATE, here[0]), 0.0, INDENT, INDENT, 0, LOST)
        else:
            for first in (self.damaged[at], ""):
                yield from self._slipping(at, first)

    def _slipping(self, at: int, first: str) -> Iterator[Growth]:
        """Words that lose a byte of their first character, or, where `first` stands, of their second."""
        where = at + len(first)
        if where >= self.size or len(self.bytes[where]) == 1:
            return
        known = self.bytes[where][0]
        words = self.spellings.starting.get(first, ()) if first else self._with_byte(known)
        for word in words:
            data = word.text.encode("gbk")
            k = 2 * len(first)
            if len(data) <= k or known not in data[k : k + 2]:
                continue
            late = bytes((known,)) + data[k + 2 :]
            last = late[-1]
            seen = gbk.decode(late[:-1] if len(late) % 2 else late)
            if self.damaged.startswith(seen, where):
                hidden = len(late) // 2 - len(seen)
                shown = word._replace(last=last, hidden=hidden)
                yield from self._landed((shown,), where + len(seen), 0, LOST, 0)

    def _with_byte(self, known: int) -> Iterator[Spelling]:
        for words in self.spellings.starting.values():
            if known in words[0].text[0].encode("gbk"):
                yield from words

    def _folded(self, at: int) -> Iterator[Growth]:
        """Two characters whose touching bytes were taken for a full-width mark and written in ASCII."""
        for pair, mark in gbk.FOLDED.items():
            if self.bytes[at] != mark:
                continue
            befores = [w for w in self.spellings.silent.get((ANY, pair[0]), ()) if len(w.text) == 1][
                :PER_STATE
            ]
            for way in self._read_late(pair[1], at + 1, 0, (), FOLD):
                for before in befores:
                    text, plain = before.text + way.text, before.plain + way.plain
                    yield way._replace(cost=way.cost + before.cost, text=text, plain=plain)

    def _priced(self, word: str, cost: float) -> float:
        return self.known(word, cost) if self.known and len(word) > 1 else cost

    def _checked(self, text: str, at: int) -> bool:
        return self.checksum is None or at < self.size - 1 or self.checksum(text[-1])


def _insert(paths: list[Path], path: Path) -> None:
    """Put a path among the best few that say different things, in order of cost."""
    for i, other in enumerate(paths):
        if other.text == path.text:
            if path.cost < other.cost:
                del paths[i]
                break
            return
    insort(paths, path)
    del paths[PER_STATE:]


def _longer(path: Path, growth: Growth) -> Path:
    return Path(
        path.cost + growth.cost,
        path.text + growth.text,
        path.plain + growth.plain,
        len(path.text) if growth.event else path.start,
        growth.end if growth.end >= 0 else path.end,
        path.free + growth.free,
        growth.event or path.event,
        path.tagged or growth.tagged,
    )
