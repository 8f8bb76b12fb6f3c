"""Facts -> cells of the panel: grouping, choice, and the flags of a cell."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators
from nianjian.model import Cell
from nianjian.quality.comparison import is_year_on_year
from nianjian.quality.periods import year_of
from nianjian.quality.rules import is_headline
from nianjian.summary.choice import best_status, disagree
from nianjian.summary.shown import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nianjian.model import Document, Fact, Finding

Key = tuple[str, str, str]


def cells(documents: Sequence[Document], facts: Sequence[Fact], findings: Sequence[Finding]) -> list[Cell]:
    """One cell per region, period and indicator, sorted by them."""
    by_id = {document.document_id: document for document in documents}
    wrong = {fact_id for found in findings if found.severity == "error" for fact_id in found.fact_ids}
    flags: dict[str, set[str]] = defaultdict(set)
    for found in findings:
        for fact_id in found.fact_ids:
            flags[fact_id].add(found.rule)
    groups: dict[Key, list[Fact]] = defaultdict(list)
    for fact in facts:
        usable = is_headline(fact) and fact.fact_id not in wrong and fact.document_id in by_id
        if usable and fact.indicator in indicators() and (is_level(fact) or is_year_on_year(fact)):
            groups[fact.region_code or "", fact.period or "", fact.indicator or ""].append(fact)
    return [_cell(key, group, by_id, flags) for key, group in sorted(groups.items())]


def is_level(fact: Fact) -> bool:
    """Whether a fact is the indicator's value: a level, or the share of an indicator that is a share."""
    if fact.measure == "level":
        return True
    return fact.measure == "share" and fact.unit == "%" and "%" in indicators()[fact.indicator or ""].units


def _cell(
    key: Key, group: Sequence[Fact], documents: Mapping[str, Document], flags: Mapping[str, set[str]]
) -> Cell:
    region, period, code = key
    indicator = indicators()[code]
    seen = shown(group, documents)
    value, growth, target_value, target_growth = (
        seen.value,
        seen.growth,
        seen.target_value,
        seen.target_growth,
    )
    first = next((fact for fact in (value, growth, *seen.targets) if fact is not None), group[0])
    return Cell(
        region_code=region,
        region_name=first.region_name or "",
        year=year_of(period),
        period=period,
        indicator=code,
        indicator_name=indicator.name_zh,
        value=None if value is None else value.value,
        unit=next((fact.unit for fact in (value, target_value) if fact is not None), indicator.units[0]),
        qualifier=None if value is None else value.qualifier,
        yoy_pct=None if growth is None else growth.value,
        growth_basis=None if growth is None else growth.growth_basis,
        target_value=None if target_value is None else target_value.value,
        target_pct=None if target_growth is None else target_growth.value,
        status=value.status if value is not None else best_status(seen.outcomes),
        fact_ids=tuple(
            f.fact_id for f in sorted(group, key=lambda f: (f.source_path, f.raw_start, f.fact_id))
        ),
        sources=len({fact.document_id for fact in group}),
        conflict=disagree(seen.levels) or disagree(seen.growths),
        findings=tuple(sorted({rule for fact in group for rule in flags.get(fact.fact_id, ())})),
    )
