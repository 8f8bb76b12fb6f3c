"""A value that another is held against, and by how much: 低于4.5%的控制目标1.3个百分点."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.catalogue import worded
from nianjian.levels import EVERY

if TYPE_CHECKING:
    from nianjian.binding.tails import Tail

_AGAINST = "(?:«above»|(?P<below>«below»)|[比较与距]|距离)"
_HELD = rf"{_AGAINST}(?:年初|年度|全年|(?P<before>[上去]年(?:同期)?))?(?P<whose>{EVERY})?"
_GOAL = "[^，,；;。：:0-9]{0,8}?(?:«goal»|«plan»)"
_AROUND = "(?:左右|以上|以内)?"
_NOUN = rf"{_AROUND}的?(?:{_GOAL}«plan_figure»?|[^，,；;。：:0-9]{{0,8}}?(?:水平|«growth_rate»))"
_MOVES = "(?:仍|还|均)?(?P<moves>[高快多]|加快|提高|(?P<short>[低慢少差]|相差|回落|降低))?"
_VALUE = "[0-9.]+%"
_POINTS = "[0-9.]+个百分点"
# 高于全省平均水平（5.1%）1.1个百分点
_NAMED_FIRST = rf"{_AGAINST}(?:(?P<whose>{EVERY})[^，,；;。：:0-9（(]{{0,8}}|{_GOAL}«plan_figure»?)[（(]"
_MEASURED = f"{_VALUE}{_NOUN}(?:{_MOVES}(?P<points>{_POINTS})|(?=[，,；;。\n]|$))"
_FAR = f"(?:{_NOUN}|[)）]){_MOVES}"
_HELD_BEFORE, _NAMED_BEFORE = f"{_HELD}$", f"{_NAMED_FIRST}$"
_HELD_VALUE, _NAMED_VALUE = f"{_HELD}{_VALUE}{_AROUND}$", f"{_NAMED_FIRST}{_VALUE}$"
_CLOSED = re.compile(f"{_VALUE}[)）]")
_IS_PLANNED, _WAS_PLANNED = f"{_AROUND}的?{_GOAL}", f"{_GOAL}«plan_figure»?[（(]$"
_OPEN, _CLOSE = "（(", "）)"
_REACH = 32
RULE = "tail.yardstick"


def is_yardstick(text: str, low: int, at: int, tail: Tail) -> int:
    """Where the words begin that hold something against the percentage at `at`, or `at` where none do."""
    before = None
    if text[at - 1] in _OPEN:
        held = worded(_NAMED_BEFORE).search(text, low, at) if _CLOSED.match(text, at) else None
        if held is None:
            return at
    else:
        measured = worded(_MEASURED).match(text, at)
        held = worded(_HELD_BEFORE).search(text, low, at) if measured else None
        if measured is None or held is None or not (measured["points"] or held["whose"]):
            return at
        before = held["before"]
    tail.level, tail.whose = True, held["whose"]
    tail.rules += [RULE, "tail.grew_from"] if before else [RULE]
    return held.start()


def beside_yardstick(text: str, low: int, at: int, tail: Tail) -> bool:
    """Whether the points at `at` tell how far something is from the percentage that ends at `low`."""
    far = worded(_FAR).fullmatch(text, low, at)
    lead = _NAMED_VALUE if text[low] in _CLOSE else _HELD_VALUE
    held = worded(lead).search(text, max(0, low - _REACH), low) if far else None
    if far is None or held is None:
        return False
    down = far["short"] if far["moves"] else held["below"]
    tail.changes, tail.direction, tail.base = True, -1 if down else 1, far[0]
    tail.rules.append(RULE)
    return True


def is_planned(text: str, start: int, end: int) -> bool:
    """Whether the words around a yardstick at `start`..`end` say that it was planned."""
    if text[start - 1] in _OPEN:
        return worded(_WAS_PLANNED).search(text, max(0, start - _REACH), start) is not None
    return worded(_IS_PLANNED).match(text, end) is not None
