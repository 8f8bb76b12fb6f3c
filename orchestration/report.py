"""What `nianjian run` prints at its end: the district-year table, what was refused, where everything lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from assets.storage import read_table
from assets.workspace import WAREHOUSE_FILE
from nianjian.cli.panel import marks, percent
from nianjian.quality.wording import amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import polars as pl
    from rich.console import RenderableType

ROWS = 40
CELL_WIDTH = 17
HEAD_WIDTH = 24
REFUSALS = 10


def summary(data: Path, width: int) -> Iterator[RenderableType]:
    """The parts of the closing report over the tables in a data folder, for a terminal of `width` columns."""
    folder = data / "tables"
    cells = read_table(folder / "district_year_summaries.parquet")
    if cells.is_empty():
        yield Text("No headline figure of a known district was found: the district-year table is empty.")
    else:
        yield panel_table(cells, max(1, (width - HEAD_WIDTH) // CELL_WIDTH))
    refused = read_table(folder / "quarantine.parquet")
    for row in refused.head(REFUSALS).iter_rows(named=True):
        yield Text(f"refused at {row['stage']}: {row['reason']}: {row['detail']}", style="yellow")
    if refused.height > REFUSALS:
        yield Text(f"and {refused.height - REFUSALS} more: see table quarantine", style="yellow")
    yield Text.assemble("tables     ", (f"{folder}", "bold"))
    yield Text.assemble(
        "warehouse  ", (f"{data / WAREHOUSE_FILE}", "bold"), "  (views panel, evidence, fact_sources)"
    )


def panel_table(cells: pl.DataFrame, most: int) -> Table:
    """Regions and periods down, the `most` best filled indicators across; value and growth in each cell."""
    filled = (
        cells.group_by("indicator", "indicator_name").len().sort("len", "indicator", descending=[True, False])
    )
    columns = filled.head(most).select("indicator", "indicator_name").rows()
    rows = cells.select("region_code", "region_name", "year", "period").unique()
    # 2020 closes its year: it stands behind 2020-H1.
    rows = rows.sort("region_code", "year", "period", descending=[False, False, True])
    found = {(c["region_code"], c["period"], c["indicator"]): c for c in cells.iter_rows(named=True)}
    table = Table(caption=_caption(filled.height - len(columns), rows.height))
    table.add_column("地区")
    table.add_column("时期")
    for _, name in columns:
        table.add_column(name, justify="right", overflow="fold")
    for code, region, _, period in rows.head(ROWS).iter_rows():
        table.add_row(
            region, period, *(_cell(found.get((code, period, indicator))) for indicator, _ in columns)
        )
    return table


def _cell(cell: dict[str, Any] | None) -> str:
    """Value, growth below it; where the value is only planned, the target."""
    if cell is None:
        return ""
    lines = [amount(cell["value"], cell["unit"]) + marks(cell) if cell["value"] is not None else ""]
    lines.append(percent(cell["yoy_pct"]))
    if not any(lines):
        lines = [f"目标 {amount(cell['target_value'], cell['unit']) or percent(cell['target_pct'])}"]
    return "\n".join(line for line in lines if line)


def _caption(columns: int, rows: int) -> str:
    parts = ["value and growth; 目标 target, ~ estimate, ! sources disagree"]
    if rows > ROWS:
        parts.append(f"{rows - ROWS} more rows")
    if columns:
        parts.append(f"{columns} more indicators in the warehouse")
    return "; ".join(parts)
