"""An analyst's process reads the warehouse over and over while it is built over and over."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from assets.parts import StoredTable
from assets.warehouse import build, put_in_place
from nianjian.contract import TABLES
from tests.dagster.samples import FACT, good, rows

BUILDS = 30
CELL = "district_year_summaries"
# Every build has as many cells as findings and its number in the title of its document: a look that saw a
# mixture of two builds would see them differ. `fresh` opens the file for each look, `held` once for all.
READER = """
import json, os, sys, time, duckdb
path, stop, mode = sys.argv[1:]
look = '''
    SELECT (SELECT count(*) FROM district_year_summaries), (SELECT count(*) FROM consistency_findings),
           (SELECT count(*) FROM panel), (SELECT any_value(raw_characters) FROM evidence),
           (SELECT title FROM documents), (SELECT sum(gdp) FROM panel_wide)
'''
connection = duckdb.connect(path, read_only=True)
connection.execute(look).fetchone()
print("ready", flush=True)
seen, looks, errors = {}, 0, []
while not os.path.exists(stop):
    try:
        if mode == "fresh":
            connection.close()
            connection = duckdb.connect(path, read_only=True)
        row = connection.execute(look).fetchone()
        seen[row[4]] = row
    except Exception as error:
        errors.append(f"{type(error).__name__}: {error}")
    looks += 1
    time.sleep(0.01)
print(json.dumps({"seen": list(seen.values()), "looks": looks, "errors": errors}))
"""


def tables(number: int) -> dict[str, StoredTable]:
    """The tables of one build: `number` cells and findings, its number in the title of the document."""
    frames = {name: good(name) for name in TABLES}
    frames["documents"] = good("documents", title=f"build {number}")
    frames[CELL] = rows(
        CELL, *({"year": 2000 + n, "period": str(2000 + n), "fact_ids": [FACT]} for n in range(number))
    )
    frames["consistency_findings"] = rows(
        "consistency_findings", *({"finding_id": f"f{n}"} for n in range(number))
    )
    return {name: StoredTable.whole(TABLES[name], frame, {}) for name, frame in frames.items()}


def test_thirty_builds_succeed_while_readers_see_no_error_and_no_half_build(tmp_path: Path) -> None:
    target, stop = tmp_path / "nianjian.duckdb", tmp_path / "stop"
    build(target, tables(1))
    put_in_place(target)
    with reader(target, stop, "fresh") as fresh, reader(target, stop, "held") as held:
        try:
            assert [fresh.stdout.readline(), held.stdout.readline()] == ["ready\n"] * 2  # type: ignore[union-attr]
            for number in range(2, BUILDS + 2):
                # Whole builds and copies with replaced parts in turn.
                build(target, tables(number), reuse=number % 2 == 0)
                put_in_place(target)
        finally:
            stop.touch()
        found = {"fresh": told(fresh), "held": told(held)}
    for mode, (seen, looks, errors) in found.items():
        assert errors == [], mode
        assert looks >= BUILDS, mode
        for cells, findings, in_panel, raw, title, total in seen:
            number = int(title.removeprefix("build "))
            assert (cells, findings, in_panel, raw, total) == (
                number,
                number,
                number,
                "2600亿",
                2600.0 * number,
            )
    assert len(found["fresh"][0]) >= BUILDS / 3, "it opens the file anew, so it must have seen many builds"
    assert [row[4] for row in found["held"][0]] == ["build 1"], "what is open stays as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nianjian.duckdb", "stop"]


def reader(target: Path, stop: Path, mode: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", READER, str(target), str(stop), mode]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def told(process: subprocess.Popen[str]) -> tuple[list[Any], int, list[str]]:
    said, failed = process.communicate(timeout=60)
    assert process.returncode == 0, failed
    found = json.loads(said)
    return found["seen"], found["looks"], found["errors"]
