"""`nianjian score` and `nianjian compare`: how right an output is, and what changed between two."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from nianjian.cli.console import CommandError


def score(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `extract` wrote as parquet.")],
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of annotated units and units.tsv.")],
    unit: Annotated[list[str] | None, typer.Option("--unit", help="Only this unit; may be repeated.")] = None,
    problems: Annotated[
        int, typer.Option("--problems", metavar="N", help="Show the first N facts that are missed or wrong.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as one JSON object.")] = False,
) -> None:
    """Score an output against hand-made gold: detection, every attribute, strict F1, headline precision.

    Strict: value, unit, measure, period, status, indicator and metric are all right. headP and headR are
    the same over the facts that carry a catalogue code, the numbers that users live on.

    For example:

        nianjian score out ../shared/gold
        nianjian score out ../shared/gold --unit jiading2021 --problems 20
    """
    from nianjian import evaluation

    try:
        scores = evaluation.score(folder, gold, unit or ())
    except (FileNotFoundError, ValueError) as error:
        raise CommandError(str(error), "check both folders, and the unit's name in units.tsv") from error
    if as_json:
        units = {name: evaluation.figures(tally) for name, tally in scores.units.items()}
        typer.echo(json.dumps({"units": units, "all": evaluation.figures(scores.total)}, ensure_ascii=False))
        return
    typer.echo(evaluation.render_scores(scores), nl=False)
    if problems:
        typer.echo(evaluation.render_problems(scores, problems), nl=False)


def compare(
    before: Annotated[Path, typer.Argument(metavar="A", help="Folder of the run before.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="Folder of the run after.")],
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="Show the first N changes.")] = 50,
) -> None:
    """Show the facts that B gained, lost or changed against A, each with its clause and its rules.

    Read it before a change of a rule goes in: a gain of ten facts can hide a loss of two.

    For example:

        nianjian compare out-before out
    """
    from nianjian import evaluation

    try:
        comparison = evaluation.compare(before, after)
    except FileNotFoundError as error:
        raise CommandError(str(error), "give two folders that `nianjian extract` wrote as parquet") from error
    typer.echo(evaluation.render_comparison(comparison, limit), nl=False)
