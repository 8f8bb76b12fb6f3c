"""Asset checks made from the Pandera models and the references between tables.

What blocks is broken only by a fault of the program; what a report says may be implausible, and is shown.
A check that blocks keeps the last good table: the asset yields its value only when the check has passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from assets.metadata import markdown, records
from assets.references import REFERENCES, dangling
from assets.registry import TABLE_ASSETS, TABLE_OF_NAME
from assets.row_rules import row_rules
from assets.schemas import (
    Verdict,
    all_plausible,
    document_columns,
    in_document,
    keys_only,
    narrow_columns,
    one_row_per_key,
    plausibility,
    rules_version,
    validate,
    with_documents,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import polars as pl

    from assets.parts import StoredTable
    from assets.references import Place

SCHEMA = "schema"
REFERENCED = "references"
IN_DOCUMENT = "in_document"
PLAUSIBLE = "plausible"
EXAMPLES = 20
WORST = 10


def check_specs(*assets: str) -> list[dg.AssetCheckSpec]:
    """The checks that every table asset has: its model, its references, and what is plausible in it."""
    specs = []
    for asset in assets:
        table = TABLE_ASSETS[asset].table.name
        rules = row_rules(table)
        own = (rule.doc for rule in rules if rule.blocks and not rule.needs)
        said = _sentences("Columns, types, nulls, closed lists, key", *own)
        specs.append(dg.AssetCheckSpec(SCHEMA, asset=asset, blocking=True, description=said))
        if beside := [rule.doc for rule in rules if rule.blocks and rule.needs]:
            said = _sentences("Rows fit the document that they belong to", *beside)
            specs.append(dg.AssetCheckSpec(IN_DOCUMENT, asset=asset, blocking=True, description=said))
        if led := [f"{column} -> {' or '.join(map('.'.join, to))}" for column, to in _references(table)]:
            said = _sentences("Every key that is referred to exists", *led)
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
    wanted = {target: [column] for _, to in _references(table) for target, column in to if target != table}
    if beside := document_columns(table):
        wanted["documents"] = ["document_id", *beside]
    known = {target: others[target].frame(columns) for target, columns in wanted.items()}
    if len(stored.fresh) == len(stored.parts) or stored.judged_by != rules_version(table):
        return evaluate(asset, stored.frame(), known)
    return evaluate(asset, stored.fresh_frame(), known, stored.frame(narrow_columns(table)))


def evaluate(
    asset: str,
    frame: pl.DataFrame,
    others: Mapping[str, pl.DataFrame],
    everything: pl.DataFrame | None = None,
) -> list[dg.AssetCheckResult]:
    """The results of a table asset's checks over a frame; `others` have what it refers to.

    Where the frame is a part of the table, `everything` has the narrow columns of all rows.
    """
    table = TABLE_ASSETS[asset].table.name
    verdict = validate(table, frame)
    if everything is None:
        everything = frame
    elif not one_row_per_key(table, everything):
        verdict = verdict.but(validate(table, everything, keys_only(table)))
    results = [_verdict_result(asset, SCHEMA, verdict, everything.height, judged=frame.height)]
    fits, soft = in_document(table), plausibility(table)
    if not set(frame.columns) >= set(TABLE_OF_NAME[table].column_names):
        asked = [REFERENCED] if _references(table) else []
        results += [_undecided(asset, name) for name in [*asked, *([IN_DOCUMENT] if fits else [])]]
        return results + ([_undecided(asset, PLAUSIBLE, dg.AssetCheckSeverity.WARN)] if soft else [])
    if _references(table):
        results.append(_reference_result(asset, everything, others))
    if fits is not None:
        verdict = validate(table, with_documents(table, frame, others["documents"]), fits)
        results.append(_verdict_result(asset, IN_DOCUMENT, verdict, everything.height, judged=frame.height))
    if soft is not None:
        rows = with_documents(table, everything, others["documents"])
        seen = Verdict.none(table) if all_plausible(table, rows) else validate(table, rows, soft)
        results.append(_verdict_result(asset, PLAUSIBLE, seen, everything.height, dg.AssetCheckSeverity.WARN))
    return results


def none_found(
    asset: str,
    name: str,
    found: pl.DataFrame,
    *,
    worst: Sequence[str],
    documents: Iterable[str],
    severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.WARN,
) -> dg.AssetCheckResult:
    """A check that passes where nothing was found; else it shows how many, the first rows and the documents.

    `found` has its worst rows first, `worst` are the columns shown.
    """
    metadata: dict[str, Any] = {"found": found.height}
    if not found.is_empty():
        metadata |= {
            f"worst {WORST}": markdown(found.select(worst).head(WORST)),
            "documents": dg.MetadataValue.json(sorted(set(documents))),
        }
    return dg.AssetCheckResult(
        passed=found.is_empty(),
        asset_key=asset,
        check_name=name,
        severity=severity,
        metadata=metadata,
        description=f"{found.height} found" if found.height else None,
    )


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
            "by rule": markdown(by_rule),
            f"first {EXAMPLES}": markdown(verdict.cases.head(EXAMPLES)),
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


def _references(table: str) -> list[tuple[str, tuple[Place, ...]]]:
    return [(column, targets) for (owner, column), targets in REFERENCES.items() if owner == table]


def _sentences(first: str, *rest: str) -> str:
    return "\n".join([f"{first}:" if rest else f"{first}.", *(f"- {sentence}" for sentence in rest)])
