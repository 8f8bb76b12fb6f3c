"""The DuckDB file for analysts: built beside the old one from the Parquet tables, then renamed over it.

Readers never block a build and never see half of one. Nothing here knows Dagster.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from assets.storage import is_local
from nianjian.contract import TABLES, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from upath import UPath

COPIES = ".warehouse-"
STAMP_TABLE = "built_from"
VIEWS = ("panel", "fact_sources", "evidence")


def build(target: Path, tables: Mapping[str, UPath | Path], stamp: str = "") -> dict[str, int]:
    """Build the warehouse beside `target`; returns its row counts by table and view.

    The new file lies at `beside(target)` until `put_in_place` renames it. `tables` gives the Parquet file of
    every table of the contract; `stamp` says what it is built from, a digest: `standing` knows it again.
    """
    fresh = beside(target)
    discard(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    with _local(tables, target.parent) as paths, duckdb.connect(str(fresh)) as connection:
        for table in TABLES.values():
            _create_table(connection, table, paths[table.name])
        for name in VIEWS:
            doc, query = view(name)
            connection.execute(f"CREATE VIEW {name} AS {query}")
            connection.execute(f"COMMENT ON VIEW {name} IS {_text(doc)}")
        connection.execute(f"CREATE TABLE {STAMP_TABLE} AS SELECT {_text(stamp)} AS stamp")
        doc = "Digest of the tables that this file is built from"
        connection.execute(f"COMMENT ON TABLE {STAMP_TABLE} IS {_text(doc)}")
        return _row_counts(connection)


def standing(target: Path, stamp: str) -> dict[str, int] | None:
    """Row counts of the warehouse in place if it was built from `stamp` and can be read, else None."""
    if not target.is_file():
        return None
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            row = connection.execute(f"SELECT stamp FROM {STAMP_TABLE}").fetchone()  # noqa: S608
            return _row_counts(connection) if row == (stamp,) else None
    except duckdb.Error:
        return None


def view(name: str) -> tuple[str, str]:
    """What a view shows, and its query: the first comment and the rest of views/NAME.sql."""
    query = files("assets").joinpath("views", f"{name}.sql").read_text(encoding="utf-8")
    return query.partition("\n")[0].removeprefix("-- "), query


def version() -> str:
    """Digest of what decides the shape of the file: contract, views and this module."""
    parts = [repr(TABLES), *(view(name)[1] for name in VIEWS), Path(__file__).read_text(encoding="utf-8")]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def put_in_place(target: Path) -> None:
    """Rename the built file over the old one.

    A writer that died leaves its write-ahead log beside the old file; beside the new one it would keep
    everybody from opening it, so it goes, before and after.
    """
    log = target.with_name(f"{target.name}.wal")
    log.unlink(missing_ok=True)
    beside(target).replace(target)
    log.unlink(missing_ok=True)


def discard(target: Path) -> None:
    """Remove a build that was never put in place."""
    for path in target.parent.glob(f"{beside(target).name}*"):
        path.unlink(missing_ok=True)


def sweep(target: Path) -> None:
    """Remove all that a killed build left."""
    discard(target)
    for folder in target.parent.glob(f"{COPIES}*"):
        shutil.rmtree(folder, ignore_errors=True)


def beside(target: Path) -> Path:
    """Where a warehouse is built."""
    return target.with_name(f"{target.name}.tmp")


def is_date(column: Column) -> bool:
    """Whether a text column holds calendar days, which the warehouse types as DATE."""
    return column.type == "str" and "ISO 8601" in column.doc


def _create_table(connection: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    columns = ", ".join(
        f'CAST("{column.name}" AS DATE) AS "{column.name}"' if is_date(column) else f'"{column.name}"'
        for column in table.columns
    )
    # Names come from the contract and paths from us; DuckDB takes no parameters in DDL.
    source = f"read_parquet({_text(str(path))})"
    connection.execute(f"CREATE TABLE {table.name} AS SELECT {columns} FROM {source}")  # noqa: S608
    connection.execute(f"COMMENT ON TABLE {table.name} IS {_text(table.doc)}")
    for column in table.columns:
        doc = f"{column.doc}. One of: {', '.join(column.choices)}" if column.choices else column.doc
        connection.execute(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_text(doc)}')


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {name: _count(connection, name) for name in (*TABLES, *VIEWS)}


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 (a name of ours)
    return int(row[0]) if row else 0


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def _local(tables: Mapping[str, UPath | Path], near: Path) -> Iterator[dict[str, Path]]:
    """The files on the local disk; those of a remote store are copied for the time of the build."""
    with tempfile.TemporaryDirectory(prefix=COPIES, dir=near) as folder:
        paths = {}
        for name, path in tables.items():
            paths[name] = Path(str(path))
            if not is_local(path):
                paths[name] = Path(folder) / f"{name}.parquet"
                with path.open("rb") as source, paths[name].open("wb") as copy:
                    shutil.copyfileobj(source, copy)
        yield paths
