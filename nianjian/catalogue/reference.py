"""The metric catalogue as a page to read: `python -m nianjian.catalogue.reference > docs/indicators.md`."""

from __future__ import annotations

import sys

from nianjian.catalogue.indicators import Indicator, indicators

_INTRO = """# Indicators

The metric catalogue: the headline figures that get a code. A code is given only to a figure of the whole
reporting area; everything else keeps its metric in words. Values are in the base unit; the range is the one a
level must lie in. A flow adds up over the year, a stock stands at a moment, a rate or an index does neither.

Made from `nianjian/catalogue/indicators.tsv` by `python -m nianjian.catalogue.reference`: edit the table, not
this page.

| code | 指标 | English name | unit | valid range | kind | forms | not to confuse with |
| --- | --- | --- | --- | --- | --- | --- | --- |
"""

_SHOWN = 4


def indicators_markdown() -> str:
    """The page docs/indicators.md, one table row per indicator in the order of the catalogue."""
    return _INTRO + "".join(_row(indicator) for indicator in indicators().values())


def _row(indicator: Indicator) -> str:
    shown = "、".join(indicator.forms[:_SHOWN])
    more = len(indicator.forms) - _SHOWN
    cells = (
        f"`{indicator.code}`",
        indicator.name_zh,
        indicator.name_en,
        " or ".join(indicator.units),
        f"{_bound(indicator.low)} to {_bound(indicator.high)}",
        indicator.aggregation,
        f"{shown} and {more} more" if more > 0 else shown,
        "、".join(f"`{item}`" if item in indicators() else item for item in indicator.not_to_confuse),
    )
    return f"| {' | '.join(cells)} |\n"


def _bound(value: float | None) -> str:
    return "…" if value is None else f"{value:g}"


if __name__ == "__main__":
    sys.stdout.write(indicators_markdown())
