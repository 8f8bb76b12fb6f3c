"""The tables of the exports: their columns with meanings, and their rows as frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian import contract, tables
from nianjian.catalogue.indicators import AGGREGATIONS, indicators
from nianjian.contract import Column, Table
from nianjian.exports import units
from nianjian.exports.observations import LEVEL, YOY, observations
from nianjian.spreadsheet import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import polars as pl

    from nianjian.exports.source import Source

PANEL = Table(
    "panel",
    "One row per region, period and indicator: the figure chosen by the written rule (docs/summaries.md)",
    ("region_code", "period", "indicator"),
    ("region_code", "year", "period", "indicator"),
    contract.DISTRICT_YEAR_SUMMARIES.columns,
)
OBSERVATIONS = Table(
    "observations",
    "One row per figure that a report gives of a cell, all vintages, with its clause and raw characters",
    ("region_code", "indicator", "measure", "status", "document_id", "period"),
    ("region_code", "indicator", "measure", "status", "document_id", "period"),
    (
        Column("region_code", "str", "GB/T 2260 code"),
        Column("region_name", "str", "Name of the area"),
        Column("indicator", "str", "Catalogue code"),
        Column(
            "measure", "str", "Level, or sort of growth on the year before", choices=(LEVEL, *YOY.values())
        ),
        Column("status", "str", "Happened, expected or planned", choices=contract.STATUSES),
        Column("document_id", "str", "Document that says so: the vintage"),
        Column("period", "str", "2020, 2020-H1"),
        Column("value", "float", "Value in the base unit; growth in %"),
        Column("value_high", "float", "Upper end of a range", nullable=True),
        Column("unit", "str", "Base unit"),
        Column("qualifier", "str", "How the value bounds the truth", choices=contract.QUALIFIERS),
        Column("shown", "bool", "Whether the panel shows this figure"),
        Column("conflict", "bool", "Whether the sources of its cell disagree beyond rounding"),
        Column("fact_id", "str", "Fact in metric_facts"),
        Column("quote", "str", "Clean clause that it stands in"),
        Column("raw_characters", "str", "Characters of the seed file that it was read from, on one line"),
        Column("source_path", "str", "Seed file"),
        Column("raw_start", "int", "First code point of the numeral in the decoded seed file"),
        Column("raw_end", "int", "Code point after its unit"),
        Column("section_path", "str", "Headings above it, joined by ` / `"),
    ),
)
DOCUMENTS = Table(
    "documents",
    "One row per document behind the panel",
    ("document_id",),
    ("source_path", "ordinal"),
    tuple(column for column in contract.DOCUMENTS.columns if column.name != "raw_text"),
)
INDICATORS = Table(
    "indicators",
    "The catalogue of headline indicators",
    ("indicator",),
    (),
    (
        Column("indicator", "str", "Catalogue code"),
        Column("name_zh", "str", "Name in the terms of official statistics"),
        Column("name_en", "str", "English name"),
        Column("units", "list[str]", "Base units that its level may have, the preferred one first"),
        Column("aggregation", "str", "How it adds up over time", choices=AGGREGATIONS),
        Column("low", "float", "Lowest valid level", nullable=True),
        Column("high", "float", "Highest valid level", nullable=True),
    ),
)
WIDE_KEYS = ("region_code", "region_name", "year", "period")
GROWTH = "__yoy_pct"


def panel(source: Source) -> pl.DataFrame:
    """The cells."""
    return tables.frame(PANEL, source.cells)


def observed(source: Source) -> pl.DataFrame:
    """All observations of the cells."""
    return _frame(
        OBSERVATIONS,
        (
            {
                "region_code": seen.cell.region_code,
                "region_name": seen.cell.region_name,
                "indicator": seen.cell.indicator,
                "measure": seen.measure,
                "status": seen.fact.status,
                "document_id": seen.fact.document_id,
                "period": seen.cell.period,
                "value": seen.fact.value,
                "value_high": seen.fact.value_high,
                "unit": seen.fact.unit,
                "qualifier": seen.fact.qualifier,
                "shown": seen.shown,
                "conflict": seen.cell.conflict,
                "fact_id": seen.fact.fact_id,
                "quote": plain(seen.fact.quote),
                "raw_characters": plain(source.raw(seen.fact)),
                "source_path": plain(seen.fact.source_path),
                "raw_start": seen.fact.raw_start,
                "raw_end": seen.fact.raw_end,
                "section_path": plain(source.sections[seen.fact.section_id].path),
            }
            for seen in observations(source)
        ),
    )


def documents(source: Source) -> pl.DataFrame:
    """The documents that facts of the cells stand in."""
    held = {fact.document_id for fact in source.facts.values()}
    rows = [source.documents[document_id] for document_id in sorted(held)]
    return tables.frame(DOCUMENTS, rows)


def catalogue() -> pl.DataFrame:
    """All indicators, in the order of the catalogue."""
    return _frame(
        INDICATORS,
        (
            {
                "indicator": indicator.code,
                "name_zh": indicator.name_zh,
                "name_en": indicator.name_en,
                "units": list(indicator.units),
                "aggregation": indicator.aggregation,
                "low": indicator.low,
                "high": indicator.high,
            }
            for indicator in indicators().values()
        ),
    )


def widen(cells: pl.DataFrame) -> pl.DataFrame:
    """Cells -> one row per region and period, columns by name; `wide_columns` says what they are called."""
    import polars as pl

    place = ["region_code", "year", "period"]
    # A region may be called differently in two reports; its code is one.
    made = cells.group_by(place).agg(pl.col("region_name").min()).select(WIDE_KEYS).sort(place)
    for name, (code, unit, column) in wide_columns(cells).items():
        of_it = cells.filter((pl.col("indicator") == code) & pl.col(column).is_not_null())
        if column == "value":
            of_it = of_it.filter(_in_series(code, unit, of_it))
        made = made.join(
            of_it.select(*place, pl.col(column).alias(name)), on=place, how="left", maintain_order="left"
        )
    return made


def wide_columns(cells: pl.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Name of a wide column -> indicator, unit and the column of the cells that it shows, sorted by name.

    CODE is the value in the indicator's first unit, CODE__UNIT in another one, CODE__yoy_pct the growth. An
    indicator that is never given as a level, or never as growth, has no column for it.
    """
    import polars as pl

    found: dict[str, tuple[str, str, str]] = {}
    levels = cells.filter(pl.col("value").is_not_null()).select("indicator", "unit").unique()
    for code, unit in sorted(levels.rows(), reverse=True):
        name = units.series(code, unit)
        found[name] = (code, unit if name != code else indicators()[code].units[0], "value")
    for code in cells.filter(pl.col("yoy_pct").is_not_null())["indicator"].unique():
        found[f"{code}{GROWTH}"] = (code, "%", "yoy_pct")
    return dict(sorted(found.items()))


def _in_series(code: str, unit: str, cells: pl.DataFrame) -> pl.Series:
    import polars as pl

    wanted = units.series(code, unit)
    return pl.Series([units.series(code, other) == wanted for other in cells["unit"]], dtype=pl.Boolean())


def _frame(table: Table, rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(list(rows), schema=tables.schema(table), orient="row")
