"""Clean text -> section tree."""

from collections.abc import Iterator

import dagster as dg

from assets.documents import batches, pick_cleaned
from assets.increments import key, plan
from assets.parts import StoredTable, renew
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, tables
from nianjian.model import Section
from nianjian.outline import outline
from nianjian.outline.show import tree_text

STAGE = "nianjian.outline"
SHOWN = 5


@dg.multi_asset(name="outline_sections", outs=outs("section_trees"), check_specs=checks("section_trees"))
def outline_sections(
    context: dg.AssetExecutionContext,
    workspace: Workspace,
    raw_documents: StoredTable,
    cleaned_text: StoredTable,
    text_repairs: StoredTable,
) -> Iterator[Published]:
    """Find the headings of every document and nest them by their numbering."""
    names = cleaned_text.frame(["document_id"])["document_id"]
    wanted = {name: key(stage_version(STAGE), cleaned_text.key_of(name)) for name in names}
    old = workspace.previous("sections")
    made = plan(wanted, [old])
    context.log.info(f"{len(wanted)} documents: {made.counts()}")
    fresh = []
    for documents in batches(raw_documents, made.fresh):
        cleaned = pick_cleaned(cleaned_text, text_repairs, [document.document_id for document in documents])
        found = [s for document in documents for s in outline(cleaned[document.document_id], document)]
        fresh.append(tables.frame(contract.SECTIONS, found))
    sections = renew(contract.SECTIONS, old, wanted, made.unchanged, tables.joined(contract.SECTIONS, fresh))
    yield from publish(
        {"section_trees": sections},
        others={"documents": raw_documents},
        metadata={
            "section_trees": {f"documents {name}": count for name, count in made.counts().items()}
            | {"tree": dg.MetadataValue.md(trees(raw_documents, sections))}
        },
    )


def trees(documents: StoredTable, sections: StoredTable) -> str:
    """The section trees of the first documents as indented text, for the UI."""
    blocks = []
    for name, title in documents.head(["document_id", "title"], SHOWN).iter_rows():
        own = tables.rows(sections.of([name]), Section)
        blocks.append(f"{title or name}\n{tree_text(own)}")
    return "```text\n" + "\n\n".join(blocks) + "\n```"
