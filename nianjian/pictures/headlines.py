"""Small multiples of the headline indicators: a field for each, a line per region, targets as open marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from nianjian.exports import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from nianjian.model import Cell
    from nianjian.pictures.labels import Labels

# Drawn where there is a cell of them; the order of official communiques.
MAIN = (
    "gdp",
    "general_public_budget_revenue",
    "local_fiscal_revenue",
    "industrial_output_above_scale",
    "industrial_value_added_above_scale",
    "fixed_asset_investment",
    "retail_sales",
    "merchandise_sales",
    "imports_exports",
    "disposable_income_per_capita",
    "high_tech_firms",
    "air_quality_good_rate",
)
REGIONS = 10
COLUMNS = 3
ACTUAL, ESTIMATE, TARGET, IMPLIED = "actual", "estimate", "target", "implied"
KINDS = (ACTUAL, ESTIMATE, TARGET, IMPLIED)
SHAPES = ("circle", "triangle-up", "diamond", "square")


def points(cells: Sequence[Cell], labels: Labels) -> list[dict[str, Any]]:
    """What is drawn: region, year, value and sort of every full-year figure and target of a MAIN indicator.

    A target that is only a growth rate is drawn as the level that it makes of the year before.
    """
    drawn = _regions(cells)
    yearly = [c for c in cells if c.period == str(c.year) and c.region_code in drawn and c.indicator in MAIN]
    levels = {(c.region_code, c.indicator, c.unit, c.year): c.value for c in yearly if c.value is not None}
    found = []
    for cell in sorted(yearly, key=lambda c: (MAIN.index(c.indicator), c.region_code, c.year)):
        for kind, value in _figures(cell, levels):
            found.append(
                {
                    "field": f"{labels.indicator(cell.indicator)} ({labels.unit(cell.indicator, cell.unit)})",
                    "region": labels.region(cell),
                    "year": cell.year,
                    "value": units.human(value, cell.indicator, cell.unit),
                    "kind": labels.word(kind),
                }
            )
    return found


def _figures(
    cell: Cell, levels: Mapping[tuple[str, str, str, int], float | None]
) -> Iterator[tuple[str, float]]:
    if cell.value is not None:
        yield ESTIMATE if cell.status == "estimate" else ACTUAL, cell.value
    before = levels.get((cell.region_code, cell.indicator, cell.unit, cell.year - 1))
    if cell.target_value is not None:
        yield TARGET, cell.target_value
    elif cell.target_pct is not None and before is not None:
        yield IMPLIED, before * (1 + cell.target_pct / 100)


def _regions(cells: Sequence[Cell]) -> set[str]:
    """The regions with most full-year figures of the indicators drawn."""
    counts: dict[str, int] = {}
    for cell in cells:
        if cell.indicator in MAIN and cell.period == str(cell.year):
            counts[cell.region_code] = counts.get(cell.region_code, 0) + 1
    return set(sorted(counts, key=lambda code: (-counts[code], code))[:REGIONS])


def chart(cells: Sequence[Cell], labels: Labels) -> dict[str, Any]:
    """The picture as a Vega-Lite specification."""
    import altair as alt
    import polars as pl

    found = points(cells, labels)
    if not found:
        return empty(labels, "headlines")
    left_out = len({c.region_code for c in cells}) - len({c.region_code for c in cells} & _regions(cells))
    subtitle = [labels.word("annual")] + ([labels.word("more regions", left_out)] if left_out else [])
    words = [labels.word(kind) for kind in KINDS]
    outcome = alt.FieldOneOfPredicate(field="kind", oneOf=words[:2])
    years = range(min(p["year"] for p in found), max(p["year"] for p in found) + 1)
    base = alt.Chart(pl.DataFrame(found)).encode(
        x=alt.X("year:O", title=None, scale=alt.Scale(domain=list(years)), axis=alt.Axis(labelAngle=0)),
        y=alt.Y("value:Q", title=None, scale=alt.Scale(zero=False, nice=True)),
        color=alt.Color("region:N", title=None, scale=alt.Scale(scheme="tableau10")),
    )
    line = base.mark_line(strokeWidth=1.5).transform_filter(outcome)
    shape = alt.Shape("kind:N", title=None, scale=alt.Scale(domain=words, range=list(SHAPES)))
    happened = base.mark_point(size=55, filled=True, opacity=1).transform_filter(outcome).encode(shape=shape)
    planned = base.mark_point(size=55, strokeWidth=1.5, opacity=1).transform_filter(~outcome)
    fields = list(dict.fromkeys(point["field"] for point in found))
    made = (
        alt.layer(line, happened, planned.encode(shape=shape))
        .properties(width=230, height=150)
        .facet(alt.Facet("field:N", title=None, sort=fields), columns=COLUMNS)
        .resolve_scale(x="independent", y="independent")
        .properties(title=alt.Title(labels.word("headlines"), subtitle=" · ".join(subtitle)))
    )
    return dict(made.to_dict())


def empty(labels: Labels, title: str) -> dict[str, Any]:
    """A picture that says that there is nothing to draw."""
    import altair as alt
    import polars as pl

    made = alt.Chart(pl.DataFrame({"text": [labels.word("empty")]})).mark_text(size=14).encode(text="text:N")
    return dict(made.properties(width=240, height=60, title=labels.word(title)).to_dict())
