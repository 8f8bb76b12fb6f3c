"""`nianjian extract`: the engine alone, from seed files to the tables of the contract."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from nianjian.cli import inputs
from nianjian.cli.console import CommandError, err, out
from nianjian.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.pipeline import Extraction


class Format(StrEnum):
    """How tables are written."""

    PARQUET = "parquet"
    CSV = "csv"
    JSONL = "jsonl"


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Report files, or folders of them.")],
    out_dir: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder to write the tables into.")],
    form: Annotated[Format, typer.Option("--format", help="File format of the tables.")] = Format.PARQUET,
) -> None:
    """Read reports and write every table of the data contract.

    Out come nine files: documents, text_repairs, cleaned_text, sections, metric_facts, number_ledger,
    district_year_summaries, consistency_findings and quarantine. A file that cannot be read, and a fact that
    cannot be true, become rows of quarantine with reason and remedy; the others go through. The same input
    gives the same bytes.

    For example:

        nianjian extract seeds --out out
        nianjian extract report.txt --out out --format csv
    """
    from nianjian import tables

    if out_dir.exists() and not out_dir.is_dir():
        raise CommandError(
            f"{out_dir}: is a file, not a folder", "give --out a folder; it is made if missing"
        )
    extraction = read_all(paths)
    frames = extraction.frames()
    try:
        tables.write_all(frames, out_dir, form)
    except OSError as error:
        raise CommandError(
            f"{out_dir}: {error.strerror}", "give --out a folder that you may write"
        ) from error
    report(extraction, out_dir)


def read_all(paths: Sequence[Path]) -> Extraction:
    """All stages over the files, with a progress bar on stderr."""
    from nianjian.pipeline import Extraction

    extraction = Extraction()
    total, seeds = inputs.seeds(paths)
    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=err(), transient=True) as progress:
        task = progress.add_task("", total=total)
        for seed in seeds:
            if isinstance(seed, Refusal):
                extraction.refusals.append(seed)
            else:
                progress.update(task, description=seed[0])
                extraction.add_seed(*seed)
                progress.advance(task)
    return extraction


def report(extraction: Extraction, out_dir: Path) -> None:
    """Print what was read, what was refused and why, and where the tables lie."""
    table = Table(show_header=False)
    kinds = Counter(document.kind for document in extraction.documents)
    roles = Counter(entry.role for entry in extraction.ledger)
    coded = sum(1 for fact in extraction.facts if fact.indicator)
    table.add_row("documents", str(len(extraction.documents)), _tally(kinds))
    table.add_row("numerals", str(len(extraction.ledger)), _tally(roles))
    table.add_row("facts", str(len(extraction.facts)), f"{coded} of catalogue indicators")
    table.add_row(
        "repairs", str(len(extraction.repairs)), _tally(Counter(r.kind for r in extraction.repairs))
    )
    table.add_row("quarantined", str(len(extraction.refusals)), "")
    for refusal in extraction.refusals:
        table.add_row("", Text(refusal.reason), Text(refusal.detail))
    console = out()
    console.print(table)
    console.print(f"tables written to {out_dir}", soft_wrap=True, markup=False)


def _tally(counts: Counter[str]) -> str:
    return ", ".join(
        f"{name} {n}" for name, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
