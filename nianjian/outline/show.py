"""A section tree as text, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nianjian.model import Section


def tree_text(sections: Iterable[Section]) -> str:
    """One line per section: role, heading (indented by depth), raw span; documents parted by an empty line.

    A section without a heading is shown by its role in brackets.
    """
    lines: list[str] = []
    document = None
    for section in sections:
        if document not in (None, section.document_id):
            lines.append("")
        document = section.document_id
        heading = f"{section.marker}{section.title}" or f"({section.role})"
        indent = "    " * (section.depth - 1)
        lines.append(f"{section.role:<9}{indent}{heading}  [{section.raw_start}:{section.raw_end}]")
    return "\n".join(lines)
