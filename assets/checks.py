"""Asset checks made from the Pandera models and the references between tables. Both block.

A check that blocks keeps the last good table: the asset yields its Output only when the check has passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from assets.metadata import records
from assets.references import REFERENCES, dangling
from assets.registry import TABLE_ASSETS
from assets.schemas import validate
from nianjian.contract import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from assets.schemas import Verdict

SCHEMA = "schema"
REFERENCED = "references"
EXAMPLES = 20


def check_specs(*assets: str) -> list[dg.AssetCheckSpec]:
    """The blocking checks of table assets."""
    specs = []
    for asset in assets:
        table = TABLE_ASSETS[asset].table
        specs.append(
            dg.AssetCheckSpec(
                SCHEMA,
                asset=asset,
                blocking=True,
                description=f"Columns, types, nulls, closed lists, key and row rules of table {table.name}",
            )
        )
        targets = sorted(
            f"{c} -> {'.'.join(t)}" for (owner, c), t in REFERENCES.items() if owner == table.name
        )
        if targets:
            specs.append(
                dg.AssetCheckSpec(
                    REFERENCED, asset=asset, blocking=True, description=f"Keys exist: {', '.join(targets)}"
                )
            )
    return specs


def evaluate(
    asset: str, frame: pl.DataFrame, others: Mapping[str, pl.DataFrame]
) -> list[dg.AssetCheckResult]:
    """The results of a table asset's blocking checks; `others` are the tables that it refers to, by name."""
    table = TABLE_ASSETS[asset].table.name
    verdict = validate(table, frame)
    results = [_schema_result(asset, verdict, frame.height)]
    if not any(owner == table for owner, _ in REFERENCES):
        return results
    if set(frame.columns) >= set(TABLES[table].column_names):
        results.append(_reference_result(asset, frame, others))
    else:
        why = "not decided: the table lacks columns"
        results.append(
            dg.AssetCheckResult(passed=False, asset_key=asset, check_name=REFERENCED, description=why)
        )
    return results


def _schema_result(asset: str, verdict: Verdict, rows: int) -> dg.AssetCheckResult:
    by_rule = verdict.by_rule()
    said = "; ".join(
        f"{r['rule']} ({r['column'] or 'row'}): {r['breaches']}" for r in by_rule.iter_rows(named=True)
    )
    metadata: dict[str, dg.MetadataValue] = {
        "rows": dg.MetadataValue.int(rows),
        "breaches": dg.MetadataValue.int(verdict.cases.height),
    }
    if not verdict.passed:
        metadata |= {
            "by rule": records(by_rule.iter_rows(named=True), by_rule.columns),
            f"first {EXAMPLES}": records(
                verdict.cases.head(EXAMPLES).iter_rows(named=True), verdict.cases.columns
            ),
            "documents": dg.MetadataValue.json(verdict.documents()),
        }
    return dg.AssetCheckResult(
        passed=verdict.passed, asset_key=asset, check_name=SCHEMA, metadata=metadata, description=said or None
    )


def _reference_result(
    asset: str, frame: pl.DataFrame, others: Mapping[str, pl.DataFrame]
) -> dg.AssetCheckResult:
    lost = dangling(TABLE_ASSETS[asset].table.name, frame, others)
    shown = [{"column": d.column, "no row in": d.target, "value": d.value} for d in lost[:EXAMPLES]]
    return dg.AssetCheckResult(
        passed=not lost,
        asset_key=asset,
        check_name=REFERENCED,
        metadata={"dangling": len(lost)} | ({f"first {EXAMPLES}": records(shown)} if lost else {}),
        description="; ".join(f"{d.column} {d.value} is not in {d.target}" for d in lost[:3]) or None,
    )
