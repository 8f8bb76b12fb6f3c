"""From any cell, the view `evidence` leads to a clause and to characters of the file, and the two agree."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pytest
from opencc import OpenCC

from assets.parts import StoredTable
from assets.warehouse import build, put_in_place
from nianjian.contract import TABLES
from nianjian.corpus import load
from nianjian.exports.frames import observed
from nianjian.exports.source import Source
from nianjian.pipeline import Extraction, extract

CORPORA = ["sample_seeds", "real_seeds"]


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


@pytest.fixture(scope="module")
def extraction(corpus: Path) -> Extraction:
    return extract(load(corpus))


@pytest.fixture(scope="module")
def evidence(extraction: Extraction, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The rows of the view, from a warehouse built over the corpus."""
    target = tmp_path_factory.mktemp("warehouse") / "nianjian.duckdb"
    frames = extraction.frames()
    build(target, {name: StoredTable.whole(table, frames[name], {}) for name, table in TABLES.items()})
    put_in_place(target)
    with duckdb.connect(str(target), read_only=True) as connection:
        found = connection.execute("SELECT * FROM evidence")
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_every_fact_of_every_cell_is_there(extraction: Extraction, evidence: list[dict[str, Any]]) -> None:
    cells = Source.of(extraction.frames()).cells
    wanted = {(c.region_code, c.period, c.indicator, fact_id) for c in cells for fact_id in c.fact_ids}
    assert {(r["region_code"], r["period"], r["indicator"], r["fact_id"]) for r in evidence} == wanted
    assert len(evidence) == len(wanted) > 100


def test_the_raw_characters_are_those_of_the_file(corpus: Path, evidence: list[dict[str, Any]]) -> None:
    for row in evidence:
        text = (corpus / row["source_path"]).read_bytes().decode("utf-8-sig")
        assert text[row["raw_start"] : row["raw_end"]] == row["raw_characters"], row


def test_the_clause_holds_the_raw_characters(evidence: list[dict[str, Any]]) -> None:
    """Simplified, without blanks, line breaks and pinyin scraps: what repair takes away."""
    simplified = OpenCC("t2s").convert
    for row in evidence:
        bare = re.sub(r"\s|[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+[)）]", "", row["raw_characters"])
        assert simplified(bare) in re.sub(r"\s", "", row["quote"]), row


def test_the_value_is_the_number_in_the_raw_characters(evidence: list[dict[str, Any]]) -> None:
    """Read by a reader of the test: an Arabic numeral, a scale and a sign of the clause, nothing else."""
    scales = {"亿": 1e8, "億": 1e8, "万": 1e4, "萬": 1e4, "千": 1e3}
    checked = 0
    for row in evidence:
        bare = re.sub(r"\s", "", row["raw_characters"])
        number = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)(?:[-－—~～至][0-9.]+%?)?([亿億万萬千]*)[^0-9]*", bare)
        if number is None:
            continue
        value = float(number[1])
        for scale in number[2]:
            value *= scales[scale]
        assert abs(row["fact_value"]) == pytest.approx(value), row
        checked += 1
    assert checked > 0.95 * len(evidence)


def test_exports_quote_the_same_characters(extraction: Extraction, evidence: list[dict[str, Any]]) -> None:
    held = {row["fact_id"]: re.sub(r"\s+", " ", row["raw_characters"]) for row in evidence}
    frame = observed(Source.of(extraction.frames()))
    for fact_id, raw in frame.select("fact_id", "raw_characters").iter_rows():
        assert held[fact_id] == raw
