"""The folders that a run reads and writes, and the lock that keeps two runs from writing at once."""

from __future__ import annotations

import fcntl
import json
import os
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg
from pydantic import PrivateAttr

from assets import files, warehouse
from assets.registry import ASSET_OF_TABLE, TABLE_ASSETS, TABLE_OF_NAME
from assets.storage import read_previous, sweep_table
from nianjian.tables import schema as column_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from upath import UPath

    from assets.parts import StoredTable

WAREHOUSE_FILE = "nianjian.duckdb"
LOCK_FILE = ".lock"
FULL_TAG = "nianjian/full"
POLL_SECONDS = 0.1


class Workspace(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Where seeds lie and where tables and warehouse go; a run holds the lock of `data` as long as it lasts.

    `tables` is a folder or the URL of any fsspec store; the lock and the warehouse stay in `data`. A
    run tagged FULL_TAG computes every document again, whatever the manifests say.
    """

    seeds: str
    data: str
    tables: str
    storage_options: str = "{}"
    lock_timeout: float = 900.0
    _reuse: bool = PrivateAttr(default=True)

    @property
    def seeds_folder(self) -> Path:
        """Folder of the seed files."""
        return Path(self.seeds)

    @property
    def data_folder(self) -> Path:
        """Folder of everything that comes out."""
        return Path(self.data)

    @property
    def warehouse(self) -> Path:
        """The DuckDB file for analysts."""
        return self.data_folder / WAREHOUSE_FILE

    @property
    def tables_folder(self) -> UPath:
        """Folder of the Parquet tables."""
        from upath import UPath

        folder: UPath = UPath(self.tables, **json.loads(self.storage_options))
        return folder

    def table(self, name: str) -> UPath:
        """Where a table lies."""
        return self.tables_folder / f"{TABLE_ASSETS[ASSET_OF_TABLE[name]].path}.parquet"

    @property
    def reuse(self) -> bool:
        """Whether this run may keep what did not change."""
        return self._reuse

    def previous(self, name: str) -> StoredTable | None:
        """The last good version of a table with the keys of its rows, if it may be reused."""
        stored = read_previous(self.table(name)) if self.reuse else None
        if stored is None:
            return None
        # Parts of one manifest were written under one contract: one of them tells for all.
        whole = next((part for part in stored.parts if part.known), None)
        if whole is None or whole.read(most=0).schema != column_types(TABLE_OF_NAME[name]):
            return None
        return stored

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Workspace]:
        """Hold the lock while the run's steps execute."""
        log = context.log
        self._reuse = context.run is None or FULL_TAG not in context.run.tags
        with locked(self.data_folder, self.lock_timeout, log.info if log else print):
            self._sweep()
            yield self

    def _sweep(self) -> None:
        """Remove what a killed run left half written; the lock is held, so nobody is writing."""
        for name in ASSET_OF_TABLE:
            sweep_table(self.table(name))
        warehouse.sweep(self.warehouse)
        for made in ("exports", "pictures"):
            files.sweep(self.data_folder / made)


@contextmanager
def locked(folder: Path, timeout: float, say: Callable[[str], object]) -> Iterator[None]:
    """Hold the lock of a data folder; where another process has it, say so and wait.

    Raises TimeoutError after `timeout` seconds. The kernel drops the lock when its process ends, however
    it ends; the file stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / LOCK_FILE
    with path.open("a+", encoding="utf-8") as stream:
        _acquire(stream.fileno(), path, timeout, say)
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        try:
            yield
        finally:
            stream.truncate(0)
            fcntl.flock(stream, fcntl.LOCK_UN)


def _acquire(handle: int, path: Path, timeout: float, say: Callable[[str], object]) -> None:
    until = time.monotonic() + timeout
    waiting = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = path.read_text(encoding="utf-8").strip() or "unknown"
            if time.monotonic() >= until:
                raise TimeoutError(
                    f"{path}: process {holder} has held this folder for {timeout:g} s; "
                    "wait for its run to end, or end it, then run again"
                ) from error
            if not waiting:
                waiting = True
                say(f"waiting for the run of process {holder}, which writes {path.parent}")
            time.sleep(POLL_SECONDS)
        else:
            return
