"""The seed files that a command is pointed at, and the tables that `extract` left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian import tables
from nianjian.cli.console import CommandError
from nianjian.contract import TABLES
from nianjian.errors import SeedsMissing
from nianjian.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    import polars as pl

    from nianjian.pipeline import Extraction


def seeds(paths: Sequence[Path]) -> tuple[int, Iterator[tuple[str, bytes] | Refusal]]:
    """How many seed files lie at the paths, and the files themselves or why one is refused.

    Raises CommandError at once where a path is missing or a folder empty, and on the way where two files
    would have one source_path.
    """
    from nianjian import corpus

    total = 0
    sources: list[Iterable[tuple[str, bytes] | Refusal]] = []
    for path in paths:
        if path.is_dir():
            try:
                sources.append(corpus.load(path))
            except SeedsMissing as error:
                raise CommandError(
                    f"{path}: no files in this folder", "put reports (.txt, .md, .html, .docx, .pdf) into it"
                ) from error
            total += sum(1 for _ in corpus.seed_files(path))
        elif path.is_file():
            sources.append([corpus.load_file(path)])
            total += 1
        else:
            raise CommandError(f"{path}: no such file or folder", "check the spelling, or give another path")
    return total, _apart(zip(paths, sources, strict=True))


def _apart(
    sources: Iterable[tuple[Path, Iterable[tuple[str, bytes] | Refusal]]],
) -> Iterator[tuple[str, bytes] | Refusal]:
    taken: dict[str, Path] = {}
    for path, source in sources:
        for seed in source:
            name = seed.source_path if isinstance(seed, Refusal) else seed[0]
            if name in taken:
                raise CommandError(
                    f"{taken[name]} and {path} both hold a file called {name}",
                    "give the folder above both, or extract them into two output folders",
                )
            taken[name] = path
            yield seed


def read_one(path: Path) -> Extraction:
    """All stages over one file; raises CommandError where it is missing or cannot be read."""
    if not path.is_file():
        raise CommandError(f"{path}: no such file", "give the path of one report")
    from nianjian.corpus import load_file
    from nianjian.pipeline import Extraction

    seed = load_file(path)
    extraction = Extraction()
    if isinstance(seed, Refusal):
        extraction.refusals.append(seed)
    else:
        extraction.add_seed(*seed)
    if extraction.refusals and not extraction.documents:
        refusal = extraction.refusals[0]
        raise CommandError(f"{path}: {refusal.reason}: {refusal.detail}", "mend the file or give another")
    return extraction


def read_table(folder: Path, name: str) -> pl.DataFrame:
    """A table that `extract` or `run` wrote into a folder, whatever its format."""
    import polars as pl

    schema = tables.schema(TABLES[name])
    if (path := folder / f"{name}.parquet").exists():
        # What `run` writes is a folder of parts: each in its order, not all of them.
        return pl.read_parquet(path).sort(TABLES[name].order, maintain_order=True)
    if (path := folder / f"{name}.jsonl").exists():
        return pl.read_ndjson(path, schema=schema)
    if (path := folder / f"{name}.csv").exists():
        return tables.read_csv(TABLES[name], path)
    raise CommandError(
        f"{folder}: no table {name} (.parquet, .csv or .jsonl)",
        f"write it first: nianjian extract SEEDS --out {folder}",
    )
