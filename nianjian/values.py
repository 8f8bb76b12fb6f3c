"""Frozen values at the price of plain ones.

A frozen dataclass sets every field through `object.__setattr__`, which makes a `Fact` three times as dear as
a plain one. Here mypy forbids the assignment, and the interpreter does not look for it a second time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value
else:
    from dataclasses import dataclass

    def value(*, frozen: bool, slots: bool):
        """`dataclass(frozen=..., slots=...)` for values that are made by the thousand."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["value"]
