"""The DuckDB file for analysts: built beside the old one from the Parquet tables, then renamed over it.

Readers never block a build and never see half of one. Where the old file was built from nearly the same
parts, it is copied and the others are replaced in the copy. Nothing here knows Dagster.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from assets import warehouse_views
from assets.parts import is_local, part_of
from assets.registry import NAMED_BY
from assets.warehouse_views import VIEWS
from nianjian.contract import TABLES, Column, Table
from nianjian.exports import frames, units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from assets import warehouse_views
from assets.parts import StoredTable

COPIES = ".warehouse-"
BUILT_FROM = "built_from"
BUILT_FROM_COLUMNS = "table_name VARCHAR, part INTEGER, sha256 VARCHAR, rows BIGINT"
BUILT_FROM_DOCS = {
    "table_name": "Table; `warehouse` for the builder itself",
    "part": "Number of the part",
    "sha256": "Digest of the part; of the builder, its version",
    "rows": "Rows of the part; of the builder, rows replaced since it built the file whole",
}
# The row of BUILT_FROM with the version of the builder, and the count of rows replaced since it built whole.
OURSELVES = ("warehouse", -1)


def build(
    target: Path, tables: Mapping[str, StoredTable], *, reuse: bool = True, version: str = ""
) -> dict[str, int]:
    """Build the warehouse beside `target`; returns its row counts by table and view.

    The new file lies at `beside(target)` until `put_in_place` renames it. `tables` are all tables of the
    contract. Where the file in place was built by the same `version` from the same parts but for some, it is
    copied and those are replaced in the copy.
    """
    discard(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    changed = _changed(target, tables, version) if reuse else None
    if changed is not None:
        try:
            shutil.copyfile(target, beside(target))
            counts = _replace_parts(target, tables, changed)
            if all(counts[name] == table.rows for name, table in tables.items()):
                return counts
        except duckdb.Error:
            pass  # A copy that cannot be changed in place is built anew below.
        discard(target)
    return _build_whole(target, tables, version)


def standing(target: Path, tables: Mapping[str, StoredTable], version: str) -> dict[str, int] | None:
    """Row counts of the warehouse in place if it is whole and built from just these tables, else None."""
    if _changed(target, tables, version) != {}:
        return None
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            return _row_counts(connection)
    except duckdb.Error:
        return None


def version() -> str:
    """Digest of what decides the shape of the file: contract, views and this module."""
    modules = [Path(str(module.__file__)) for module in (warehouse_views, frames, units)]
    code = [path.read_text(encoding="utf-8") for path in (Path(__file__), *modules)]
    parts = [repr(TABLES), warehouse_views.definitions(), *code]
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


def _build_whole(target: Path, tables: Mapping[str, StoredTable], version: str) -> dict[str, int]:
    every = {name: list(range(len(table.parts))) for name, table in tables.items()}
    with _local(tables, every, target.parent) as paths, _written_at_once(target) as connection:
        for table in TABLES.values():
            _create_table(connection, table, list(paths[table.name].values()))
        warehouse_views.create(connection)
        connection.execute(f"CREATE TABLE {BUILT_FROM} ({BUILT_FROM_COLUMNS})")
        doc = "The parts of the tables that this file is built from"
        connection.execute(f"COMMENT ON TABLE {BUILT_FROM} IS {_text(doc)}")
        for column, said in BUILT_FROM_DOCS.items():
            connection.execute(f"COMMENT ON COLUMN {BUILT_FROM}.{column} IS {_text(said)}")
        _sign(connection, tables, version, replaced=0)
        return _row_counts(connection)


def _changed(target: Path, tables: Mapping[str, StoredTable], version: str) -> dict[str, list[int]] | None:
    """The parts by table that are not those in the file in place; None where it must be built anew.

    That is so where it was made by another version, with another count of parts, is damaged, or was
    written to by somebody; and where so many rows were replaced that the file is mostly gaps.
    """
    if not target.is_file():
        return None
    try:
        with duckdb.connect(str(target), read_only=True) as connection:
            listed = f"SELECT table_name, part, sha256, rows FROM {BUILT_FROM}"  # noqa: S608
            rows = connection.execute(listed).fetchall()
            found = {(name, part): (sha256, count) for name, part, sha256, count in rows}
            signed, replaced = found.pop(OURSELVES, ("", 0))
            held = {name: _count(connection, name) for name in TABLES}
    except duckdb.Error:
        return None
    wanted = {
        (name, number): part for name, table in tables.items() for number, part in enumerate(table.parts)
    }
    expected = {name: sum(count for (own, _), (_, count) in found.items() if own == name) for name in TABLES}
    if signed != version or found.keys() != wanted.keys() or held != expected:
        return None
    if replaced > sum(held.values()):
        return None
    changed: dict[str, list[int]] = {}
    for (name, number), part in wanted.items():
        if found[name, number][0] != part.sha256:
            changed.setdefault(name, []).append(number)
    return changed


def _replace_parts(
    target: Path, tables: Mapping[str, StoredTable], changed: Mapping[str, list[int]]
) -> dict[str, int]:
    with _local(tables, changed, target.parent) as paths, _written_at_once(target) as connection:
        signed = connection.execute(
            f"SELECT sha256, rows FROM {BUILT_FROM} WHERE table_name = ?",  # noqa: S608
            [OURSELVES[0]],
        ).fetchone()
        version, replaced = signed or ("", 0)
        for name, numbers in changed.items():
            count = len(tables[name].parts)
            owner = f"coalesce({', '.join(NAMED_BY[name])})"
            names = connection.execute(f"SELECT DISTINCT {owner} FROM {name}").fetchall()  # noqa: S608
            gone = [own for (own,) in names if own is not None and part_of(own, count) in numbers]
            nameless = f"OR {owner} IS NULL" if 0 in numbers else ""
            row = connection.execute(
                f"DELETE FROM {name} WHERE {owner} IN (SELECT unnest(?)) {nameless}",  # noqa: S608
                [gone],
            ).fetchone()
            replaced += row[0] if row else 0
            source = _parquet(list(paths[name].values()))
            connection.execute(f"INSERT INTO {name} SELECT {_selected(TABLES[name])} FROM {source}")  # noqa: S608
        warehouse_views.create(connection)
        _sign(connection, tables, version, replaced)
        return _row_counts(connection)


@contextmanager
def _written_at_once(target: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The build beside `target`, in one transaction: each one costs the disk a flush."""
    with duckdb.connect(str(beside(target))) as connection:
        connection.begin()
        yield connection
        connection.commit()


