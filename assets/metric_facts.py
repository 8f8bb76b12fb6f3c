"""Clean text and sections -> facts, and the one role of every numeral."""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.documents import pick, pick_cleaned, pick_sections
from assets.increments import key, plan
from assets.metadata import counted, records
from assets.parts import StoredTable, renew
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, tables
from nianjian.ledger import read_figures
from nianjian.model import Fact, LedgerEntry

STAGE = "nianjian.ledger"
EXPLAINED = "every_numeral_explained"
NAMED = 20


@dg.multi_asset(
    name="bind_figures",
    outs=outs("metric_facts", "number_ledger"),
    check_specs=checks(
        "metric_facts",
        "number_ledger",
        soft=[
            dg.AssetCheckSpec(
                EXPLAINED, asset="number_ledger", description="No numeral is left with the role `unexplained`"
            )
        ],
    ),
)
def bind_figures(
    context: dg.AssetExecutionContext,
    workspace: Workspace,
    raw_documents: StoredTable,
    cleaned_text: StoredTable,
    text_repairs: StoredTable,
    section_trees: StoredTable,
) -> Iterator[Published]:
    """Bind every quantity to metric, measure, period, status and scope; give every numeral its role."""
    wanted = {
        name: key(stage_version(STAGE), cleaned_text.key_of(name), section_trees.key_of(name))
        for name in cleaned_text.frame(["document_id"])["document_id"]
    }
    old_facts, old_ledger = workspace.previous("metric_facts"), workspace.previous("number_ledger")
    made = plan(wanted, (old_facts, old_ledger))
    context.log.info(f"{len(wanted)} documents: {made.counts()}")
    cleaned = pick_cleaned(cleaned_text, text_repairs, made.fresh)
    sections = pick_sections(section_trees, made.fresh)
    new_facts: list[Fact] = []
    new_ledger: list[LedgerEntry] = []
    for document in pick(raw_documents, made.fresh):
        name = document.document_id
        facts, ledger = read_figures(document, cleaned[name], sections[name])
        new_facts += facts
        new_ledger += ledger
    all_facts = renew(
        contract.METRIC_FACTS,
        old_facts,
        wanted,
        made.unchanged,
        tables.frame(contract.METRIC_FACTS, new_facts),
    )
    all_ledger = renew(
        contract.NUMBER_LEDGER,
        old_ledger,
        wanted,
        made.unchanged,
        tables.frame(contract.NUMBER_LEDGER, new_ledger),
    )
    shown = ("source_path", "raw_start", "text", "rule")
    unexplained = all_ledger.frame([*shown, "role"]).filter(pl.col("role") == "unexplained")
    yield from publish(
        {"metric_facts": all_facts, "number_ledger": all_ledger},
        others={"documents": raw_documents, "sections": section_trees},
        metadata={
            "metric_facts": {f"documents {name}": count for name, count in made.counts().items()}
            | {
                "headline figures": all_facts.frame(["indicator"])["indicator"].count(),
                "by measure": counted(all_facts, "measure"),
            },
            "number_ledger": {"by role": counted(all_ledger, "role")},
        },
        soft=[
            dg.AssetCheckResult(
                passed=unexplained.is_empty(),
                asset_key="number_ledger",
                check_name=EXPLAINED,
                severity=dg.AssetCheckSeverity.WARN,
                description=f"{unexplained.height} of {all_ledger.rows} numerals have no role",
                metadata={
                    "numerals": all_ledger.rows,
                    "unexplained": unexplained.height,
                    f"first {NAMED}": records(
                        unexplained.select(shown).head(NAMED).iter_rows(named=True), shown
                    ),
                },
            )
        ],
    )
