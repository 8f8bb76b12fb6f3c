"""The regions of China by GB/T 2260 code (catalogue/regions.tsv): names, parents, years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nianjian.catalogue import table
from nianjian.values import value

FOREVER = 9999
AFTERLIFE = 10
"""Years for which a region is still sought under a name that it does not bear yet or no longer bears."""


@value(frozen=True, slots=True)
class Region:
    """One name of one code, from the end of year `since` to the end of year `until`."""

    code: str
    name: str
    short: str
    parent: str
    since: int
    until: int

    @property
    def level(self) -> str:
        """`province`, `prefecture` or `county`."""
        return (
            "province"
            if self.code.endswith("0000")
            else "prefecture"
            if self.code.endswith("00")
            else "county"
        )

    def stood(self, year: int) -> bool:
        """Whether the region stood at the end of a year."""
        return self.since <= year <= self.until

    def within(self, other: Region) -> bool:
        """Whether the other region is an ancestor of this one."""
        if other.level == "province":
            return self.code[:2] == other.code[:2] and self.code != other.code
        return self.parent == other.code or (
            other.level == "prefecture" and self.code[:4] == other.code[:4] != self.code
        )


@dataclass(frozen=True, slots=True)
class RegionTable:
    """All regions, by code, by full name (and the usual contractions of it) and by short name.

    `endings` has the lengths of full names by their last two characters.
    """

    by_code: dict[str, tuple[Region, ...]]
    by_name: dict[str, tuple[Region, ...]]
    by_short: dict[str, tuple[Region, ...]]
    endings: dict[str, tuple[int, ...]]

    def named(self, name: str, years: tuple[int, ...]) -> tuple[Region, ...]:
        """The regions of a name that stood in the first of the given years in which any did.

        Where none stood in any of them, those nearest to the first year: a name outlives its abolition.
        """
        return _standing(self.by_name.get(name, ()), years)

    def shortened(self, short: str, years: tuple[int, ...]) -> tuple[Region, ...]:
        """The same for names without their 省 市 区 县."""
        return _standing(self.by_short.get(short, ()), years)

    def coded(self, code: str, years: tuple[int, ...]) -> Region | None:
        """The region of a code, under the name that it had."""
        return next(iter(_standing(self.by_code.get(code, ()), years)), None)

    def ancestors(self, region: Region, years: tuple[int, ...]) -> tuple[Region, ...]:
        """Prefecture and province of a county, the province of a prefecture; the nearest first."""
        codes = [region.parent, f"{region.code[:2]}0000"] if region.parent else []
        found = [self.coded(code, years) for code in dict.fromkeys(codes) if code != region.code]
        return tuple(r for r in found if r is not None)


@cache
def region_table() -> RegionTable:
    """The table, read on first use."""
    by_code: dict[str, list[Region]] = {}
    by_name: dict[str, list[Region]] = {}
    by_short: dict[str, list[Region]] = {}
    aliases: dict[str, list[str]] = {}
    for row in table("region_aliases"):
        aliases.setdefault(row["name"], []).append(row["id"])
    for row in table("regions"):
        region = Region(
            row["id"][:6],
            row["name"],
            row["short"],
            row["parent"],
            int(row["valid_from"]),
            int(row["valid_to"] or FOREVER),
        )
        by_code.setdefault(region.code, []).append(region)
        by_short.setdefault(region.short, []).append(region)
        for name in dict.fromkeys((region.name, *contractions(region), *aliases.get(region.name, ()))):
            by_name.setdefault(name, []).append(region)
    endings: dict[str, set[int]] = {}
    for name in by_name:
        endings.setdefault(name[-2:], set()).add(len(name))
    return RegionTable(
        _tuples(by_code),
        _tuples(by_name),
        _tuples(by_short),
        {ending: tuple(sorted(lengths)) for ending, lengths in endings.items()},
    )


def _tuples(index: dict[str, list[Region]]) -> dict[str, tuple[Region, ...]]:
    return {key: tuple(found) for key, found in index.items()}


def contractions(region: Region) -> tuple[str, ...]:
    """The usual short forms that name the sort of region: 甘孜藏族自治州 -> 甘孜州."""
    if "自治" not in region.name or region.level == "province" or region.short == region.name:
        return ()
    return (region.short + region.name[-1],)


def _standing(regions: tuple[Region, ...], years: tuple[int, ...]) -> tuple[Region, ...]:
    for year in years:
        found = tuple(region for region in regions if region.stood(year))
        if found:
            return found
    if not years or not regions:
        return ()
    gaps = [max(region.since - years[0], years[0] - region.until) for region in regions]
    nearest = min(gaps)
    return tuple(r for r, gap in zip(regions, gaps, strict=True) if gap == nearest <= AFTERLIFE)
