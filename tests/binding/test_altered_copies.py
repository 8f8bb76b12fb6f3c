"""The rules hold for the language, not for these sentences: altered copies of the gold reports score as well.

Measured figures are replaced by others of the same shape, the script by the other one; lines are wrapped at
37 characters, numerals set in full width or between no-break blanks, lines left in the tags of a page. The
gold moves along.
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
HAN = re.compile("[一-龥]")
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


def narrow_page(text):
    """Lines of 37 characters: what stands in front of each character."""
    column = 0
    for c in text:
        breaks = column == PAGE_WIDTH and c != "\n"
        column = 0 if c == "\n" else 1 if breaks else column + 1
        yield "\n" if breaks else "", c


def full_width(text):
    """７．５％, ＧＤＰ"""
    for before, c, after in zip(" " + text, text, text[1:] + " ", strict=False):
        wide = c in "0123456789%" or "A" <= c <= "Z" or (c == "." and before.isdigit() and after.isdigit())
        yield "", chr(ord(c) + 0xFEE0) if wide else c


def no_break_blanks(text):
    """实现产值 7.5 亿元, the blanks being U+00A0."""
    for before, c in zip(" " + text, text, strict=False):
        parts = (HAN.match(before) and c.isdigit()) or (before in "0123456789%" and HAN.match(c))
        yield "\u00a0" if parts else "", c


def indented(text):
    """Four blanks in front of every line."""
    begins = True
    for c in text:
        yield "    " if begins and c != "\n" else "", c
        begins = c == "\n"


def paragraph_tags(text):
    """<p style="text-indent:2em">…</p>"""
    begins = True
    for c in text:
        yield '<p style="text-indent:2em">' if begins and c != "\n" else "", "</p>\n" if c == "\n" else c
        begins = c == "\n"


def breaks_as_tags(text):
    """…<br/>… without a line feed."""
    yield from (("", "<br/>" if c == "\n" else c) for c in text)


@pytest.mark.parametrize(
    "alter", [narrow_page, full_width, no_break_blanks, indented, paragraph_tags, breaks_as_tags]
)
def test_damage_of_the_whole_text(alter, strict_of, texts, units, untouched):
    altered, maps = {}, {}
    for path in {unit.file for unit in units}:
        pieces, offsets, length = [], [], 0
        for before, c in alter(texts[path]):
            offsets.append(length + len(before))
            pieces += (before, c)
            length += len(before) + len(c)
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
