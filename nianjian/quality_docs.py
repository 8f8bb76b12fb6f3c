"""The page docs/consistency.md, made from the registry of rules.

`python -m nianjian.quality_docs` writes it; edit the rules, not the page.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from nianjian.contract import SEVERITIES
from nianjian.quality import registry

if TYPE_CHECKING:
    from nianjian.quality.rules import Rule

PAGE = "consistency.md"

INTRO = """# Consistency rules

What the figures must obey. A breach is a row of `consistency_findings`; nothing is overwritten.
Made by `python -m nianjian.quality_docs` from `nianjian/quality/`: edit that, not this page.

- **error**: the fact cannot be right as it stands. Its row goes to `quarantine` with place and remedy, not
  into `metric_facts` and the summaries; the finding and the numeral's role keep its `fact_id`.
- **warn**: two figures contradict each other; either may be wrong, or the series was revised. The fact
  stays; its cell names the rule.
- **info**: worth a look.

Tolerance comes from the printed digits: 2488.4亿元 stands for anything within ±0.05亿元.
A figure with 以上 or 超过 is open on one side; one with 约 or 左右 is not held against others.
"""


def rules_markdown() -> str:
    """The page docs/consistency.md, the worst rules first."""
    rules = sorted(registry(), key=lambda rule: SEVERITIES.index(rule.severity))
    return INTRO + "".join(_rule(rule) for rule in rules)


def _rule(rule: Rule) -> str:
    return (
        f"\n## {rule.id}\n\n{rule.doc}\n\n"
        f"- severity: {rule.severity}\n- formula: {rule.formula}\n- tolerance: {rule.tolerance}\n"
        + (f"- remedy: {rule.remedy}\n" if rule.remedy else "")
    )


def main(folder: str = "docs") -> None:
    """Write the page into a folder."""
    Path(folder, PAGE).write_text(rules_markdown(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:2])
