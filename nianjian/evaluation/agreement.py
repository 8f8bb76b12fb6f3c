"""Which attributes of a fact are right, by the annotation of its numeral."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nianjian.evaluation.gold import GoldRow

ATTRIBUTES = ("value", "unit", "measure", "period", "status", "qualifier", "scope", "indicator", "metric")
STRICT = ("value", "unit", "measure", "period", "status", "indicator", "metric")

_TOLERANCE = 1e-6
_ALIKE = 0.6
_SHARED = 0.85
_ENOUGH_TO_SHARE = 3


@dataclass(frozen=True, slots=True)
class FoundFact:
    """What scoring needs of a row of metric_facts; `indicator` is "" where it has none that is scored."""

    file: str
    raw_start: int
    raw_end: int
    metric: str
    indicator: str
    measure: str
    value: float | None
    value_high: float | None
    unit: str
    period: str
    status: str
    qualifier: str
    scope: str
    quote: str
    rule: str

    def covers(self, offset: int) -> bool:
        """Whether the numeral at this offset belongs to the fact's span."""
        return self.raw_start <= offset < self.raw_end


def agreement(row: GoldRow, fact: FoundFact) -> Mapping[str, bool]:
    """For every attribute, whether the fact has it as the annotator reads the numeral."""
    high_is_right = row.value_high is None or _near(row.value_high, fact.value_high)
    return {
        "value": _near(row.value, fact.value) and high_is_right,
        "unit": _bare(fact.unit) in {_bare(unit) for unit in row.units},
        "measure": fact.measure in _measures(row),
        "period": fact.period in row.periods,
        "status": fact.status == row.status,
        "qualifier": fact.qualifier == row.qualifier,
        "scope": fact.scope == row.scope,
        "indicator": fact.indicator in row.codes,
        "metric": any(metrics_alike(metric, fact.metric) for metric in row.metric.split("|")),
    }


def metrics_alike(expected: str, found: str) -> bool:
    """Whether two noun phrases name the same thing: one holds the other, or most characters agree.

    Characters count with their multiplicity and without blanks; order counts in the similarity ratio only.
    """
    expected, found = expected.replace(" ", ""), found.replace(" ", "")
    if expected == found:
        return True
    if not found:
        return False
    if expected in found or found in expected:
        return True
    shorter = min(len(expected), len(found))
    shared = (Counter(expected) & Counter(found)).total()
    if shorter >= _ENOUGH_TO_SHARE and shared >= _SHARED * shorter:
        return True
    return SequenceMatcher(None, expected, found).ratio() >= _ALIKE


def _measures(row: GoldRow) -> tuple[str, ...]:
    """98.8%的事项 can be read as a level or as a share, unless a headline code settles it."""
    if row.measure in ("level", "share") and row.units == ("%",) and not row.headline:
        return ("level", "share")
    return (row.measure,)


def _near(expected: float | None, found: float | None) -> bool:
    if expected is None or found is None:
        return False
    return abs(expected - found) <= _TOLERANCE * max(1.0, abs(expected), abs(found))


def _bare(unit: str) -> str:
    """个月 and 月 are one unit, 个工作日 and 工作日 too; 个 alone stays."""
    return unit[1:] if len(unit) > 1 and unit.startswith("个") else unit
