"""Rules over one row: what must hold between its columns. assets.schemas makes Pandera models from them.

A rule that cannot be decided because a value is absent holds; whether it may be absent says the contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from nianjian.catalogue.indicators import indicators

if TYPE_CHECKING:
    from collections.abc import Iterator

_POINT = r"\d{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?"
PERIOD = rf"^{_POINT}(/{_POINT})?$"
REGION_CODE = r"^\d{6}$"
SHA256 = r"^[0-9a-f]{64}$"
# Written units that should have become CNY or USD, and scales that should be in the value.
SCALED_UNIT = r"^[百千万亿]*(元|人民币|美元|美金)$|^[百千]?[万亿]"
YEARS = (1900, 2100)
# No figure of a report lies outside; what lies outside was misread. Profits do fall by more than 100 %.
RATES = (-1000, 100_000)
SHARES = (0, 1000)
POINTS = (-1000, 1000)


@dataclass(frozen=True, slots=True)
class RowRule:
    """`holds` is true, or null, in every good row; `doc` is the sentence that an analyst reads.

    A rule that `blocks` is broken only by a fault of the program: then nothing is written. Any other asks
    whether what a report says is plausible: its breach is shown, and the row stays with its finding.
    """

    id: str
    doc: str
    holds: pl.Expr
    blocks: bool = True


def row_rules(table: str) -> tuple[RowRule, ...]:
    """The rules over one row of a table of the contract."""
    return tuple(_RULES[table]()) if table in _RULES else ()


def _documents() -> Iterator[RowRule]:
    yield _ordered("raw_start", "raw_end")
    yield RowRule(
        "chars_is_length",
        "chars, raw_end - raw_start and the length of raw_text are one number",
        (pl.col("chars") == pl.col("raw_end") - pl.col("raw_start"))
        & (pl.col("raw_text").str.len_chars() == pl.col("chars")),
    )
    yield _matches("source_sha256", SHA256, "is 64 hex digits")
    yield _matches("region_code", REGION_CODE, "is six digits")
    yield RowRule(
        "region_has_basis",
        "region_basis is `unknown` exactly where there is no region_code",
        (pl.col("region_basis") == "unknown") == pl.col("region_code").is_null(),
    )
    yield _year("report_year")
    yield from (_date(name) for name in ("meeting_date", "published_on"))
    yield from (
        _matches(name, PERIOD, "is written like 2020, 2020-H1, 2020-Q1, 2020-06 or 2016/2020")
        for name in ("review_period", "plan_period")
    )


def _text_repairs() -> Iterator[RowRule]:
    yield _ordered("raw_start", "raw_end")


def _cleaned_text() -> Iterator[RowRule]:
    yield RowRule(
        "one_span_per_character",
        "raw_starts and raw_ends hold one offset per character of text",
        (pl.col("text").str.len_chars() == pl.col("raw_starts").list.len())
        & (pl.col("text").str.len_chars() == pl.col("raw_ends").list.len()),
    )
    yield RowRule(
        "spans_run_forward",
        "raw offsets never step back along the text",
        (pl.col("raw_starts").list.diff().list.min() >= 0) & (pl.col("raw_ends").list.diff().list.min() >= 0),
    )


def _sections() -> Iterator[RowRule]:
    for low, high in (("raw_start", "title_end"), ("title_end", "raw_end")):
        yield _ordered(low, high)
    for low, high in (("start", "body_start"), ("body_start", "end")):
        yield _ordered(low, high)
    yield RowRule(
        "depth_from_one",
        "depth is 1 or more, ordinal 0 or more",
        _at_least("depth", 1) & _at_least("ordinal", 0),
    )
    yield RowRule(
        "parent_below_top",
        "parent_id is absent exactly at depth 1",
        (pl.col("depth") == 1) == pl.col("parent_id").is_null(),
    )


def _metric_facts() -> Iterator[RowRule]:
    value, unit, measure = pl.col("value"), pl.col("unit"), pl.col("measure")
    for low, high in (("raw_start", "raw_end"), ("clean_start", "clean_end")):
        yield RowRule(f"{low}_before_{high}", f"{low} lies before {high}", pl.col(low) < pl.col(high))
    yield RowRule(
        "value_finite",
        "value is a finite number",
        value.is_finite() & pl.col("value_high").fill_null(0).is_finite(),
    )
    yield RowRule("value_high_above_value", "value_high is not below value", pl.col("value_high") >= value)
    yield RowRule(
        "rate_in_percent",
        "change_pct and share are in %, change_pp in pp",
        pl.when(measure.is_in(["change_pct", "share"]))
        .then(unit == "%")
        .when(measure == "change_pp")
        .then(unit == "pp")
        .otherwise(unit != "pp"),
    )
    yield RowRule(
        "percentage_possible",
        "a share lies between 0 and 1000 %, growth between -1000 and 100000 %, a change within 1000 pp",
        pl.when(measure == "share")
        .then(value.is_between(*SHARES))
        .when(measure == "change_pct")
        .then(value.is_between(*RATES))
        .when(measure == "change_pp")
        .then(value.is_between(*POINTS)),
    )
    yield RowRule(
        "percentage_plausible",
        "a share lies between 0 and 100 %, growth above -100 %, a change in points within 100 pp",
        pl.when(measure == "share")
        .then(value.is_between(0, 100))
        .when(measure == "change_pct")
        .then(value > -100)
        .when(measure == "change_pp")
        .then(value.is_between(-100, 100)),
        blocks=False,
    )
    yield RowRule(
        "money_in_base_unit",
        "money is in CNY or USD and no unit carries a scale (万, 亿)",
        ~unit.str.contains(SCALED_UNIT),
    )
    yield RowRule("rank_from_one", "a rank is 1 or more", ~(measure == "rank") | (value >= 1))
    yield _matches("period", PERIOD, "is written like 2020, 2020-H1, 2020-Q1, 2020-06 or 2016/2020")
    yield from (_date(name) for name in ("period_start", "period_end"))
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
    yield RowRule(
        "period_within_years",
        "the year of the period lies between 1900 and 2100",
        pl.col("period").str.slice(0, 4).cast(pl.Int64, strict=False).is_between(*YEARS),
        blocks=False,
    )
    yield _matches("region_code", REGION_CODE, "is six digits")
    yield RowRule(
        "indicator_is_headline",
        "only a figure about the whole area carries an indicator code",
        pl.col("indicator").is_null() | (pl.col("scope") == "district"),
    )
    yield RowRule(
        "indicator_in_its_unit",
        "the level of an indicator is in a unit of the catalogue",
        ~(measure == "level") | pl.concat_str("indicator", "unit", separator=" ").is_in(_catalogued()),
        blocks=False,
    )
    yield RowRule(
        "growth_basis_of_growth",
        "only a change has a growth basis",
        pl.col("growth_basis").is_null() | measure.str.starts_with("change"),
    )


def _number_ledger() -> Iterator[RowRule]:
    yield RowRule(
        "raw_start_before_raw_end", "raw_start lies before raw_end", pl.col("raw_start") < pl.col("raw_end")
    )
    yield RowRule(
        "fact_where_role_says",
        "fact_id is there exactly where the role is fact or part",
        pl.col("role").is_in(["fact", "part"]) == pl.col("fact_id").is_not_null(),
    )


def _district_year_summaries() -> Iterator[RowRule]:
    yield _matches("region_code", REGION_CODE, "is six digits")
    yield _matches("period", PERIOD, "is written like 2020, 2020-H1, 2020-Q1, 2020-06 or 2016/2020")
    yield RowRule(
        "year_of_period",
        "year is the year of period",
        pl.col("period").str.slice(0, 4).cast(pl.Int64, strict=False) == pl.col("year"),
    )
    yield _year("year")
    yield RowRule(
        "cell_has_evidence",
        "a cell names its facts and at least one document",
        (pl.col("fact_ids").list.len() > 0) & _at_least("sources", 1),
    )
    yield RowRule(
        "cell_says_something",
        "a cell has a value, a growth rate or a target",
        pl.any_horizontal(pl.col("value", "yoy_pct", "target_value", "target_pct").is_not_null()),
    )
    yield RowRule(
        "growth_possible",
        "growth and planned growth lie between -1000 and 100000 %",
        pl.all_horizontal(pl.col(name).fill_null(0).is_between(*RATES) for name in ("yoy_pct", "target_pct")),
    )
    yield RowRule(
        "percent_possible",
        "an indicator in % lies between -1000 and 1000",
        ~(pl.col("unit") == "%") | pl.col("value").is_between(*POINTS),
    )
    yield RowRule(
        "indicator_in_its_unit",
        "an indicator is in a unit of the catalogue",
        pl.concat_str("indicator", "unit", separator=" ").is_in(_catalogued()),
    )


def _consistency_findings() -> Iterator[RowRule]:
    yield RowRule(
        "message_written", "every finding is said in a sentence", pl.col("message").str.len_chars() > 0
    )


def _quarantine() -> Iterator[RowRule]:
    yield RowRule(
        "reason_written",
        "every refusal has a reason and a detail",
        (pl.col("reason").str.len_chars() > 0) & (pl.col("detail").str.len_chars() > 0),
    )


def _ordered(low: str, high: str) -> RowRule:
    return RowRule(f"{low}_not_after_{high}", f"{low} is not after {high}", pl.col(low) <= pl.col(high))


def _matches(name: str, pattern: str, what: str) -> RowRule:
    return RowRule(f"{name}_well_formed", f"{name} {what}", pl.col(name).str.contains(pattern))


def _date(name: str) -> RowRule:
    # What is no calendar day becomes null, which would count as undecided.
    day = pl.col(name).str.to_date("%Y-%m-%d", strict=False).is_not_null()
    written = pl.col(name).str.contains(r"^\d{4}-\d{2}-\d{2}$")
    return RowRule(
        f"{name}_is_a_day", f"{name} is a calendar day, ISO 8601", pl.col(name).is_null() | (written & day)
    )


def _year(name: str) -> RowRule:
    return RowRule(
        f"{name}_plausible", f"{name} lies between {YEARS[0]} and {YEARS[1]}", pl.col(name).is_between(*YEARS)
    )


def _catalogued() -> list[str]:
    return [f"{code} {unit}" for code, indicator in indicators().items() for unit in indicator.units]


def _at_least(name: str, low: int) -> pl.Expr:
    return pl.col(name) >= low


_RULES = {
    "documents": _documents,
    "text_repairs": _text_repairs,
    "cleaned_text": _cleaned_text,
    "sections": _sections,
    "metric_facts": _metric_facts,
    "number_ledger": _number_ledger,
    "district_year_summaries": _district_year_summaries,
    "consistency_findings": _consistency_findings,
    "quarantine": _quarantine,
}
