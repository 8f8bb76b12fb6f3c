"""All repair rules, in the order in which they are applied.

A rule is a function from a text to proposals; its docstring tells the damage. The rules of one pass see the
same text, and where two want the same place the earlier one has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.repair.glyphs import control_characters, entities, gaps, letter_spacing, stray_glyphs
from nianjian.repair.lost import lost_characters
from nianjian.repair.pinyin import pinyin_scraps
from nianjian.repair.portal import portal_insertions
from nianjian.repair.slips import gbk_slips
from nianjian.repair.spacing import blanks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nianjian.repair.page import Proposal

    Rule = Callable[[str], Iterator[Proposal]]

# Before the script is converted: these read the characters as the bytes gave them.
BYTES: tuple[Rule, ...] = (gbk_slips, pinyin_scraps, entities)
# After it, for tables and patterns are in Simplified: what stands in the way of seeing the lines …
INSERTIONS: tuple[Rule, ...] = (portal_insertions, stray_glyphs, control_characters)
# … (then the lines themselves, see junctions) … and what is left within them.
CHARACTERS: tuple[Rule, ...] = (letter_spacing, lost_characters, gaps, blanks)
