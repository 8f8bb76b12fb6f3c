"""Rules over one row: what must hold between its columns. assets.schemas makes Pandera models from them.

A rule that cannot be decided because a value is absent holds; whether it may be absent says the contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from assets.fact_rules import catalogued, in_range, metric_facts
from assets.row_rule import (
    PERIOD,
    REGION_CODE,
    SHA256,
    RowRule,
    date,
    inside_document,
    matches,
    ordered,
    year,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def row_rules(table: str) -> tuple[RowRule, ...]:
    """The rules over one row of a table of the contract."""
    return tuple(_RULES[table]()) if table in _RULES else ()


def _documents() -> Iterator[RowRule]:
    yield ordered("raw_start", "raw_end")
    yield RowRule(
        "chars_is_length",
        "chars, raw_end - raw_start and the length of raw_text are one number",
        (pl.col("chars") == pl.col("raw_end") - pl.col("raw_start"))
        & (pl.col("raw_text").str.len_chars() == pl.col("chars")),
    )
    yield matches("source_sha256", SHA256, "is 64 hex digits")
    yield matches("region_code", REGION_CODE, "is six digits")
    yield RowRule(
        "region_has_basis",
        "region_basis is `unknown` exactly where there is no region_code",
        (pl.col("region_basis") == "unknown") == pl.col("region_code").is_null(),
    )
    yield year("report_year")
    yield from (date(name) for name in ("meeting_date", "published_on"))
    yield from (
        matches(name, PERIOD, "is written like 2020, 2020-H1, 2020-Q1, 2020-06 or 2016/2020")
        for name in ("review_period", "plan_period")
    )


def _text_repairs() -> Iterator[RowRule]:
    yield ordered("raw_start", "raw_end")
    yield inside_document(pl.col("raw_start"), pl.col("raw_end"))


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
    yield inside_document(pl.col("raw_starts").list.min(), pl.col("raw_ends").list.max())


def _sections() -> Iterator[RowRule]:
    for low, high in (("raw_start", "title_end"), ("title_end", "raw_end")):
        yield ordered(low, high)
    for low, high in (("start", "body_start"), ("body_start", "end")):
        yield ordered(low, high)
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
    yield inside_document(pl.col("raw_start"), pl.col("raw_end"))


def _number_ledger() -> Iterator[RowRule]:
    yield RowRule(
        "raw_start_before_raw_end", "raw_start lies before raw_end", pl.col("raw_start") < pl.col("raw_end")
    )
    yield RowRule(
        "fact_where_role_says",
        "fact_id is there exactly where the role is fact or part",
        pl.col("role").is_in(["fact", "part"]) == pl.col("fact_id").is_not_null(),
    )
    yield inside_document(pl.col("raw_start"), pl.col("raw_end"))


def _district_year_summaries() -> Iterator[RowRule]:
    yield matches("region_code", REGION_CODE, "is six digits")
    yield matches("period", PERIOD, "is written like 2020, 2020-H1, 2020-Q1, 2020-06 or 2016/2020")
    yield RowRule(
        "year_of_period",
        "year is the year of period",
        pl.col("period").str.slice(0, 4).cast(pl.Int64, strict=False) == pl.col("year"),
    )
    yield year("year")
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
        "growth_in_bounds",
        "growth and planned growth are above -100 %",
        pl.all_horizontal(pl.col(name).fill_null(0) > -100 for name in ("yoy_pct", "target_pct")),
    )
    yield RowRule(
        "value_in_range",
        "value and target lie in the range of the catalogue",
        in_range(pl.col("value")) & in_range(pl.col("target_value")),
    )
    yield RowRule(
        "indicator_in_its_unit",
        "an indicator is in a unit of the catalogue",
        pl.concat_str("indicator", "unit", separator=" ").is_in(catalogued()),
    )


def _consistency_findings() -> Iterator[RowRule]:
    yield RowRule(
        "message_written", "every finding is said in a sentence", pl.col("message").str.len_chars() > 0
    )


def _refused_seeds() -> Iterator[RowRule]:
    yield RowRule(
        "reason_written",
        "every refusal has a reason and a detail",
        (pl.col("reason").str.len_chars() > 0) & (pl.col("detail").str.len_chars() > 0),
    )
    yield RowRule(
        "file_named",
        "the detail names the file",
        pl.col("detail").str.contains(pl.col("source_path"), literal=True),
    )


def _quarantine() -> Iterator[RowRule]:
    yield from _refused_seeds()
    yield RowRule(
        "row_with_its_ids",
        "row_json, document_id and fact_id are there together or not at all",
        (pl.col("row_json").is_null() == pl.col("fact_id").is_null())
        & (pl.col("row_json").is_null() == pl.col("document_id").is_null()),
    )


def _at_least(name: str, low: int) -> pl.Expr:
    return pl.col(name) >= low


_RULES = {
    "documents": _documents,
    "text_repairs": _text_repairs,
    "cleaned_text": _cleaned_text,
    "sections": _sections,
    "metric_facts": metric_facts,
    "number_ledger": _number_ledger,
    "district_year_summaries": _district_year_summaries,
    "consistency_findings": _consistency_findings,
    "refused_seeds": _refused_seeds,
    "quarantine": _quarantine,
}
