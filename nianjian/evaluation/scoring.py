"""Extracted facts against gold: detection, attributes, strict and headline agreement, the ledger.

A numeral is known by its file's name and the code-point offset of its first character. A fact is detected
where its span covers the numeral; strict, where value, unit, measure, period, status, indicator and metric
are right.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from nianjian.evaluation.agreement import ATTRIBUTES, STRICT, FoundFact, agreement
from nianjian.evaluation.gold import read_gold, scored_codes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    import polars as pl

    from nianjian.evaluation.gold import GoldRow, GoldUnit

MEASURING = ("fact", "part")


@dataclass(slots=True)
class Tally:
    """Counts over a unit; `right` counts detected facts by attribute, `*_headline` those with a code."""

    numerals: int = 0
    accounted: int = 0
    role_right: int = 0
    expected: int = 0
    expected_headline: int = 0
    found: int = 0
    found_headline: int = 0
    detected: int = 0
    strict: int = 0
    strict_headline: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(ATTRIBUTES, 0))

    def add(self, other: Tally) -> None:
        """Add the counts of another tally to this one."""
        for item in fields(self):
            if item.name != "right":
                setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))
        for name in ATTRIBUTES:
            self.right[name] += other.right[name]


@dataclass(frozen=True, slots=True)
class Problem:
    """A numeral missed, a fact that is none, or a fact with wrong attributes, with what was read there."""

    unit: str
    file: str
    raw_start: int
    kind: str
    wrong: tuple[str, ...]
    expected: str
    observed: str
    quote: str
    rule: str


@dataclass(frozen=True, slots=True)
class Scores:
    """Tallies by unit in the order of the gold, their total, and the problems in the order of the text."""

    units: Mapping[str, Tally]
    total: Tally
    problems: tuple[Problem, ...]


def score(out: Path, gold: Path, units: Collection[str] = ()) -> Scores:
    """Score the tables of an output folder against a gold folder, or against the units named.

    Raises FileNotFoundError where a table or the gold is missing, ValueError for an unknown unit.
    """
    import polars as pl

    facts, ledger = out / "metric_facts.parquet", out / "number_ledger.parquet"
    for path in (facts, ledger):
        if not path.exists():
            raise FileNotFoundError(f"{path} is missing: score a folder that the extraction wrote as parquet")
    expected, codes = read_gold(gold, units), scored_codes(gold)
    return score_tables(pl.read_parquet(facts), pl.read_parquet(ledger), expected, codes)


def score_tables(
    metric_facts: pl.DataFrame,
    number_ledger: pl.DataFrame,
    units: Sequence[GoldUnit],
    codes: Collection[str],
) -> Scores:
    """Score tables metric_facts and number_ledger; an indicator that is not among `codes` counts as none."""
    facts: dict[str, list[FoundFact]] = defaultdict(list)
    for row in metric_facts.iter_rows(named=True):
        fact = _found(row, codes)
        facts[fact.file].append(fact)
    roles: dict[str, dict[int, str]] = defaultdict(dict)
    for path, start, role in number_ledger.select("source_path", "raw_start", "role").iter_rows():
        roles[PurePosixPath(path).name][start] = role
    tallies: dict[str, Tally] = {}
    problems: list[Problem] = []
    total = Tally()
    for unit in units:
        found = [fact for fact in facts[unit.file] if unit.start <= fact.raw_start < unit.end]
        tally = tallies[unit.name] = Tally()
        _count_roles(tally, unit.rows, roles[unit.file])
        problems += _match(tally, unit, found)
        total.add(tally)
    order = {unit.name: place for place, unit in enumerate(units)}
    problems.sort(key=lambda p: (order[p.unit], p.raw_start, p.kind, p.observed))
    return Scores(tallies, total, tuple(problems))


def _count_roles(tally: Tally, rows: Iterable[GoldRow], roles: Mapping[int, str]) -> None:
    for row in rows:
        if not row.chinese:
            role = roles.get(row.start)
            tally.numerals += 1
            tally.accounted += role is not None and role != "unexplained"
            tally.role_right += (role in MEASURING) == (row.role in MEASURING)


def _match(tally: Tally, unit: GoldUnit, found: Sequence[FoundFact]) -> list[Problem]:
    """Give each expected fact the free found fact that agrees best; count, and tell what is wrong."""
    problems: list[Problem] = []
    taken: set[int] = set()
    shared: set[int] = set()
    spare = [row.start for row in unit.rows if row.is_fact and row.optional]
    for row in unit.rows:
        if not row.is_fact:
            continue
        if row.optional:
            taken.update(i for i, fact in enumerate(found) if fact.covers(row.start))
            continue
        tally.expected += 1
        tally.expected_headline += row.headline
        here = [i for i, fact in enumerate(found) if i not in taken and fact.covers(row.start)]
        if not here:
            problems.append(_problem(unit, row.start, "missed", (), _told(row), "", None))
            continue
        verdicts = {i: agreement(row, found[i]) for i in here}
        best = max(here, key=lambda i: (sum(verdicts[i].values()), -i))
        taken.add(best)
        if "|" in row.metric:  # one numeral for several metrics may be several facts
            shared.update(i for i in here if i != best)
            taken |= shared
        problems += _count(tally, unit, row, found[best], verdicts[best])
    counted = [
        fact
        for i, fact in enumerate(found)
        if i not in shared and not any(fact.covers(start) for start in spare)
    ]
    tally.found += len(counted)
    tally.found_headline += sum(bool(fact.indicator) for fact in counted)
    problems += [
        _problem(unit, fact.raw_start, "spurious", (), "", _observed(fact), fact)
        for i, fact in enumerate(found)
        if i not in taken
    ]
    return problems


def _count(
    tally: Tally, unit: GoldUnit, row: GoldRow, fact: FoundFact, verdict: Mapping[str, bool]
) -> list[Problem]:
    strict = all(verdict[name] for name in STRICT)
    tally.detected += 1
    tally.strict += strict
    tally.strict_headline += strict and row.headline
    for name in ATTRIBUTES:
        tally.right[name] += verdict[name]
    wrong = tuple(name for name in ATTRIBUTES if not verdict[name])
    if not wrong:
        return []
    return [_problem(unit, row.start, "wrong", wrong, _told(row, wrong), _observed(fact, wrong), fact)]


def _problem(
    unit: GoldUnit,
    start: int,
    kind: str,
    wrong: tuple[str, ...],
    expected: str,
    observed: str,
    fact: FoundFact | None,
) -> Problem:
    quote, rule = (fact.quote, fact.rule) if fact else ("", "")
    return Problem(unit.name, unit.file, start, kind, wrong, expected, observed, quote, rule)


def _told(row: GoldRow, wrong: Sequence[str] = ()) -> str:
    asked = {
        "metric": row.metric,
        "indicator": "|".join(row.codes) or "-",
        "measure": row.measure,
        "value": _span(row.value, row.value_high),
        "unit": "|".join(row.units),
        "period": "|".join(row.periods),
        "status": row.status,
        "qualifier": row.qualifier,
        "scope": row.scope,
    }
    shown = ("metric", *(name for name in wrong if name != "metric")) if wrong else tuple(asked)[:6]
    return " · ".join(asked[name] for name in shown)


def _observed(fact: FoundFact, wrong: Sequence[str] = ()) -> str:
    got = {
        "metric": fact.metric,
        "indicator": fact.indicator or "-",
        "measure": fact.measure,
        "value": _span(fact.value, fact.value_high),
        "unit": fact.unit,
        "period": fact.period,
        "status": fact.status,
        "qualifier": fact.qualifier,
        "scope": fact.scope,
    }
    shown = ("metric", *(name for name in wrong if name != "metric")) if wrong else tuple(got)[:6]
    return " · ".join(got[name] for name in shown)


def _span(low: float | None, high: float | None) -> str:
    text = "-" if low is None else f"{low:.12g}"
    return text if high is None else f"{text}..{high:.12g}"


def _found(row: Mapping[str, object], codes: Collection[str]) -> FoundFact:
    def text(name: str) -> str:
        return str(row.get(name) or "")

    def number(name: str) -> float | None:
        value = row.get(name)
        return float(value) if isinstance(value, (int, float)) else None

    return FoundFact(
        file=PurePosixPath(text("source_path")).name,
        raw_start=int(text("raw_start") or 0),
        raw_end=int(text("raw_end") or 0),
        metric=text("metric"),
        indicator=text("indicator") if text("indicator") in codes else "",
        measure=text("measure"),
        value=number("value"),
        value_high=number("value_high"),
        unit=text("unit"),
        period=text("period"),
        status=text("status"),
        qualifier=text("qualifier"),
        scope=text("scope"),
        quote=text("quote"),
        rule=text("rule"),
    )
