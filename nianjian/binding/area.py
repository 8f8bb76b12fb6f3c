"""The reporting area as its own report names it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from nianjian.catalogue import table
from nianjian.levels import LEVELS

_KINDS = (*LEVELS, "镇")


class Area(NamedTuple):
    """The reporting area as phrases name it: 全区 and 我区 mean all of it, 全市 somebody else.

    `stems` are the ways to say its own name, longest first; `parts` are the names of the counties or cities
    in it, full ones and short ones.
    """

    name: str | None
    letter: str | None
    stems: tuple[str, ...]
    parts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def named(cls, name: str | None, short: str | None = None) -> Area:
        """The area of this name; of None, nobody's. `short` is what stands in front of its kind (果洛)."""
        if not name:
            return cls(None, None, ())
        short = short or re.sub(rf"自治[州县旗]$|[{LEVELS}]$", "", name)
        letter = name[-1] if name[-1] in LEVELS else None
        # 果洛藏族自治州 is 果洛州 in its own reports.
        usual = short + letter if letter and name[-3:-1] == "自治" else ""
        return cls(name, letter, tuple(stem for stem in (name, usual, short) if len(stem) > 1))

    def is_neutral(self, word: str) -> bool:
        """Whether a neutral word (全区, 全市, 全省) names this area."""
        level = word[-1]
        if level not in _KINDS:
            return True
        return self.letter is None or level == self.letter or word in ("城区", "地区")


def opens_with_a_place(text: str) -> bool:
    """Whether a text begins with the short name of a region: 和田玉, 于都脐橙; its 和 or 于 links nothing."""
    return text.startswith(_places().get(text[:1], ()))


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """Short names of regions by their first character, without those that end like a kind: 和|县城."""
    shorts = {row["short"] for row in table("regions")}
    found: dict[str, tuple[str, ...]] = {}
    for short in sorted(short for short in shorts if len(short) > 1 and not short.endswith(_KINDS)):
        found[short[0]] = (*found.get(short[0], ()), short)
    return found
