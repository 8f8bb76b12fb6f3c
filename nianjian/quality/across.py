"""Rules across documents and periods: each report is held against the ones before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from nianjian.catalogue import table
from nianjian.model import Fact
from nianjian.quality.comparison import PREVIOUS_YEAR, base_of, is_year_on_year, moves_growth
from nianjian.quality.identities import disagreeing, same_thing
from nianjian.quality.periods import is_simple, year_before
from nianjian.quality.printed import apart, exclude, interval
from nianjian.quality.rules import Breach, Corpus, is_headline, rule
from nianjian.quality.wording import between, cell_of, say, say_change, signed

# Prices of a county's output rarely move further in a year.
PRICE_CHANGE = 10.0
_OF_THE_YEAR = {"half": "-H1", "quarter_1": "-Q1", "quarter_3": "-Q3"}

Interval = tuple[float, float]


@rule(
    "across.same_cell",
    severity="warn",
    formula="two reports give one value to one cell",
    tolerance="half a digit of each",
)
def same_cell(corpus: Corpus) -> Iterator[Breach]:
    """Two documents that give one indicator of one place and period agree, or the series was revised.

    Both stay; the summary takes the later one and marks the cell.
    """
    groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for fact in corpus.facts:
        if is_headline(fact) and fact.status == "actual" and (key := same_thing(fact)) is not None:
            groups[fact.region_code or "", *key].append(fact)
    for _, group in sorted(groups.items()):
        first_of = {fact.document_id: fact for fact in reversed(group)}
        facts = sorted(first_of.values(), key=lambda f: (_vintage(corpus, f), f.fact_id))
        for one, other, gap in disagreeing(facts):
            yield Breach(
                (one, other),
                f"{say(one)} ({_called(corpus, one)})",
                f"{say(other)} ({_called(corpus, other)})",
                f"{cell_of(one)}: {_called(corpus, one)} says {say(one)}, "
                f"{_called(corpus, other)} says {say(other)}",
                gap,
            )


@rule(
    "across.level_growth",
    severity="warn",
    formula="level = level of the year before x (1 + growth / 100)",
    tolerance="half a digit of each of the three",
)
def level_growth(corpus: Corpus) -> Iterator[Breach]:
    """Level and growth of a year fit the level that an earlier report gave for the year before.

    Growth at comparable prices, stated or by convention (catalogue/real_growth.tsv), is left to
    across.real_growth. Where they do not fit, the series was most likely revised in between.
    """
    for grown, level, before, expected in _grown_levels(corpus, real=False):
        stated = interval(level)
        if stated is not None and exclude(expected, stated):
            yield Breach(
                (level, grown, before),
                between(*expected, level.unit),
                say(level),
                f"{cell_of(level)}: {say_change(grown)} on the {say(before)} that "
                f"{_called(corpus, before)} gives for {before.period} "
                f"makes {between(*expected, level.unit)}, the text says {say(level)}: "
                "base revised, or one of the three is wrong",
                apart(expected, stated),
            )


@rule(
    "across.real_growth",
    severity="info",
    formula="|growth at comparable prices - growth of the two levels| <= 10 points",
    tolerance="10 percentage points for prices",
)
def real_growth(corpus: Corpus) -> Iterator[Breach]:
    """Growth at comparable prices and the levels at current prices differ by the change of prices only."""
    for grown, level, before, _ in _grown_levels(corpus, real=True):
        nominal = 100 * (level.value / before.value - 1)
        if abs(nominal - grown.value) > PRICE_CHANGE:
            yield Breach(
                (level, grown, before),
                f"{between(grown.value - PRICE_CHANGE, grown.value + PRICE_CHANGE, '%')} at current prices",
                signed(round(nominal, 1), "%"),
                f"{cell_of(level)}: from {say(before)} in {before.period} to "
                f"{say(level)} is {nominal:+.1f}% at current prices, far from the "
                f"{say_change(grown)} at comparable prices: base revised?",
                apart((grown.value - PRICE_CHANGE, grown.value + PRICE_CHANGE), (nominal, nominal)),
            )


@rule(
    "across.level_change",
    severity="warn",
    formula="level - level of the year before = stated change (number or percentage points)",
    tolerance="half a digit of each of the three",
)
def level_change(corpus: Corpus) -> Iterator[Breach]:
    """A change in units (减少594人) or in percentage points of a rate fits the levels of the two years."""
    for change in corpus.facts:
        if change.measure not in ("change_abs", "change_pp") or not _is_comparable(change):
            continue
        if moves_growth(change):
            continue
        stated, period = interval(change), change.period or ""
        for level in corpus.at(change.region_code, change.indicator, "level", period):
            after = interval(level)
            fits = level.unit == ("%" if change.unit == "pp" else change.unit)
            if level.document_id != change.document_id or not fits or stated is None or after is None:
                continue
            earlier = [f for f in _levels_before(corpus, change) if f.unit == level.unit]
            spans = [(f, b) for f in earlier if (b := interval(f)) is not None]
            if not spans or any(not exclude((after[0] - b[1], after[1] - b[0]), stated) for _, b in spans):
                continue
            before, span = spans[0]
            expected = (after[0] - span[1], after[1] - span[0])
            yield Breach(
                (change, level, before),
                between(*expected, change.unit),
                say_change(change),
                f"{cell_of(change)}: from {say(before)} in {before.period} to "
                f"{say(level)} is {between(*expected, change.unit)}, the text says "
                f"{say_change(change)}",
                apart(expected, stated),
            )


@rule(
    "across.growth_change",
    severity="warn",
    formula="growth - growth of the base period = stated change in percentage points",
    tolerance="half a digit of each of the three",
)
def growth_change(corpus: Corpus) -> Iterator[Breach]:
    """降幅较上半年收窄4个百分点 fits the growth of the year and that of its first half.

    The base period's growth may stand in the same report or in another of the same place.
    """
    for change in corpus.facts:
        if change.measure != "change_pp" or not moves_growth(change):
            continue
        period, stated = _base_period(change), interval(change)
        if period is None or stated is None:
            continue
        after = [
            f for f in _growths(corpus, change, change.period or "") if f.document_id == change.document_id
        ]
        before = _growths(corpus, change, period)
        if not after or not before:
            continue
        b = interval(after[0])
        spans = [(f, a) for f in before if (a := interval(f)) is not None]
        if b is None or not spans:
            continue
        if any(not exclude((b[0] - a[1], b[1] - a[0]), stated) for _, a in spans):
            continue
        base, a = spans[0]
        expected = (b[0] - a[1], b[1] - a[0])
        yield Breach(
            (change, after[0], base),
            between(*expected, "pp"),
            say_change(change),
            f"{cell_of(change)}: growth of {say_change(base)} in {base.period} and "
            f"{signed(after[0].value, '%')} in {after[0].period} differ by {between(*expected, 'pp')}, "
            f"the text says {say_change(change)}",
            apart(expected, stated),
        )


def _grown_levels(corpus: Corpus, *, real: bool) -> Iterator[tuple[Fact, Fact, Fact, Interval]]:
    """(growth, level, level a year before, expected level) where no level of the year before fits."""
    for (region, code, measure, period), growths in corpus.cells.items():
        if measure != "change_pct":
            continue
        for grown in growths:
            span = interval(grown)
            is_real = grown.growth_basis == "comparable" or (
                grown.growth_basis is None and code in _real_codes()
            )
            if (
                is_real != real
                or span is None
                or not is_year_on_year(grown)
                or grown.growth_basis == "same_scope"
            ):
                continue
            levels = [
                f for f in corpus.at(region, code, "level", period) if f.document_id == grown.document_id
            ]
            for level in levels[:1]:
                expected = [
                    (before, (a[0] * (1 + span[0] / 100), a[1] * (1 + span[1] / 100)))
                    for before in _levels_before(corpus, grown)
                    if before.unit == level.unit and (a := interval(before)) is not None and a[0] > 0
                ]
                stated = interval(level)
                if not expected or stated is None:
                    continue
                if all(exclude(span, stated) for _, span in expected):
                    yield grown, level, *expected[0]


def _levels_before(corpus: Corpus, fact: Fact) -> list[Fact]:
    """Levels of the year before this fact's period, the report that reviewed that year first."""
    period = year_before(fact.period or "")
    found = corpus.at(fact.region_code, fact.indicator, "level", period)

    def order(level: Fact) -> tuple[bool, str, str]:
        document = corpus.documents.get(level.document_id)
        return document is None or document.review_period != period, _vintage(corpus, level), level.fact_id

    return sorted(found, key=order)


