"""The coverage matrix: which indicator has a figure, a conflict or only a target, by region and period."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from nianjian.catalogue.indicators import indicators
from nianjian.pictures.headlines import empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Cell
    from nianjian.pictures.labels import Labels

INDICATORS, PLACES = 80, 40
DATA, CONFLICT, TARGET_ONLY = "data", "conflict", "target only"
KINDS = (DATA, CONFLICT, TARGET_ONLY)
COLOURS = ("#4c78a8", "#e45756", "#f2cf5b")


def kind(cell: Cell) -> str:
    """What a cell has to show."""
    if cell.conflict:
        return CONFLICT
    return DATA if cell.value is not None or cell.yoy_pct is not None else TARGET_ONLY


def chart(cells: Sequence[Cell], labels: Labels) -> dict[str, Any]:
    """The picture as a Vega-Lite specification: the best covered indicators and places of the panel."""
    import altair as alt
    import polars as pl

    if not cells:
        return empty(labels, "coverage")
    codes, places = _best(cells)
    shown = [c for c in cells if c.indicator in codes and (c.region_code, c.period) in places]
    order = [code for code in indicators() if code in codes]
    columns = sorted({(c.region_code, c.year, c.period, labels.region(c)) for c in shown})
    left_out = len({c.indicator for c in cells}) - len(codes), len(_count_places(cells)) - len(places)
    subtitle = [
        labels.word(name, count)
        for name, count in zip(("more indicators", "more periods"), left_out, strict=True)
        if count
    ]
    words = [labels.word(name) for name in KINDS]
    values = [
        {
            "indicator": labels.indicator(cell.indicator),
            "place": f"{labels.region(cell)} {cell.period}",
            "kind": labels.word(kind(cell)),
        }
        for cell in shown
    ]
    made = (
        alt.Chart(pl.DataFrame(values))
        .mark_rect(stroke="white", strokeWidth=1)
        .encode(
            x=alt.X(
                "place:N",
                title=None,
                sort=list(dict.fromkeys(f"{name} {period}" for _, _, period, name in columns)),
                axis=alt.Axis(orient="top", labelAngle=-60, labelLimit=200),
            ),
            y=alt.Y(
                "indicator:N",
                title=None,
                sort=[labels.indicator(code) for code in order],
                axis=alt.Axis(labelLimit=420),
            ),
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=words, range=list(COLOURS)),
                legend=alt.Legend(orient="right"),
            ),
        )
        .properties(
            width=alt.Step(26),
            height=alt.Step(15),
            title=alt.Title(labels.word("coverage"), subtitle=" · ".join(subtitle)),
        )
    )
    return dict(made.to_dict())


def _count_places(cells: Sequence[Cell]) -> Counter[tuple[str, str]]:
    return Counter((cell.region_code, cell.period) for cell in cells)


def _best(cells: Sequence[Cell]) -> tuple[set[str], set[tuple[str, str]]]:
    """The indicators and the regions with period that have most cells; equals by code."""
    codes = Counter(cell.indicator for cell in cells)
    places = _count_places(cells)
    return (
        set(sorted(codes, key=lambda code: (-codes[code], code))[:INDICATORS]),
        set(sorted(places, key=lambda place: (-places[place], place))[:PLACES]),
    )
