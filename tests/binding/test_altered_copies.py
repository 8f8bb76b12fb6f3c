"""The rules hold for the language, not for these sentences: altered copies of the gold reports score as well.

Measured figures are replaced by others of the same shape, the script by the other one, the line breaks by
those of a page 37 characters wide; the gold moves along.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

import opencc
import pytest

from nianjian import corpus, pipeline
from nianjian.evaluation import figures, read_gold, render_problems, score_tables
from nianjian.evaluation.gold import scored_codes

ALLOWED_LOSS = 0.01
PAGE_WIDTH = 37
NUMERAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")


@pytest.fixture(scope="module")
def texts(real_seeds):
    return {path: data.decode("utf-8") for path, data in corpus.load(real_seeds)}


@pytest.fixture(scope="module")
def units(gold):
    return read_gold(gold)


@pytest.fixture(scope="module")
def strict_of(gold):
    codes = scored_codes(gold)

    def score(texts, units):
        tables = pipeline.extract((path, text.encode()) for path, text in sorted(texts.items())).frames()
        scores = score_tables(tables["metric_facts"], tables["number_ledger"], units, codes)
        return figures(scores.total)["strictF1"], render_problems(scores, 30)

    return score


@pytest.fixture(scope="module")
def untouched(strict_of, texts, units):
    files = {unit.file for unit in units}
    return strict_of({path: text for path, text in texts.items() if path in files}, units)[0]


def check(altered, untouched):
    strict, problems = altered
    assert strict > untouched - ALLOWED_LOSS, problems


def other_numeral(numeral, chance):
    """Another numeral of the same shape: as many digits, no leading nought."""
    return "".join(chance.choice("123456789") if c.isdigit() else c for c in numeral)


def test_other_figures(strict_of, texts, units, untouched):
    chance = random.Random(20200115)
    altered, moved = dict(texts), []
    for unit in units:
        text, rows = altered[unit.file], []
        for row in unit.rows:
            match = NUMERAL.match(text, row.start)
            # A range keeps its order and a thousands separator its groups.
            plain = row.is_fact and not row.chinese and row.value_high is None and match
            if plain and float(match[0]) and text[match.end()] not in ",-－—～":
                new = other_numeral(match[0], chance)
                text = text[: match.start()] + new + text[match.end() :]
                row = replace(row, value=row.value / float(match[0]) * float(new))
            rows.append(row)
        altered[unit.file] = text
        moved.append(replace(unit, rows=tuple(rows)))
    files = {unit.file for unit in units}
    check(strict_of({path: altered[path] for path in files}, moved), untouched)


def test_traditional_script(strict_of, texts, units, untouched):
    convert = opencc.OpenCC("s2t").convert
    files = {unit.file for unit in units}
    altered = {path: convert(texts[path]) for path in files}
    assert all(len(altered[path]) == len(texts[path]) for path in files)
    check(strict_of(altered, units), untouched)


def test_lines_of_a_narrow_page(strict_of, texts, units, untouched):
    altered, maps = {}, {}
    for path in {unit.file for unit in units}:
        pieces, offsets, column = [], [], 0
        length = 0
        for c in texts[path]:
            if column == PAGE_WIDTH and c != "\n":
                pieces.append("\n")
                length += 1
                column = 0
            offsets.append(length)
            pieces.append(c)
            length += 1
            column = 0 if c == "\n" else column + 1
        altered[path], maps[path] = "".join(pieces), [*offsets, length]
    moved = [
        replace(
            unit,
            start=maps[unit.file][unit.start],
            end=maps[unit.file][unit.end],
            rows=tuple(replace(row, start=maps[unit.file][row.start]) for row in unit.rows),
        )
        for unit in units
    ]
    check(strict_of(altered, moved), untouched)
