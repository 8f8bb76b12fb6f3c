"""What the UI shows of a table: columns and their meaning, row count, first rows, where columns come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.lineage import sources
from assets.registry import ASSET_OF_TABLE, TableAsset
from assets.schemas import choices, model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from assets.parts import StoredTable
    from nianjian.contract import Table

PREVIEW_ROWS = 12
CELL_LENGTH = 40


def column_schema(table: Table) -> dg.TableSchema:
    """What the Pandera model of a table asks for: its columns with their meanings, its key, its rules."""
    schema = model(table.name)
    key = list(schema.unique or ())
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                type=str(column.dtype),
                description=column.description,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable,
                    unique=key == [column.name],
                    other=[f"one of: {', '.join(allowed)}"] if (allowed := choices(column)) else [],
                ),
            )
            for column in schema.columns.values()
        ],
        constraints=dg.TableConstraints(
            other=[f"one row per ({', '.join(key)})", *(f"{c.name}: {c.description}" for c in schema.checks)]
        ),
    )


def found_schema(table: StoredTable) -> dg.TableSchema:
    """The columns and types that a written table really has; compared with those of the one before."""
    columns = table.parts[0].read(most=0).schema
    return dg.TableSchema(columns=[dg.TableColumn(name, str(kind)) for name, kind in columns.items()])


def definition_metadata(entry: TableAsset) -> dict[str, Any]:
    """Metadata of a table asset that is known before it was ever made."""
    return {
        "dagster/column_schema": column_schema(entry.table),
        "table": entry.table.name,
        "key": ", ".join(entry.table.key),
        "lineage": lineage_table(entry.table),
    }


def table_metadata(entry: TableAsset, table: StoredTable) -> dict[str, Any]:
    """Metadata of one materialization of a table asset."""
    return {
        "dagster/row_count": table.rows,
        "dagster/column_schema": found_schema(table),
        "dagster/column_lineage": column_lineage(entry.table),
        "preview": preview(table, entry.preview),
    }


def column_lineage(table: Table) -> dg.TableColumnLineage:
    """The columns that each column is made from, as Dagster's own lineage record."""
    return dg.TableColumnLineage(
        deps_by_column={
            name: [dg.TableColumnDep(dg.AssetKey(ASSET_OF_TABLE[left]), right) for left, right in origins]
            for name, origins in sources(table.name).items()
        }
    )


def lineage_table(table: Table) -> dg.TableMetadataValue:
    """The same as a table: the open-source UI does not draw column lineage."""
    return records(
        {"column": name, "from asset": ASSET_OF_TABLE[left], "from column": right}
        for name, origins in sources(table.name).items()
        for left, right in origins
    )


def preview(table: StoredTable, columns: Sequence[str]) -> dg.TableMetadataValue:
    """The first rows of some columns."""
    return records(table.head(columns, PREVIEW_ROWS).iter_rows(named=True), columns)


def counted(table: StoredTable, column: str) -> dg.TableMetadataValue:
    """How many rows have each value of a column, most first."""
    counts = table.frame([column]).group_by(column).len("rows").sort("rows", column, descending=[True, False])
    return records(counts.iter_rows(named=True), counts.columns)


def records(rows: Iterable[Mapping[str, object]], columns: Sequence[str] = ()) -> dg.TableMetadataValue:
    """Rows as an inline table of the UI; values that it cannot show become text, long text is cut."""
    shown = [dg.TableRecord({name: _cell(value) for name, value in row.items()}) for row in rows]
    names = list(columns) or (list(shown[0].data) if shown else ["nothing"])
    return dg.MetadataValue.table(
        shown, schema=dg.TableSchema(columns=[dg.TableColumn(name, type="string") for name in names])
    )


def markdown(frame: pl.DataFrame) -> dg.MarkdownMetadataValue:
    """Rows as a markdown table, which the UI opens in a dialog with whole sentences."""
    head = [f"| {' | '.join(frame.columns)} |", f"|{' --- |' * frame.width}"]
    rows = (" | ".join(_text(value) for value in row) for row in frame.iter_rows())
    return dg.MetadataValue.md("\n".join([*head, *(f"| {row} |" for row in rows)]))


def _text(value: object) -> str:
    text = "" if value is None else str(value)
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ")


def _cell(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = str(value)
    return text if len(text) <= CELL_LENGTH else f"{text[:CELL_LENGTH]}…"
