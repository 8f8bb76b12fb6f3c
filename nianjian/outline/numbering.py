"""The best consistent reading of the numbering: which markers are headings, and at what depth.

A reading is a path through the markers; its state is the stack of counts that are open, outermost first.
Every marker is left out (cost 0), continues an open count (closing those within), or begins a count of its
own below one of them. Costs stand in catalogue/heading_costs.tsv. The search keeps the cheapest path to
every state, and of the states the cheapest few: an exact search wherever fewer are alive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from nianjian.outline.costs import costs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nianjian.outline.markers import Marker

WIDTH = 6
MISSING_MAX = 4
HOPELESS = 8.0
"""A marker as bad as this is never taken, a path that much behind the best never followed."""


class Count(NamedTuple):
    """An open count: its kind of numbering, the number it has reached, whether it has only one member."""

    kind: str
    rank: float
    number: int
    lone: bool


Stack = tuple[Count, ...]


class Path(NamedTuple):
    """A reading up to a marker: its cost and the headings taken, newest first, as a linked list."""

    cost: float
    taken: tuple[int, int, object] | None


def read(markers: Sequence[Marker], damaged: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """(index, depth) of the markers that are headings, in order; depth counts from 1.

    `damaged` lists clean spans that could not be mended: a number missing across one costs less.
    """
    price = costs()
    states: dict[Stack, Path] = {(): Path(0.0, None)}
    for index, marker in enumerate(markers):
        if marker.cost >= HOPELESS:
            continue
        reached = dict(states)
        worst = min(path.cost for path in states.values()) + HOPELESS - marker.cost
        for stack, path in states.items():
            damage = bool(damaged) and _damage(path, marker, markers, damaged)
            for stack_after, cost in _moves(stack, marker, price, damage, worst - path.cost):
                total = path.cost + marker.cost + cost
                known = reached.get(stack_after)
                if known is None or total < known.cost:
                    reached[stack_after] = Path(total, (index, len(stack_after), path.taken))
        best = sorted(reached.items(), key=lambda item: item[1].cost)[:WIDTH]
        states = {stack: path for stack, path in best if path.cost < best[0][1].cost + HOPELESS}
    _, path = min(
        states.items(), key=lambda item: item[1].cost + sum(price["lone"] for count in item[0] if count.lone)
    )
    return list(reversed(list(_walk(path.taken))))


def _moves(
    stack: Stack, marker: Marker, price: dict[str, float], damage: bool, most: float
) -> Iterator[tuple[Stack, float]]:
    """The stacks that taking a marker leads to, with what the step costs beyond the marker itself.

    Steps that cost `most` or more are left out.
    """
    closing = 0.0
    kinds = [count.kind for count in stack]
    for level in range(len(stack), -1, -1):
        if level < len(stack):
            inner = stack[level]
            if inner.kind == marker.kind:
                cost = closing + _continued(inner.number, marker.number, price, damage)
                if cost < most:
                    reached = Count(marker.kind, marker.rank, _reached(inner, marker), False)
                    yield (*stack[:level], reached), cost
            closing += price["lone"] if inner.lone else 0.0
        if marker.kind in kinds[:level]:
            continue
        cost = closing + _begun(stack, level, marker, price)
        if marker.kind in kinds[level:]:
            cost += price["backwards"]
        if cost < most:
            begun = Count(marker.kind, marker.rank, marker.number, marker.number > 0)
            yield (*stack[:level], begun), cost


def _continued(last: int, number: int, price: dict[str, float], damage: bool) -> float:
    if number == 0 or last == 0:
        return 0.0
    missing = number - last - 1
    if missing == 0:
        return price["next"]
    if missing < 0:
        return price["repeated"] if missing == -1 else price["backwards"]
    if missing > MISSING_MAX:
        return price["backwards"]
    return missing * price["skipped_damage" if damage else "skipped"]


def _reached(count: Count, marker: Marker) -> int:
    return marker.number or (count.number + 1 if count.number else 0)


def _begun(stack: Stack, level: int, marker: Marker, price: dict[str, float]) -> float:
    """Cost of a new count below `stack[:level]`."""
    cost = price["first"] if marker.number <= 1 else price["first_not_one"]
    if level and marker.rank <= stack[level - 1].rank:
        cost += price["rank"]
    if level == 0 and stack and marker.rank >= stack[0].rank:
        cost += price["new_top"]
    climbed = len(stack) - level
    if climbed and marker.number:
        cost += price["climb"] * climbed
    return cost


def _damage(
    path: Path, marker: Marker, markers: Sequence[Marker], damaged: Sequence[tuple[int, int]]
) -> bool:
    if path.taken is None:
        return False
    since = markers[path.taken[0]].start
    return any(since < start < marker.start for start, _ in damaged)


def _walk(taken: tuple[int, int, object] | None) -> Iterator[tuple[int, int]]:
    while taken is not None:
        index, depth, rest = taken
        yield index, depth
        taken = rest  # type: ignore[assignment]
