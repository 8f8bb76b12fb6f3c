"""Where the project lies, and the folders it uses unless told otherwise."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MARKER = "dagster.yaml"
SEEDS_VARIABLE = "NIANJIAN_SEEDS"
DATA_VARIABLE = "NIANJIAN_DATA"
TABLES_VARIABLE = "NIANJIAN_TABLES"
OPTIONS_VARIABLE = "NIANJIAN_STORAGE_OPTIONS"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of a run; `tables` is a folder or the URL of an fsspec store with `options` (JSON)."""

    seeds: Path
    data: Path
    tables: str
    options: str = "{}"


def project_root() -> Path:
    """The folder with dagster.yaml: above this package, else above the current directory.

    Raises FileNotFoundError with the remedy where there is none, as in an installation without a clone.
    """
    for start in (Path(__file__).resolve().parent, Path.cwd()):
        for folder in (start, *start.parents):
            if (folder / MARKER).is_file():
                return folder
    raise FileNotFoundError(f"no {MARKER} above {Path.cwd()}: run from a clone of the repository")


def places(seeds: Path | None = None, data: Path | None = None) -> Places:
    """The folders asked for, else those of the environment, else seeds/ and data/ of the project.

    A relative path that is given counts from the current directory.
    """
    home = data or _variable(DATA_VARIABLE)
    home = (project_root() / "data" if home is None else home).absolute()
    source = seeds or _variable(SEEDS_VARIABLE)
    source = (project_root() / "seeds" if source is None else source).absolute()
    tables = str(home / "tables")
    if data is None:
        tables = os.environ.get(TABLES_VARIABLE) or tables
    return Places(source, home, tables, os.environ.get(OPTIONS_VARIABLE) or "{}")


def _variable(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value) if value else None
