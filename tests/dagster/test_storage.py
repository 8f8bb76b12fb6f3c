"""Tables on disk: whole or not at all, and a manifest that counts only with its own parts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import polars as pl
import pytest
from upath import UPath

from assets.parts import StoredTable, part_count, part_of, renew
from assets.storage import (
    manifest_path,
    open_table,
    part_name,
    read_previous,
    read_table,
    sweep_table,
    write_table,
)
from nianjian.contract import QUARANTINE, TABLES
from orchestration.io_manager import ParquetTablesFactory
from tests.dagster.samples import good, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = StoredTable.whole(QUARANTINE, good("quarantine"), {"b.txt": "k1"})
NEW = StoredTable.whole(
    QUARANTINE, rows("quarantine", {"source_path": "a.txt"}, {}), {"a.txt": "k2", "b.txt": "k1"}
)
FILES = ["quarantine.manifest.json", "quarantine.parquet", "quarantine.parquet/part-000.parquet"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tables" / "quarantine.parquet"


@pytest.fixture
def remote() -> Iterator[UPath]:
    """A store that is no local disk: fsspec's memory file system."""
    folder = UPath("memory://nianjian-test")
    folder.mkdir(parents=True, exist_ok=True)
    yield folder / "quarantine.parquet"
    folder.fs.rm("/nianjian-test", recursive=True)


def files(path: Path) -> list[str]:
    folder = path.parent
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*"))


def many(count: int, detail: str = "unread") -> pl.DataFrame:
    """One row for each of so many files."""
    return rows("quarantine", *({"source_path": f"{n:04d}.txt", "detail": detail} for n in range(count)))


def keys(count: int) -> dict[str, str]:
    return {f"{n:04d}.txt": "k" for n in range(count)}


def test_a_table_is_read_as_it_was_written(path: Path) -> None:
    write_table(path, NEW)
    assert read_table(path).equals(NEW.frame())
    previous = read_previous(path)
    assert previous is not None
    assert previous.keys == open_table(path).keys == NEW.keys
    assert files(path) == FILES


def test_the_folder_of_a_table_is_one_table_to_others(path: Path) -> None:
    """The same path serves whoever reads Parquet without us."""
    import duckdb

    table = StoredTable.whole(QUARANTINE, many(300), keys(300))
    write_table(path, table)
    assert len(table.parts) == 8
    assert pl.read_parquet(path).sort("source_path").equals(many(300))
    assert duckdb.sql(f"SELECT count(*) FROM '{path}'").fetchall() == [(300,)]


def test_a_remote_store_holds_the_same_bytes(path: Path, remote: UPath) -> None:
    write_table(path, NEW)
    write_table(remote, NEW)
    assert (remote / part_name(0)).read_bytes() == (path / part_name(0)).read_bytes()
    assert read_table(remote).equals(NEW.frame())
    assert open_table(remote).keys == open_table(path).keys


def test_parts_follow_from_the_names_alone() -> None:
    table = StoredTable.whole(QUARANTINE, many(1000), keys(1000))
    assert len(table.parts) == part_count(1000) == 16
    for number, part in enumerate(table.parts):
        assert {part_of(name, 16) for name in part.read()["source_path"]} == {number}
    assert table.frame().equals(many(1000))
    assert table.head(["source_path"], 3)["source_path"].to_list() == ["0000.txt", "0001.txt", "0002.txt"]
    assert table.of(["0007.txt", "none"])["source_path"].to_list() == ["0007.txt"]


@pytest.mark.parametrize("count", [201, 257], ids=["as many parts", "twice as many parts"])
def test_one_new_name_touches_one_part_and_gives_the_bytes_of_a_clean_table(path: Path, count: int) -> None:
    """257 names need eight parts where 256 need four: then all are dealt again."""
    before = count - 1
    write_table(path, StoredTable.whole(QUARANTINE, many(before), keys(before)))
    old = read_previous(path)
    assert old is not None
    fresh = many(count)[before:]
    renewed = renew(QUARANTINE, old, keys(count), list(keys(before)), fresh)
    clean = StoredTable.whole(QUARANTINE, many(count), keys(count))
    assert len(renewed.fresh) == (1 if count == 201 else 8)
    write_table(path, renewed)
    assert [(path / part_name(n)).read_bytes() for n in range(len(clean.parts))] == [
        part.data for part in clean.parts
    ]
    assert open_table(path).keys == clean.keys


def test_fewer_names_leave_no_part_behind(path: Path) -> None:
    write_table(path, StoredTable.whole(QUARANTINE, many(300), keys(300)))
    old = read_previous(path)
    assert old is not None
    write_table(path, renew(QUARANTINE, old, keys(60), list(keys(60)), many(0)))
    assert files(path) == FILES
    assert read_table(path).equals(many(60))


def test_a_broken_part_costs_its_own_names_only(path: Path) -> None:
    write_table(path, StoredTable.whole(QUARANTINE, many(300), keys(300)))
    part = path / part_name(3)
    part.write_bytes(part.read_bytes()[:-9])
    old = read_previous(path)
    assert old is not None
    lost = {name for name in keys(300) if part_of(name, 8) == 3}
    assert old.keys.keys() == keys(300).keys() - lost
    (path / part_name(5)).unlink()
    lost |= {name for name in keys(300) if part_of(name, 8) == 5}
    old = read_previous(path)
    assert old is not None
    assert old.keys.keys() == keys(300).keys() - lost
    mended = renew(
        QUARANTINE, old, keys(300), list(old.keys), many(300).filter(pl.col("source_path").is_in(lost))
    )
    write_table(path, mended)
    assert read_table(path).equals(many(300))


