"""Typed values <-> Polars frames with the contract's columns and types, and frames <-> files.

Polars is imported on first use: reading the contract or the engine costs nothing.
"""

from __future__ import annotations

import dataclasses
import os
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar, cast

from nianjian.contract import TABLES, Table
from nianjian.spreadsheet import FORMULA

if TYPE_CHECKING:
    from collections.abc import Iterable
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
        name: _column([getattr(row, name) for row in rows], dtype) for name, dtype in schema(table).items()
    }
    return pl.DataFrame(columns).sort(table.order, maintain_order=True)


def joined(table: Table, frames: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """Frames of a table, each with rows of other documents -> one frame in the contract's row order."""
    import polars as pl

    return pl.concat([empty(table), *frames]).sort(table.order, maintain_order=True)


def rows(frame: pl.DataFrame, model: type[T]) -> list[T]:
    """A frame with a column for every field of the model class -> its values; lists become tuples."""
    columns = [_values(frame[field.name]) for field in dataclasses.fields(cast("Any", model))]
    return [model(*values) for values in zip(*columns, strict=True)]


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


def _column(values: list[Any], dtype: pl.DataType) -> pl.Series:
    """Values as a column; Polars takes lists one by one, which costs ten times what grouping them does."""
    import polars as pl

    if not isinstance(dtype, pl.List):
        return pl.Series(values, dtype=dtype, strict=True)
    of_row = [row for row, listed in enumerate(values) for _ in listed]
    flat = pl.Series(list(chain.from_iterable(values)), dtype=cast("pl.DataType", dtype.inner), strict=True)
    filled = pl.DataFrame({"row": of_row, "value": flat}, schema_overrides={"row": pl.Int64()})
    lists = filled.group_by("row", maintain_order=True).agg("value")
    every = pl.DataFrame({"row": pl.int_range(len(values), eager=True)})
    return every.join(lists, on="row", how="left", maintain_order="left")["value"].fill_null([])


def _values(column: pl.Series) -> list[Any]:
    import polars as pl

    values = column.to_list()
    return list(map(tuple, values)) if isinstance(column.dtype, pl.List) else values
