"""The figures of one cell in the order of the rule, and which of them the cell shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.summary.choice import outcome_order, target_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from nianjian.model import Document, Fact


@dataclass(frozen=True, slots=True)
class Shown:
    """Outcomes and targets of a cell, each in the order of choice: the first of a sort is shown."""

    outcomes: tuple[Fact, ...]
    targets: tuple[Fact, ...]

    @property
    def levels(self) -> tuple[Fact, ...]:
        """The outcomes that are the indicator's value."""
        return tuple(fact for fact in self.outcomes if fact.measure != "change_pct")

    @property
    def growths(self) -> tuple[Fact, ...]:
        """The outcomes that are growth on the year before."""
        return tuple(fact for fact in self.outcomes if fact.measure == "change_pct")

    @property
    def value(self) -> Fact | None:
        """The fact behind column `value`."""
        return next(iter(self.levels), None)

    @property
    def growth(self) -> Fact | None:
        """The fact behind column `yoy_pct`."""
        return next(iter(self.growths), None)

    @property
    def target_value(self) -> Fact | None:
        """The fact behind column `target_value`."""
        return next((fact for fact in self.targets if fact.measure != "change_pct"), None)

    @property
    def target_growth(self) -> Fact | None:
        """The fact behind column `target_pct`."""
        return next((fact for fact in self.targets if fact.measure == "change_pct"), None)


def shown(group: Iterable[Fact], documents: Mapping[str, Document]) -> Shown:
    """The facts of one cell in the order of choice; `documents` by id."""
    facts = list(group)
    return Shown(
        tuple(
            sorted(
                (f for f in facts if f.status != "target"),
                key=lambda f: outcome_order(f, documents[f.document_id]),
            )
        ),
        tuple(
            sorted(
                (f for f in facts if f.status == "target"),
                key=lambda f: target_order(f, documents[f.document_id]),
            )
        ),
    )
