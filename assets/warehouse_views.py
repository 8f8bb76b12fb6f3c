"""The views of the warehouse: their queries from views/NAME.sql, a comment on each and on every column."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import indicators
from nianjian.contract import TABLES, Column
from nianjian.exports import frames, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    import duckdb

# In the order in which one may be made from another.
STATIC = ("panel", "fact_sources", "evidence", "targets_vs_actuals", "growth")
WIDE = "panel_wide"
VIEWS = (*STATIC, WIDE)
INDICATORS = "indicators"
_COLUMN = re.compile(r"-- (\w+): (.+)")
_POWER = Column("power", "int", "Power of ten in which people give its money: 8 where it is counted in 亿")


def create(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table of indicators and all views anew, from what the tables hold now."""
    _create_indicators(connection)
    for name in STATIC:
        doc, columns, query = view(name)
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS {query}")
        _comment(connection, name, doc, columns)
    doc, columns, query = wide(connection)
    connection.execute(f"CREATE OR REPLACE VIEW {WIDE} AS {query}")
    _comment(connection, WIDE, doc, columns)


def view(name: str) -> tuple[str, dict[str, str], str]:
    """What a view shows, what the columns that are its own mean, and its query: the file views/NAME.sql.

    The first line is the first, lines `-- COLUMN: meaning` below it the second.
    """
    text = files("assets").joinpath("views", f"{name}.sql").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    columns = {m[1]: m[2] for line in rest.splitlines() if (m := _COLUMN.fullmatch(line))}
    return first.removeprefix("-- "), columns, text


def wide(connection: duckdb.DuckDBPyConnection) -> tuple[str, dict[str, str], str]:
    """The same of panel_wide, whose columns are the indicators that the panel has."""
    import polars as pl

    told = connection.execute(
        "SELECT indicator, unit, max(value), max(yoy_pct) FROM district_year_summaries "
        "GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    types = {"indicator": pl.String, "unit": pl.String, "value": pl.Float64, "yoy_pct": pl.Float64}
    cells = pl.DataFrame(told, schema=types, orient="row")
    columns, selected = {}, []
    for name, (code, unit, column) in frames.wide_columns(cells).items():
        title = indicators()[code].name_zh
        if column == "yoy_pct":
            selected.append(f"max(yoy_pct) FILTER (indicator = '{code}') AS \"{name}\"")
            columns[name] = f"{title}, growth on the year before, %"
            continue
        human = sorted({units.human_unit(c, u) for c, u, _, _ in told if units.series(c, u) == name})
        listed = ", ".join(_text(word) for word in human)
        selected.append(f"max(value) FILTER (indicator = '{code}' AND unit IN ({listed})) AS \"{name}\"")
        columns[name] = f"{title}, {units.human_unit(code, unit)}"
    query = ", ".join(["region_code", "max(region_name) AS region_name", "year", "period", *selected])
    return (
        "Region x period x indicator: value in the unit of the column's comment, growth as CODE__yoy_pct",
        columns,
        f"SELECT {query} FROM panel GROUP BY ALL ORDER BY region_code, year, period",  # noqa: S608
    )


def definitions() -> str:
    """All that decides what the views are, for the version of the warehouse."""
    catalogue = [(i.code, i.name_zh, i.units, i.high) for i in indicators().values()]
    return "\n".join([repr(catalogue), repr(units.codes()), *(view(name)[2] for name in STATIC)])


def _create_indicators(connection: duckdb.DuckDBPyConnection) -> None:
    table = frames.INDICATORS
    powers = [units.power(code, "CNY") for code in indicators()]
    rows = [(*row, power) for row, power in zip(frames.catalogue().rows(), powers, strict=True)]
    types = {"str": "VARCHAR", "float": "DOUBLE", "list[str]": "VARCHAR[]", "int": "INTEGER"}
    columns = (*table.columns, _POWER)
    listed = ", ".join(f"{column.name} {types[column.type]}" for column in columns)
    connection.execute(f"CREATE OR REPLACE TABLE {INDICATORS} ({listed})")
    insert(connection, INDICATORS, rows)
    connection.execute(f"COMMENT ON TABLE {INDICATORS} IS {_text(table.doc)}")
    for column in columns:
        connection.execute(f"COMMENT ON COLUMN {INDICATORS}.{column.name} IS {_text(column.doc)}")


def insert(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Sequence[object]]) -> None:
    """Append rows to a table in one statement; DuckDB takes some milliseconds for each."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    marks = ", ".join("unnest(?)" for _ in columns)
    connection.execute(f"INSERT INTO {name} SELECT {marks}", columns)


def _comment(connection: duckdb.DuckDBPyConnection, name: str, doc: str, own: dict[str, str]) -> None:
    """Comment a view and its columns; a column without words of its own means what it means in its table."""
    connection.execute(f"COMMENT ON VIEW {name} IS {_text(doc)}")
    known = {column.name: column.doc for table in TABLES.values() for column in table.columns}
    known |= {column.name: column.doc for column in TABLES["metric_facts"].columns}
    known |= {column.name: column.doc for column in TABLES["district_year_summaries"].columns}
    for (column,) in connection.execute(
        "SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [name]
    ).fetchall():
        said = own.get(column) or known[column]
        connection.execute(f'COMMENT ON COLUMN {name}."{column}" IS {_text(said)}')


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
