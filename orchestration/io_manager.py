"""Tables as Parquet files in a local folder or any fsspec store, put in place whole."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import dagster as dg
from upath import UPath

from assets.registry import TABLE_ASSETS
from assets.storage import StoredTable, read_table, write_table

if TYPE_CHECKING:
    import polars as pl


class ParquetTables(dg.UPathIOManager):
    """Writes TABLE.parquet with its manifest, loads it as a Polars frame."""

    extension = ".parquet"

    def get_asset_relative_path(self, context: dg.InputContext | dg.OutputContext) -> UPath:
        """Files are called by the table of the contract, as `nianjian extract` calls them."""
        return UPath(TABLE_ASSETS[context.asset_key.to_user_string()].table.name)

    def dump_to_path(self, context: dg.OutputContext, obj: StoredTable, path: UPath) -> None:
        """Write a table; the old one stays until the new one is whole."""
        write_table(path, obj)
        context.add_output_metadata({"bytes": len(obj.data)})

    def load_from_path(self, context: dg.InputContext, path: UPath) -> pl.DataFrame:
        """Load a whole table; an error names the asset to materialize."""
        return read_table(path)


class ParquetTablesFactory(dg.ConfigurableIOManagerFactory):  # type: ignore[type-arg]
    """The settings of ParquetTables: a folder or URL, and fsspec options as JSON."""

    base: str
    storage_options: str = "{}"

    def create_io_manager(self, context: dg.InitResourceContext) -> ParquetTables:
        """The IO manager for one run."""
        return ParquetTables(UPath(self.base, **json.loads(self.storage_options)))
