"""The warehouse is built beside the old file and renamed over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from assets import warehouse
from assets.parts import StoredTable
from assets.warehouse import build, put_in_place
from nianjian.contract import TABLES
from tests.dagster.samples import good
from tests.dagster.samples import rows as rows_of


@pytest.fixture
def tables() -> dict[str, StoredTable]:
    return {name: stored(name, good(name)) for name in TABLES}


def stored(name: str, frame: pl.DataFrame) -> StoredTable:
    return StoredTable.whole(TABLES[name], frame, {})


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "nianjian.duckdb"


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_cell_leads_to_its_raw_characters(tables: dict[str, StoredTable], target: Path) -> None:
    counts = build(target, tables)
    put_in_place(target)
    assert counts["metric_facts"] == counts["evidence"] == 1
    found = rows(target, "SELECT region_name, indicator, quote, raw_characters, section_path FROM evidence")
    assert found == [("嘉定区", "gdp", "产值2600亿元", "2600亿", "回顾")]
    assert rows(target, "SELECT value, unit FROM panel") == [(2600.0, "亿元")]


def test_raw_spans_count_code_points_beyond_the_basic_plane(
    tables: dict[str, StoredTable], target: Path
) -> None:
    """𠮷 is one code point and four bytes; an offset of a later document begins at its raw_start."""
    text = "𠮷𠮷产值2600亿元"
    moved = {"raw_text": text, "chars": len(text), "raw_start": 100, "raw_end": 100 + len(text)}
    tables["documents"] = stored("documents", good("documents", **moved))
    at = 100 + text.index("2600")
    tables["metric_facts"] = stored("metric_facts", good("metric_facts", raw_start=at, raw_end=at + 6))
    build(target, tables)
    put_in_place(target)
    assert rows(target, "SELECT raw_characters FROM fact_sources") == [("2600亿元",)]


def test_the_old_file_serves_until_the_new_one_is_renamed_over_it(
    tables: dict[str, StoredTable], target: Path
) -> None:
    build(target, tables)
    put_in_place(target)
    tables["quarantine"] = stored("quarantine", good("quarantine").clear())
    build(target, tables)
    assert rows(target, "SELECT count(*) FROM quarantine") == [(1,)]
    put_in_place(target)
    assert rows(target, "SELECT count(*) FROM quarantine") == [(0,)]
    assert [p.name for p in target.parent.iterdir()] == ["nianjian.duckdb"]


def test_a_log_that_a_dead_writer_left_does_not_lock_readers_out(
    tables: dict[str, StoredTable], target: Path
) -> None:
    build(target, tables)
    put_in_place(target)
    log = target.with_name("nianjian.duckdb.wal")
    log.write_bytes(b"left by a process that died")
    build(target, tables)
    put_in_place(target)
    assert not log.exists()
    assert rows(target, "SELECT count(*) FROM documents") == [(1,)]


def test_what_a_killed_build_left_is_swept(tables: dict[str, StoredTable], target: Path) -> None:
    target.parent.mkdir()
    scraps = ("nianjian.duckdb.tmp", "nianjian.duckdb.tmp.wal", ".warehouse-x1/documents.parquet")
    for name in scraps:
        (target.parent / name).parent.mkdir(exist_ok=True)
        (target.parent / name).write_bytes(b"half")
    warehouse.sweep(target)
    assert list(target.parent.iterdir()) == []


def documents(count: int, **changes: object) -> StoredTable:
    """A table of so many documents, one for each seed, in parts."""
    frame = rows_of(
        "documents",
        *({"document_id": f"d{n:03d}", "source_path": f"{n:03d}.txt"} | changes for n in range(count)),
    )
    return StoredTable.whole(TABLES["documents"], frame, {f"{n:03d}.txt": "k" for n in range(count)})


def test_only_parts_that_changed_are_replaced_in_a_copy(
    tables: dict[str, StoredTable], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables["documents"] = documents(200)
    build(target, tables, version="1")
    put_in_place(target)
    assert warehouse.standing(target, tables, "1") is not None
    tables["documents"] = documents(201, title="又一年")
    parts = tables["documents"].parts
    before = documents(200).parts
    tables["documents"] = replace(tables["documents"], parts=(parts[0], *before[1:]))
    assert warehouse.standing(target, tables, "1") is None
    monkeypatch.setattr(warehouse, "_build_whole", None)
    counts = build(target, tables, version="1")
    put_in_place(target)
    assert counts["documents"] == tables["documents"].rows
    found = rows(target, "SELECT document_id, title, meeting_date FROM documents ORDER BY document_id")
    frame = tables["documents"].frame(["document_id", "title", "source_path", "ordinal"])
    assert [row[:2] for row in found] == list(frame.select("document_id", "title").sort("document_id").rows())
    assert {row[2] for row in found} == {date(2021, 1, 12)}
    assert warehouse.standing(target, tables, "1") is not None


@pytest.mark.parametrize(
    "why", ["version", "of a version that signed otherwise", "rows gone", "cut", "another count of parts"]
)
def test_a_file_that_cannot_be_trusted_is_built_anew(
    tables: dict[str, StoredTable], target: Path, why: str
) -> None:
    tables["documents"] = documents(60)
    build(target, tables, version="1")
    put_in_place(target)
    if why == "rows gone":
        with duckdb.connect(str(target)) as writer:
            writer.execute("DELETE FROM documents")
    elif why == "of a version that signed otherwise":
        with duckdb.connect(str(target)) as writer:
            writer.execute("CREATE OR REPLACE TABLE built_from AS SELECT 'a digest' AS stamp")
    elif why == "cut":
        target.write_bytes(target.read_bytes()[:9000])
    elif why == "another count of parts":
        tables["documents"] = documents(70)
    version = "2" if why == "version" else "1"
    assert warehouse.standing(target, tables, version) is None
    tables["quarantine"] = stored("quarantine", good("quarantine").clear())
    counts = build(target, tables, version=version)
    put_in_place(target)
    assert counts["documents"] == tables["documents"].rows
    assert counts["quarantine"] == 0


def test_a_file_in_which_more_rows_were_replaced_than_it_has_is_built_anew(
    tables: dict[str, StoredTable], target: Path
) -> None:
    """DuckDB leaves gaps where rows were deleted."""
    replaced = []
    for turn in range(4):
        tables["documents"] = documents(60, title=f"第{turn}年")
        build(target, tables, version="1")
        put_in_place(target)
        replaced += rows(target, "SELECT rows FROM built_from WHERE table_name = 'warehouse'")
    assert replaced == [(0,), (60,), (120,), (0,)]
