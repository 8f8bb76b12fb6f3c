"""Rules over one fact: the table's side of the hard rules of nianjian.quality, which judged it before."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import polars as pl

from assets.row_rule import (
    PERIOD,
    REGION_CODE,
    YEARS,
    RowRule,
    date,
    inside_document,
    matches,
    of_document,
)
from nianjian.catalogue import table
from nianjian.catalogue.indicators import indicators
from nianjian.quality.bounds import SCALED_UNIT, UNIT_OF_MEASURE
from nianjian.quality.periods import days
from nianjian.quality.rereading import MONEY_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_VALUE, _HIGH, _UNIT, _MEASURE = (pl.col(name) for name in ("value", "value_high", "unit", "measure"))
_LEAST, _MOST = pl.min_horizontal(_VALUE, _HIGH), pl.max_horizontal(_VALUE, _HIGH)


def metric_facts() -> Iterator[RowRule]:
    """The rules of table metric_facts."""
    yield from _spans()
    yield from _values()
    yield from _units()
    yield from _indicators()
    yield from _periods()


def _spans() -> Iterator[RowRule]:
    for low, high in (("raw_start", "raw_end"), ("clean_start", "clean_end")):
        yield RowRule(f"{low}_before_{high}", f"{low} lies before {high}", pl.col(low) < pl.col(high))
    yield inside_document(pl.col("raw_start"), pl.col("raw_end"))


def _values() -> Iterator[RowRule]:
    yield RowRule(
        "value_finite", "value is a finite number", _VALUE.is_finite() & _HIGH.fill_null(0).is_finite()
    )
    yield RowRule("value_high_above_value", "value_high is above value", _HIGH > _VALUE)
    yield RowRule(
        "share_in_bounds",
        "a share lies between 0 and 100 %",
        ~(_MEASURE == "share") | ((_LEAST >= 0) & (_MOST <= 100)),
    )
    yield RowRule(
        "growth_in_bounds",
        "nothing falls by more than 100 %, a headline indicator by less",
        ~(_MEASURE == "change_pct") | (_LEAST > -100) | ((_LEAST == -100) & pl.col("indicator").is_null()),
    )
    yield RowRule(
        "points_in_bounds",
        "a change in percentage points lies between -100 and 100",
        ~(_MEASURE == "change_pp") | ((_LEAST >= -100) & (_MOST <= 100)),
    )
    yield RowRule("rank_from_one", "a rank is 1 or more", ~(_MEASURE == "rank") | (_VALUE >= 1))
    yield RowRule(
        "growth_basis_of_growth",
        "only a change has a growth basis",
        pl.col("growth_basis").is_null() | _MEASURE.str.starts_with("change"),
    )
    closed = [row["ending"] for row in table("closed_rates")]
    rate = reduce(or_, (pl.col("metric").str.ends_with(ending) for ending in closed))
    is_rate = (_MEASURE == "level") & (_UNIT == "%") & pl.col("indicator").is_null() & rate
    yield RowRule(
        "rate_plausible",
        "a rate such as 覆盖率 lies between 0 and 100 %",
        ~is_rate | ((_LEAST >= 0) & (_MOST <= 100)),
        blocks=False,
    )


def _units() -> Iterator[RowRule]:
    bound = [(measure == _MEASURE) & _UNIT.is_in(units) for measure, units in UNIT_OF_MEASURE.items()]
    free = ~_MEASURE.is_in(list(UNIT_OF_MEASURE)) & ~_UNIT.is_in(["pp", "‰pp"])
    yield RowRule(
        "unit_of_measure",
        "change_pct and share are in % (share also ‰), change_pp in pp, multiple in 倍, rank in 位",
        reduce(or_, bound, free),
    )
    yield RowRule(
        "money_in_base_unit",
        "money is in a currency code and no unit carries a scale (万, 亿)",
        ~_UNIT.str.contains(SCALED_UNIT.pattern),
    )
    written = pl.col("unit_text")
    wanted = pl.lit("CNY")
    for word, code in MONEY_WORDS.items():
        wanted = pl.when(written.str.ends_with(word)).then(pl.lit(code)).otherwise(wanted)
    yield RowRule(
        "currency_as_written",
        "what is written in 元 is in CNY, in 美元 in USD",
        ~written.str.ends_with("元") | written.str.contains("/", literal=True) | (wanted == _UNIT),
    )


def _indicators() -> Iterator[RowRule]:
    yield RowRule(
        "indicator_is_headline",
        "only a figure about the whole area carries an indicator code",
        pl.col("indicator").is_null() | (pl.col("scope") == "district"),
    )
    own_unit = pl.concat_str("indicator", "unit", separator=" ").is_in(catalogued())
    yield RowRule(
        "indicator_in_its_unit",
        "the level of an indicator is in a unit of the catalogue",
        ~(_MEASURE == "level") | own_unit,
    )
    yield RowRule(
        "indicator_in_its_range",
        "the level of an indicator lies in the range of the catalogue",
        ~(_MEASURE.is_in(["level", "share"]) & own_unit) | (in_range(_LEAST) & in_range(_MOST)),
    )


def _periods() -> Iterator[RowRule]:
    yield matches("period", PERIOD, "is written like 2020, 2020-H1, 2020-Q1, 2020-06 or 2016/2020")
    yield from (date(name) for name in ("period_start", "period_end"))
    yield RowRule(
        "period_runs_forward",
        "period_start is not after period_end",
        pl.col("period_start") <= pl.col("period_end"),
    )
    yield RowRule(
        "period_has_days",
        "period, period_start and period_end are there together or not at all",
        (pl.col("period").is_null() == pl.col("period_start").is_null())
        & (pl.col("period").is_null() == pl.col("period_end").is_null()),
    )
    covered = pl.col("period").map_elements(_days, return_dtype=pl.String)
    yield RowRule(
        "period_covers_its_days",
        "period_start and period_end are the first and last day of period",
        pl.concat_str("period_start", "period_end", separator="/") == covered,
    )
    yield RowRule(
        "period_within_years",
        f"the year of the period lies between {YEARS[0]} and {YEARS[1]}",
        pl.col("period").str.slice(0, 4).cast(pl.Int64, strict=False).is_between(*YEARS),
        blocks=False,
    )
    last = pl.coalesce(of_document("meeting_date"), pl.format("{}-12-31", of_document("report_year")))
    yield RowRule(
        "actual_not_after_report",
        "an actual's period begins by the day of the report",
        ~(pl.col("status") == "actual") | (pl.col("period_start") <= last),
        needs=("meeting_date", "report_year"),
    )
    year = pl.col("period_end").str.slice(0, 4).cast(pl.Int64, strict=False)
    yield RowRule(
        "target_not_before_report",
        "a target's period ends in the year that the report looks back on, or later",
        ~(pl.col("status") == "target") | (year >= of_document("report_year") - 1),
        blocks=False,
        needs=("report_year",),
    )
    yield matches("region_code", REGION_CODE, "is six digits")


def catalogued() -> list[str]:
    """`code unit` of every indicator and unit of the catalogue."""
    return [f"{code} {unit}" for code, indicator in indicators().items() for unit in indicator.units]


def in_range(value: pl.Expr) -> pl.Expr:
    """Whether a value lies in the range of the row's indicator; null where there is no indicator.

    The range is that of a year: a flow over five years may reach five times its upper end.
    """
    lows = {code: i.low for code, i in indicators().items() if i.low is not None}
    highs = {code: i.high for code, i in indicators().items() if i.high is not None}
    low, high = (
        pl.col("indicator").replace_strict(bounds, default=None, return_dtype=pl.Float64)
        for bounds in (lows, highs)
    )
    flows = [code for code, i in indicators().items() if i.aggregation == "flow"]
    years = pl.col("period").str.extract_groups(r"^(?<first>\d{4})/(?<last>\d{4})$").struct
    span = (years.field("last").cast(pl.Int64) - years.field("first").cast(pl.Int64) + 1).fill_null(1)
    most = high * pl.when(pl.col("indicator").is_in(flows)).then(span).otherwise(1)
    return (value >= low).fill_null(value=True) & (value <= most).fill_null(value=True)


def _days(period: str) -> str:
    covered = days(period)
    return "/".join(day.isoformat() for day in covered) if covered is not None else ""
