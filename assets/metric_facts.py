"""Clean text and sections -> facts, and the one role of every numeral."""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.documents import pick, pick_cleaned, pick_sections
from assets.increments import key, merge, plan
from assets.metadata import counted, records
from assets.stage import Published, checks, outs, publish
from assets.storage import StoredTable
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
    raw_documents: pl.DataFrame,
    cleaned_text: pl.DataFrame,
    text_repairs: pl.DataFrame,
    section_trees: pl.DataFrame,
) -> Iterator[Published]:
    """Bind every quantity to metric, measure, period, status and scope; give every numeral its role."""
    text_keys = workspace.keys_of("cleaned_text", cleaned_text["document_id"].to_list())
    tree_keys = workspace.keys_of("sections", cleaned_text["document_id"].to_list())
    wanted = {name: key(stage_version(STAGE), value, tree_keys[name]) for name, value in text_keys.items()}
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
    all_facts = merge(
        contract.METRIC_FACTS,
        old_facts,
        "document_id",
        made.unchanged,
        tables.frame(contract.METRIC_FACTS, new_facts),
    )
    all_ledger = merge(
        contract.NUMBER_LEDGER,
        old_ledger,
        "document_id",
        made.unchanged,
        tables.frame(contract.NUMBER_LEDGER, new_ledger),
    )
    unexplained = all_ledger.filter(pl.col("role") == "unexplained")
    shown = ("source_path", "raw_start", "text", "rule")
    yield from publish(
        {"metric_facts": StoredTable(all_facts, wanted), "number_ledger": StoredTable(all_ledger, wanted)},
        others={"documents": raw_documents, "sections": section_trees},
        metadata={
            "metric_facts": {f"documents {name}": count for name, count in made.counts().items()}
            | {
                "headline figures": all_facts["indicator"].count(),
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
                description=f"{unexplained.height} of {all_ledger.height} numerals have no role",
                metadata={
                    "numerals": all_ledger.height,
                    "unexplained": unexplained.height,
                    f"first {NAMED}": records(
                        unexplained.select(shown).head(NAMED).iter_rows(named=True), shown
                    ),
                },
            )
        ],
    )
