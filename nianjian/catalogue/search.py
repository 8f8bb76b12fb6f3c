"""A rule id -> the row of the catalogue that it names."""

from __future__ import annotations

from importlib.resources import files

from nianjian import catalogue


def find_row(rule_id: str) -> tuple[str, dict[str, str]] | None:
    """The table and the other columns of the row with this id, or None where no table has it."""
    names = sorted(entry.name for entry in files(catalogue).iterdir() if entry.name.endswith(".tsv"))
    for name in (name.removesuffix(".tsv") for name in names):
        for row in catalogue.table(name):
            if row.get("id") == rule_id:
                return name, {column: value for column, value in row.items() if column != "id"}
    return None
