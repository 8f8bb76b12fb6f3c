"""Speed of the engine, end to end and stage by stage, in characters a second on one core.

    uv run python benchmarks/bench_engine.py FOLDER [--runs 5] [--json]

`start` is the first pass of the process, which also loads the rule tables and compiles their patterns.
`first` reads texts never seen before with the tables at hand: the caches of what texts said (phrases,
periods, figures) are emptied before every pass. `again` reads the same texts with those caches full. The
speed that counts is that of `first`; both are medians of as many passes, in turn.

A stage is timed on its own, over all documents, on the output of the stage before it; `engine` is their
sum, from bytes to findings and cells. `frames` turns all into Polars tables, and makes findings and cells
once more. Times are CPU time of the process, so that a busy machine does not blur them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from nianjian import corpus
from nianjian.errors import SeedRefused
from nianjian.ledger import read_figures
from nianjian.model import Document, Finding, Refusal
from nianjian.outline import outline
from nianjian.pipeline import Extraction
from nianjian.quality import check
from nianjian.quality.judgement import judge
from nianjian.reading import read_seed, split_documents
from nianjian.repair import repair
from nianjian.summary import summarize

T = TypeVar("T")


def stages(seeds: list[tuple[str, bytes]]) -> dict[str, float]:
    """Seconds of each stage over the whole folder, once."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        seconds[name] = time.process_time() - start
        return result

    documents = timed("reading", lambda: [d for seed in seeds for d in _documents(*seed)])
    cleaned = timed("repair", lambda: [repair(d) for d in documents])
    trees = timed("outline", lambda: [outline(c, d) for c, d in zip(cleaned, documents, strict=True)])
    read = timed(
        "figures", lambda: [read_figures(*one) for one in zip(documents, cleaned, trees, strict=True)]
    )
    facts = [fact for found, _ in read for fact in found]

    def judged() -> list[Finding]:
        for document, (found, _) in zip(documents, read, strict=True):
            judge([document], found)
        return check(documents, facts)

    findings = timed("quality", judged)
    timed("summary", lambda: summarize(documents, facts, findings))
    extraction = Extraction(documents, cleaned, [s for tree in trees for s in tree], facts)
    extraction.ledger = [entry for _, ledger in read for entry in ledger]
    seconds["engine"] = sum(seconds.values())
    timed("frames", extraction.frames)
    return seconds


def _documents(source_path: str, data: bytes) -> tuple[Document, ...]:
    try:
        return split_documents(read_seed(data, source_path))
    except SeedRefused:
        return ()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seeds = [seed for seed in corpus.load(options.folder) if not isinstance(seed, Refusal)]
    if not seeds:
        parser.error(f"{options.folder}: no files")
    start = stages(seeds)
    passes: dict[str, list[dict[str, float]]] = {"first": [], "again": []}
    for _ in range(options.runs):
        forget_texts()
        passes["first"].append(stages(seeds))
        passes["again"].append(stages(seeds))
    chars = sum(document.chars for seed in seeds for document in _documents(*seed))
    seconds = {"start": start} | {
        kind: {name: statistics.median(run[name] for run in runs) for name in start}
        for kind, runs in passes.items()
    }
    if options.json:
        print(json.dumps({"files": len(seeds), "chars": chars, "runs": options.runs, "seconds": seconds}))
        return
    print(f"{len(seeds)} files, {chars:,} characters, median of {options.runs} runs, milliseconds of CPU")
    print(f"{'':10} {'start':>9} {'first':>9} {'again':>9}  {'chars/s of first':>16}")
    for name in start:
        figures = " ".join(f"{1000 * seconds[kind][name]:9.1f}" for kind in seconds)
        print(f"{name:10} {figures}  {chars / seconds['first'][name]:16,.0f}")


def forget_texts() -> None:
    """Empty every bounded cache of the engine: unbounded ones hold the rule tables, not what texts said."""
    for name, module in list(sys.modules.items()):
        if name.startswith("nianjian"):
            for value in vars(module).values():
                if hasattr(value, "cache_parameters") and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


if __name__ == "__main__":
    main()
