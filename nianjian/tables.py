"""Typed values <-> Polars frames with the contract's columns and types, and frames <-> files.

Polars is imported on first use: reading the contract or the engine costs nothing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, TypeVar

from nianjian.contract import TABLES, Table
from nianjian.spreadsheet import FORMULA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    import polars as pl

T = TypeVar("T")
FORMATS = ("parquet", "csv", "jsonl")


def schema(table: Table) -> dict[str, pl.DataType]:
    """The Polars type of every column of a table."""
    import polars as pl

    types: dict[str, pl.DataType] = {
        "str": pl.String(),
        "int": pl.Int64(),
        "float": pl.Float64(),
        "bool": pl.Boolean(),
        "list[str]": pl.List(pl.String()),
        "list[int]": pl.List(pl.Int64()),
    }
    return {column.name: types[column.type] for column in table.columns}


def frame(table: Table, values: Iterable[object]) -> pl.DataFrame:
    """Values of the table's model class -> a frame in the contract's column and row order."""
    import polars as pl

    rows = list(values)
    columns = {
        name: pl.Series(name, [_plain(getattr(row, name)) for row in rows], dtype=dtype, strict=True)
        for name, dtype in schema(table).items()
    }
    return pl.DataFrame(columns).sort(table.order, maintain_order=True)


def rows(frame: pl.DataFrame, model: Callable[..., T]) -> list[T]:
    """A frame in the contract's columns -> values of the model class; lists become tuples."""
    return [
        model(**{name: _frozen(value) for name, value in row.items()}) for row in frame.iter_rows(named=True)
    ]


def empty(table: Table) -> pl.DataFrame:
    """The table without rows."""
    return frame(table, ())


def write(frame: pl.DataFrame, path: Path, form: str = "parquet") -> None:
    """Write a table as parquet, csv or jsonl: to a temporary name in the same folder, then renamed.

    In csv, which has no lists, a list column is written as JSON, and no text is left that a spreadsheet would
    run as a formula; `read_csv` gives both back.
    """
    partial = path.with_name(f".{path.name}.partial")
    try:
        if form == "parquet":
            frame.write_parquet(partial, compression="zstd", statistics=True)
        elif form == "csv":
            _guarded(_lists_as_json(frame)).write_csv(partial)
        elif form == "jsonl":
            frame.write_ndjson(partial)
        else:
            raise ValueError(f"unknown format {form!r}: one of {', '.join(FORMATS)}")
        os.replace(partial, path)  # noqa: PTH105 (atomic on one file system, as Path.replace, said plainly)
    finally:
        partial.unlink(missing_ok=True)


def write_all(tables: dict[str, pl.DataFrame], folder: Path, form: str = "parquet") -> None:
    """Write every table of the contract into a folder as TABLE.parquet (or .csv, .jsonl)."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in TABLES:
        write(tables[name], folder / f"{name}.{form}", form)


def read_csv(table: Table, path: Path) -> pl.DataFrame:
    """A table that `write` wrote as csv, as it was."""
    import json

    import polars as pl

    types = schema(table)
    lists = {name for name, dtype in types.items() if isinstance(dtype, pl.List)}
    texts = [name for name, dtype in types.items() if isinstance(dtype, pl.String)]
    frame = pl.read_csv(path, schema={name: pl.String() if name in lists else t for name, t in types.items()})
    guarded = [pl.col(name).str.replace(f"^'({FORMULA})", "$1") for name in texts]
    return frame.with_columns(guarded).with_columns(
        pl.Series(name, [json.loads(v) for v in frame[name].to_list()], dtype=types[name]) for name in lists
    )


def _guarded(frame: pl.DataFrame) -> pl.DataFrame:
    """Text that begins like a formula gets an apostrophe in front (`spreadsheet.guarded`, by columns)."""
    import polars as pl

    return frame.with_columns(pl.col(pl.String).str.replace(f"^({FORMULA})", "'$1"))


def _lists_as_json(frame: pl.DataFrame) -> pl.DataFrame:
    import json

    import polars as pl

    listed = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
    return frame.with_columns(
        pl.Series(name, [json.dumps(v, ensure_ascii=False) for v in frame[name].to_list()], dtype=pl.String())
        for name in listed
    )


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
