"""What the UI shows of a table: columns and their meaning, row count, first rows, where columns come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.lineage import sources
from assets.registry import ASSET_OF_TABLE, TableAsset

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assets.parts import StoredTable
    from nianjian.contract import Column, Table

PREVIEW_ROWS = 12
CELL_LENGTH = 40


def column_schema(table: Table) -> dg.TableSchema:
    """The columns of a table with types, meanings, closed lists and key."""
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                column.name,
                type=column.type,
                description=column.doc,
                constraints=dg.TableColumnConstraints(
                    nullable=column.nullable,
                    unique=table.key == (column.name,),
                    other=_closed_list(column),
                ),
            )
            for column in table.columns
        ],
        constraints=dg.TableConstraints(other=[f"one row per ({', '.join(table.key)})"]),
    )


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


def _cell(value: object) -> str | int | float | bool | None:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    text = str(value)
    return text if len(text) <= CELL_LENGTH else f"{text[:CELL_LENGTH]}…"


def _closed_list(column: Column) -> list[str]:
    return [f"one of: {', '.join(column.choices)}"] if column.choices else []
