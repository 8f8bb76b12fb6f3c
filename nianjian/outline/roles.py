"""The part each section plays, from its heading, its opening and what it stands under.

A heading that names a period and what is done with it (2020年工作回顾, 下半年工作打算) settles the role, and
the sections within inherit it. Where the heading says nothing, the sentences do; where they say both, the
role is `other` and every clause decides for itself. Patterns stand in catalogue/section_roles.tsv.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.outline.numerals import THE_YEAR
from nianjian.outline.turns import turns
from nianjian.widths import narrow
from nianjian.years import ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Document

SETTLED = ("review", "plan", "problems", "closing")
_YEAR = re.compile(THE_YEAR)
_DIGITS = str.maketrans(ZERO + "一二三四五六七八九", "0" * len(ZERO) + "123456789")
_OPENING = 400
"""Characters of a section's text that are asked first how it speaks."""
_SAMPLE = 4000


@cache
def patterns(place: str) -> tuple[tuple[str, float, re.Pattern[str]], ...]:
    """(role, points, pattern) of the rules for a place: title or body."""
    return tuple(
        (row["role"], float(row["points"]), re.compile(row["pattern"].replace("{year}", THE_YEAR)))
        for row in table("section_roles")
        if row["place"] == place
    )


def roles(
    document: Document, titles: Sequence[str], bodies: Sequence[str], parents: Sequence[int]
) -> list[str]:
    """Role of every heading; `bodies` has its whole text, `parents` the index of the one around it or -1."""
    titles, bodies = [narrow(title) for title in titles], [narrow(body) for body in bodies]
    if document.kind == "statistical_bulletin":
        return [_in_bulletin(title) for title in titles]
    if document.kind == "news":
        return ["other"] * len(titles)
    found: list[str] = []
    for index, title in enumerate(titles):
        parent = found[parents[index]] if parents[index] >= 0 else ""
        earlier = [found[i] for i in range(index) if parents[i] == parents[index]]
        found.append(_role(document, title, bodies[index], parent, earlier[-1] if earlier else ""))
    return found


def _in_bulletin(title: str) -> str:
    return "other" if _points(title, "title").get("other") else "review"


def _role(document: Document, title: str, body: str, parent: str, before: str) -> str:
    points = _points(title, "title")
    for role in ("other", "closing", "problems"):
        if points.get(role):
            return role
    named = _periods(title, document)
    review = points.get("review", 0.0) + 2 * ("review" in named)
    plan = points.get("plan", 0.0) + 2 * ("plan" in named)
    if parent in SETTLED:
        settled = max(review, plan) >= 5 and min(review, plan) == 0
        return parent if not settled else "review" if review > plan else "plan"
    if review >= 5 and plan >= 5:
        return "other"
    if max(review, plan) >= 2 and abs(review - plan) >= 1:
        return "review" if review > plan else "plan"
    return _spoken(body, before)


def _spoken(body: str, before: str) -> str:
    """Role by how the sentences speak: all of one kind, or mixed."""
    turned = next((at for role, at in turns(body) if role == "plan" and at > len(body) // 5), None)
    opening = _points(body[: min(_OPENING, turned or _OPENING)], "body", count=True)
    review, plan = opening.get("review", 0.0), opening.get("plan", 0.0)
    if turned is not None and review >= plan:
        return "other"
    if before == "plan" and plan + 1 >= review:
        return "plan"
    whole = _points(body[:_SAMPLE], "body", count=True)
    review, plan = whole.get("review", 0.0), whole.get("plan", 0.0)
    if review + plan < 3:
        return before or "other"
    if review > 3 * plan:
        return "review"
    if plan > 3 * review:
        return "plan"
    return "other"


def _points(text: str, place: str, *, count: bool = False) -> dict[str, float]:
    """Points that the rules for a place give each role; for a body every sighting counts."""
    points: dict[str, float] = {}
    if not count and not _any(place).search(text):
        return points
    for role, worth, pattern in patterns(place):
        hits = len(pattern.findall(text)) if count else int(pattern.search(text) is not None)
        points[role] = points.get(role, 0.0) + worth * hits
    return points


@cache
def _any(place: str) -> re.Pattern[str]:
    return re.compile("|".join(pattern.pattern for _, _, pattern in patterns(place)))


def _periods(title: str, document: Document) -> set[str]:
    """Which of the document's periods a title names by its year."""
    named: set[str] = set()
    review, plan = _year_of(document.review_period), _year_of(document.plan_period)
    for match in _YEAR.finditer(title):
        year = int(match[0].rstrip("年").strip().translate(_DIGITS))
        if plan and year >= plan and (review is None or year > review):
            named.add("plan")
        elif review and year <= review and (plan is None or year < plan):
            named.add("review")
    return named


def _year_of(period: str | None) -> int | None:
    return int(period[:4]) if period else None
