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
    from collections.abc import Iterator, Mapping

    import polars as pl

    from nianjian.exports.source import Source

TABLES_OF_RUN = Path("data/tables")
SUGGESTED = 6


def panel(
    folder: Annotated[
        Path, typer.Argument(metavar="OUT", help="Folder that `extract` or `run` wrote.")
    ] = TABLES_OF_RUN,
    region: Annotated[
        list[str] | None, typer.Option("--region", help="Code or name; may be repeated.")
    ] = None,
    indicator: Annotated[
        list[str] | None, typer.Option("--indicator", help="Catalogue code or Chinese name; may be repeated.")
    ] = None,
    wide: Annotated[
        bool, typer.Option("--wide", help="Indicators down, one column per region and period.")
    ] = False,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FILE", help="Write one .csv, .parquet or .xlsx instead of printing."),
    ] = None,
    export_to: Annotated[
        Path | None,
        typer.Option("--export", metavar="DIR", help="Write all forms: Parquet, SDMX, data package, Excel."),
    ] = None,
) -> None:
    """Print or export the district-year cells, with growth and targets beside the values.

    A `!` marks a figure whose sources disagree beyond rounding, a `?` one that does not keep a consistency
    rule (`nianjian check` says which), a `~` an estimate; `≥`, `≤` and `≈` stand for 超过, 以内 and 约.
    Without a value --wide shows the growth, else the target (目标). In a file, --wide means one row per
    region and period.

    For example:

        nianjian panel out --region 嘉定区 --indicator gdp
        nianjian panel out --wide --to panel.csv
        nianjian panel out --export exports
    """
    cells = chosen(read_table(folder, "district_year_summaries"), folder, region, indicator)
    if export_to is not None:
        write_exports(folder, cells, export_to)
    if to is not None:
        write_one(folder, cells, to, wide=wide)
    if to is None and export_to is None:
        for table in wide_tables(cells) if wide else [long_table(cells)]:
            out().print(table)


def chosen(
    cells: pl.DataFrame, folder: Path, region: list[str] | None, indicator: list[str] | None
) -> pl.DataFrame:
    """The cells of the regions and indicators asked for; raises CommandError where there is none."""
    import polars as pl

    for option, wanted, columns in (
        ("--region", region, ("region_code", "region_name")),
        ("--indicator", indicator, ("indicator", "indicator_name")),
    ):
        if wanted:
            known = {value for column in columns for value in cells[column]}
            for word in wanted:
                if word not in known:
                    raise CommandError(
                        f"{folder}: no cell for {option} {word}", _nearest(word, cells, columns), 1
                    )
            cells = cells.filter(pl.any_horizontal(pl.col(column).is_in(wanted) for column in columns))
    if cells.is_empty():
        raise CommandError(
            f"{folder}: no cell for this choice", "leave out --region or --indicator to see what there is", 1
        )
    return cells.sort("region_code", "year", "period", "indicator")


def _nearest(word: str, cells: pl.DataFrame, columns: tuple[str, str]) -> str:
    """What there is instead: names that hold the word, else the first few."""
    pairs = cells.select(columns).unique().sort(columns).rows()
    near = [pair for pair in pairs if any(word in value or value in word for value in pair)] or pairs
    said = ", ".join(f"{code} {name}" for code, name in near[:SUGGESTED])
    return f"there is {said}" + (f" and {len(near) - SUGGESTED} more" if len(near) > SUGGESTED else "")


def write_one(folder: Path, cells: pl.DataFrame, path: Path, *, wide: bool) -> None:
    """Write the panel into one file: .csv (safe for spreadsheets), .parquet or .xlsx."""
    from nianjian.exports import export
    from nianjian.exports.workbook import NAME

    name = "panel_wide" if wide else "panel"
    kinds = {
        ".csv": ("datapackage", f"{name}.csv"),
        ".parquet": ("parquet", f"{name}.parquet"),
        ".xlsx": ("workbook", NAME),
    }
    if path.suffix not in kinds:
        raise CommandError(f"{path}: unknown ending {path.suffix!r}", "give --to a .csv, .parquet or .xlsx")
    kind, file = kinds[path.suffix]
    _put({path: export(kind, _source(folder, cells))[file]})


def write_exports(folder: Path, cells: pl.DataFrame, target: Path) -> None:
    """Write every kind of export into a folder of its own name, and print what was written."""
    from nianjian.exports import KINDS, export

    source = _source(folder, cells)
    for kind in KINDS:
        files = {target / kind / name: data for name, data in export(kind, source).items()}
        _put(files)
        for path in files:
            out().print(str(path), soft_wrap=True, markup=False, highlight=False)


def _source(folder: Path, cells: pl.DataFrame) -> Source:
    from nianjian.exports.source import NEEDED, Source

    frames = {name: read_table(folder, name) for name in NEEDED}
    return Source.of(frames | {"district_year_summaries": cells})


def _put(files: Mapping[Path, bytes]) -> None:
    """Write files whole: beside their place, then renamed."""
    for path, data in files.items():
        partial = path.with_name(f".{path.name}.partial")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(data)
            partial.replace(path)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}", "give a place that you may write to") from error
        finally:
            partial.unlink(missing_ok=True)


def long_table(cells: pl.DataFrame) -> Table:
    """One line per cell."""
    table = Table()
    for name in ("region", "period", "indicator"):
        table.add_column(name)
    for name in ("value", "growth", "target", "target growth", "sources"):
        table.add_column(name, justify="right")
    for cell in cells.iter_rows(named=True):
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


def wide_tables(cells: pl.DataFrame) -> Iterator[Table]:
    """One table per region: one line per indicator, one column per period, the shape that fits a terminal."""
    for (code,), of_region in cells.group_by("region_code", maintain_order=True):
        periods = of_region["period"].unique(maintain_order=True).to_list()
        table = Table("indicator", title=f"{of_region['region_name'][0]} ({code})", title_justify="left")
        for period in periods:
            table.add_column(period, justify="right")
        found = {(c["period"], c["indicator"]): c for c in of_region.iter_rows(named=True)}
        names = of_region.select("indicator", "indicator_name").unique().sort("indicator").rows()
        for indicator, name in names:
            line = [found.get((period, indicator)) for period in periods]
            table.add_row(name, *(said(c) if c else "" for c in line))
        yield table


def said(cell: dict[str, Any]) -> str:
    """The one thing that a cell says: its value, else its growth, else its target."""
    if cell["value"] is not None:
        return shown(cell)
    if cell["yoy_pct"] is not None:
        return marked(percent(cell["yoy_pct"]), cell)
    return f"目标 {amount(cell['target_value'], cell['unit']) or percent(cell['target_pct'])}"


def percent(value: float | None) -> str:
    """A growth rate with its sign."""
    return "" if value is None else f"{value:+.6g}%"


def shown(cell: dict[str, Any]) -> str:
    """The value of a cell: with ≥, ≤ or ≈ where the text says 超过, 以内 or 约, and the marks of the cell."""
    sign = {"at_least": "≥", "at_most": "≤", "approx": "≈"}.get(cell["qualifier"] or "", "")
    value = amount(cell["value"], cell["unit"])
    return marked(sign + value if value else "", cell)


def marked(figure: str, cell: dict[str, Any]) -> str:
    """A figure with `~` for an estimate, `!` for a conflict, `?` for a finding; no figure, no mark."""
    if not figure:
        return ""
    marks = (("~", cell["status"] == "estimate"), ("!", cell["conflict"]), ("?", bool(cell["findings"])))
    return figure + "".join(mark for mark, holds in marks if holds)
