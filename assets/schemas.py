"""One Pandera model per table of the contract, and what it says about a frame.

Frames are collected before they are validated: on a LazyFrame Pandera checks types and no value.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from assets import fact_rules, row_rule
from assets import row_rules as row_rules_module
from assets.references import REFERENCES
from assets.registry import TABLE_OF_NAME
from assets.row_rule import DOCUMENT_COLUMN, RowRule
from assets.row_rules import row_rules
from assets.versions import rule_tables, stage_version
from nianjian.tables import schema as column_types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from pandera.api.polars.types import PolarsData

    from nianjian.contract import Column, Table

CASE_LENGTH = 120
UNIQUE = "unique"
# Columns that say in a case which row is meant.
NAMING = ("document_id", "fact_id", "source_path")
RULES = (__file__, row_rule.__file__, row_rules_module.__file__, fact_rules.__file__)
# The engine's side of the same rules: its bounds, units and periods are used here.
JUDGEMENT = "nianjian.quality.judgement"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model says about a frame: `cases` has one row per breach, in the order of the rows.

    Columns of `cases`: rule, column, value (cut to 120 characters), row (its index) and the columns that
    name the row (`document_id`, `fact_id`, `source_path`, where the table has them).
    """

    table: str
    cases: pl.DataFrame

    @classmethod
    def none(cls, table: str) -> Verdict:
        """Nothing is found."""
        return cls(table, _cases(TABLE_OF_NAME[table], _no_rows(table), None))

    @property
    def passed(self) -> bool:
        """Whether nothing was found."""
        return self.cases.is_empty()

    def by_rule(self) -> pl.DataFrame:
        """Count of breaches per rule and column, most first."""
        counts = self.cases.group_by("rule", "column").len("breaches")
        return counts.sort("breaches", "rule", "column", descending=[True, False, False], nulls_last=True)

    def documents(self) -> list[str]:
        """The documents (or else seed files) concerned, sorted."""
        for name in ("document_id", "source_path"):
            if name in self.cases.columns:
                return self.cases[name].drop_nulls().unique().sort().to_list()
        return []

    def but(self, keys: Verdict) -> Verdict:
        """The same, but what it says of the table's key comes from `keys`, a verdict over all rows."""
        own = self.cases.filter(~pl.col("rule").str.starts_with(UNIQUE))
        return Verdict(self.table, pl.concat([own, keys.cases.select(own.columns)]))


@cache
def rules_version(table: str) -> str:
    """Digest of what the rows of a table are held against: contract, row rules, hard rules, this module."""
    digest = hashlib.sha256(f"{TABLE_OF_NAME[table]!r} {stage_version(JUDGEMENT)}".encode())
    for name in (*RULES, rule_tables()["indicators"], rule_tables()["closed_rates"]):
        digest.update(Path(name).read_bytes())
    return digest.hexdigest()[:12]


def narrow_columns(table: str) -> list[str]:
    """The columns that checks over all rows need: names and keys, references, what is plausible."""
    contract = TABLE_OF_NAME[table]
    wanted = {*contract.key, *contract.order, *NAMING}
    wanted |= {column for owner, column in REFERENCES if owner == table}
    for rule in row_rules(table):
        wanted |= set() if rule.blocks else set(rule.holds.meta.root_names())
    return [name for name in contract.column_names if name in wanted]


@cache
def keys_only(table: str) -> pa.DataFrameSchema:
    """The Pandera model of a table's key alone."""
    return pa.DataFrameSchema(unique=list(TABLE_OF_NAME[table].key), strict=False, name=f"{table}, key")


@cache
def model(table: str) -> pa.DataFrameSchema:
    """The Pandera model of a table: types, nulls, closed lists, key and the row rules that block."""
    contract = TABLE_OF_NAME[table]
    types = column_types(contract)
    return pa.DataFrameSchema(
        {column.name: _column(column, types[column.name]) for column in contract.columns},
        checks=_checks(rule for rule in row_rules(table) if rule.blocks and not rule.needs),
        unique=list(contract.key),
        strict=True,
        ordered=True,
        name=table,
        description=contract.doc,
        metadata={"order": list(contract.order)},
    )


@cache
def in_document(table: str) -> pa.DataFrameSchema | None:
    """The Pandera model of a table's rows beside their documents, or None where there is no such rule."""
    checks = _checks(rule for rule in row_rules(table) if rule.blocks and rule.needs)
    return pa.DataFrameSchema(checks=checks, strict=False, name=f"{table}, in document") if checks else None


