"""`nianjian check`: the consistency findings for people, with the quotation of each side."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from nianjian.cli.console import out
from nianjian.cli.inputs import read_table
from nianjian.contract import SEVERITIES
from nianjian.quality import registry

COLOURS = {"error": "bold red", "warn": "yellow", "info": "cyan"}


def check(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `extract` wrote.")],
    rule: Annotated[str | None, typer.Option("--rule", help="Show the findings of this rule only.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where an error was found.")] = False,
) -> None:
    """Print where the figures contradict themselves, each other or the catalogue.

    Findings stand in groups by rule, worst first: errors before warnings, and in a group those whose sides
    lie furthest apart. Each says what the rule asks for, what the data say, and the sentence that each side
    comes from. Nothing is overwritten: a warning is a flag on facts that stay, an error sends its fact to
    quarantine.

    For example:

        nianjian check out
        nianjian check out --rule across.level_growth
    """
    findings = read_table(folder, "consistency_findings").to_dicts()
    facts = {fact["fact_id"]: fact for fact in read_table(folder, "metric_facts").iter_rows(named=True)}
    facts |= quarantined(folder)
    if rule is not None:
        findings = [finding for finding in findings if finding["rule"] == rule]
    console = out()
    for line in lines(findings, facts):
        console.print(line, soft_wrap=True)
    if strict and any(finding["severity"] == "error" for finding in findings):
        raise typer.Exit(1)


def quarantined(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows of the facts that were refused, by fact_id."""
    rows = read_table(folder, "quarantine").select("fact_id", "row_json").drop_nulls()
    return {fact_id: json.loads(row) for fact_id, row in rows.iter_rows()}


def lines(findings: list[dict[str, Any]], facts: dict[str, dict[str, Any]]) -> list[Text]:
    """The printed findings: a heading per rule, then each finding with its quotations."""
    if not findings:
        return [Text("no findings")]
    counts = [f"{n} {s}" for s in SEVERITIES if (n := sum(1 for f in findings if f["severity"] == s))]
    text = [Text(f"{len(findings)} findings: {', '.join(counts)}", style="bold")]
    ordered = sorted(
        findings,
        key=lambda f: (
            SEVERITIES.index(f["severity"]),
            f["rule"],
            -(f["deviation"] or 0.0),
            f["region_code"] or "",
            f["finding_id"],
        ),
    )
    heading = None
    for finding in ordered:
        group = (finding["severity"], finding["rule"])
        if group != heading:
            heading = group
            text.append(_heading(*group, sum(1 for f in findings if (f["severity"], f["rule"]) == group)))
        text.append(Text(f"  {finding['message']}"))
        text.append(Text(f"    expected {finding['expected']}; observed {finding['observed']}", style="dim"))
        text.extend(quotations([facts[fact_id] for fact_id in finding["fact_ids"] if fact_id in facts]))
    return text


def _heading(severity: str, rule: str, count: int) -> Text:
    """A rule with the count of its findings and what it asks for."""
    asks = next((known.formula for known in registry() if known.id == rule), "")
    return Text.assemble("\n", (severity, COLOURS[severity]), f"  {rule}  ", (f"{count}: {asks}", "dim"))


def quotations(facts: list[dict[str, Any]]) -> list[Text]:
    """Where facts stand and the clauses they were read from, each clause once, its figures marked."""
    clauses: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for fact in facts:
        clauses.setdefault((fact["source_path"], fact["quote"]), []).append(fact)
    found = []
    for (path, quote), group in clauses.items():
        spans = " ".join(f"[{fact['raw_start']}:{fact['raw_end']}]" for fact in group)
        line = Text.assemble((f"    {path} {spans}  ", "dim"), "“", quote, "”")
        line.highlight_words([fact["value_text"] + fact["unit_text"] for fact in group], style="bold")
        found.append(line)
    return found
