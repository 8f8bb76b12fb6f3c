"""How good a run is against hand-made gold, and what changed between two runs."""

from nianjian.evaluation.changes import Change, Comparison, compare, render_comparison
from nianjian.evaluation.gold import GoldUnit, read_gold
from nianjian.evaluation.report import figures, render_problems, render_scores
from nianjian.evaluation.scoring import Problem, Scores, Tally, score, score_tables

__all__ = [
    "Change",
    "Comparison",
    "GoldUnit",
    "Problem",
    "Scores",
    "Tally",
    "compare",
    "figures",
    "read_gold",
    "render_comparison",
    "render_problems",
    "render_scores",
    "score",
    "score_tables",
]
