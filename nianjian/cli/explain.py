"""`nianjian explain`: why a numeral was read as it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from nianjian.catalogue.search import find_row
from nianjian.cli.console import CommandError, out
from nianjian.cli.inputs import read_one
from nianjian.cli.story import NotANumeral, Story, tell
from nianjian.cli.structure import heading

if TYPE_CHECKING:
    from rich.console import RenderableType

    from nianjian.model import Fact, Finding, Repair

AROUND = 40


def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A seed file.")],
    at: Annotated[
        int,
        typer.Option(
            "--at", metavar="OFFSET", help="Code point in the text of the file, as in column raw_start."
        ),
    ],
) -> None:
    """Tell the story of one numeral: raw text, repairs, section, quantity, fact and rules, or its role.

    OFFSET is any code point of the numeral. Tables give it as raw_start; where no numeral stands there,
    the nearest ones are named.

    For example:

        nianjian explain seeds/report.txt --at 472
    """
    extraction = read_one(file)
    try:
        told = tell(extraction, at)
    except IndexError as error:
        raise CommandError(f"{file}: {error}", "give an offset inside one of them") from error
    if isinstance(told, NotANumeral):
        near = ", ".join(f"{text} at {start}" for start, text in told.nearest) or "none in this document"
        raise CommandError(f"{file}: no numeral at offset {at}", f"the nearest ones: {near}", 1)
    out().print(render(told))


def render(story: Story) -> RenderableType:
    """A story as blocks: where it stands, what was mended, what it became."""
    parts: list[RenderableType] = [
        _block("raw text", _raw(story)),
        _block("document", Text(f"{story.document.title} ({_place(story)})")),
        _block("section", Text(" / ".join(heading(s) for s in story.sections if s.title) or "none")),
        _block("repairs of the numeral", _repairs(story.in_numeral)),
        _block("repairs of its clause", _repairs(story.in_clause)),
    ]
    if story.entry is not None:
        role = f"{story.entry.role}, by rule {story.entry.rule}"
    else:
        role = "none: the numeral is missing from the ledger"
    parts.append(_block("role", Text(role)))
    for fact in story.facts:
        parts += [_block("quantity", _quantity(fact)), _block("fact", _fact(fact))]
        parts.append(_block("rules that fired", _rules(fact.rules)))
    if story.findings:
        parts.append(_block("consistency rules that it does not keep", _findings(story.findings)))
    return Group(*parts)


def _place(story: Story) -> str:
    """The file; the page, where pages are told; and what an offset counts in that was not simply decoded."""
    document = story.document
    page = document.page_at(story.start)
    said = [document.source_path, f"page {page}" if page else ""]
    if document.format != "text":
        said.append(f"offsets count in the text taken out of the {document.format}")
    return ", ".join(filter(None, said))


def _block(title: str, body: RenderableType) -> RenderableType:
    return Group(Text(title, style="bold"), Padding(body, (0, 0, 0, 2), expand=False), Text())


def _raw(story: Story) -> Text:
    base, text = story.document.raw_start, story.document.raw_text
    start, end = story.start - base, story.end - base
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    shown = Text.assemble(_visible(before), (text[start:end], "bold reverse"), _visible(after))
    return shown.append(f"   [{story.start}:{story.end}]", style="dim")


def _visible(text: str) -> str:
    return text.replace("\n", "⏎").replace("\r", "␍").replace("\t", "⇥")


def _repairs(repairs: tuple[Repair, ...]) -> RenderableType:
    if not repairs:
        return Text("none")
    table = Table("raw", "kind", "before", "after", "rule", "proof")
    for r in repairs:
        span = f"{r.raw_start}:{r.raw_end}"
        table.add_row(
            *map(Text, (span, r.kind, _visible(r.before), _visible(r.after), r.rule, r.certificate))
        )
    return table


def _quantity(fact: Fact) -> Text:
    high = "" if fact.value_high is None else f" to {fact.value_high:,.12g}"
    return Text(
        f"{fact.value_text}{fact.unit_text} = {fact.value:,.12g}{high} {fact.unit} ({fact.qualifier})"
    )


def _fact(fact: Fact) -> Table:
    table = _plain_table()
    days = f" ({fact.period_start} to {fact.period_end})" if fact.period_start else ""
    whom = fact.subject if fact.scope == "other" else fact.region_name
    for name, value in (
        ("fact_id", fact.fact_id),
        ("metric", fact.metric),
        ("indicator", fact.indicator or "none: not a whole-area headline figure"),
        ("measure", fact.measure + (f", {fact.growth_basis}" if fact.growth_basis else "")),
        ("period", (fact.period or "unknown") + days),
        ("status", fact.status),
        ("scope", f"{fact.scope}: {whom}" if whom else fact.scope),
        ("quote", fact.quote),
        ("made by", fact.rule),
    ):
        table.add_row(Text(name, style="dim"), Text(value))
    return table


def _rules(ids: tuple[str, ...]) -> Table:
    """Each rule with what it says, or with its row of the catalogue."""
    table = _plain_table()
    for rule_id in ids:
        found = find_row(rule_id)
        table.add_row(Text(rule_id, style="dim"), Text("" if found is None else _says(*found)))
    return table


def _says(name: str, row: dict[str, str]) -> str:
    if name == "rules":
        return f"{row['says']}: {row['example']}" if row["example"] else row["says"]
    return f"{name}.tsv: " + ", ".join(f"{column} {value}" for column, value in row.items() if value)


def _findings(findings: tuple[Finding, ...]) -> Table:
    table = _plain_table()
    for found in findings:
        fate = "error, in quarantine" if found.severity == "error" else found.severity
        table.add_row(Text(f"{found.rule} ({fate})", style="dim"), Text(found.message))
    return table


def _plain_table() -> Table:
    table = Table(show_header=False, box=None)
    table.add_column()
    table.add_column(overflow="fold")
    return table
