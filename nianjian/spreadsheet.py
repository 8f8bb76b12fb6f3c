"""Text that is safe in files for others: no control characters, and no formula in a spreadsheet.

A spreadsheet that opens a CSV file runs a cell that begins with = + - @ as a formula; text from the web may
well begin so. Such a cell gets an apostrophe in front (OWASP, "CSV Injection"). One is added as well where a
text begins with apostrophes and then such a sign, so that `unguarded` gives every text back.
"""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Control codes, line and paragraph separators, marks that turn the direction of what follows.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
FORMULA = "'*[=+\\-@]"
_FORMULA = re.compile(FORMULA)


def plain(text: str) -> str:
    """The text on one line: each run of control characters becomes a blank, none at the ends."""
    return _CONTROLS.sub(" ", text).strip() if _CONTROLS.search(text) else text


def guarded(text: str) -> str:
    """The text as a CSV cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made the cell from."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str | float | bool | None]]) -> bytes:
    """A CSV file as UTF-8: text plain and guarded, numbers in full, nothing for None, LF."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return stream.getvalue().encode()


def csv_cell(value: str | float | bool | None) -> str:
    """One value as CSV holds it; a whole number has no decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return guarded(plain(value))
    return number(value)


def number(value: float) -> str:
    """The shortest decimal notation of a number, never with an exponent: 2488.4, 248840000000."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    text = repr(value)
    return f"{value:.12f}".rstrip("0") if "e" in text else text
