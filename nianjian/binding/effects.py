"""What one word between a metric and its numeral says about the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.catalogue import words

if TYPE_CHECKING:
    from nianjian.binding.tails import Tail
    from nianjian.catalogue.affixes import Word


def say(tail: Tail, word: Word, kind: str) -> None:
    """Write into a tail what a word in front of a quantity of this kind says."""
    sign = 1 if word.arg == "up" else -1
    match word.cls:
        case "level":
            tail.level = True
            tail.object = tail.object or word.arg == "object"
        case "to":
            tail.arrives = True
        case "change" | "gain":
            if not tail.changes and not tail.arrives:
                tail.changes, tail.direction, tail.verb = True, sign, word.text
            tail.falling = tail.falling or word.text.startswith(words("fall_rate"))
        case "above" | "below":
            if kind == "point":
                tail.changes, tail.direction = True, 1 if word.cls == "above" else -1
                if word.text in ("超", "超过") and not tail.rules:
                    tail.qualifier = "at_least"
            else:
                tail.qualifier = tail.qualifier or ("at_least" if word.cls == "above" else "at_most")
        case "rate":
            tail.rate = True
        case "improve":
            tail.improve = True
        case "share":
            tail.share = True
        case "qual":
            tail.qualifier = tail.qualifier or word.arg
            tail.level = tail.level or word.arg == "at_least"
        case "cap":
            tail.cap = tail.level = True
        case "deal":
            tail.deal = word.arg
        case "basis":
            tail.basis = tail.basis or word.arg
        case "mean":
            tail.mean = tail.mean or word.text != "年"
        case _:
            tail.lasting = tail.lasting or word.text == "连续"
