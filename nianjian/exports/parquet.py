"""The panel and its evidence as Parquet: numbers as numbers, lists as lists."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from nianjian.exports import frames

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

    from nianjian.exports.source import Source


def files(source: Source) -> Mapping[str, bytes]:
    """panel, panel_wide, observations, documents and indicators, one Parquet file each."""
    panel = frames.panel(source)
    made = {
        "panel": panel,
        "panel_wide": frames.widen(panel),
        "observations": frames.observed(source),
        "documents": frames.documents(source),
        "indicators": frames.catalogue(),
    }
    return {f"{name}.parquet": _bytes(frame) for name, frame in made.items()}


def _bytes(frame: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.write_parquet(stream, compression="zstd", statistics=True)
    return stream.getvalue()
