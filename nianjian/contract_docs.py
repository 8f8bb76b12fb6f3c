"""The pages docs/tables.md and docs/consistency.md, made from the contract and the registry of rules.

`python -m nianjian.contract_docs` writes both; edit the sources, not the pages.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nianjian.contract import SEVERITIES, TABLES
from nianjian.quality import registry

if TYPE_CHECKING:
    from nianjian.contract import Column, Table
    from nianjian.quality.rules import Rule

MADE_BY = "Made by `python -m nianjian.contract_docs` from `{}`: edit that, not this page."

TABLES_INTRO = f"""# Tables

What `nianjian extract` writes, one file per table, and what the Dagster assets hold.
{MADE_BY.format("nianjian/contract.py")}

Offsets named `raw_*` count code points of the seed file's text, half-open: of the decoded file, or of what
was taken out of a web page, a Word document or a PDF ([how](architecture.md#what-a-seed-may-be)).
`documents.raw_text` keeps that text. `start`, `end` and `clean_*` count characters of the document's clean
text. Text is Simplified Chinese, repaired. Dates are ISO 8601.
Rows are sorted as each table says, so that the same input gives the same bytes.
"""

RULES_INTRO = f"""# Consistency rules

What the figures must obey. A breach is a row of `consistency_findings`; nothing is overwritten.
{MADE_BY.format("nianjian/quality/")}

- **error**: the fact cannot be right as it stands. It stays in `metric_facts`, not in the summaries.
- **warn**: two figures contradict each other; either may be wrong, or the series was revised.
- **info**: worth a look.

Tolerance comes from the printed digits: 2488.4亿元 stands for anything within ±0.05亿元.
A figure with 以上 or 超过 is open on one side; one with 约 or 左右 is not held against others.
"""


def tables_markdown() -> str:
    """The page docs/tables.md."""
    return TABLES_INTRO + "".join(_table(table) for table in TABLES.values())


def rules_markdown() -> str:
    """The page docs/consistency.md, the worst rules first."""
    rules = sorted(registry(), key=lambda rule: SEVERITIES.index(rule.severity))
    return RULES_INTRO + "".join(_rule(rule) for rule in rules)


def pages() -> dict[str, str]:
    """File name in docs/ -> text of the page."""
    return {"tables.md": tables_markdown(), "consistency.md": rules_markdown()}


def _table(table: Table) -> str:
    head = (
        f"\n## {table.name}\n\n{table.doc}.\n\n"
        f"Key: {_codes(table.key)}. Sorted by {_codes(table.order)}.\n\n"
        "| column | type | meaning |\n| --- | --- | --- |\n"
    )
    return head + "".join(f"| `{c.name}` | {_type(c)} | {_meaning(c)} |\n" for c in table.columns)


def _type(column: Column) -> str:
    return f"{column.type}, may be null" if column.nullable else column.type


def _meaning(column: Column) -> str:
    return f"{column.doc}: {_codes(column.choices)}" if column.choices else column.doc


def _rule(rule: Rule) -> str:
    return (
        f"\n## {rule.id}\n\n{rule.doc}\n\n"
        f"- severity: {rule.severity}\n- formula: {rule.formula}\n- tolerance: {rule.tolerance}\n"
    )


def _codes(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def main(folder: str = "docs") -> None:
    """Write the pages into a folder."""
    for name, text in pages().items():
        Path(folder, name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
