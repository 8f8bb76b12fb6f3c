"""Which region a text is about when it does not say: told by the towns, counties and cities that it names."""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from nianjian.levels import LEVELS
from nianjian.reading.mentions import mentions
from nianjian.reading.region_table import Region, region_table

LEAST_SCORE = 2.0
LEAST_NAMES = 3
MUST_EXCEED = 2.5
"""What the towns of one county must reach, in whole towns, in distinct names, and against the next county."""

_TOWN_END = re.compile(r"街道|镇|乡|苏木")
_KIND_OF_TOWN = re.compile(r"(?:街道|镇|乡|苏木)$")
_OURS = re.compile(rf"[全我]([{LEVELS}])")
_LONGEST_TOWN = 10

Found = tuple[Region, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Towns:
    """Towns by county (codes of 2023), and how many counties share a name (泗泾镇) or its stem (泗泾)."""

    of_county: Mapping[str, Sequence[str]]
    counties: Mapping[str, Sequence[str]]
    sharing: Mapping[str, int]


@cache
def _table() -> str:
    data = files("nianjian.catalogue").joinpath("towns.tsv.gz").read_bytes()
    return gzip.decompress(data).decode()


@cache
def town_stems(code: str) -> tuple[str, ...]:
    """The towns of one county without 镇, 乡 or 街道 (泗泾); those of one character are left out."""
    row = re.search(rf"^{code}\t(.*)$", _table(), re.MULTILINE)
    stems = (_KIND_OF_TOWN.sub("", name) for name in row[1].split(" ")) if row else ()
    return tuple(dict.fromkeys(stem for stem in stems if len(stem) > 1))


@cache
def towns() -> Towns:
    """The table catalogue/towns.tsv.gz, read on first use: few documents need it."""
    lines = [line.split("\t") for line in _table().splitlines() if line[:1].isdigit()]
    of_county = {code: names.split(" ") for code, names in lines}
    counties: dict[str, list[str]] = {}
    sharing: dict[str, int] = {}
    for code, names in of_county.items():
        for name in names:
            counties.setdefault(name, []).append(code)
        for stem in set(map(_stem, names)):
            sharing[stem] = sharing.get(stem, 0) + 1
    return Towns(of_county, {name: tuple(codes) for name, codes in counties.items()}, sharing)


def infer(text: str, years: tuple[int, ...], sort: str = "", outer: Region | None = None) -> Found | None:
    """The region of a report that names none, and the names that tell it; None where they do not agree.

    `sort` is what the report calls its area, one of 省市区县州旗盟 (without it, what 全区, 全县, 全市… say).
    A county is told by its towns or by its own name in the text, a prefecture by its counties, a province by
    its prefectures. `outer` bounds the search.
    """
    if not sort:
        ours = Counter(_OURS.findall(text)).most_common(1)
        sort = ours[0][0] if ours else ""
    named = [m for m in mentions(text, years) if len(m.regions) == 1]
    if outer is not None:
        named = [m for m in named if m.regions[0].within(outer)]
    regions = [mention.regions[0] for mention in named]
    found: Found | None = None
    if sort == "省":
        found = _by_parts(regions, "prefecture", "province", 5, years)
    elif sort in ("市", "州", "盟"):
        found = _by_parts(regions, "county", "prefecture", 3, years)
    return found or _by_own_name(regions, sort) or _by_towns(text, sort, years, outer)


def nearer_by_city(regions: Sequence[Region], text: str, years: tuple[int, ...]) -> Found | None:
    """Of regions of one name, the one whose city (or province) the text names by far the most."""
    counts = []
    for region in regions:
        above = region_table().ancestors(region, years)
        if above:
            counts.append((text.count(above[0].short), region, above[0].short))
    counts.sort(key=lambda item: (-item[0], item[1].code))
    if len(counts) < 2 or counts[0][0] < 3 or counts[0][0] < 3 * counts[1][0]:
        return None
    return counts[0][1], (counts[0][2],)


def nearer_by_towns(regions: Sequence[Region], text: str, years: tuple[int, ...]) -> Found | None:
    """Of regions of one name, the one whose towns the text names."""
    scores = _scores(text)
    ranked = sorted(regions, key=lambda r: (-sum(scores.get(r.code, {}).values()), r.code))
    best, second = (scores.get(r.code, {}) for r in ranked[:2])
    if sum(best.values()) < 1.0 or len(best) < 2 or sum(best.values()) < MUST_EXCEED * sum(second.values()):
        return None
    return ranked[0], _words(best)


def _by_parts(named: list[Region], part: str, whole: str, least: int, years: tuple[int, ...]) -> Found | None:
    parts: dict[str, set[str]] = defaultdict(set)
    for region in named:
        if region.level == part:
            parts[region.parent].add(region.name)
    ranked = sorted(parts, key=lambda code: (-len(parts[code]), code))
    if not ranked or len(parts[ranked[0]]) < least:
        return None
    if len(ranked) > 1 and len(parts[ranked[0]]) < MUST_EXCEED * len(parts[ranked[1]]):
        return None
    inferred = region_table().coded(ranked[0], years)
    if inferred is None or inferred.level != whole:
        return None
    return inferred, tuple(sorted(parts[ranked[0]]))


def _by_own_name(named: list[Region], sort: str) -> Found | None:
    counts = Counter(region for region in named if sort and region.name.endswith(sort))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0].code))
    if not ranked or ranked[0][1] < 4 or (len(ranked) > 1 and ranked[0][1] < 3 * ranked[1][1]):
        return None
    return ranked[0][0], (ranked[0][0].name,)


