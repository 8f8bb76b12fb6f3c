"""Clean text and sections -> facts, those that cannot be true apart, and the one role of every numeral."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import dagster as dg
import polars as pl

from assets.checks import none_found
from assets.documents import batches, pick_cleaned, pick_sections
from assets.increments import key, plan
from assets.metadata import counted, records
from assets.parts import StoredTable, renew
from assets.schemas import JUDGEMENT
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, tables
from nianjian.ledger import read_figures
from nianjian.model import Fact, LedgerEntry, Refusal
from nianjian.quality.judgement import judge

STAGE = "nianjian.ledger"
EXPLAINED = "every_numeral_explained"
KEPT = "no_fact_refused"
NAMED = 20


@dg.multi_asset(
    name="bind_figures",
    outs=outs("metric_facts", "number_ledger", "quarantine"),
    check_specs=checks(
        "metric_facts",
        "number_ledger",
        "quarantine",
        soft=[
            dg.AssetCheckSpec(
                EXPLAINED, asset="number_ledger", description="No numeral is left with the role `unexplained`"
            ),
            dg.AssetCheckSpec(
                KEPT, asset="quarantine", description="No fact breaks a hard rule: bounds, unit, period"
            ),
        ],
    ),
)
def bind_figures(
    context: dg.AssetExecutionContext,
    workspace: Workspace,
    raw_documents: StoredTable,
    refused_seeds: StoredTable,
    cleaned_text: StoredTable,
    text_repairs: StoredTable,
    section_trees: StoredTable,
) -> Iterator[Published]:
    """Bind every quantity to metric, measure, period, status and scope; give every numeral its role.

    A fact that breaks a hard rule goes to quarantine, which takes over the seeds that were refused.
    """
    version = key(stage_version(STAGE), stage_version(JUDGEMENT))
    wanted = {
        name: key(version, cleaned_text.key_of(name), section_trees.key_of(name))
        for name in cleaned_text.frame(["document_id"])["document_id"]
    }
    old_facts, old_ledger = workspace.previous("metric_facts"), workspace.previous("number_ledger")
    old_quarantine = workspace.previous("quarantine")
    made = plan(wanted, (old_facts, old_ledger, _of_documents(old_quarantine, old_facts)))
    context.log.info(f"{len(wanted)} documents: {made.counts()}")
    new_facts, new_ledger = [], []
    new_refusals: list[Refusal] = []
    for documents in batches(raw_documents, made.fresh):
        names = [document.document_id for document in documents]
        cleaned, sections = (
            pick_cleaned(cleaned_text, text_repairs, names),
            pick_sections(section_trees, names),
        )
        facts: list[Fact] = []
        ledger: list[LedgerEntry] = []
        for document in documents:
            name = document.document_id
            read, entries = read_figures(document, cleaned[name], sections[name])
            judged = judge([document], read)
            facts += judged.accepted
            new_refusals += judged.refusals
            ledger += entries
        new_facts.append(tables.frame(contract.METRIC_FACTS, facts))
        new_ledger.append(tables.frame(contract.NUMBER_LEDGER, ledger))
    all_facts = renew(
        contract.METRIC_FACTS,
        old_facts,
        wanted,
        made.unchanged,
        tables.joined(contract.METRIC_FACTS, new_facts),
    )
    all_ledger = renew(
        contract.NUMBER_LEDGER,
        old_ledger,
        wanted,
        made.unchanged,
        tables.joined(contract.NUMBER_LEDGER, new_ledger),
    )
    quarantine = _quarantine(refused_seeds, old_quarantine, wanted, made.unchanged, new_refusals)
    refused = quarantine.frame().filter(pl.col("fact_id").is_not_null())
    shown = ("source_path", "raw_start", "text", "rule")
    unexplained = all_ledger.frame([*shown, "role"]).filter(pl.col("role") == "unexplained")
    yield from publish(
        {"metric_facts": all_facts, "number_ledger": all_ledger, "quarantine": quarantine},
        others={"documents": raw_documents, "sections": section_trees},
        metadata={
            "metric_facts": {f"documents {name}": count for name, count in made.counts().items()}
            | {
                "headline figures": all_facts.frame(["indicator"])["indicator"].count(),
                "by measure": counted(all_facts, "measure"),
            },
            "number_ledger": {"by role": counted(all_ledger, "role")},
            "quarantine": {"by reason": counted(quarantine, "reason")},
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
            ),
            none_found(
                "quarantine", KEPT, refused, worst=("reason", "detail"), documents=refused["document_id"]
            ),
        ],
    )


def _quarantine(
    seeds: StoredTable,
    old: StoredTable | None,
    wanted: dict[str, str],
    kept: Collection[str],
    refusals: Sequence[Refusal],
) -> StoredTable:
    """The refused seeds and the refused facts in one table: named by document, what has none by its file."""
    listed = seeds.frame(["source_path"])["source_path"].unique().sort()
    keys = {source: seeds.key_of(source) for source in listed}
    same = [source for source, value in keys.items() if old is not None and old.keys.get(source) == value]
    fresh = seeds.of([source for source in keys if source not in same])
    rows = tables.joined(contract.QUARANTINE, [fresh, tables.frame(contract.QUARANTINE, refusals)])
    return renew(contract.QUARANTINE, old, wanted | keys, [*kept, *same], rows)


def _of_documents(quarantine: StoredTable | None, facts: StoredTable | None) -> StoredTable | None:
    """Quarantine as a plan of documents sees it: without the names of files."""
    if quarantine is None or facts is None:
        return quarantine
    return replace(quarantine, keys={n: k for n, k in quarantine.keys.items() if n in facts.keys})
