"""Furniture of pages and portals: page numbers, rules, running headers, web headers, footers, tags."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.repair.layout import Line

PAGE_NUMBERS = frozenset({"page_dashed", "page_counted", "page_of", "bare_page_number"})
HEADER_LONGEST = 80
BARE_NUMBER = re.compile(r"\d{1,3}")


class Furnishing(NamedTuple):
    """Why a line is furniture: kind of repair, rule, certificate."""

    kind: str
    rule: str
    certificate: str


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple((row["id"], row["kind"], re.compile(row["pattern"])) for row in table("repair_furniture"))


@cache
def _any_pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{row['pattern']})" for row in table("repair_furniture")))


def furniture(lines: Sequence[Line]) -> dict[int, Furnishing]:
    """Which lines, by their index, are furniture and why.

    A line is furniture where a pattern of catalogue/repair_furniture.tsv matches it whole, where it is a bare
    number in a series that counts pages, or where it is repeated beside page numbers.
    """
    found: dict[int, Furnishing] = {}
    for i, line in enumerate(lines):
        if line.width <= 2 * HEADER_LONGEST and _any_pattern().fullmatch(line.body):
            found[i] = next(
                Furnishing(kind, rule, f"pattern:{rule}")
                for rule, kind, pattern in _patterns()
                if pattern.fullmatch(line.body)
            )
    found.update(_bare_page_numbers(lines, found))
    found.update(_running_headers(lines, found))
    return found


def _bare_page_numbers(lines: Sequence[Line], known: dict[int, Furnishing]) -> dict[int, Furnishing]:
    """Bare numbers that count 1, 2, 3 … with running text between them; a table's cells do not."""
    numbers = [
        (i, int(line.body))
        for i, line in enumerate(lines)
        if i not in known and BARE_NUMBER.fullmatch(line.body)
    ]
    if len(numbers) < 2:
        return {}
    steps = list(pairwise(numbers))
    if not all(n + 1 == m and sum(line.width for line in lines[i + 1 : j]) > 400 for (i, n), (j, m) in steps):
        return {}
    proof = f"series:{numbers[0][1]}..{numbers[-1][1]}"
    return {i: Furnishing("page_junk", "bare_page_number", proof) for i, _ in numbers}


def _running_headers(lines: Sequence[Line], known: dict[int, Furnishing]) -> dict[int, Furnishing]:
    """Lines that come again and again beside page numbers, and the same words at the document's top."""
    beside: dict[str, list[int]] = {}
    for i, line in enumerate(lines):
        if line.width <= HEADER_LONGEST and any(
            j in known and known[j].rule in PAGE_NUMBERS | {"rule", "form_feed"} for j in (i - 1, i + 1)
        ):
            beside.setdefault(squeezed(line.body), []).append(i)
    found = {
        i: Furnishing("page_junk", "running_header", f"repeated:{len(places)}")
        for body, places in beside.items()
        if len(places) >= 2 and len(body) >= 4
        for i in places
        if i not in known
    }
    titles = [
        squeezed(lines[i].body)
        for i in sorted(known.keys() | found.keys())
        if i in found or known[i].rule == "meeting_paper"
    ]
    if len(lines) > 1 and 1 in known and known[1].rule == "meeting_paper":
        joined = squeezed(lines[0].body + lines[1].body)
        if any(title.endswith(joined) and len(joined) > 8 for title in titles):
            found[0] = Furnishing("page_junk", "running_header", "repeated:2")
    return found


def squeezed(body: str) -> str:
    """A line without any white space, for comparing."""
    return "".join(body.split())
