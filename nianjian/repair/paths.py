"""The values of the search for misread text: states, paths, ways on, readings."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from nianjian.values import value

INDENT = "　"
# A path is in step with the bytes, late by one, before a pair that vanished, or back in step.
IN_STEP, LATE, GAP, BACK = range(4)
PER_STATE = 3
_COST = attrgetter("cost")


class State(NamedTuple):
    """Where a path stands: place in the damaged text, phase, the byte left over, pairs that vanished here."""

    at: int
    phase: int
    pending: int = 0
    hidden: int = 0


@value(frozen=True, slots=True)
class Path:
    """What has been read so far; `start` and `end` bound the damage, `free` counts bytes that are gone."""

    cost: float = 0.0
    text: str = ""
    start: int = -1
    end: int = -1
    free: int = 0
    event: str = ""
    tagged: bool = False


@value(frozen=True, slots=True)
class Growth:
    """One word more: the state after it and what it adds to a path."""

    state: State
    cost: float
    text: str
    free: int = 0
    event: str = ""
    end: int = -1
    tagged: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the bytes of damaged `[start, end)` said, in the script of the text.

    `free` counts the bytes that are gone and were chosen by language; `event` is the damage, `tagged` says
    that a vanished tag ended it; `cost` is minus log probability of the whole text read.
    """

    original: str
    start: int
    end: int
    free: int
    event: str
    tagged: bool
    cost: float


def insert(paths: list[Path], path: Path) -> None:
    """Put a path among the best few that say different things, in order of cost."""
    for i, other in enumerate(paths):
        if other.text == path.text:
            if path.cost < other.cost:
                del paths[i]
                break
            return
    insort(paths, path, key=_COST)
    del paths[PER_STATE:]


def longer(path: Path, growth: Growth, linked: float) -> Path:
    """A path and one way on; `linked` is what it costs that the one follows the other."""
    return Path(
        path.cost + growth.cost + linked,
        path.text + growth.text,
        len(path.text) if growth.event else path.start,
        growth.end if growth.end >= 0 else path.end,
        path.free + growth.free,
        growth.event or path.event,
        path.tagged or growth.tagged,
    )
