"""The reporting area as its own report names it."""

from __future__ import annotations

import re
from typing import NamedTuple

from nianjian.levels import KINDS, LEVELS


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
        if level not in KINDS:
            return True
        return self.letter is None or level == self.letter or word in ("城区", "地区")
