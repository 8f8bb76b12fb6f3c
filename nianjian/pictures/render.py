"""Vega-Lite specifications -> SVG and PNG, offline, through vl-convert."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

# The SVG is drawn by the viewer: the first of these fonts that is there.
FONTS = (
    "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Hiragino Sans GB, Microsoft YaHei, "
    "WenQuanYi Micro Hei, SimHei, sans-serif"
)
PNG_SCALE = 1.5
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
    '<text y="30" font-size="30" font-family="{}">{}</text></svg>'
)


def svg(chart: Mapping[str, Any]) -> str:
    """The picture as SVG, its text as text."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(_styled(chart), vl_version=_version()))


def png(drawn: str) -> bytes:
    """An SVG as PNG, drawn with the fonts of this machine."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawn, scale=PNG_SCALE))


@cache
def shows_chinese() -> bool:
    """Whether a font of this machine has Chinese characters."""
    return tells_apart("区县")


def tells_apart(pair: str) -> bool:
    """Whether two characters look different: of those that no font has, both are the same box, or nothing."""
    import vl_convert

    drawn = {bytes(vl_convert.svg_to_png(_PROBE.format(FONTS, character))) for character in pair}
    return len(drawn) > 1


def _styled(chart: Mapping[str, Any]) -> dict[str, Any]:
    config = {"font": FONTS, "background": "white", "title": {"anchor": "start", "subtitleColor": "#555"}}
    return dict(chart) | {"config": dict(chart.get("config", {})) | config}


def _version() -> str:
    """The Vega-Lite that Altair writes for, as vl-convert calls it: 6.1."""
    import altair

    return ".".join(str(altair.SCHEMA_VERSION).removeprefix("v").split(".")[:2])