def _sign(
    connection: duckdb.DuckDBPyConnection, tables: Mapping[str, StoredTable], version: str, replaced: int
) -> None:
    """Write into the file what it is built from, by what, and how many rows were replaced since."""
    connection.execute(f"DELETE FROM {BUILT_FROM}")  # noqa: S608
    rows = [
        (name, number, part.sha256, part.rows)
        for name, table in tables.items()
        for number, part in enumerate(table.parts)
    ]
    warehouse_views.insert(connection, BUILT_FROM, [(*OURSELVES, version, replaced), *rows])


def _create_table(connection: duckdb.DuckDBPyConnection, table: Table, paths: list[Path]) -> None:
    # Names come from the contract and paths from us; DuckDB takes no parameters in DDL.
    order = ", ".join(table.order)
    query = f"SELECT {_selected(table)} FROM {_parquet(paths)} ORDER BY {order}"  # noqa: S608
    connection.execute(f"CREATE TABLE {table.name} AS {query}")
    connection.execute(f"COMMENT ON TABLE {table.name} IS {_text(table.doc)}")
    for column in table.columns:
        doc = f"{column.doc}. One of: {', '.join(column.choices)}" if column.choices else column.doc
        connection.execute(f'COMMENT ON COLUMN {table.name}."{column.name}" IS {_text(doc)}')


def _selected(table: Table) -> str:
    return ", ".join(
        f'CAST("{column.name}" AS DATE) AS "{column.name}"' if is_date(column) else f'"{column.name}"'
        for column in table.columns
    )


def _parquet(paths: list[Path]) -> str:
    return f"read_parquet([{', '.join(_text(str(path)) for path in paths)}])"


def _row_counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    return {name: _count(connection, name) for name in (*TABLES, *VIEWS)}


def _count(connection: duckdb.DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 (a name of ours)
    return int(row[0]) if row else 0


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


@contextmanager
def _local(
    tables: Mapping[str, StoredTable], numbers: Mapping[str, list[int]], near: Path
) -> Iterator[dict[str, dict[int, Path]]]:
    """The files of some parts on the local disk; those of a remote store are copied for this time."""
    with tempfile.TemporaryDirectory(prefix=COPIES, dir=near) as folder:
        paths: dict[str, dict[int, Path]] = {}
        for name, wanted in numbers.items():
            paths[name] = {}
            for number in wanted:
                part = tables[name].parts[number]
                if part.path is not None and is_local(part.path):
                    paths[name][number] = Path(str(part.path))
                    continue
                paths[name][number] = copy = Path(folder) / f"{name}-{number}.parquet"
                copy.write_bytes(part.data)
        yield paths
