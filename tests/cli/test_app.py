"""What holds for every command: help that teaches, errors without tracebacks."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from nianjian.cli import app, structure

COMMANDS = ["extract", "explain", "outline", "repair", "check", "panel", "score", "compare"]


def test_the_help_lists_every_command() -> None:
    output = CliRunner().invoke(app, ["--help"]).output
    for command in COMMANDS:
        assert command in output


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_how_to_use_it(command: str) -> None:
    output = CliRunner().invoke(app, [command, "--help"]).output
    assert "For example:" in output
    assert f"nianjian {command}" in output


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> None:
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(structure, "read_one", fail)


@pytest.mark.usefixtures("broken")
def test_a_fault_of_the_program_is_a_message() -> None:
    result = CliRunner().invoke(app, ["outline", "report.txt"])
    assert result.exit_code == 1
    assert "ZeroDivisionError: a fault" in result.output
    assert "--debug" in result.output


@pytest.mark.usefixtures("broken")
def test_debug_lets_the_traceback_through() -> None:
    result = CliRunner().invoke(app, ["--debug", "outline", "report.txt"])
    assert isinstance(result.exception, ZeroDivisionError)
