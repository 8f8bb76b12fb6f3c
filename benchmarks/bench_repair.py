"""Speed of the repair stage, beside two yardsticks in the same run.

    uv run python benchmarks/bench_repair.py FOLDER [--runs 25] [--json]

`repair` mends every document of a folder; `cold` is its first run, which loads the tables (and, where GBK was
read out of phase, the dictionary). `translate` passes the same texts through str.translate with a table of
3000 characters, `opencc` converts the documents in Traditional script and nothing else. Figures are the best
of the runs, in CPU time of one core: another process on the machine only ever adds to it.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import opencc

from nianjian import corpus
from nianjian.model import Document, Refusal
from nianjian.reading import read_seed, split_documents
from nianjian.repair import repair
from nianjian.repair.script import is_traditional


def seconds(work: Callable[[], object], runs: int) -> float:
    """The least CPU time of several runs."""
    taken = []
    for _ in range(runs):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def figures(documents: list[Document], runs: int) -> dict[str, dict[str, float]]:
    """Milliseconds and million characters a second of each measured thing."""
    texts = [document.raw_text for document in documents]
    hant = [text for text in texts if is_traditional(text)]
    table = {code: chr(code) for code in range(0x4E00, 0x4E00 + 3000)}
    convert = opencc.OpenCC("t2s").convert
    found = {
        "cold": (seconds(lambda: [repair(d) for d in documents], 1), texts),
        "repair": (seconds(lambda: [repair(d) for d in documents], runs), texts),
        "translate": (seconds(lambda: [text.translate(table) for text in texts], runs), texts),
        "opencc": (seconds(lambda: [convert(text) for text in hant], runs), hant),
    }
    per_document = {
        f"document {d.source_path}:{d.ordinal}": (seconds(lambda d=d: repair(d), runs), [d.raw_text])  # type: ignore[misc]
        for d in documents
    }
    return {
        name: {
            "characters": sum(map(len, texts)),
            "ms": round(1000 * time, 2),
            "million_characters_a_second": round(sum(map(len, texts)) / time / 1e6, 2) if time else 0.0,
        }
        for name, (time, texts) in {**found, **per_document}.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    seeds = [seed for seed in corpus.load(options.folder) if not isinstance(seed, Refusal)]
    documents = [d for path, data in seeds for d in split_documents(read_seed(data, path))]
    if not documents:
        parser.error(f"{options.folder}: no files")
    result = figures(documents, options.runs)
    if options.json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for name, row in result.items():
        chars, ms, speed = row["characters"], row["ms"], row["million_characters_a_second"]
        print(f"{name:44} {chars:8.0f} chars {ms:9.2f} ms {speed:8.2f} M/s")


if __name__ == "__main__":
    main()
