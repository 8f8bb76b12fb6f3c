"""The bytes that one real file lost, against what a reader put back by hand; floors, never to be lowered."""

from __future__ import annotations

import csv
from pathlib import Path

from nianjian.reading import read_seed, split_documents
from nianjian.repair import repair

# One of the six lost its last characters for good: what is left of them is marked, not guessed.
EXACT = 5


def test_characters_read_a_byte_late(gold: Path, real_seeds: Path) -> None:
    with (gold / "damage_003.tsv").open(encoding="utf-8", newline="") as lines:
        slips = [
            row
            for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            if row["kind"] == "gbk_slip"
        ]
    (path,) = real_seeds.glob("003_*.txt")
    (document,) = split_documents(read_seed(path.read_bytes(), path.name))
    clean = repair(document)

    exact, marked = 0, 0
    for slip in slips:
        low, high = int(slip["start"]), int(slip["end"])
        places = [
            i
            for i, (start, end) in enumerate(zip(clean.raw_starts, clean.raw_ends, strict=True))
            if start < high and end > low
        ]
        read = clean.text[places[0] : places[-1] + 1]
        if slip["repaired"].lstrip("。") in read.replace("\n", ""):
            exact += 1
        else:
            marked += any(at < places[-1] + 1 and places[0] < end for at, end in clean.unrepaired)

    assert len(slips) == 6
    assert exact >= EXACT
    assert exact + marked == len(slips)