def _growths(corpus: Corpus, change: Fact, period: str) -> list[Fact]:
    """Growth of what a change is about in a period: by indicator in all reports, by its words in its own."""
    if change.indicator is not None:
        found = list(corpus.at(change.region_code, change.indicator, "change_pct", period))
    else:
        found = [
            f
            for f in corpus.by_document[change.document_id]
            if (f.measure, f.metric, f.period, f.scope) == ("change_pct", change.metric, period, change.scope)
        ]
    same_basis = [f for f in found if f.growth_basis == change.growth_basis]
    return [f for f in same_basis or found if is_year_on_year(f)]


def _base_period(change: Fact) -> str | None:
    base, period = base_of(change), change.period
    if period is None or not is_simple(period):
        return None
    if base in _OF_THE_YEAR:
        return period[:4] + _OF_THE_YEAR[base] if len(period) == 4 else None
    return year_before(period) if base == PREVIOUS_YEAR else None


def _is_comparable(change: Fact) -> bool:
    return is_headline(change) and change.status == "actual" and base_of(change) == PREVIOUS_YEAR


def _vintage(corpus: Corpus, fact: Fact) -> str:
    document = corpus.documents.get(fact.document_id)
    if document is None:
        return ""
    return document.meeting_date or str(document.report_year or "")


def _called(corpus: Corpus, fact: Fact) -> str:
    document = corpus.documents.get(fact.document_id)
    return (
        f"《{document.title}》" if document is not None and document.title else f"document {fact.document_id}"
    )


@cache
def _real_codes() -> frozenset[str]:
    return frozenset(row["id"] for row in table("real_growth"))


RULES = (same_cell, level_growth, real_growth, level_change, growth_change)
