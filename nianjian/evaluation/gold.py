"""Hand-made annotation: a folder of UNIT.tsv files, one row per numeral, and units.tsv that places them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

SMALL_COUNT = 1000
NEVER_A_COUNT = ("CNY", "USD", "%")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One numeral as an annotator reads it; `metric`, `codes`, `units` and `periods` list what is right.

    Fields after `role` speak of facts only. `codes` holds "" where no code is right.
    """

    chinese: bool
    start: int
    role: str
    metric: str
    codes: tuple[str, ...]
    measure: str
    value: float | None
    value_high: float | None
    units: tuple[str, ...]
    periods: tuple[str, ...]
    status: str
    qualifier: str
    scope: str

    @property
    def is_fact(self) -> bool:
        """Whether the numeral measures something."""
        return self.role == "fact"

    @property
    def headline(self) -> bool:
        """Whether the fact is a headline figure of the whole area."""
        return self.codes != ("",)

    @property
    def optional(self) -> bool:
        """A small count in Chinese numerals (三支队伍): to find it is neither asked for nor wrong."""
        counted = not any(unit in NEVER_A_COUNT for unit in self.units)
        return self.chinese and counted and (self.value or 0) < SMALL_COUNT


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """The annotated stretch `[start, end)` of a file, which is named without its folder."""

    name: str
    file: str
    start: int
    end: int
    rows: tuple[GoldRow, ...]


def read_gold(folder: Path, names: Collection[str] = ()) -> list[GoldUnit]:
    """The units of a gold folder, or those named; FileNotFoundError or ValueError says what is missing."""
    places = _read(folder / "units.tsv")
    unknown = sorted(set(names) - {place["unit"] for place in places})
    if unknown:
        raise ValueError(f"{folder / 'units.tsv'} names no unit {', '.join(unknown)}")
    units = [
        GoldUnit(
            place["unit"],
            place["file"],
            int(place["start"]),
            int(place["end"]),
            tuple(_row(row) for row in _read(folder / f"{place['unit']}.tsv")),
        )
        for place in places
        if (folder / f"{place['unit']}.tsv").exists() and (not names or place["unit"] in names)
    ]
    if not units:
        raise FileNotFoundError(f"no gold in {folder}: units.tsv names units, UNIT.tsv holds their rows")
    return units


def scored_codes(folder: Path) -> frozenset[str]:
    """The indicator codes that the gold knows: metrics.tsv in its folder or the one above, else all.

    A code of the catalogue that the annotators did not use must count as none, not as an error.
    """
    for place in (folder / "metrics.tsv", folder.resolve().parent / "metrics.tsv"):
        if place.exists():
            return frozenset(row["code"] for row in _read(place))
    return frozenset(indicators())


def _read(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: a gold folder has units.tsv and one UNIT.tsv per unit")
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))


def _row(row: dict[str, str]) -> GoldRow:
    return GoldRow(
        chinese=row["idx"].startswith("c"),
        start=int(row["start"]),
        role=row["role"],
        metric=row["metric"],
        codes=tuple((row["code"] or "").split("|")),
        measure=row["measure"],
        value=_number(row["value"]),
        value_high=_number(row["value_high"]),
        units=tuple(row["unit"].split("|")),
        periods=tuple(row["period"].split("|")),
        status=row["status"],
        qualifier=row["qualifier"],
        scope=row["scope"],
    )


def _number(text: str | None) -> float | None:
    return float(text) if text else None
