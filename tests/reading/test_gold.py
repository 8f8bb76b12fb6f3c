"""Every document column of the gold: the real files, the examples, the samples of the repository."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from pathlib import Path

import pytest

from nianjian.model import Document
from nianjian.reading import read_seed, split_documents

NUMERAL = re.compile(r"[0-9０-９]+(?:[.．][0-9０-９]+)?")
SAMPLE_GOLD = Path(__file__).parent.parent / "gold" / "documents.tsv"

Rows = list[dict[str, str]]


def by_file(table: Path) -> dict[str, Rows]:
    files: dict[str, Rows] = defaultdict(list)
    with table.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle, delimiter="\t"):
            files[row.pop("file")].append(row)
    return files


def read(path: Path) -> tuple[Document, ...]:
    return split_documents(read_seed(path.read_bytes(), path.name))


def differences(seeds: Path, table: Path) -> list[str]:
    """file, ordinal, column, gold and found for every value that differs."""
    found = []
    for name, rows in by_file(table).items():
        documents = read(seeds / name)
        if len(documents) != len(rows):
            found.append(f"{name}: {len(rows)} documents, not {len(documents)}")
        for document, row in zip(documents, rows, strict=False):
            for column, gold in row.items():
                value = getattr(document, column)
                if gold != ("" if value is None else str(value)):
                    found.append(f"{name} {document.ordinal} {column}: {gold}, not {value}")
    return found


def test_the_17_documents_of_the_real_files(real_seeds: Path, gold: Path) -> None:
    assert differences(real_seeds, gold / "documents.tsv") == []


def test_the_documents_of_other_provinces(gold: Path) -> None:
    assert differences(gold / "examples" / "raw", gold / "examples" / "documents.tsv") == []


def test_the_samples_of_the_repository(sample_seeds: Path) -> None:
    assert differences(sample_seeds, SAMPLE_GOLD) == []


def test_offsets_count_in_the_text_without_byte_order_mark(gold: Path) -> None:
    """The UTF-16 example: the gold's numerals stand where its offsets say."""
    text = read_seed((gold / "examples" / "raw" / "h11.txt").read_bytes(), "h11.txt").text
    with (gold / "examples" / "h11.tsv").open(encoding="utf-8", newline="") as handle:
        starts = [int(r["start"]) for r in csv.DictReader(handle, delimiter="\t") if r["idx"].isdigit()]
    assert starts == [match.start() for match in NUMERAL.finditer(text)]


@pytest.mark.parametrize("corpus", ["real_seeds", "sample_seeds"])
def test_every_numeral_lies_in_one_document_and_documents_slice_the_file(
    corpus: str, request: pytest.FixtureRequest
) -> None:
    for path in sorted(request.getfixturevalue(corpus).iterdir()):
        seed = read_seed(path.read_bytes(), path.name)
        documents = split_documents(seed)
        for document in documents:
            assert document.raw_text == seed.text[document.raw_start : document.raw_end]
        spans = [(document.raw_start, document.raw_end) for document in documents]
        for numeral in NUMERAL.finditer(seed.text):
            assert sum(a <= numeral.start() and numeral.end() <= b for a, b in spans) == 1


def test_reading_twice_gives_the_same(sample_seeds: Path) -> None:
    for path in sorted(sample_seeds.iterdir()):
        assert read(path) == read(path)
