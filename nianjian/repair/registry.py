"""All repair rules, in the order in which they are applied.

A rule finds damage and proposes edits; the docstring of its function tells the damage. The rules of one
stage see the same text, and where two want the same place the earlier one has it.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.repair.glyphs import (
    control_characters,
    entities,
    gaps,
    letter_spacing,
    odd_blanks,
    stray_glyphs,
    tags,
)
from nianjian.repair.inserted import halves_of_scraps
from nianjian.repair.junctions import line_repairs
from nianjian.repair.lost import lost_characters
from nianjian.repair.marks import doubled_marks
from nianjian.repair.page import first_come
from nianjian.repair.percent import lost_percent
from nianjian.repair.pinyin import pinyin_scraps
from nianjian.repair.portal import portal_insertions, stamps
from nianjian.repair.slips import gbk_slips
from nianjian.repair.spacing import blanks
from nianjian.repair.swapped import swapped_words
from nianjian.repair.wrapped_blanks import wrapped_blanks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from nianjian.repair.page import Page, Proposal

# Before the script is converted: these read the characters as the bytes gave them.
BYTES = "bytes"
# After it, for tables and patterns are in Simplified: what stands in the way of seeing the lines, then the
# lines, then what is left within them.
INSERTIONS, LINES, CHARACTERS = "insertions", "lines", "characters"


@dataclass(frozen=True, slots=True)
class Rule:
    """One repair rule: its id, the stage it belongs to, the kinds of its rows, and how it finds damage."""

    id: str
    stage: str
    kinds: tuple[str, ...]
    find: Callable[[Page], Iterable[Proposal]]
    told_by: Callable[..., object]

    @property
    def story(self) -> str:
        """What the damage is and when it is mended."""
        return inspect.getdoc(self.told_by) or ""


def _on_text(id_: str, stage: str, kinds: tuple[str, ...], find: Callable[[str], Iterable[Proposal]]) -> Rule:
    return Rule(id_, stage, kinds, lambda page: find(page.text), find)


RULES: tuple[Rule, ...] = (
    Rule(
        "gbk_slip",
        BYTES,
        ("gbk_slip", "unrepaired"),
        lambda page: gbk_slips(page.text, page.traditional),
        gbk_slips,
    ),
    _on_text("half_a_scrap", BYTES, ("unrepaired",), halves_of_scraps),
    _on_text("pinyin_scrap", BYTES, ("pinyin_scrap",), pinyin_scraps),
    _on_text("html_tag", BYTES, ("page_junk",), tags),
    _on_text("entity", BYTES, ("entity",), entities),
    _on_text("odd_blank", BYTES, ("spacing",), odd_blanks),
    _on_text("portal_insertion", INSERTIONS, ("portal_boilerplate",), portal_insertions),
    _on_text("stamp", INSERTIONS, ("portal_boilerplate",), stamps),
    _on_text("stray_glyph", INSERTIONS, ("page_junk",), stray_glyphs),
    _on_text("doubled_mark", INSERTIONS, ("page_junk",), doubled_marks),
    _on_text("control_character", INSERTIONS, ("spacing",), control_characters),
    Rule(
        "line",
        LINES,
        ("broken_line", "page_break", "page_junk", "portal_boilerplate"),
        line_repairs,
        line_repairs,
    ),
    _on_text("wrapped_blank", CHARACTERS, ("spacing",), wrapped_blanks),
    _on_text("letter_spacing", CHARACTERS, ("spacing",), letter_spacing),
    _on_text("lost_character", CHARACTERS, ("lost_char",), lost_characters),
    _on_text("lost_percent", CHARACTERS, ("lost_char",), lost_percent),
    _on_text("swapped_word", CHARACTERS, ("swapped_word",), swapped_words),
    _on_text("gap", CHARACTERS, ("masked", "unrepaired"), gaps),
    _on_text("blank", CHARACTERS, ("spacing",), blanks),
)


def passed(page: Page, stage: str) -> Page:
    """A page with all that the rules of one stage propose."""
    return page.amend(first_come(*(rule.find(page) for rule in RULES if rule.stage == stage)))
