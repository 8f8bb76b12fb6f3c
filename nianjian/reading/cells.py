"""Tables of web pages and Word documents as lines: tabs between cells, merged ones leave empty cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
_WIDE = "⺀-鿿豈-﫿︰-﹏＀-￯“”‘’"
_BETWEEN_WIDE = re.compile(f"(?<=[{_WIDE}])[ \t\r]*\n[ \t\r\n]*(?=[{_WIDE}])")


class Grid:
    """Rows of cells, put in one by one from the left; merged cells leave the others in their columns."""

    def __init__(self) -> None:
        self._rows: list[list[str]] = []
        # Column -> for how many more rows a cell from above reaches into it.
        self._reach: dict[int, int] = {}

    def new_row(self, gap: int = 0) -> None:
        """Begin a row whose first `gap` columns are free."""
        self._fill()
        self._rows.append([""] * gap)

    def add(self, text: str, columns: int = 1, rows: int = 1) -> None:
        """Put a cell that covers `columns` to the right and `rows` downwards into the row begun last."""
        self._fill()
        row = self._rows[-1]
        if rows > 1:
            self._reach.update(dict.fromkeys(range(len(row), len(row) + columns), rows - 1))
        row += [text, *[""] * (columns - 1)]

    def _fill(self) -> None:
        """Take the next columns for cells from above that reach into them."""
        row = self._rows[-1] if self._rows else []
        while self._reach.get(len(row), 0) > 0:
            self._reach[len(row)] -= 1
            row.append("")

    def lines(self) -> Iterator[str]:
        """The rows that hold anything; one that holds a single cell in front is a line without tabs."""
        self._fill()
        return ("\t".join(row) if any(row[1:]) else row[0] for row in self._rows if any(row))


def one_line(lines: Iterable[str]) -> str:
    """The lines of a cell as one."""
    return unwrapped("\n".join(line.strip() for line in lines if line.strip()))


def unwrapped(text: str) -> str:
    """A text whose white space is one blank, and none where a line breaks between two wide characters."""
    return _BLANKS.sub(" ", _BETWEEN_WIDE.sub("", text))
