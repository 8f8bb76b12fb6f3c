"""What all stages share: their outputs as Dagster sees them, and the order check first, write after."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.checks import blocks, check_specs, judge
from assets.metadata import definition_metadata, table_metadata
from assets.parts import StoredTable
from assets.registry import OWNERS, TABLE_ASSETS
from assets.schemas import rules_version
from assets.versions import stage_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Published = dg.AssetCheckResult | dg.MaterializeResult[StoredTable]
DATA_VERSION_DIGITS = 16


def outs(*assets: str) -> dict[str, dg.AssetOut]:
    """The outputs of a stage. None is required: a stage whose checks fail writes nothing."""
    return {
        asset: dg.AssetOut(
            key=asset,
            description=f"{entry.table.doc}. Table `{entry.table.name}`.",
            group_name=entry.group,
            kinds={"python", "polars", "parquet"},
            owners=list(OWNERS),
            tags={"stage": entry.stage.rpartition(".")[2], "table": entry.table.name},
            code_version=stage_version(entry.stage),
            metadata=definition_metadata(entry),
            is_required=False,
        )
        for asset, entry in ((asset, TABLE_ASSETS[asset]) for asset in assets)
    }


def checks(*assets: str, soft: Iterable[dg.AssetCheckSpec] = ()) -> list[dg.AssetCheckSpec]:
    """The blocking checks of a stage's tables and its own soft ones."""
    return [*check_specs(*assets), *soft]


def publish(
    tables: Mapping[str, StoredTable],
    others: Mapping[str, StoredTable],
    metadata: Mapping[str, Mapping[str, Any]] | None = None,
    soft: Iterable[dg.AssetCheckResult] = (),
) -> Iterator[Published]:
    """Judge the tables of a stage, then hand them to the IO manager, all of them or none.

    `tables` are keyed by asset, `others` (upstream tables) by table name, `metadata` by asset.
    """
    known = dict(others) | {TABLE_ASSETS[asset].table.name: table for asset, table in tables.items()}
    results = [result for asset, table in tables.items() for result in judge(asset, table, known)]
    yield from results
    yield from soft
    if any(blocks(result) for result in results):
        return
    for asset, table in tables.items():
        yield dg.MaterializeResult(
            asset_key=asset,
            value=replace(table, judged_by=rules_version(table.table.name)),
            metadata=table_metadata(TABLE_ASSETS[asset], table) | dict((metadata or {}).get(asset, {})),
            data_version=dg.DataVersion(table.sha256[:DATA_VERSION_DIGITS]),
        )
