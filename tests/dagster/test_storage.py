"""Tables on disk: whole or not at all, and a manifest that counts only with its own table."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import dagster as dg
import pytest
from upath import UPath

from assets.storage import StoredTable, manifest_path, read_keys, read_previous, read_table, write_table
from orchestration.io_manager import ParquetTablesFactory
from tests.dagster.samples import good, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = StoredTable(good("quarantine"), {"b.txt": "k1"})
NEW = StoredTable(rows("quarantine", {"source_path": "a.txt"}, {}), {"a.txt": "k2", "b.txt": "k1"})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "quarantine.parquet"


@pytest.fixture
def remote() -> Iterator[UPath]:
    """A store that is no local disk: fsspec's memory file system."""
    folder = UPath("memory://nianjian-test")
    folder.mkdir(parents=True, exist_ok=True)
    yield folder / "quarantine.parquet"
    folder.fs.rm("/nianjian-test", recursive=True)


def test_a_table_is_read_as_it_was_written(path: Path) -> None:
    write_table(path, NEW)
    assert read_table(path).equals(NEW.frame)
    previous = read_previous(path)
    assert previous is not None
    assert previous.keys == NEW.keys
    assert read_keys(path)[0] == NEW.keys


def test_a_remote_store_holds_the_same_bytes(path: Path, remote: UPath) -> None:
    write_table(path, NEW)
    write_table(remote, NEW)
    assert remote.read_bytes() == path.read_bytes()
    assert read_table(remote).equals(NEW.frame)
    assert read_keys(remote) == read_keys(path)


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
    assert read_table(path).equals(OLD.frame)
    assert sorted(p.name for p in path.parent.iterdir()) == ["quarantine.manifest.json", "quarantine.parquet"]


def test_a_run_killed_between_table_and_manifest_trusts_no_key(path: Path) -> None:
    write_table(path, OLD)
    manifest = manifest_path(path).read_bytes()
    write_table(path, NEW)
    manifest_path(path).write_bytes(manifest)
    assert read_previous(path) is None
    keys, digest = read_keys(path)
    assert keys == {}
    assert digest == NEW.sha256


@pytest.mark.parametrize(
    "spoiled", [b"", b"{", b"[]", b"null", b'{"keys": 1, "sha256": ""}', b'{"keys": {}}', b"\xff\xfe"]
)
def test_a_corrupt_manifest_counts_as_none(path: Path, spoiled: bytes) -> None:
    write_table(path, OLD)
    manifest_path(path).write_bytes(spoiled)
    assert read_previous(path) is None
    assert read_keys(path)[0] == {}
    assert read_table(path).equals(OLD.frame)


def test_a_parquet_file_cut_in_half_is_none_to_reuse_and_an_error_to_load(path: Path) -> None:
    write_table(path, OLD)
    path.write_bytes(path.read_bytes()[: len(OLD.data) // 2])
    assert read_previous(path) is None
    with pytest.raises(ValueError, match=r"quarantine.parquet: no whole Parquet file .* materialize"):
        read_table(path)


def test_a_missing_table_says_what_to_materialize(path: Path) -> None:
    assert read_previous(path) is None
    with pytest.raises(FileNotFoundError, match=r"quarantine.parquet: .* materialize"):
        read_table(path)


def test_the_io_manager_names_files_by_table_and_loads_frames(tmp_path: Path) -> None:
    manager = ParquetTablesFactory(base=str(tmp_path / "tables")).create_io_manager(
        dg.build_init_resource_context()
    )
    context = dg.build_output_context(asset_key=dg.AssetKey("raw_documents"))
    frame = good("documents")
    manager.handle_output(context, StoredTable(frame, {"a.txt": "k"}))
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == [
        "documents.manifest.json",
        "documents.parquet",
    ]
    loaded = manager.load_input(dg.build_input_context(asset_key=dg.AssetKey("raw_documents")))
    assert loaded.equals(frame)


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
