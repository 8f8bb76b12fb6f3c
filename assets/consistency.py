"""Facts -> the rules that they break, alone, within a document and between documents."""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.metadata import counted, records
from assets.parts import StoredTable
from assets.regions import by_region
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract
from nianjian.quality import check

STAGE = "nianjian.quality"
SOUND = "no_errors_found"
NAMED = 20


@dg.multi_asset(
    name="check_consistency",
    outs=outs("consistency_findings"),
    check_specs=checks(
        "consistency_findings",
        soft=[
            dg.AssetCheckSpec(
                SOUND, asset="consistency_findings", description="No finding has the severity `error`"
            )
        ],
    ),
)
def check_consistency(
    workspace: Workspace, raw_documents: StoredTable, metric_facts: StoredTable
) -> Iterator[Published]:
    """Hold all figures against each other; findings are flags, the facts stay as they are."""
    judged = by_region(
        workspace, contract.CONSISTENCY_FINDINGS, stage_version(STAGE), raw_documents, metric_facts, check
    )
    shown = ("rule", "document_id", "period", "message")
    findings = judged.table.frame([*shown, "severity", "finding_id"])
    errors = findings.filter(pl.col("severity") == "error")
    yield from publish(
        {"consistency_findings": judged.table},
        others={"documents": raw_documents, "metric_facts": metric_facts},
        metadata={
            "consistency_findings": {
                "by severity": counted(judged.table, "severity"),
                "by rule": counted(judged.table, "rule"),
            }
            | {f"regions {name}": count for name, count in judged.plan.counts().items()}
        },
        soft=[
            dg.AssetCheckResult(
                passed=errors.is_empty(),
                asset_key="consistency_findings",
                check_name=SOUND,
                severity=dg.AssetCheckSeverity.WARN,
                description=f"{errors.height} of {findings.height} findings are errors",
                metadata={
                    "errors": errors.height,
                    f"first {NAMED}": records(errors.select(shown).head(NAMED).iter_rows(named=True), shown),
                },
            )
        ],
    )
