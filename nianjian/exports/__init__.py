"""Exports: documents, facts and cells -> files for other tools, each as bytes under its name.

What belongs here: formats. Which figure a cell shows is decided in nianjian.summary, where files go by the
caller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nianjian.exports.source import Source

KINDS = ("parquet", "sdmx", "datapackage", "workbook")


def export(kind: str, source: Source) -> Mapping[str, bytes]:
    """The files of one kind of export by name, in the order to write them: what describes the others is last.

    The same source gives the same bytes. Raises KeyError for a kind that is not in KINDS.
    """
    from nianjian.exports import datapackage, parquet, sdmx, workbook

    makers: dict[str, Callable[[Source], Mapping[str, bytes]]] = {
        "parquet": parquet.files,
        "sdmx": sdmx.files,
        "datapackage": datapackage.files,
        "workbook": workbook.files,
    }
    return makers[kind](source)
