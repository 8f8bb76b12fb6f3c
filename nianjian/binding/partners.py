"""Places that the area is paired with: the counties and villages that 对口帮扶 counts are not its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.levels import LEVELS
from nianjian.places import has_any

if TYPE_CHECKING:
    from collections.abc import Iterator

_HINTS = ("对口", "结对", "东西部")
_PAIRING = re.compile(
    rf"对口(?:帮扶|支援|协作|合作)|东西部(?:扶贫)?协作|[与同](?=[^，,；;。0-9]{{2,24}}[{LEVELS}][0-9][^；;。]{{0,24}}结对)"
)
_COUNTED = re.compile(r"[0-9]+个(?:深度|建档立卡)?(?:贫困)?(?:县|乡镇|乡|村)")
_STOPS = re.compile(r"[，,；;。]")
# 省直单位对口帮扶我县8个村: here the area is the one that is helped.
_OWN = re.compile(rf"[我全本][{LEVELS}]|[区县]内|单位|干部|部门|街道|镇")
_REACH = 48


def partners(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the sentence `start`..`end` counts places that the area is paired with: each up to the stop."""
    if not has_any(text[start:end], _HINTS):
        return
    for pairing in _PAIRING.finditer(text, start, end):
        counted = _COUNTED.search(text, pairing.end(), min(end, pairing.end() + _REACH))
        if counted is None or _OWN.search(text, pairing.end(), counted.start()):
            continue
        stop = _STOPS.search(text, counted.end(), end)
        yield counted.start(), stop.start() if stop else end
