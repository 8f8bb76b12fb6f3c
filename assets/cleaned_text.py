"""Documents -> clean text with the raw span of every character, and the repairs that led to it."""

from collections.abc import Iterator

import dagster as dg

from assets.documents import document_keys, pick
from assets.increments import key, plan
from assets.metadata import counted
from assets.parts import StoredTable, renew
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, tables
from nianjian.repair import repair

STAGE = "nianjian.repair"


@dg.multi_asset(
    name="repair_text",
    outs=outs("cleaned_text", "text_repairs"),
    check_specs=checks("cleaned_text", "text_repairs"),
)
def repair_text(
    context: dg.AssetExecutionContext, workspace: Workspace, raw_documents: StoredTable
) -> Iterator[Published]:
    """Mend the raw text of every document; each edit carries its raw span, its rule and its proof."""
    upstream = document_keys(raw_documents)
    wanted = {name: key(stage_version(STAGE), value) for name, value in upstream.items()}
    old_text, old_repairs = workspace.previous("cleaned_text"), workspace.previous("text_repairs")
    made = plan(wanted, (old_text, old_repairs))
    context.log.info(f"{len(wanted)} documents: {made.counts()}")
    cleaned = [repair(document) for document in pick(raw_documents, made.fresh)]
    marks = [mark for clean in cleaned for mark in clean.repairs]
    text = renew(
        contract.CLEANED_TEXT,
        old_text,
        wanted,
        made.unchanged,
        tables.frame(contract.CLEANED_TEXT, cleaned),
    )
    repairs = renew(
        contract.TEXT_REPAIRS,
        old_repairs,
        wanted,
        made.unchanged,
        tables.frame(contract.TEXT_REPAIRS, marks),
    )
    yield from publish(
        {"cleaned_text": text, "text_repairs": repairs},
        others={"documents": raw_documents},
        metadata={
            "cleaned_text": {f"documents {name}": count for name, count in made.counts().items()},
            "text_repairs": {"by kind": counted(repairs, "kind")},
        },
    )
