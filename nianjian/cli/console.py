"""What all commands share: where they print, and how an error reaches the user."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

PIPED_WIDTH = 160


class CommandError(Exception):
    """Something the user can mend: `message` says what is wrong and where, `remedy` what to do."""

    def __init__(self, message: str, remedy: str, code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.code = code


def out() -> Console:
    """The console for results; into a pipe it writes wide lines, since nobody wraps them there."""
    console = Console(highlight=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = PIPED_WIDTH
    return console


def err() -> Console:
    """The console for progress and errors."""
    return Console(stderr=True, highlight=False)


class Commands(TyperGroup):
    """The group of commands; turns exceptions into a message with its remedy and an exit code."""

    def invoke(self, ctx: Any) -> object:
        """Run the chosen command; with --debug exceptions pass through untouched."""
        try:
            return super().invoke(ctx)
        except CommandError as error:
            say_error(error.message, error.remedy)
            raise typer.Exit(error.code) from error
        except (typer.Exit, typer.Abort, typer.TyperException):
            raise
        except BrokenPipeError:
            # The reader of a pipe (head, less) has seen enough; nothing more can be flushed to it.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from None
        except Exception as error:
            if ctx.params.get("debug"):
                raise
            say_error(
                f"{type(error).__name__}: {error}",
                "this is a fault of the program: run `nianjian --debug ...` for the traceback and report it",
            )
            raise typer.Exit(1) from error


def say_error(message: str, remedy: str) -> None:
    """Print an error and its remedy to stderr."""
    console = err()
    console.print(Text.assemble(("error: ", "bold red"), message), soft_wrap=True)
    console.print(Text.assemble(("remedy: ", "bold"), remedy), soft_wrap=True)