@cache
def plausibility(table: str) -> pa.DataFrameSchema | None:
    """The Pandera model of what is plausible in a table beside its documents, or None without such rules."""
    checks = _checks(rule for rule in row_rules(table) if not rule.blocks)
    return pa.DataFrameSchema(checks=checks, strict=False, name=f"{table}, plausible") if checks else None


def document_columns(table: str) -> list[str]:
    """The columns of its documents that the rules of a table need."""
    return sorted({name for rule in row_rules(table) for name in rule.needs})


def with_documents(table: str, frame: pl.DataFrame, documents: pl.DataFrame) -> pl.DataFrame:
    """The rows with those columns of their documents that the rules need; nulls where it is lost."""
    beside = documents.select(
        "document_id", *(pl.col(name).alias(DOCUMENT_COLUMN.format(name)) for name in document_columns(table))
    )
    return frame.join(beside, on="document_id", how="left", maintain_order="left")


def choices(column: pa.Column) -> list[str]:
    """The closed list of a column of a model, empty where any value may stand."""
    return [str(v) for check in column.checks for v in (check.statistics or {}).get("allowed_values", ())]


def validate(
    table: str, frame: pl.DataFrame | pl.LazyFrame, schema: pa.DataFrameSchema | None = None
) -> Verdict:
    """Hold a frame against the model of its table, or another one."""
    collected = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    if collected.is_empty() and collected.schema == column_types(TABLE_OF_NAME[table]):
        return Verdict.none(table)
    try:
        (schema or model(table)).validate(collected, lazy=True)
    except SchemaErrors as errors:
        return Verdict(table, _cases(TABLE_OF_NAME[table], collected, errors.failure_cases))
    return Verdict(table, _cases(TABLE_OF_NAME[table], collected, None))


def one_row_per_key(table: str, frame: pl.DataFrame) -> bool:
    """Whether the key of a table is one."""
    return not frame.select(TABLE_OF_NAME[table].key).is_duplicated().any()


def all_plausible(table: str, frame: pl.DataFrame) -> bool:
    """Whether everything is plausible: one look over the rows, where Pandera takes one for each rule."""
    soft = [rule.holds.fill_null(value=True).all() for rule in row_rules(table) if not rule.blocks]
    return not soft or bool(frame.select(pl.all_horizontal(soft)).item())


def _no_rows(table: str) -> pl.DataFrame:
    return pl.DataFrame(schema=column_types(TABLE_OF_NAME[table]))


def _column(column: Column, dtype: pl.DataType) -> pa.Column:
    checks = (
        [pa.Check.isin(list(column.choices), name="closed_list", error="closed_list")]
        if column.choices
        else []
    )
    return pa.Column(dtype, checks=checks, nullable=column.nullable, required=True, description=column.doc)


def _checks(rules: Iterable[RowRule]) -> list[pa.Check]:
    return [pa.Check(_holds(rule), name=rule.id, error=rule.id, description=rule.doc) for rule in rules]


def _holds(rule: RowRule) -> Callable[[PolarsData], pl.LazyFrame]:
    return lambda data: data.lazyframe.select(rule.holds.fill_null(value=True))


def _cases(table: Table, frame: pl.DataFrame, failures: pl.DataFrame | None) -> pl.DataFrame:
    named = [name for name in NAMING if name in frame.columns]
    empty = pl.DataFrame(
        schema={"rule": pl.String, "column": pl.String, "value": pl.String, "row": pl.Int64}
        | dict.fromkeys(named, pl.String)
    )
    if failures is None:
        return empty
    found = failures.select(
        rule=pl.col("check").replace("multiple_fields_uniqueness", f"{UNIQUE}({', '.join(table.key)})"),
        # A rule over several columns is reported under the table's name, or none.
        column=pl.when(pl.col("column").is_in(list(table.column_names))).then(pl.col("column")),
        value=pl.col("failure_case").cast(pl.String).str.slice(0, CASE_LENGTH),
        row=pl.col("index").cast(pl.Int64),
    )
    rows = (
        frame.select(pl.col(name).cast(pl.String) for name in named)
        .with_row_index("row")
        .cast({"row": pl.Int64})
    )
    joined = found.join(rows, on="row", how="left") if named else found
    return pl.concat([empty, joined.select(empty.columns)]).sort("row", "rule", "column", nulls_last=False)
