"""Facts -> the rules that they break, alone, within a document and between documents.

Every soft rule is a check that warns. The hard ones have sent their facts to quarantine already: that they
hold for every fact that stayed is a check that blocks.
"""

from collections.abc import Iterator, Sequence

import dagster as dg
import polars as pl

from assets.checks import none_found
from assets.metadata import counted
from assets.parts import StoredTable
from assets.regions import by_region
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, tables
from nianjian.model import Document, Fact, Refusal
from nianjian.quality import check, registry
from nianjian.quality.judgement import hard_rules, refused_fact
from nianjian.quality.rules import Rule

STAGE = "nianjian.quality"
HARD = "hard_rules"
SHOWN = ("region_code", "period", "expected", "observed", "message")
SOFT_RULES = tuple(rule for rule in registry() if rule not in hard_rules())


def check_name(rule: Rule) -> str:
    """Dagster's name for the check of a rule: across.level_growth -> across_level_growth."""
    return rule.id.replace(".", "_")


@dg.multi_asset(
    name="check_consistency",
    outs=outs("consistency_findings"),
    check_specs=checks(
        "consistency_findings",
        soft=[
            dg.AssetCheckSpec(
                HARD,
                asset="consistency_findings",
                blocking=True,
                description="No fact outside quarantine breaks a hard rule:\n"
                + "\n".join(f"- `{rule.id}` {rule.formula}" for rule in hard_rules()),
            ),
            *(
                dg.AssetCheckSpec(
                    check_name(rule),
                    asset="consistency_findings",
                    description=f"{rule.formula} (tolerance: {rule.tolerance})\n\n{rule.doc}",
                    metadata={"rule": rule.id, "severity": rule.severity},
                )
                for rule in SOFT_RULES
            ),
        ],
    ),
)
def check_consistency(
    workspace: Workspace, raw_documents: StoredTable, metric_facts: StoredTable, quarantine: StoredTable
) -> Iterator[Published]:
    """Hold all figures against each other; findings are flags, the facts stay as they are."""

    def findings_of(documents: Sequence[Document], facts: Sequence[Fact]) -> Sequence[object]:
        rows = quarantine.of([document.document_id for document in documents])
        refused = [refused_fact(row) for row in tables.rows(rows, Refusal)]
        return check(documents, [*facts, *(fact for fact in refused if fact is not None)])

    judged = by_region(
        workspace,
        contract.CONSISTENCY_FINDINGS,
        stage_version(STAGE),
        raw_documents,
        metric_facts,
        findings_of,
    )
    found = judged.table.frame([*SHOWN, "finding_id", "rule", "severity", "fact_ids", "deviation"])
    found = found.sort("deviation", descending=True, nulls_last=True)
    documents_of = dict(metric_facts.frame(["fact_id", "document_id"]).iter_rows())
    known = quarantine.frame(["fact_id"])["fact_id"].drop_nulls().implode()
    escaped = found.filter(
        (pl.col("severity") == "error") & ~pl.col("fact_ids").list.eval(pl.element().is_in(known)).list.all()
    )

    def result(
        name: str, rows: pl.DataFrame, severity: dg.AssetCheckSeverity = dg.AssetCheckSeverity.WARN
    ) -> dg.AssetCheckResult:
        concerned = (documents_of.get(fact_id) for fact_id in rows["fact_ids"].explode())
        return none_found(
            "consistency_findings",
            name,
            rows,
            worst=SHOWN,
            documents=[name for name in concerned if name is not None],
            severity=severity,
        )

    yield from publish(
        {"consistency_findings": judged.table},
        others={"documents": raw_documents, "metric_facts": metric_facts, "quarantine": quarantine},
        metadata={
            "consistency_findings": {
                "by severity": counted(judged.table, "severity"),
                "by rule": counted(judged.table, "rule"),
            }
            | {f"regions {name}": count for name, count in judged.plan.counts().items()}
        },
        soft=[
            result(HARD, escaped, dg.AssetCheckSeverity.ERROR),
            *(result(check_name(rule), found.filter(pl.col("rule") == rule.id)) for rule in SOFT_RULES),
        ],
    )
