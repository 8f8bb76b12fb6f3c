"""The panel as CSV files with a Data Package (specs.frictionlessdata.io): every column typed, explained."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from nianjian.catalogue.indicators import indicators
from nianjian.exports import frames
from nianjian.spreadsheet import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from nianjian.contract import Column, Table
    from nianjian.exports.source import Source

DESCRIPTOR = "datapackage.json"
_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_LIST_SIGN = ";"
_REFERENCES: dict[str, list[tuple[tuple[str, ...], str]]] = {
    "panel": [(("indicator",), "indicators")],
    "panel_wide": [],
    "observations": [
        (("indicator",), "indicators"),
        (("document_id",), "documents"),
        (("region_code", "period", "indicator"), "panel"),
    ],
}


def files(source: Source) -> Mapping[str, bytes]:
    """panel, panel_wide, observations, documents and indicators as CSV, and datapackage.json last.

    The descriptor has size and SHA-256 of every file, so that a reader can tell a mixture of two exports.
    """
    panel = frames.panel(source)
    made = [
        (frames.INDICATORS, frames.catalogue()),
        (frames.DOCUMENTS, frames.documents(source)),
        (frames.PANEL, panel),
        (frames.OBSERVATIONS, frames.observed(source)),
    ]
    texts = {f"{table.name}.csv": _csv(frame) for table, frame in made}
    resources = [_resource(table, texts[f"{table.name}.csv"]) for table, _ in made]
    texts["panel_wide.csv"] = _csv(frames.widen(panel))
    resources.append(_wide_resource(panel, texts["panel_wide.csv"]))
    descriptor = {
        "name": "nianjian-panel",
        "title": "District-year figures from Chinese government work reports",
        "description": "Values in base units (元, not 亿元). A text that a spreadsheet would take for a "
        "formula has an apostrophe in front.",
        "profile": "tabular-data-package",
        "resources": resources,
    }
    return texts | {DESCRIPTOR: json.dumps(descriptor, ensure_ascii=False, indent=1).encode() + b"\n"}


def _csv(frame: pl.DataFrame) -> bytes:
    import polars as pl

    flat = frame.with_columns(pl.col(pl.List(pl.String())).list.join(_LIST_SIGN))
    return csv_bytes(flat.columns, flat.iter_rows())


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    references = [
        {"fields": list(fields), "reference": {"resource": target, "fields": list(fields)}}
        for fields, target in _REFERENCES.get(table.name, ())
    ]
    schema: dict[str, Any] = {
        "fields": [_field(column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if references:
        schema["foreignKeys"] = references
    return _described(table.name, table.doc, schema, data)


def _wide_resource(panel: pl.DataFrame, data: bytes) -> dict[str, Any]:
    keys = [column for column in frames.PANEL.columns if column.name in frames.WIDE_KEYS]
    fields = [_field(column) for column in sorted(keys, key=lambda c: frames.WIDE_KEYS.index(c.name))]
    for name, (code, unit, column) in frames.wide_columns(panel).items():
        said = f"growth on the year before, {unit}" if column == "yoy_pct" else unit
        fields.append(
            {"name": name, "type": "number", "description": f"{indicators()[code].name_zh}, {said}"}
        )
    doc = "One row per region and period: value and growth (CODE__yoy_pct) of every indicator"
    return _described("panel_wide", doc, {"fields": fields, "primaryKey": ["region_code", "period"]}, data)


def _described(name: str, doc: str, schema: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    return {
        "name": name,
        "path": f"{name}.csv",
        "title": doc,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints = _constraints(column)
    listed = f"{column.doc}; joined by `{_LIST_SIGN}`" if column.type == "list[str]" else column.doc
    field = {"name": column.name, "type": _type(column), "description": listed}
    return field | ({"constraints": constraints} if constraints else {})


def _type(column: Column) -> str:
    if column.name == "year":
        return "year"
    return "date" if "ISO 8601" in column.doc else _TYPES.get(column.type, "string")


def _constraints(column: Column) -> dict[str, Any]:
    made: dict[str, Any] = {}
    # A list may be empty, and so may text; what is empty in CSV counts as missing.
    if not column.nullable and column.type in ("int", "float", "bool"):
        made["required"] = True
    if column.choices:
        made["enum"] = list(column.choices)
    return made
