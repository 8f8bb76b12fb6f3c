"""What the opening of a document says it is: for texts that lost their title."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nianjian.catalogue import table


class Opening(NamedTuple):
    """The kind of document that an opening tells, and its words in the place of a title."""

    kind: str
    says: str


def kind_of_opening(opening: str) -> Opening | None:
    """What an opening (Simplified, without blanks) tells, or None."""
    for row, pattern in _patterns():
        if match := pattern.search(opening):
            return Opening(row["kind"], match.groupdict().get("says") or "")
    return None


@cache
def _patterns() -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple((row, re.compile(row["pattern"])) for row in table("document_openings"))
