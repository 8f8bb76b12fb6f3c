"""Clean text -> section tree."""

from collections.abc import Iterator

import dagster as dg
import polars as pl

from assets.documents import pick, pick_cleaned
from assets.increments import key, merge, plan
from assets.stage import Published, checks, outs, publish
from assets.storage import StoredTable
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
    raw_documents: pl.DataFrame,
    cleaned_text: pl.DataFrame,
    text_repairs: pl.DataFrame,
) -> Iterator[Published]:
    """Find the headings of every document and nest them by their numbering."""
    upstream = workspace.keys_of("cleaned_text", cleaned_text["document_id"].to_list())
    wanted = {name: key(stage_version(STAGE), value) for name, value in upstream.items()}
    old = workspace.previous("sections")
    made = plan(wanted, [old])
    context.log.info(f"{len(wanted)} documents: {made.counts()}")
    cleaned = pick_cleaned(cleaned_text, text_repairs, made.fresh)
    fresh = [
        section
        for document in pick(raw_documents, made.fresh)
        for section in outline(cleaned[document.document_id], document)
    ]
    sections = merge(
        contract.SECTIONS, old, "document_id", made.unchanged, tables.frame(contract.SECTIONS, fresh)
    )
    yield from publish(
        {"section_trees": StoredTable(sections, wanted)},
        others={"documents": raw_documents},
        metadata={
            "section_trees": {f"documents {name}": count for name, count in made.counts().items()}
            | {"tree": dg.MetadataValue.md(trees(raw_documents, sections))}
        },
    )


def trees(documents: pl.DataFrame, sections: pl.DataFrame) -> str:
    """The section trees of the first documents as indented text, for the UI."""
    blocks = []
    for name, title in documents.select("document_id", "title").head(SHOWN).iter_rows():
        own = tables.rows(sections.filter(pl.col("document_id") == name), Section)
        blocks.append(f"{title or name}\n{tree_text(own)}")
    return "```text\n" + "\n\n".join(blocks) + "\n```"
