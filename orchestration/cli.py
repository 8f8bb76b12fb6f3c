"""The console script: the engine's commands, and `run`, which alone imports Dagster, and only when called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nianjian import corpus
from nianjian.cli import CommandError, app
from nianjian.cli.console import err
from nianjian.errors import SeedsMissing
from orchestration.root import Places, places


def main() -> None:
    """Entry point of `nianjian`."""
    app.command()(run)
    app()


def run(
    seeds: Annotated[
        Path | None, typer.Option("--seeds", metavar="DIR", help="Folder of report files; else seeds/.")
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option("--data", metavar="DIR", help="Folder for tables and warehouse; else data/."),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Compute every document again, also unchanged ones.")
    ] = False,
) -> None:
    """Materialize the whole Dagster graph here and now, and print the district-year table.

    Reads every file below the seeds folder, checks every table, and builds the DuckDB warehouse. The run
    stands in the history of the Dagster UI (`dg dev`). Documents that have not changed are not computed
    again. A table that breaks a rule never replaces the last good one.

    Exit codes: 0 done; 2 no seeds; 3 an asset or a blocking check failed; 130 interrupted.

    For example:

        nianjian run
        nianjian run --seeds ~/reports --data ~/panel
    """
    where = _places(seeds, data)
    try:
        corpus.load(where.seeds)
    except SeedsMissing as error:
        raise CommandError(str(error), "give the folder of your reports with --seeds DIR") from error
    # Importing Dagster takes seconds: say that something happens.
    with err().status("loading Dagster"):
        from orchestration.execute import execute

    code = execute(where.seeds, where.data, full=full)
    if code:
        raise typer.Exit(code)


def _places(seeds: Path | None, data: Path | None) -> Places:
    try:
        return places(seeds, data)
    except FileNotFoundError as error:
        raise CommandError(str(error), "or give both --seeds and --data") from error
