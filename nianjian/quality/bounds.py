"""Rules that a fact obeys by itself: bounds of its measure, unit and range of its indicator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nianjian.catalogue import table, words
from nianjian.catalogue.indicators import indicators
from nianjian.model import Fact
from nianjian.quality.periods import year_before, years_of
from nianjian.quality.rules import Breach, Corpus, rule
from nianjian.quality.wording import amount, between, cell_of, say

MISPRINT = "mend the seed file if the figure is a misprint there, else the rule that read it"
UNIT_OF_MEASURE = {
    "change_pct": ("%",),
    "share": ("%", "‰"),
    "change_pp": ("pp", "‰pp"),
    "multiple": ("倍",),
    "rank": ("位",),
}
SLIP = 10.0
# Written units that should have become CNY or USD, and scales that should be in the value.
SCALED_UNIT = re.compile(r"^[百千万亿]*(元|人民币|美元|美金)$|^[百千]?[万亿]")


@rule("bounds.share", severity="error", formula="0 <= share <= 100", remedy=MISPRINT)
def share(corpus: Corpus) -> Iterator[Breach]:
    """A share of a whole lies between nothing and all of it."""
    for fact in corpus.by_measure.get("share", ()):
        if not all(0 <= value <= 100 for value in _ends(fact)):
            yield _outside(fact, "0% to 100%", "a share cannot lie outside 0 to 100")


@rule("bounds.rate", severity="warn", formula="0 <= rate <= 100, for a level in % that is no indicator")
def rate(corpus: Corpus) -> Iterator[Breach]:
    """A rate such as 覆盖率 or 满意度 lies between 0 and 100 (endings in catalogue/closed_rates.tsv).

    What is done against a plan (完成率) or sold against made (产销率) may pass 100. The range of an indicator
    is its own (bounds.indicator_range).
    """
    for fact in corpus.by_measure.get("level", ()):
        if fact.unit != "%" or fact.indicator is not None or not fact.metric.endswith(_closed_rates()):
            continue
        if not all(0 <= value <= 100 for value in _ends(fact)):
            yield _outside(fact, "0% to 100%", "such a rate cannot lie outside 0 to 100")


@rule(
    "bounds.growth",
    severity="error",
    formula="growth > -100; of what is no indicator, growth >= -100",
    remedy=MISPRINT,
)
def growth(corpus: Corpus) -> Iterator[Breach]:
    """Nothing can fall by more than all of it, and a headline indicator never falls to nothing."""
    for fact in corpus.by_measure.get("change_pct", ()):
        lowest = min(_ends(fact))
        if lowest < -100 or (lowest == -100 and fact.indicator is not None):
            yield _outside(fact, "above -100%", "a fall of more than all of it is impossible")


@rule(
    "bounds.points",
    severity="error",
    formula="-100 <= change in percentage points <= 100",
    remedy=MISPRINT,
)
def points(corpus: Corpus) -> Iterator[Breach]:
    """A rate between 0 and 100 cannot move by more than 100 percentage points."""
    for fact in corpus.by_measure.get("change_pp", ()):
        if any(abs(value) > 100 for value in _ends(fact)):
            yield _outside(fact, "-100pp to 100pp", "a move of more than 100 percentage points is impossible")


@rule(
    "bounds.measure_unit",
    severity="error",
    formula="% for change_pct and share, pp for change_pp, 倍 for multiple, 位 for rank",
    remedy="mend the rule that gave measure and unit (nianjian/binding/)",
)
def measure_unit(corpus: Corpus) -> Iterator[Breach]:
    """The measure fixes the unit: growth and shares are percentages, their changes percentage points."""
    for fact in corpus.facts:
        units = UNIT_OF_MEASURE.get(fact.measure)
        wrong = fact.unit not in units if units is not None else fact.unit in ("pp", "‰pp")
        if wrong:
            wanted = " or ".join(units) if units is not None else "no percentage points"
            yield Breach(
                (fact,),
                f"unit {wanted} for {fact.measure}",
                f"unit {fact.unit}",
                f"{cell_of(fact)}: a {fact.measure} cannot be counted in {fact.unit!r}",
            )


@rule(
    "bounds.indicator_unit",
    severity="error",
    formula="unit of a level in the units of its indicator",
    remedy="if the indicator is counted so, add the unit to its row of nianjian/catalogue/indicators.tsv; "
    "else the phrase is another indicator's",
)
def indicator_unit(corpus: Corpus) -> Iterator[Breach]:
    """The level of an indicator is counted in a unit that the catalogue allows for it."""
    for fact in corpus.by_measure.get("level", ()):
        indicator = indicators().get(fact.indicator or "")
        if indicator is not None and fact.unit not in indicator.units:
            yield Breach(
                (fact,),
                f"unit {' or '.join(indicator.units)}",
                f"unit {fact.unit or 'none'}",
                f"{cell_of(fact)}: the catalogue counts it in {' or '.join(indicator.units)}, "
                f"the text in {fact.unit or 'no unit'} ({fact.value_text}{fact.unit_text})",
            )


@rule(
    "bounds.indicator_range",
    severity="error",
    formula="low <= level <= high of the indicator; of a flow over n years, n times high",
    remedy="if the figure is right, widen the range in its row of nianjian/catalogue/indicators.tsv; "
    "else mend the misprint (万 for 亿?) in the seed file",
)
def indicator_range(corpus: Corpus) -> Iterator[Breach]:
    """The level of an indicator lies in the range that the catalogue gives for any county to any province.

    The level of an indicator that is a share may be stated as one (第三产业占比60.5%).
    """
    for fact in corpus.facts:
        indicator = indicators().get(fact.indicator or "")
        if indicator is None or fact.unit not in indicator.units or fact.measure not in ("level", "share"):
            continue
        low = float("-inf") if indicator.low is None else indicator.low
        high = float("inf") if indicator.high is None else indicator.high
        if indicator.aggregation == "flow":
            high *= years_of(fact.period)
        if not all(low <= value <= high for value in _ends(fact)):
            yield _outside(
                fact, between(low, high, fact.unit), "the catalogue's range does not hold such a value"
            )


@rule(
    "bounds.indicator_scope",
    severity="error",
    formula="an indicator code only with scope district",
    remedy="mend the rule that gave scope or indicator (nianjian/binding/)",
)
def indicator_scope(corpus: Corpus) -> Iterator[Breach]:
    """An indicator code stands for the whole reporting area: a fact about somebody else cannot carry one."""
    for fact in corpus.facts:
        if fact.indicator is not None and fact.scope != "district":
            yield Breach(
                (fact,),
                "scope district",
                f"scope {fact.scope}",
                f"{cell_of(fact)}: the figure is about {fact.subject or 'somebody else'}, "
                "not about the reporting area, and cannot be its headline figure",
            )


@rule(
    "bounds.rank",
    severity="error",
    formula="rank >= 1",
    remedy=MISPRINT,
)
def rank(corpus: Corpus) -> Iterator[Breach]:
    """The best is the first: no rank is 0."""
    for fact in corpus.by_measure.get("rank", ()):
        if fact.value < 1:
            yield _outside(fact, "at least 1位", "ranks begin at 1")


@rule(
    "bounds.base_unit",
    severity="error",
    formula="money in CNY, USD or another code; 万 and 亿 in the value, not in the unit",
    remedy="add the unit to nianjian/catalogue/units.tsv",
)
def base_unit(corpus: Corpus) -> Iterator[Breach]:
    """Values are in base units: 2.6万户 is 26000 户, 3亿元 is 300000000 CNY."""
    scaled = {unit for unit in {fact.unit for fact in corpus.facts} if SCALED_UNIT.search(unit)}
    for fact in corpus.facts if scaled else ():
        if fact.unit in scaled:
            yield Breach(
                (fact,),
                "a base unit",
                f"unit {fact.unit}",
                f"{cell_of(fact)}: {fact.value_text}{fact.unit_text} was read as {fact.value:g} {fact.unit}, "
                "whose scale belongs into the value",
            )


@rule(
    "bounds.magnitude",
    severity="warn",
    formula="1/10 <= level / level of the year before <= 10",
    tolerance="a factor of 10",
)
def magnitude(corpus: Corpus) -> Iterator[Breach]:
    """A level more than tenfold off the neighbouring year smells of a slip between 万 and 亿.

    Small flows (合同外资 of a county) may truly swing so far: a warning.
    """
    for (region, code, measure, period), facts in corpus.cells.items():
        if measure != "level" or indicators()[code].aggregation == "rate":
            continue
        before = corpus.at(region, code, measure, year_before(period))
        for fact in facts:
            for earlier in before:
                if earlier.unit != fact.unit or fact.value <= 0 or earlier.value <= 0:
                    continue
                ratio = fact.value / earlier.value
                if not 1 / SLIP <= ratio <= SLIP:
                    yield Breach(
                        (fact, earlier),
                        f"within tenfold of {say(earlier)} in {earlier.period}",
                        say(fact),
                        f"{cell_of(fact)}: {say(fact)} is {ratio:.3g} times the "
                        f"{say(earlier)} of {earlier.period}: 万 and 亿 mixed up?",
                    )


@rule(
    "bounds.stock_increment",
    severity="warn",
    formula="the level of a stock is what there is, not what was added",
)
def stock_increment(corpus: Corpus) -> Iterator[Breach]:
    """新增养老床位270张 is not the area's 养老床位: a metric that counts additions is no level of a stock."""
    for fact in corpus.by_measure.get("level", ()):
        indicator = indicators().get(fact.indicator or "")
        if (
            indicator is not None
            and indicator.aggregation == "stock"
            and fact.metric.startswith(words("increment"))
        ):
            yield Breach(
                (fact,),
                f"the stock of {indicator.name_zh}",
                f"an addition: {fact.metric}",
                f"{cell_of(fact)}: {say(fact)} is what was added (“{fact.metric}”), not what there is",
            )


def _ends(fact: Fact) -> tuple[float, ...]:
    return (fact.value,) if fact.value_high is None else (fact.value, fact.value_high)


def _outside(fact: Fact, expected: str, why: str) -> Breach:
    observed = " to ".join(amount(value, fact.unit) for value in _ends(fact))
    printed = f"{fact.value_text}{fact.unit_text}"
    return Breach((fact,), expected, observed, f"{cell_of(fact)}: {observed} read from “{printed}”; {why}")


@cache
def _closed_rates() -> tuple[str, ...]:
    return tuple(row["ending"] for row in table("closed_rates"))


RULES = (
    share,
    rate,
    growth,
    points,
    measure_unit,
    indicator_unit,
    indicator_range,
    indicator_scope,
    rank,
    base_unit,
    magnitude,
    stock_increment,
)
