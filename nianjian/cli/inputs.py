"""The seed files that a command is pointed at, and the tables that `extract` left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian import corpus, tables
from nianjian.cli.console import CommandError
from nianjian.contract import TABLES
from nianjian.model import Refusal
from nianjian.pipeline import Extraction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import polars as pl


def seeds(paths: Sequence[Path]) -> Iterator[tuple[str, bytes] | Refusal]:
    """The seed files of files and folders; raises CommandError where two would have one source_path."""
    taken: dict[str, Path] = {}
    for path in paths:
        for seed in corpus.load(path) if path.is_dir() else [load_file(path)]:
            name = seed.source_path if isinstance(seed, Refusal) else seed[0]
            if name in taken:
                raise CommandError(
                    f"{taken[name]} and {path} both hold a file called {name}",
                    "give the folder above both, or extract them into two output folders",
                )
            taken[name] = path
            yield seed


def count(paths: Sequence[Path]) -> int:
    """How many seed files lie below the paths; raises CommandError where one is missing or empty."""
    total = 0
    for path in paths:
        if not path.exists():
            raise CommandError(f"{path}: no such file or folder", "check the spelling, or give another path")
        found = sum(1 for _ in corpus.seed_files(path)) if path.is_dir() else 1
        if not found:
            raise CommandError(f"{path}: no files in this folder", "put reports (.txt, .md, .html) into it")
        total += found
    return total


def load_file(path: Path) -> tuple[str, bytes] | Refusal:
    """One file, called by its name, or why it cannot be read."""
    try:
        return path.name, path.read_bytes()
    except OSError as error:
        detail = f"{path}: {error.strerror or error}; check its permissions"
        return Refusal(path.name, "reading", "unreadable", detail)


def read_one(path: Path) -> Extraction:
    """All stages over one file; raises CommandError where it is missing or cannot be read as text."""
    if not path.is_file():
        raise CommandError(f"{path}: no such file", "give the path of one report")
    seed = load_file(path)
    extraction = Extraction()
    if isinstance(seed, Refusal):
        extraction.refusals.append(seed)
    else:
        extraction.add_seed(*seed)
    if extraction.refusals:
        refusal = extraction.refusals[0]
        raise CommandError(f"{path}: {refusal.reason}: {refusal.detail}", "mend the file or give another")
    return extraction


def read_table(folder: Path, name: str) -> pl.DataFrame:
    """A table that `extract` or `run` wrote into a folder, whatever its format."""
    import json

    import polars as pl

    schema = tables.schema(TABLES[name])
    if (path := folder / f"{name}.parquet").exists():
        return pl.read_parquet(path)
    if (path := folder / f"{name}.jsonl").exists():
        return pl.read_ndjson(path, schema=schema)
    if (path := folder / f"{name}.csv").exists():
        lists = [column for column, dtype in schema.items() if isinstance(dtype, pl.List)]
        flat = {column: pl.String() if column in lists else dtype for column, dtype in schema.items()}
        frame = pl.read_csv(path, schema=flat)
        return frame.with_columns(
            pl.Series(column, [json.loads(v) for v in frame[column].to_list()], dtype=schema[column])
            for column in lists
        )
    raise CommandError(
        f"{folder}: no table {name} (.parquet, .csv or .jsonl)",
        f"write it first: nianjian extract SEEDS --out {folder}",
    )
