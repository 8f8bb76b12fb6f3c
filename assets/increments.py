"""Which documents a stage computes again; assets.parts joins their rows with those that stay.

A key says what the rows of a document were made from: the key of the stage before and the version of this
stage's rules. Rows are kept where the key is the one they were written with.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assets.parts import StoredTable

KEY_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Plan:
    """What became of each name (seed or document) since the tables were last written."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def fresh(self) -> frozenset[str]:
        """The names to compute."""
        return frozenset((*self.new, *self.changed))

    def counts(self) -> dict[str, int]:
        """Counts for the UI."""
        return {name: len(getattr(self, name)) for name in ("new", "changed", "unchanged", "removed")}


def key(*parts: str) -> str:
    """The key of rows that were made from these parts."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:KEY_DIGITS]


def plan(wanted: Mapping[str, str], previous: Iterable[StoredTable | None]) -> Plan:
    """Compare the keys wanted with those of a stage's tables; a name is unchanged only if all agree."""
    tables = list(previous)
    known = [table.keys for table in tables if table is not None]
    complete = len(known) == len(tables)
    seen = set().union(*known) if known else set()
    unchanged = [
        name for name, value in wanted.items() if complete and all(keys.get(name) == value for keys in known)
    ]
    kept = set(unchanged)
    return Plan(
        new=tuple(sorted(name for name in wanted if name not in seen)),
        changed=tuple(sorted(name for name in wanted if name in seen and name not in kept)),
        unchanged=tuple(sorted(unchanged)),
        removed=tuple(sorted(seen - wanted.keys())),
    )
