"""Asset checks made from the Pandera models and the references between tables.

What blocks is broken only by a fault of the program; what a report says may be implausible, and is shown.
A check that blocks keeps the last good table: the asset yields its value only when the check has passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.metadata import records
from assets.references import REFERENCES, dangling
from assets.registry import TABLE_ASSETS
from assets.row_rules import row_rules
from assets.schemas import (
    Verdict,
    all_plausible,
    keys_only,
    narrow_columns,
    one_row_per_key,
    plausibility,
    rules_version,
    validate,
)
from nianjian.contract import TABLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from assets.parts import StoredTable

SCHEMA = "schema"
REFERENCED = "references"
PLAUSIBLE = "plausible"
EXAMPLES = 20


def check_specs(*assets: str) -> list[dg.AssetCheckSpec]:
    """The checks that every table asset has: its model, its references, and what is plausible in it."""
    specs = []
    for asset in assets:
        table = TABLE_ASSETS[asset].table.name
        rules = row_rules(table)
        said = _sentences("Columns, types, nulls, closed lists, key", *(r.doc for r in rules if r.blocks))
        specs.append(dg.AssetCheckSpec(SCHEMA, asset=asset, blocking=True, description=said))
        if targets := [f"{column} -> {target}" for column, target in _references(table)]:
            said = _sentences("Every key that is referred to exists", *targets)
            specs.append(dg.AssetCheckSpec(REFERENCED, asset=asset, blocking=True, description=said))
        if soft := [rule.doc for rule in rules if not rule.blocks]:
            said = _sentences("What the reports say is plausible", *soft)
            specs.append(dg.AssetCheckSpec(PLAUSIBLE, asset=asset, description=said))
    return specs


def judge(asset: str, stored: StoredTable, others: Mapping[str, StoredTable]) -> list[dg.AssetCheckResult]:
    """The results of a table asset's checks; `others` are the tables that it refers to, by name.

    Rows that lie on disk were held against the model when they were written: where the rules are still the
    same, only the rows of parts to be written are. Keys, references and what is plausible concern all rows.
    """
    table = TABLE_ASSETS[asset].table.name
    targets = {target: column for _, (target, column) in _targets(table) if target != table}
    known = {target: others[target].frame([column]) for target, column in targets.items()}
    if len(stored.fresh) == len(stored.parts) or stored.judged_by != rules_version(table):
        return evaluate(asset, stored.frame(), known)
    return evaluate(asset, stored.fresh_frame(), known, stored.frame(narrow_columns(table)))


def evaluate(
    asset: str,
    frame: pl.DataFrame,
    others: Mapping[str, pl.DataFrame],
    everything: pl.DataFrame | None = None,
) -> list[dg.AssetCheckResult]:
    """The results of a table asset's checks over a frame; `others` have the keys that it refers to.

    Where the frame is a part of the table, `everything` has the narrow columns of all rows.
    """
    table = TABLE_ASSETS[asset].table.name
    verdict = validate(table, frame)
    if everything is None:
        everything = frame
    elif not one_row_per_key(table, everything):
        verdict = verdict.but(validate(table, everything, keys_only(table)))
    results = [_verdict_result(asset, SCHEMA, verdict, everything.height, judged=frame.height)]
    whole = set(frame.columns) >= set(TABLES[table].column_names)
    if _references(table):
        results.append(
            _reference_result(asset, everything, others) if whole else _undecided(asset, REFERENCED)
        )
    if (soft := plausibility(table)) is not None:
        seen = None
        if whole:
            seen = (
                Verdict.none(table) if all_plausible(table, everything) else validate(table, everything, soft)
            )
        results.append(
            _verdict_result(asset, PLAUSIBLE, seen, everything.height, dg.AssetCheckSeverity.WARN)
            if seen
            else _undecided(asset, PLAUSIBLE, dg.AssetCheckSeverity.WARN)
        )
    return results


def blocks(result: dg.AssetCheckResult) -> bool:
    """Whether a result forbids to write its table."""
    return not result.passed and result.severity is dg.AssetCheckSeverity.ERROR


def _verdict_result(
    asset: str,
    name: str,
    verdict: Verdict,
    rows: int,
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR,
    judged: int | None = None,
) -> dg.AssetCheckResult:
    metadata: dict[str, Any] = {"rows": rows, "breaches": verdict.cases.height}
    if judged is not None:
        metadata["rows judged now"] = judged
    by_rule = verdict.by_rule()
    if not verdict.passed:
        metadata |= {
            "by rule": records(by_rule.iter_rows(named=True), by_rule.columns),
            f"first {EXAMPLES}": records(
                verdict.cases.head(EXAMPLES).iter_rows(named=True), verdict.cases.columns
            ),
            "documents": dg.MetadataValue.json(verdict.documents()),
        }
    said = "; ".join(
        f"{rule} ({column or 'row'}): {breaches}" for rule, column, breaches in by_rule.iter_rows()
    )
    return dg.AssetCheckResult(
        passed=verdict.passed,
        asset_key=asset,
        check_name=name,
        severity=severity,
        metadata=metadata,
        description=said or None,
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


def _undecided(
    asset: str, name: str, severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.ERROR
) -> dg.AssetCheckResult:
    why = "not decided: the table lacks columns"
    return dg.AssetCheckResult(
        passed=False, asset_key=asset, check_name=name, severity=severity, description=why
    )


def _references(table: str) -> list[tuple[str, str]]:
    return [(column, ".".join(target)) for column, target in _targets(table)]


def _targets(table: str) -> list[tuple[str, tuple[str, str]]]:
    return [(column, target) for (owner, column), target in REFERENCES.items() if owner == table]


def _sentences(first: str, *rest: str) -> str:
    return "\n".join([f"{first}:" if rest else f"{first}.", *(f"- {sentence}" for sentence in rest)])
