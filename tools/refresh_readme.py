"""Run the commands of README.md again and put what they print below them: python tools/refresh_readme.py

A command stands in a console block after `$ ` and may go on over lines until its quotes close. Commands run
in the root of the clone, in order; one that fails stops the tool. `nianjian run` must have been run before.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BLOCK = re.compile(r"```console\n\$ (?P<command>.*?)\n(?P<output>.*?)```", re.DOTALL)
WIDTH = "110"


def commands(page: str) -> list[str]:
    """The commands of a page's console blocks, in order."""
    return [_whole(match)[0] for match in BLOCK.finditer(page)]


def refreshed(match: re.Match[str]) -> str:
    """A console block with what its command prints now."""
    command = _whole(match)[0]
    # What is printed must not depend on the width of our terminal.
    environment = {**os.environ, "COLUMNS": WIDTH, "NO_COLOR": "1"}
    done = subprocess.run(  # noqa: S603
        ["/bin/bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{command}\nended with {done.returncode}:\n{done.stderr}")
    output = "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())
    return f"```console\n$ {command}\n{output}```"


def _whole(match: re.Match[str]) -> tuple[str, str]:
    """Command and output of a block: the command ends with the first line at which its quotes are closed."""
    lines = (match["command"] + "\n" + match["output"]).split("\n")
    for end in range(1, len(lines) + 1):
        command = "\n".join(lines[:end])
        if command.count('"') % 2 == 0:
            return command, "\n".join(lines[end:])
    return match["command"], match["output"]


def main() -> None:
    """Rewrite README.md in place."""
    page = ROOT / "README.md"
    page.write_text(BLOCK.sub(refreshed, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
