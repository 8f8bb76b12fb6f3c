"""The page docs/tables.md, made from the Pandera models that guard the tables.

`python -m assets.table_docs` writes it; edit nianjian/contract.py or the row rules, not the page.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from assets.references import REFERENCES
from assets.schemas import choices, in_document, model, plausibility
from nianjian.contract import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandera.polars as pa

PAGE = "tables.md"
INTRO = """# Tables

What `nianjian extract` writes, one file per table, and what the Dagster assets hold.
Made by `python -m assets.table_docs` from the Pandera models (`assets/schemas.py`), which also check every
table before it is written and tell the UI what its columns mean: edit `nianjian/contract.py` or the rules in
`assets/row_rules.py` and `assets/fact_rules.py`, not this page.

Offsets named `raw_*` count code points of the seed file's text, half-open: of the decoded file, or of what
was taken out of a web page, a Word document or a PDF ([how](architecture.md#what-a-seed-may-be)).
`documents.raw_text` keeps that text. `start`, `end` and `clean_*` count characters of the document's clean
text. Text is Simplified Chinese, repaired. Dates are ISO 8601.
Rows are sorted as each table says, so that the same input gives the same bytes. A rule that cannot be decided
because a value is absent holds.
"""


def tables_markdown() -> str:
    """The page docs/tables.md."""
    return INTRO + "".join(_table(name) for name in TABLES)


def _table(name: str) -> str:
    schema = model(name)
    parts = [
        f"\n## {name}\n\n{schema.description}.\n\n",
        f"Key: {_codes(schema.unique or ())}. Sorted by {_codes((schema.metadata or {})['order'])}.\n\n",
        "| column | type | meaning |\n| --- | --- | --- |\n",
        *(_column(column) for column in schema.columns.values()),
    ]
    beside, soft = in_document(name), plausibility(name)
    always = [*_rules(schema), *(_rules(beside) if beside is not None else ())]
    always += [
        f"`{column}` is one of {' or '.join(f'`{table}.{key}`' for table, key in targets)}"
        for (owner, column), targets in REFERENCES.items()
        if owner == name
    ]
    parts += _list("Every row obeys", always)
    parts += _list("Shown where it does not hold", _rules(soft) if soft is not None else [])
    return "".join(parts)


def _column(column: pa.Column) -> str:
    kind = str(column.dtype) + (", may be null" if column.nullable else "")
    allowed = choices(column)
    meaning = f"{column.description}: {_codes(allowed)}" if allowed else column.description
    return f"| `{column.name}` | {kind} | {meaning} |\n"


def _rules(schema: pa.DataFrameSchema) -> list[str]:
    return [f"`{check.name}`: {check.description}" for check in schema.checks]


def _list(head: str, lines: Iterable[str]) -> list[str]:
    found = [f"- {line}\n" for line in lines]
    return [f"\n{head}:\n\n", *found] if found else []


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main(folder: str = "docs") -> None:
    """Write the page into a folder."""
    Path(folder, PAGE).write_text(tables_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
