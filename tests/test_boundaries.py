"""Words between which a title may end."""

from __future__ import annotations

import logging
from pathlib import Path

import jieba
import pytest

from nianjian.boundaries import boundaries


def test_a_place_within_a_word_is_no_boundary() -> None:
    text = "持续优化营商环境"
    assert sorted(boundaries(text)) == [2, 4, 6, 8]


@pytest.fixture(scope="module")
def reference() -> jieba.Tokenizer:
    """The tokenizer that the dictionary was made for; it takes ten times as long to load."""
    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    tokenizer.initialize()
    return tokenizer


def test_words_are_those_of_jieba(sample_seeds: Path, reference: jieba.Tokenizer) -> None:
    """Stretches as long as a title, wherever they begin, with digits, letters and marks in them."""
    text = "".join(seed.read_text(encoding="utf-8") for seed in sorted(sample_seeds.glob("*.txt")))
    pieces = [text[start : start + 40] for start in range(0, len(text), 17)]
    assert len(pieces) > 300
    for piece in pieces:
        assert boundaries(piece) == {end for *_, end in reference.tokenize(piece, HMM=False)}, piece
