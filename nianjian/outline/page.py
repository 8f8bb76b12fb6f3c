"""The width of a page whose lines were broken by it, as text drawn out of a PDF has them."""

from __future__ import annotations

from collections import Counter

LOOSE = 3.0
"""Full-width characters by which a full line may fall short: a paragraph's indent, a number kept whole."""
LINES_MIN = 8
LINE_MAX = 90
SHARE = 0.4


def width(line: str) -> float:
    """Width of a line in full-width characters; ASCII counts half (a Han character has three bytes)."""
    wide = (len(line.encode("utf-8", "replace")) - len(line)) / 2
    return (len(line) + wide) / 2


def page_width(raw: str) -> float | None:
    """Width of the full lines of a raw text, or None where its lines are not broken by a page.

    Broken by a page are lines that mostly have one width and are not closed by a stop.
    """
    lines = [line.strip() for line in raw.splitlines()]
    if max(map(len, lines), default=0) > LINE_MAX:
        return None
    widths = [width(line) for line in lines if len(line) > LINES_MIN and line[-1] not in "。！？；;：:"]
    if len(widths) < LINES_MIN:
        return None
    full, _ = max(Counter(round(w) for w in widths).items(), key=lambda item: (item[1], item[0]))
    near = sum(abs(w - full) <= 1.5 for w in widths)
    return float(full) if near >= SHARE * len(widths) else None
