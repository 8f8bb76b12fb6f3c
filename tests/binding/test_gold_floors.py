"""What the whole engine reaches against hand-made gold. Floors are raised, never lowered."""

from __future__ import annotations

from pathlib import Path

import pytest

from nianjian import corpus, pipeline
from nianjian.evaluation import figures, read_gold, render_problems, score_tables
from nianjian.evaluation.gold import scored_codes

SAMPLES = Path(__file__).parent.parent / "gold"


@pytest.fixture(scope="module")
def scores_of():
    def score(seeds: Path, folder: Path):
        tables = pipeline.extract(corpus.load(seeds)).frames()
        return score_tables(
            tables["metric_facts"], tables["number_ledger"], read_gold(folder), scored_codes(folder)
        )

    return score


def check(scores, floors):
    reached = figures(scores.total)
    short = {name: (reached[name], floor) for name, floor in floors.items() if reached[name] < floor}
    assert not short, f"{short}\n{render_problems(scores, 40)}"


def test_samples(scores_of, sample_seeds):
    floors = {"strictF1": 0.985, "F1": 0.995, "headP": 0.99, "headR": 0.99, "ledger": 1.0, "status": 0.99}
    check(scores_of(sample_seeds, SAMPLES), floors)


def test_real_reports(scores_of, real_seeds, gold):
    floors = {"strictF1": 0.97, "F1": 0.995, "headP": 0.989, "headR": 0.99, "ledger": 1.0, "period": 0.99}
    check(scores_of(real_seeds, gold), floors)


def test_reports_of_other_provinces(scores_of, gold):
    floors = {"strictF1": 0.99, "F1": 0.99, "headP": 0.99, "headR": 0.99, "ledger": 1.0, "period": 0.99}
    check(scores_of(gold / "examples" / "raw", gold / "examples"), floors)
