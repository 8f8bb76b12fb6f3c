"""The cost table: what speaks for and against a reading of the outline, by id."""

from __future__ import annotations

from functools import cache

from nianjian.catalogue import table


@cache
def costs() -> dict[str, float]:
    """Cost by id of catalogue/heading_costs.tsv; negative speaks for the reading."""
    return {row["id"]: float(row["cost"]) for row in table("heading_costs")}
