"""Tables as folders of Parquet parts on a local disk or any fsspec store; only new parts are written."""

from __future__ import annotations

import json

import dagster as dg
import polars as pl
from upath import UPath

from assets.parts import StoredTable
from assets.registry import TABLE_ASSETS
from assets.storage import make_folder, open_table, write_table


class ParquetTables(dg.UPathIOManager):
    """Writes TABLE.parquet with its manifest, loads it part by part."""

    extension = ".parquet"

    def get_asset_relative_path(self, context: dg.InputContext | dg.OutputContext) -> UPath:
        """Files are called by the table of the contract, as `nianjian extract` calls them."""
        return UPath(TABLE_ASSETS[context.asset_key.to_user_string()].path)

    def make_directory(self, path: UPath) -> None:
        """Make the folder of a table, but no bucket: a misspelt one is an error, not a new store."""
        make_folder(path)

    def dump_to_path(self, context: dg.OutputContext, obj: StoredTable, path: UPath) -> None:
        """Write a table; the old one stays until the new one is whole."""
        write_table(path, obj)
        context.add_output_metadata(
            {
                "bytes": sum(part.bytes for part in obj.parts),
                "parts": len(obj.parts),
                "parts written": len(obj.fresh),
            }
        )

    def load_from_path(self, context: dg.InputContext, path: UPath) -> StoredTable | pl.DataFrame:
        """A table whose rows are read on demand, or the whole frame where an asset asks for one.

        An error names the asset to materialize.
        """
        table = open_table(path)
        return table.frame() if context.dagster_type.typing_type is pl.DataFrame else table


class ParquetTablesFactory(dg.ConfigurableIOManagerFactory):  # type: ignore[type-arg]
    """The settings of ParquetTables: a folder or URL, and fsspec options as JSON."""

    base: str
    storage_options: str = "{}"

    def create_io_manager(self, context: dg.InitResourceContext) -> ParquetTables:
        """The IO manager for one run."""
        return ParquetTables(UPath(self.base, **json.loads(self.storage_options)))
