"""Tables -> the DuckDB warehouse."""

from collections.abc import Iterator

import dagster as dg
from dagster_duckdb import DuckDBResource

from assets import warehouse
from assets.increments import key
from assets.metadata import records
from assets.registry import OWNERS, PUBLICATION_GROUP, TABLE_ASSETS, WAREHOUSE
from assets.storage import open_table
from assets.workspace import Workspace
from nianjian.contract import TABLES

COMPLETE = "complete"
SERVED = "every_fact_leads_to_its_raw_text"
DESCRIPTION = """All tables of the contract in one DuckDB file: comments on tables and columns, days as DATE,
and views for analysts: `panel` and `panel_wide` (cells in the units people say), `targets_vs_actuals`,
`growth` (reported beside computed), `fact_sources` and `evidence` (cell -> fact -> clause -> raw characters).
Built beside the old file and renamed over it; open it READ_ONLY."""


VERSION = warehouse.version()


@dg.multi_asset(
    name="publish_warehouse",
    # Before the exports and pictures: a new cell should not wait for them.
    op_tags={"dagster/priority": "1"},
    specs=[
        dg.AssetSpec(
            WAREHOUSE,
            deps=[asset for asset, entry in TABLE_ASSETS.items() if entry.table.name in TABLES],
            description=DESCRIPTION,
            group_name=PUBLICATION_GROUP,
            kinds={"python", "duckdb"},
            owners=list(OWNERS),
            tags={"stage": "publication"},
            code_version=VERSION,
            skippable=True,
        )
    ],
    check_specs=[
        dg.AssetCheckSpec(
            COMPLETE,
            asset=WAREHOUSE,
            blocking=True,
            description="Before it is put in place: every table has the rows of its Parquet file",
        )
    ],
)
def publish_warehouse(
    context: dg.AssetExecutionContext, workspace: Workspace
) -> Iterator[dg.AssetCheckResult | dg.MaterializeResult[None]]:
    """Build the warehouse beside the one in use and rename it over that one when it is complete.

    A file that was built from the same tables and is whole stays.
    """
    target = workspace.warehouse
    tables = {name: open_table(workspace.table(name)) for name in TABLES}
    expected = {name: table.rows for name, table in tables.items()}
    counts = warehouse.standing(target, tables, VERSION) if workspace.reuse else None
    stays = counts is not None and counts.items() >= expected.items()
    if counts is None or not stays:
        counts = warehouse.build(target, tables, reuse=workspace.reuse, version=VERSION)
    wrong = {name: (counts[name], rows) for name, rows in expected.items() if counts[name] != rows}
    yield dg.AssetCheckResult(
        passed=not wrong,
        asset_key=WAREHOUSE,
        check_name=COMPLETE,
        metadata={"rows": counts},
        description="; ".join(f"{name}: {has} rows for {rows}" for name, (has, rows) in wrong.items())
        or None,
    )
    if wrong:
        warehouse.discard(target)
        return
    if not stays:
        warehouse.put_in_place(target)
    context.log.info(f"{target}: {sum(counts[name] for name in TABLES)} rows in {len(TABLES)} tables")
    yield dg.MaterializeResult(
        asset_key=WAREHOUSE,
        metadata={
            "path": dg.MetadataValue.path(str(target)),
            "built": not stays,
            "bytes": target.stat().st_size,
            "rows": records({"table or view": name, "rows": count} for name, count in counts.items()),
        },
        data_version=dg.DataVersion(key(VERSION, *(table.sha256 for table in tables.values()))),
    )


@dg.asset_check(
    asset=WAREHOUSE,
    name=SERVED,
    description="Opened read-only like an analyst does: every fact's raw span lies in its document",
)
def warehouse_serves(duckdb: DuckDBResource) -> dg.AssetCheckResult:
    """Walk from every fact to its raw characters in the published file."""
    with duckdb.get_connection() as connection:
        row = connection.execute(
            """
            SELECT (SELECT count(*) FROM metric_facts),
                   -- length(raw_characters) = raw_end - raw_start, without cutting it out of long texts
                   (SELECT count(*) FROM metric_facts f
                    JOIN (SELECT document_id, raw_start AS first, length(raw_text) AS size FROM documents) d
                    USING (document_id)
                    WHERE f.raw_start >= d.first AND f.raw_end <= d.first + d.size),
                   (SELECT count(*) FROM panel)
            """
        ).fetchone()
    facts, traced, cells = row or (0, 0, 0)
    return dg.AssetCheckResult(
        passed=facts == traced, metadata={"facts": facts, "traced to raw text": traced, "cells": cells}
    )
