"""The columns that the lines of a table's head make: side by side, wrapped, or one over the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.tabular.heads import EMPTY, Head

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def layouts(lines: Sequence[tuple[Head, ...]]) -> Iterator[tuple[Head, ...]]:
    """The columns that the lines of a head may make, likeliest first.

    One line after the other (a wrapped head); a period joined with the head behind it (2023年 完成 as one
    column); one line over the other (2023年 over 完成 and 增速), cell by cell or dealt out in order.
    """
    flat = tuple(head for line in lines for head in line)
    upper, lower = lines[0], tuple(head for line in lines[1:] for head in line)
    if lower and len(upper) == len(lower) and any(head.kind == "other" for head in (*upper, *lower)):
        yield _stacked(upper, lower)
    yield flat
    cuts = range(1, len(flat)) if max(map(len, lines)) == 1 else [len(upper)] if lower else []
    for cut in cuts:
        if dealt := _dealt(flat[:cut], flat[cut:]):
            yield dealt
    if (closed := _closed_up(flat)) != flat:
        yield closed


def _stacked(upper: tuple[Head, ...], lower: tuple[Head, ...]) -> tuple[Head, ...]:
    over = EMPTY
    found = []
    for top, bottom in zip(upper, lower, strict=True):
        over = top if top.kind != "other" else over
        if bottom.kind == "value" and over.kind == "value":
            found.append(_under(over, bottom))
        else:
            found.append(bottom if bottom.kind != "other" else top)
    return tuple(found)


def _dealt(upper: tuple[Head, ...], lower: tuple[Head, ...]) -> tuple[Head, ...]:
    groups = [head for head in upper if head.kind == "value"]
    if not groups or len(lower) < len(groups) or any(head.kind != "value" for head in lower):
        return ()
    parts: list[list[Head]] = []
    for head in lower:
        if not parts or (head.measure, head.status) == (parts[-1][0].measure, parts[-1][0].status):
            parts.append([])
        parts[-1].append(head)
    if len(parts) != len(groups):
        if len(lower) % len(groups):
            return ()
        size = len(lower) // len(groups)
        parts = [list(lower[i : i + size]) for i in range(0, len(lower), size)]
    dealt = iter(parts)
    return tuple(
        column
        for head in upper
        for column in ([_under(head, sub) for sub in next(dealt)] if head.kind == "value" else [head])
    )


def _closed_up(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    found: list[Head] = []
    for head in heads:
        if found and found[-1].is_time and head.kind == "value" and head.mark is None:
            found[-1] = _under(found[-1], head)
        else:
            found.append(head)
    return tuple(found)


def _under(group: Head, head: Head) -> Head:
    """A head with what the head above it says."""
    return replace(
        head,
        measure=head.measure or group.measure,
        status=head.status or group.status,
        mark=head.mark or group.mark,
        unit=head.unit or group.unit,
        noun=head.noun or group.noun,
        basis=head.basis or group.basis,
        rules=(*group.rules, *head.rules),
    )
