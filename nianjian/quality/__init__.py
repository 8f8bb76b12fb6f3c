"""Quality: facts -> findings (bounds, units, identities, agreement between documents)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Document, Fact, Finding


def check(documents: Sequence[Document], facts: Sequence[Fact]) -> list[Finding]:
    """Every consistency rule over one corpus: what did not hold, sorted by rule and id."""
    return []
