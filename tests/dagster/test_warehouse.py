"""The warehouse is built beside the old file and renamed over it."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from assets import warehouse
from assets.storage import StoredTable, write_table
from assets.warehouse import build, put_in_place
from nianjian.contract import TABLES
from tests.dagster.samples import good


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, Path]:
    paths = {name: tmp_path / f"{name}.parquet" for name in TABLES}
    for name, path in paths.items():
        write_table(path, StoredTable(good(name), {}))
    return paths


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "nianjian.duckdb"


def rows(path: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_cell_leads_to_its_raw_characters(tables: dict[str, Path], target: Path) -> None:
    counts = build(target, tables)
    put_in_place(target)
    assert counts["metric_facts"] == counts["evidence"] == 1
    found = rows(target, "SELECT region_name, indicator, quote, raw_characters, section_path FROM evidence")
    assert found == [("嘉定区", "gdp", "产值2600亿元", "2600亿", "回顾")]
    assert rows(target, "SELECT value, unit FROM panel") == [(2600.0, "亿元")]


def test_raw_spans_count_code_points_beyond_the_basic_plane(tables: dict[str, Path], target: Path) -> None:
    """𠮷 is one code point and four bytes; an offset of a later document begins at its raw_start."""
    text = "𠮷𠮷产值2600亿元"
    moved = {"raw_text": text, "chars": len(text), "raw_start": 100, "raw_end": 100 + len(text)}
    write_table(tables["documents"], StoredTable(good("documents", **moved), {}))
    at = 100 + text.index("2600")
    write_table(tables["metric_facts"], StoredTable(good("metric_facts", raw_start=at, raw_end=at + 6), {}))
    build(target, tables)
    put_in_place(target)
    assert rows(target, "SELECT raw_characters FROM fact_sources") == [("2600亿元",)]


def test_the_old_file_serves_until_the_new_one_is_renamed_over_it(
    tables: dict[str, Path], target: Path
) -> None:
    build(target, tables)
    put_in_place(target)
    write_table(tables["quarantine"], StoredTable(good("quarantine").clear(), {}))
    build(target, tables)
    assert rows(target, "SELECT count(*) FROM quarantine") == [(1,)]
    put_in_place(target)
    assert rows(target, "SELECT count(*) FROM quarantine") == [(0,)]
    assert [p.name for p in target.parent.iterdir()] == ["nianjian.duckdb"]


def test_a_log_that_a_dead_writer_left_does_not_lock_readers_out(
    tables: dict[str, Path], target: Path
) -> None:
    build(target, tables)
    put_in_place(target)
    log = target.with_name("nianjian.duckdb.wal")
    log.write_bytes(b"left by a process that died")
    build(target, tables)
    put_in_place(target)
    assert not log.exists()
    assert rows(target, "SELECT count(*) FROM documents") == [(1,)]


def test_what_a_killed_build_left_is_swept(tables: dict[str, Path], target: Path) -> None:
    target.parent.mkdir()
    scraps = ("nianjian.duckdb.tmp", "nianjian.duckdb.tmp.wal", ".warehouse-x1/documents.parquet")
    for name in scraps:
        (target.parent / name).parent.mkdir(exist_ok=True)
        (target.parent / name).write_bytes(b"half")
    warehouse.sweep(target)
    assert list(target.parent.iterdir()) == []


def test_every_view_says_what_it_shows() -> None:
    for name in warehouse.VIEWS:
        doc, query = warehouse.view(name)
        assert len(doc) > 20
        assert "SELECT" in query
