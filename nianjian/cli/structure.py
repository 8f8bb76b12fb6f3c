"""`nianjian outline` and `nianjian repair`: what a report's structure and text were read as."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from nianjian.cli.console import out
from nianjian.cli.inputs import read_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Document, Section


def outline(file: Annotated[Path, typer.Argument(metavar="FILE", help="A seed file.")]) -> None:
    """Print the section tree of every document in a file, with roles and raw spans.

    For example:

        nianjian outline seeds/report.txt
    """
    extraction = read_one(file)
    console = out()
    for document in extraction.documents:
        sections = [s for s in extraction.sections if s.document_id == document.document_id]
        console.print(tree(document, sections))


def tree(document: Document, sections: Sequence[Section]) -> Tree:
    """A document's sections as a tree; every line ends with role and raw span."""
    top = Tree(Text.assemble((document.title or "untitled", "bold"), f"  {document.kind}"))
    nodes: dict[str | None, Tree] = {None: top}
    for section in sections:
        label = Text.assemble(
            heading(section) or "(preamble)",
            (f"  {section.role} [{section.raw_start}:{section.raw_end}]", "dim"),
        )
        nodes[section.section_id] = nodes[section.parent_id].add(label)
    return top


def heading(section: Section) -> str:
    """Marker and title as one reads them: 一、回顾, (二)民生, 第一方面 回顾."""
    space = " " if section.title and section.marker[-1:].isalnum() else ""
    return f"{section.marker}{space}{section.title}"


def repair(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A seed file.")],
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object per repair, for other programs.")
    ] = False,
) -> None:
    """Print every repair of a file's text with its rule and its proof.

    For example:

        nianjian repair seeds/report.txt --json
    """
    extraction = read_one(file)
    names = ("document_id", "raw_start", "raw_end", "kind", "before", "after", "rule", "certificate")
    if as_json:
        for mark in extraction.repairs:
            typer.echo(json.dumps({name: getattr(mark, name) for name in names}, ensure_ascii=False))
        return
    console = out()
    table = Table("raw", "kind", "before", "after", "rule", "proof")
    for mark in extraction.repairs:
        span = f"{mark.raw_start}:{mark.raw_end}"
        texts = (span, mark.kind, repr(mark.before), repr(mark.after), mark.rule, mark.certificate)
        table.add_row(*map(Text, texts))
    counts = Counter(mark.kind for mark in extraction.repairs)
    if extraction.repairs:
        console.print(table)
    console.print(
        f"{len(extraction.repairs)} repairs", *(f"{kind} {n}" for kind, n in sorted(counts.items()))
    )
