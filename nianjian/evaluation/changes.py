"""What a change of the rules does to the facts: gained, lost and changed between two output folders."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COMPARED = (
    "metric",
    "indicator",
    "value",
    "value_high",
    "unit",
    "period",
    "status",
    "qualifier",
    "growth_basis",
    "scope",
    "subject",
    "raw_end",
)

Key = tuple[str, int, str, int]
Row = dict[str, object]


@dataclass(frozen=True, slots=True)
class Change:
    """A fact in one run (gained, lost) or in both with other attributes (changed: name, before, after)."""

    kind: str
    source_path: str
    raw_start: int
    measure: str
    summary: str
    quote: str
    rules: tuple[str, ...]
    rules_before: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes in the order of the text, and how many facts both runs have alike."""

    changes: tuple[Change, ...]
    same: int

    def of(self, kind: str) -> tuple[Change, ...]:
        """The changes of one kind: gained, lost or changed."""
        return tuple(change for change in self.changes if change.kind == kind)


def compare(run_a: Path, run_b: Path) -> Comparison:
    """Facts that run_b gained, lost or changed against run_a.

    A fact is known by its source file, raw_start and measure; where several metrics share a numeral, by their
    order too. Raises FileNotFoundError where a folder holds no metric_facts.parquet.
    """
    before, after = _facts(run_a), _facts(run_b)
    changes: list[Change] = []
    same = 0
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if new is None and old is not None:
            changes.append(_change("lost", old))
        elif old is None and new is not None:
            changes.append(_change("gained", new))
        elif old is not None and new is not None:
            attributes = tuple(
                (name, _shown(old.get(name)), _shown(new.get(name)))
                for name in COMPARED
                if old.get(name) != new.get(name)
            )
            same += not attributes
            if attributes:
                changes.append(_change("changed", new, _rules(old), attributes))
    return Comparison(tuple(changes), same)


def render_comparison(comparison: Comparison, limit: int | None = None) -> str:
    """Counts first, then each change with its clause and the rules that made it, ending in a newline."""
    counts = [f"{kind} {len(comparison.of(kind))}" for kind in ("gained", "lost", "changed")]
    head = f"{', '.join(counts)}, same {comparison.same}\n"
    shown = comparison.changes[:limit]
    left = len(comparison.changes) - len(shown)
    return head + "".join(_paragraph(change) for change in shown) + (f"… and {left} more\n" if left else "")


def _facts(folder: Path) -> Mapping[Key, Row]:
    import polars as pl

    path = folder / "metric_facts.parquet"
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: compare folders that the extraction wrote as parquet")
    seen: defaultdict[tuple[str, int, str], int] = defaultdict(int)
    facts: dict[Key, Row] = {}
    for row in pl.read_parquet(path).sort("source_path", "raw_start", "fact_id").iter_rows(named=True):
        place = (row["source_path"], row["raw_start"], row["measure"])
        facts[*place, seen[place]] = row
        seen[place] += 1
    return facts


def _change(
    kind: str,
    row: Row,
    rules_before: tuple[str, ...] = (),
    attributes: tuple[tuple[str, str, str], ...] = (),
) -> Change:
    named = ("metric", "value", "value_high", "unit", "period", "status", "indicator")
    return Change(
        kind=kind,
        source_path=str(row["source_path"]),
        raw_start=int(str(row["raw_start"])),
        measure=str(row["measure"]),
        summary=" ".join(_shown(row[name]) for name in named if row.get(name) is not None),
        quote=str(row["quote"]),
        rules=_rules(row),
        rules_before=rules_before,
        attributes=attributes,
    )


def _rules(row: Row) -> tuple[str, ...]:
    """The rule that made the fact, then the others that fired for it."""
    others = row.get("rules")
    listed = [str(rule) for rule in others] if isinstance(others, list) else []
    return tuple(dict.fromkeys([str(row.get("rule") or "-"), *listed]))


_SIGN = {"gained": "+", "lost": "-", "changed": "~"}


def _paragraph(change: Change) -> str:
    lines = [
        f"{_SIGN[change.kind]} {change.source_path}:{change.raw_start} {change.measure}  {change.summary}",
        f"    in     {change.quote}",
        *(f"    {name}: {before} -> {after}" for name, before, after in change.attributes),
    ]
    if change.kind == "changed" and change.rules_before != change.rules:
        lines.append(f"    rules  {', '.join(change.rules_before)} -> {', '.join(change.rules)}")
    else:
        lines.append(f"    rules  {', '.join(change.rules)}")
    return "\n".join(lines) + "\n"


def _shown(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:.12g}" if isinstance(value, float) else str(value)
