"""Pictures of the panel: cells -> charts as SVG and PNG.

What belongs here: what is drawn. The same panel gives the same picture on one machine: text is measured with
its fonts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from nianjian.model import Cell

NAMES = ("headlines", "coverage")


def draw(name: str, cells: Sequence[Cell]) -> Mapping[str, bytes]:
    """NAME.svg and NAME.png of one picture of NAMES; an empty panel gives a picture that says so.

    The SVG has Chinese labels, which the viewer's fonts show. The PNG has them where a font of this machine
    has Chinese characters, else the English names of the catalogue and the codes of the regions.
    """
    from nianjian.pictures import coverage, headlines, render
    from nianjian.pictures.labels import ENGLISH, Labels

    charts: dict[str, Callable[[Sequence[Cell], Labels], dict[str, object]]] = {
        "headlines": headlines.chart,
        "coverage": coverage.chart,
    }
    chinese = charts[name](cells, Labels())
    drawn = render.svg(chinese)
    printed = drawn if render.shows_chinese() else render.svg(charts[name](cells, ENGLISH))
    return {f"{name}.svg": drawn.encode(), f"{name}.png": render.png(printed)}
