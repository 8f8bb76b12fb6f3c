"""The engine's command line. `orchestration.cli` adds `run` to `app`; nothing here imports Dagster."""

from __future__ import annotations

from typing import Annotated

import typer

from nianjian import __version__
from nianjian.cli import check, evaluate, explain, extract, panel, structure
from nianjian.cli.console import CommandError, Commands

__all__ = ["CommandError", "app"]

app = typer.Typer(
    name="nianjian",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nianjian {__version__}")
        raise typer.Exit


@app.callback()
def root(
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Chinese government work reports in, a panel of district-year figures out.

    Every figure leads back, through a chain of named rules, to exact characters of the raw file.

    Start with `nianjian extract seeds --out out`, then `nianjian panel out` and `nianjian check out`;
    ask why a number was read as it was with `nianjian explain FILE --at OFFSET`.
    """


for command in (
    extract.extract,
    explain.explain,
    structure.outline,
    structure.repair,
    check.check,
    panel.panel,
    evaluate.score,
    evaluate.compare,
):
    app.command()(command)
