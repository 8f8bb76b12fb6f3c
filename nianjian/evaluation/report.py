"""Scores as ratios, as a table for a terminal, and as a list of what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.evaluation.agreement import ATTRIBUTES

if TYPE_CHECKING:
    from nianjian.evaluation.scoring import Problem, Scores, Tally


def figures(tally: Tally) -> dict[str, int | float]:
    """Counts and ratios of a tally; a ratio without a base is 0.

    ledger: numerals with a role; role: right fact/not-fact decisions; P, R, F1: detection; one accuracy per
    attribute over the facts detected; strictF1: all strict attributes right; headP, headR: strict among the
    facts that carry a code, over those found and those expected.
    """
    precision, recall = _ratio(tally.detected, tally.found), _ratio(tally.detected, tally.expected)
    strict = _ratio(tally.strict, tally.found), _ratio(tally.strict, tally.expected)
    return {
        "numerals": tally.numerals,
        "facts": tally.expected,
        "ledger": _ratio(tally.accounted, tally.numerals),
        "role": _ratio(tally.role_right, tally.numerals),
        "P": precision,
        "R": recall,
        "F1": _harmonic(precision, recall),
        **{name: _ratio(tally.right[name], tally.detected) for name in ATTRIBUTES},
        "strictF1": _harmonic(*strict),
        "headP": _ratio(tally.strict_headline, tally.found_headline),
        "headR": _ratio(tally.strict_headline, tally.expected_headline),
    }


def render_scores(scores: Scores) -> str:
    """A table with a line per unit and one over all, columns aligned, ending in a newline."""
    lines = {**{name: figures(tally) for name, tally in scores.units.items()}, "ALL": figures(scores.total)}
    head = ["unit", *figures(scores.total)]
    table = [head, *([name, *(_cell(value) for value in row.values())] for name, row in lines.items())]
    widths = [max(len(row[i]) for row in table) for i in range(len(head))]
    return "".join(_line(row, widths) for row in table)


def render_problems(scores: Scores, limit: int | None = None) -> str:
    """The problems, or the first `limit` of them, one paragraph each; the rest is counted."""
    shown = scores.problems[:limit]
    left = len(scores.problems) - len(shown)
    return "".join(_paragraph(problem) for problem in shown) + (f"… and {left} more\n" if left else "")


def _paragraph(problem: Problem) -> str:
    what = f"{problem.kind} {', '.join(problem.wrong)}".strip()
    lines = [f"{problem.unit}  {problem.file}:{problem.raw_start}  {what}"]
    if problem.expected:
        lines.append(f"    expected  {problem.expected}")
    if problem.observed:
        lines.append(f"    observed  {problem.observed}  [{problem.rule}]")
    if problem.quote:
        lines.append(f"    in        {problem.quote}")
    return "\n".join(lines) + "\n"


def _line(row: list[str], widths: list[int]) -> str:
    cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
    return "  ".join([row[0].ljust(widths[0]), *cells[1:]]) + "\n"


def _cell(value: int | float) -> str:
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