def test_a_file_that_changed_without_growing_is_noticed(path: Path) -> None:
    write_table(path, OLD)
    part = path / part_name(0)
    data = bytearray(part.read_bytes())
    data[40] ^= 1
    part.write_bytes(bytes(data))
    previous = read_previous(path)
    assert previous is not None
    assert previous.keys == {}


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_table_and_no_scraps(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """The disk is full at the last moment."""
    write_table(path, OLD)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if call == "fsync" else (Path, "replace")), full)
    with pytest.raises(OSError, match="No space left"):
        write_table(path, NEW)
    monkeypatch.undo()
    assert read_table(path).equals(OLD.frame())
    assert files(path) == FILES


def test_a_run_killed_between_parts_and_manifest_trusts_no_key(path: Path) -> None:
    write_table(path, OLD)
    manifest = manifest_path(path).read_bytes()
    write_table(path, NEW)
    manifest_path(path).write_bytes(manifest)
    assert read_previous(path) is not None
    opened = open_table(path)
    assert opened.keys == {}
    assert opened.key_of("b.txt") == NEW.sha256


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'{"keys": 1, "parts": []}',
        b'{"keys": {}, "parts": [], "judged_by": ""}',
        b"\xff",
    ],
)
def test_a_corrupt_manifest_counts_as_none(path: Path, spoiled: bytes) -> None:
    write_table(path, OLD)
    manifest_path(path).write_bytes(spoiled)
    assert read_previous(path) is None
    assert open_table(path).keys == {}
    assert read_table(path).equals(OLD.frame())


def test_a_part_cut_in_half_is_an_error_to_load(path: Path) -> None:
    write_table(path, OLD)
    part = path / part_name(0)
    part.write_bytes(part.read_bytes()[: len(OLD.parts[0].data) // 2])
    with pytest.raises(ValueError, match=r"part-000.parquet: no whole Parquet file .* materialize"):
        read_table(path)


def test_a_missing_table_or_part_says_what_to_materialize(path: Path) -> None:
    assert read_previous(path) is None
    with pytest.raises(FileNotFoundError, match=r"quarantine.parquet: no such table yet; materialize"):
        read_table(path)
    write_table(path, StoredTable.whole(QUARANTINE, many(300), keys(300)))
    (path / part_name(4)).unlink()
    with pytest.raises(FileNotFoundError, match=r"part-004.parquet: gone; materialize"):
        read_table(path)


def test_a_table_of_one_file_is_replaced_by_its_folder(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(OLD.parts[0].data)
    assert read_previous(path) is None
    write_table(path, NEW)
    assert files(path) == FILES


def test_what_a_killed_run_left_is_swept(path: Path) -> None:
    write_table(path, OLD)
    for scrap in (path / "part-000.parquet.partial", path / "part-001.parquet"):
        scrap.write_bytes(b"half")
    manifest_path(path).with_name("quarantine.manifest.json.partial").write_bytes(b"half")
    sweep_table(path)
    assert files(path) == FILES


def test_the_io_manager_names_files_by_table_and_loads_what_is_asked_for(tmp_path: Path) -> None:
    manager = ParquetTablesFactory(base=str(tmp_path / "tables")).create_io_manager(
        dg.build_init_resource_context()
    )
    context = dg.build_output_context(asset_key=dg.AssetKey("raw_documents"))
    table = StoredTable.whole(TABLES["documents"], good("documents"), {"a.txt": "k"})
    manager.handle_output(context, table)
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == [
        "documents.manifest.json",
        "documents.parquet",
    ]

    def loaded(kind: type) -> Any:
        return manager.load_input(
            dg.build_input_context(
                asset_key=dg.AssetKey("raw_documents"), dagster_type=dg.PythonObjectDagsterType(kind)
            )
        )

    assert loaded(StoredTable).keys == {"a.txt": "k"}
    assert loaded(StoredTable).frame().equals(table.frame())
    assert loaded(pl.DataFrame).equals(table.frame())


def test_the_whole_graph_runs_on_a_remote_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables lie in an fsspec store, the lock and the warehouse on the local disk."""
    from tests.dagster.conftest import REPORT, Project

    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "report.txt").write_text(REPORT, encoding="utf-8")
    monkeypatch.setenv("NIANJIAN_TABLES", "memory://nianjian-graph/tables")
    monkeypatch.setenv("NIANJIAN_DATA", str(tmp_path / "data"))
    with dg.DagsterInstance.ephemeral() as instance:
        project = Project(tmp_path / "seeds", None, instance)  # type: ignore[arg-type]
        assert project.run().success
    store = UPath("memory://nianjian-graph/tables")
    assert read_table(store / "documents.parquet").height == 1
    assert sorted(p.name for p in (tmp_path / "data").iterdir()) == [".lock", "nianjian.duckdb"]
    store.fs.rm("/nianjian-graph", recursive=True)
