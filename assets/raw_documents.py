"""Seed files -> documents, and what was refused on the way."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import polars as pl

from assets.increments import Plan, key, plan
from assets.metadata import records
from assets.parts import renew
from assets.registry import OWNERS, REFUSED_SEEDS
from assets.stage import Published, checks, outs, publish
from assets.versions import stage_version
from assets.workspace import Workspace
from nianjian import contract, corpus, tables
from nianjian.errors import SeedRefused, SeedsMissing
from nianjian.model import Document, Refusal
from nianjian.reading import read_seed, split_documents
from nianjian.reading.regions import REPORTS

SEEDS = dg.AssetSpec(
    "seeds",
    group_name="1_reading",
    description="The folder of report files that a user drops in; `seeds_sensor` watches it.",
    kinds={"text"},
    owners=list(OWNERS),
)
REFUSED = "nothing_refused"
PLACED = "region_and_year_known"
NAMED = 20
UNPLACED = ("document_id", "source_path", "title", "kind")

Seeds = dict[str, bytes | Refusal]


@dg.multi_asset(
    name="read_seeds",
    outs=outs("raw_documents", "refused_seeds"),
    deps=[SEEDS.key],
    check_specs=checks(
        "raw_documents",
        "refused_seeds",
        soft=(
            dg.AssetCheckSpec(REFUSED, asset="refused_seeds", description="Every seed file could be read"),
            dg.AssetCheckSpec(
                PLACED, asset="raw_documents", description="Every report says where and when it was given"
            ),
        ),
    ),
)
def read_seeds(context: dg.AssetExecutionContext, workspace: Workspace) -> Iterator[Published]:
    """Read every seed file; one that cannot be read becomes a row of refused_seeds and stops nobody else."""
    seeds = load(workspace.seeds_folder)
    wanted = {source: _key(source, seed) for source, seed in seeds.items()}
    before = {name: workspace.previous(name) for name in ("documents", "refused_seeds")}
    made = plan(wanted, before.values())
    fresh = {source: seed for source, seed in seeds.items() if source in made.fresh}
    documents, refusals = read(fresh)
    stored = renew(
        contract.DOCUMENTS,
        before["documents"],
        wanted,
        made.unchanged,
        tables.frame(contract.DOCUMENTS, documents),
    )
    left_out = renew(
        REFUSED_SEEDS,
        before["refused_seeds"],
        wanted,
        made.unchanged,
        tables.frame(REFUSED_SEEDS, refusals),
    )
    context.log.info(f"{len(seeds)} seed files: {made.counts()}")
    refused = left_out.frame()
    unplaced = stored.frame([*UNPLACED, "region_code", "report_year", "ordinal"])
    unplaced = unplaced.filter(_unplaced()).select(UNPLACED)
    yield from publish(
        {"raw_documents": stored, "refused_seeds": left_out},
        others={},
        metadata={
            "raw_documents": _counts(made, refused.height) | {"seeds_digest": corpus_digest(wanted)},
            "refused_seeds": {"refused": refused.height},
        },
        soft=(
            dg.AssetCheckResult(
                passed=refused.is_empty(),
                asset_key="refused_seeds",
                check_name=REFUSED,
                severity=dg.AssetCheckSeverity.WARN,
                description=f"{refused.height} of {len(seeds)} seed files were refused",
                metadata={"refused": records(refused.head(NAMED).iter_rows(named=True), refused.columns)},
            ),
            dg.AssetCheckResult(
                passed=unplaced.is_empty(),
                asset_key="raw_documents",
                check_name=PLACED,
                severity=dg.AssetCheckSeverity.WARN,
                description=f"{unplaced.height} reports without region or year",
                metadata={"documents": records(unplaced.head(NAMED).iter_rows(named=True), UNPLACED)},
            ),
        ),
    )


def load(folder: Path) -> Seeds:
    """Every seed file by source_path: its bytes, or why it is refused.

    Raises dg.Failure where there is no folder or nothing in it: tables are not emptied because a disk was
    not mounted.
    """
    try:
        found = corpus.load(folder)
    except SeedsMissing as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    seeds: Seeds = {}
    for seed in found:
        if isinstance(seed, Refusal):
            seeds[seed.source_path] = seed
        else:
            seeds[seed[0]] = seed[1]
    return seeds


def read(seeds: Seeds) -> tuple[list[Document], list[Refusal]]:
    """The documents of the seeds, and a refusal for each seed, or part of one, that could not be read."""
    documents: list[Document] = []
    refusals: list[Refusal] = []
    for source, seed in seeds.items():
        if isinstance(seed, Refusal):
            refusals.append(seed)
            continue
        try:
            found = read_seed(seed, source)
        except SeedRefused as error:
            refusals.append(Refusal(source, "reading", error.reason, error.detail))
            continue
        documents += split_documents(found)
        refusals += found.left_out
    return documents, refusals


def corpus_digest(keys: dict[str, str]) -> str:
    """One digest for a set of seeds and the rules they are read with."""
    return key(*(f"{source} {value}" for source, value in sorted(keys.items())))


def _key(source: str, seed: bytes | Refusal) -> str:
    """Rows carry the path of their seed: one that was renamed is computed again, under the same ids."""
    if isinstance(seed, Refusal):
        return key("refused", source, seed.reason, seed.detail)
    return key(stage_version("nianjian.reading"), source, hashlib.sha256(seed).hexdigest())


def _unplaced() -> pl.Expr:
    return pl.col("kind").is_in(REPORTS) & (pl.col("region_code").is_null() | pl.col("report_year").is_null())


def _counts(made: Plan, refused: int) -> dict[str, int]:
    return {f"seeds {name}": count for name, count in made.counts().items()} | {"seeds refused": refused}
