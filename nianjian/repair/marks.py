"""Commas that a site set in front of the punctuation that was there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOUBLED = re.compile("[,，](?=[，。、；：,;])")
# Empty cells of a table stand between two commas, but never a comma in front of these.
_IMPOSSIBLE = frozenset("。、；：;")
_ENOUGH = 3


def doubled_marks(text: str) -> Iterator[Proposal]:
    """`连创新高,，达到`, `达5287元,。`: a comma in front of another mark, put there against copying.

    Only where it is done throughout: one such pair may be all that is left of a clause.
    """
    if ",。" not in text and "，。" not in text:
        return
    hits = list(_DOUBLED.finditer(text))
    impossible = sum(text[hit.end()] in _IMPOSSIBLE for hit in hits)
    for hit in hits if impossible >= _ENOUGH else ():
        proof = f"doubled:{text[hit.start() : hit.end() + 1]}:{impossible}/{len(hits)}"
        yield Proposal(hit.start(), hit.end(), "", "page_junk", "doubled_mark", proof)
