"""`nianjian panel`: the district-year table, printed or exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from nianjian.cli.console import CommandError, out
from nianjian.cli.inputs import read_table
from nianjian.quality.wording import amount

if TYPE_CHECKING:
    import polars as pl


def panel(
    folder: Annotated[Path, typer.Argument(metavar="OUT", help="Folder that `extract` wrote.")],
    region: Annotated[
        list[str] | None, typer.Option("--region", help="Code or name; may be repeated.")
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", help="Catalogue code or Chinese name; may be repeated.")
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="One row per region and period, one column each.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Write to .csv or .parquet instead of printing."),
    ] = None,
) -> None:
    """Print or export the district-year cells, with growth and targets beside the values.

    A `!` marks a figure whose sources disagree beyond rounding, a `~` an estimate; `≥`, `≤` and `≈` stand
    for 超过, 以内 and 约.

    For example:

        nianjian panel out --region 嘉定区 --indicator gdp
        nianjian panel out --wide --to panel.csv
    """
    import polars as pl

    cells = read_table(folder, "district_year_summaries")
    for wanted, columns in (
        (region, ("region_code", "region_name")),
        (indicator, ("indicator", "indicator_name")),
    ):
        if wanted:
            cells = cells.filter(pl.any_horizontal(pl.col(column).is_in(wanted) for column in columns))
    if cells.is_empty():
        raise CommandError(
            f"{folder}: no cell for this choice", "leave out --region or --indicator to see what there is", 1
        )
    if to is not None:
        export(widen(cells) if wide else cells, to)
    else:
        out().print(wide_table(cells) if wide else long_table(cells))


def widen(cells: pl.DataFrame) -> pl.DataFrame:
    """Region x period x indicator: one column per indicator's value, in the order of the codes."""
    keys = ["region_code", "region_name", "year", "period"]
    wide = cells.pivot(on="indicator", index=keys, values="value", aggregate_function="first")
    codes = sorted(column for column in wide.columns if column not in keys)
    return wide.select(*keys, *codes).sort(keys)


def export(frame: pl.DataFrame, path: Path) -> None:
    """Write a panel as csv or parquet; lists are joined by `;` in csv."""
    import polars as pl

    if path.suffix == ".parquet":
        frame.write_parquet(path)
    elif path.suffix == ".csv":
        lists = [name for name, dtype in frame.schema.items() if isinstance(dtype, pl.List)]
        frame.with_columns(pl.col(name).list.join(";") for name in lists).write_csv(path)
    else:
        raise CommandError(f"{path}: unknown ending {path.suffix!r}", "give --to a .csv or .parquet file")


def long_table(cells: pl.DataFrame) -> Table:
    """One line per cell."""
    table = Table()
    for name in ("region", "period", "indicator"):
        table.add_column(name)
    for name in ("value", "growth", "target", "target growth", "sources"):
        table.add_column(name, justify="right")
    for cell in cells.sort("region_code", "year", "period", "indicator").iter_rows(named=True):
        table.add_row(
            cell["region_name"],
            cell["period"],
            f"{cell['indicator_name']} ({cell['indicator']})",
            shown(cell),
            percent(cell["yoy_pct"]) if cell["value"] is not None else marked(percent(cell["yoy_pct"]), cell),
            amount(cell["target_value"], cell["unit"]),
            percent(cell["target_pct"]),
            str(cell["sources"]),
        )
    return table


def wide_table(cells: pl.DataFrame) -> Table:
    """One line per indicator, one column per region and period: the shape that fits a terminal."""
    cells = cells.sort("region_code", "year", "period", "indicator")
    heads = cells.select("region_code", "region_name", "period").unique(maintain_order=True).rows()
    table = Table("indicator")
    for _, name, period in heads:
        table.add_column(f"{name}\n{period}", justify="right")
    found = {(c["region_code"], c["period"], c["indicator"]): c for c in cells.iter_rows(named=True)}
    names = cells.select("indicator", "indicator_name").unique().sort("indicator").rows()
    for code, name in names:
        line = [found.get((region, period, code)) for region, _, period in heads]
        table.add_row(name, *(shown(c) if c else "" for c in line))
    return table


def percent(value: float | None) -> str:
    """A growth rate with its sign."""
    return "" if value is None else f"{value:+.6g}%"


def shown(cell: dict[str, Any]) -> str:
    """The value of a cell: with ≥, ≤ or ≈ where the text says 超过, 以内 or 约, and the marks of the cell."""
    sign = {"at_least": "≥", "at_most": "≤", "approx": "≈"}.get(cell["qualifier"] or "", "")
    value = amount(cell["value"], cell["unit"])
    return marked(sign + value if value else "", cell)


def marked(figure: str, cell: dict[str, Any]) -> str:
    """A figure with `~` for an estimate and `!` for a conflict; no figure, no mark."""
    if not figure:
        return ""
    return figure + ("~" if cell["status"] == "estimate" else "") + ("!" if cell["conflict"] else "")
