"""What `nianjian run` prints at its end: the district-year table, what was refused, where everything lies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from rich.table import Table
from rich.text import Text

from assets.storage import read_table
from assets.workspace import WAREHOUSE_FILE
from nianjian.cli.panel import marked, percent
from nianjian.contract import SEVERITIES
from nianjian.quality.wording import amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import RenderableType

ROWS = 40
# Shown first where there is a cell of them; then whatever is best filled.
MAIN = (
    "gdp",
    "general_public_budget_revenue",
    "industrial_output_above_scale",
    "fixed_asset_investment",
    "retail_sales",
    "imports_exports",
    "disposable_income_per_capita",
    "high_tech_firms",
    "air_quality_good_rate",
)
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
    findings = read_table(folder / "consistency_findings.parquet")["severity"].to_list()
    counts = [f"{findings.count(severity)} {severity}" for severity in SEVERITIES]
    yield Text(f"findings   {', '.join(counts)}: see `nianjian check {folder}`")
    yield Text.assemble("tables     ", (f"{folder}", "bold"))
    yield Text.assemble("exports    ", (f"{data / 'exports'}", "bold"), "  (Excel, CSV, SDMX, Parquet)")
    yield Text.assemble("pictures   ", (f"{data / 'pictures'}", "bold"))
    yield Text.assemble(
        "warehouse  ", (f"{data / WAREHOUSE_FILE}", "bold"), "  (views panel, evidence, growth ...)"
    )


def panel_table(cells: pl.DataFrame, most: int) -> Table:
    """Regions and periods down, at most `most` indicators across; value and growth in each cell."""
    filled = cells.group_by("indicator", "indicator_name").len()
    filled = filled.sort("len", "indicator", descending=[True, False])
    names = dict(filled.select("indicator", "indicator_name").iter_rows())
    columns = sorted(names, key=lambda code: MAIN.index(code) if code in MAIN else len(MAIN))[:most]
    rows = cells.select("region_code", "region_name", "year", "period").unique()
    # A year stands behind its halves: 2020-H1, 2020-H2, 2020.
    rows = rows.sort("region_code", "year", pl.col("period").str.pad_end(7, "~"))
    found = {(c["region_code"], c["period"], c["indicator"]): c for c in cells.iter_rows(named=True)}
    table = Table(caption=_caption(len(names) - len(columns), rows.height))
    table.add_column("地区")
    table.add_column("时期")
    for code in columns:
        table.add_column(names[code], justify="right", overflow="fold")
    for code, region, _, period in rows.head(ROWS).iter_rows():
        table.add_row(region, period, *(_cell(found.get((code, period, indicator))) for indicator in columns))
    return table


def _cell(cell: dict[str, Any] | None) -> str:
    """Value, growth below it; where the value is only planned, the target."""
    if cell is None:
        return ""
    lines = [marked(amount(cell["value"], cell["unit"]), cell), percent(cell["yoy_pct"])]
    if not any(lines):
        lines = [f"目标 {amount(cell['target_value'], cell['unit']) or percent(cell['target_pct'])}"]
    return "\n".join(line for line in lines if line)


def _caption(columns: int, rows: int) -> str:
    parts = ["value and growth; 目标 target, ~ estimate, ! sources disagree, ? breaks a rule"]
    if rows > ROWS:
        parts.append(f"{rows - ROWS} more rows")
    if columns:
        parts.append(f"{columns} more indicators in the warehouse")
    return "; ".join(parts)
