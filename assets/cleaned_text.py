"""Documents -> clean text with the raw span of every character, and the repairs that led to it."""

from collections.abc import Iterator

import dagster as dg

from assets.documents import batches, document_keys
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
    texts, marks = [], []
    for documents in batches(raw_documents, made.fresh):
        cleaned = [repair(document) for document in documents]
        texts.append(tables.frame(contract.CLEANED_TEXT, cleaned))
        marks.append(tables.frame(contract.TEXT_REPAIRS, [mark for one in cleaned for mark in one.repairs]))
    text = renew(
        contract.CLEANED_TEXT, old_text, wanted, made.unchanged, tables.joined(contract.CLEANED_TEXT, texts)
    )
    repairs = renew(
        contract.TEXT_REPAIRS,
        old_repairs,
        wanted,
        made.unchanged,
        tables.joined(contract.TEXT_REPAIRS, marks),
    )
    yield from publish(
        {"cleaned_text": text, "text_repairs": repairs},
        others={"documents": raw_documents},
        metadata={
            "cleaned_text": {f"documents {name}": count for name, count in made.counts().items()},
            "text_repairs": {"by kind": counted(repairs, "kind")},
        },
    )