def _by_towns(text: str, sort: str, years: tuple[int, ...], outer: Region | None) -> Found | None:
    counties: dict[Region, dict[str, float]] = {}
    for code, words in _scores(text).items():
        region = _as_then(code, years)
        if region and (not sort or region.name.endswith(sort)) and (outer is None or region.within(outer)):
            counties[region] = words
    ranked = sorted(counties, key=lambda r: (-sum(counties[r].values()), r.code))
    if not ranked:
        return None
    best = counties[ranked[0]]
    second = sum(counties[ranked[1]].values()) if len(ranked) > 1 else 0.0
    if sum(best.values()) < max(LEAST_SCORE, MUST_EXCEED * second) or len(best) < LEAST_NAMES:
        return None
    return ranked[0], _words(best)


def _scores(text: str) -> dict[str, dict[str, float]]:
    """County code -> the names that point to it, each weighed by how few counties share it.

    Only counties of which a town is named in full count. That town counts whole; another of theirs that the
    text names by its stem alone half, or a quarter where the stem has two characters: often plain words.
    """
    table = towns()
    spans = {
        text[start : match.end()]
        for match in _TOWN_END.finditer(text)
        for start in range(max(0, match.end() - _LONGEST_TOWN), match.start())
    }
    named = spans & table.counties.keys()
    scores: dict[str, dict[str, float]] = {}
    for code in sorted({code for name in named for code in table.counties[name]}):
        scores[code] = weights = {}
        for name in table.of_county[code]:
            stem = _stem(name)
            if name in named:
                weights[name] = 1 / len(table.counties[name])
            elif len(stem) >= 2 and stem in text:
                weights[stem] = (0.5 if len(stem) > 2 else 0.25) / table.sharing[stem]
    return scores


def _stem(town: str) -> str:
    return town[:-2] if town.endswith(("街道", "苏木")) else town[:-1]


def _words(names: dict[str, float]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (-names[name], name)))


def _as_then(code: str, years: tuple[int, ...]) -> Region | None:
    """The region of a code of 2023 in an earlier year: of the same code, else of the same short name."""
    table = region_table()
    now = table.coded(code, (2023,))
    if now is None or any(now.stood(year) for year in years):
        return now
    before = [r for r in table.shortened(now.short, years) if r.code[:2] == code[:2] and r.level == now.level]
    return before[0] if len(before) == 1 else now
