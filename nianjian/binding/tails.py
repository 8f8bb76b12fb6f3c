"""The words between a metric and its numeral, read from the right: what they say about the value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue.affixes import lexicon
from nianjian.catalogue.indicators import by_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nianjian.binding.times import TimeMark


@dataclass(slots=True)
class Tail:
    """What stands between a metric and a numeral; `start` is where the metric ends.

    `direction` is +1 or -1 for a change and 0 for none; `arrives` marks a value that something went to;
    `whole` is what a share is a part of; `base` what a change is counted from.
    """

    start: int
    level: bool = False
    object: bool = False
    lasting: bool = False
    arrives: bool = False
    changes: bool = False
    direction: int = 0
    rate: bool = False
    falling: bool = False
    share: bool = False
    improve: bool = False
    qualifier: str | None = None
    cap: bool = False
    deal: str | None = None
    basis: str | None = None
    mean: bool = False
    whole: str | None = None
    base: str | None = None
    time: TimeMark | None = None
    rules: list[str] = field(default_factory=list)

    @property
    def predicate(self) -> bool:
        """Whether any word said how the value relates to a metric."""
        return self.level or self.arrives or self.changes or self.share or self.rate or self.improve


_COMPARISON = re.compile(
    r"(?<![占对之相可收评])(?:比(?!例|重|率|值|上海)|较(?!快|大|好|高|强|多)|距离?|与)(?=[^比较，,；;。：:]{1,18}$)"
)
_ABOVE = re.compile(
    r"(?P<word>高于|快于|好于|优于|超过|超出|超|高出|领先于?|低于|慢于|落后于?|少于|塌|差|低|高)(?P<base>[^，,；;。：:、]{1,14})$"
)
_BELOW_WORDS = ("低", "慢", "落", "少", "塌", "差")
_SHARE_OF = re.compile(
    r"(?:占|相当于)(?P<whole>(?:(?!占)[^，,；;。：:]){0,24}?)(?:的)?(?:比重|比例|份额|总量|总数)?(?:的)?$"
)
_FALLING = re.compile(r"(?:降幅|跌幅|减幅)[^，,；;。：:]{0,14}$")
_GROWTH_NAMED = re.compile(r"(?:增速|增幅|涨幅|降幅|跌幅|减幅|增长率|增长速度)$")


@cache
def _form_tails() -> frozenset[str]:
    return frozenset(form[-2:] for form in by_form())


@cache
def _longest_form() -> int:
    return max(map(len, by_form()))


def form_before(text: str, end: int, low: int) -> str | None:
    """The longest surface form of the metric catalogue that ends here, or None."""
    if text[end - 2 : end].upper() not in _form_tails():
        return None
    forms: Mapping[str, str] = by_form()
    for start in range(max(low, end - _longest_form()), end - 1):
        if text[start:end] in forms:
            return text[start:end]
    return None


def read_tail(text: str, low: int, at: int, kind: str, marks_by_end: Mapping[int, TimeMark]) -> Tail:
    """Strip the words before the numeral at `at`, no further left than `low`; `kind` is its unit's kind."""
    words = lexicon("tail_words")
    tail = Tail(at)
    end = at
    weak: list[tuple[int, str]] = []
    points = kind == "point"
    growth = kind in ("percent", "point", "permille", "multiple")
    if points and (match := _ABOVE.search(text, low, at)):
        tail.changes, tail.base = True, match["base"]
        tail.direction = -1 if match["word"][0] in _BELOW_WORDS else 1
        tail.rules.append("tail.comparison.points")
        end = match.start()
    while end > low:
        if text[end - 1] in " \u3000" or (end == at and text[end - 1] in "-－−"):
            end -= 1
            continue
        mark = marks_by_end.get(end)
        if mark is not None and mark.start >= low:
            if tail.time is None and not mark.base:
                tail.time = mark
            end = mark.start
            if text[end - 1] in "比较到至与距同" and end > low:
                if text[end - 1] in "比较距":
                    tail.base = text[end - 1 : at]
                end -= 1
            continue
        word = words.suffix(text, end, low)
        if (
            word is not None
            and word.text.startswith("年")
            and any(
                end - len(word.text) + 1 == mark_end
                for mark_end in (end - len(word.text) + 1,)
                if mark_end in marks_by_end
            )
        ):
            # 2018年均首次突破: the 年 belongs to the year.
            word = words.suffix(text, end, end - len(word.text) + 1)
        if word is not None and (word.cls == "stop" or (word.text == "为" and end - 1 == low)):
            word = None
        if word is None:
            if (tail.changes or weak) and tail.base is None:
                found = None
                for found in _COMPARISON.finditer(text, low, end):
                    pass
                if found and found.start() >= low:
                    tail.base = text[found.start() : end]
                    tail.rules.append("tail.comparison")
                    end = found.start()
                    continue
            if (
                end < at
                and text[end - 1] in "比较距"
                and (tail.changes or weak)
                and text[end - 2 : end] not in ("占比",)
            ):
                tail.base = text[end - 1 : at]
                end -= 1
                continue
            if not tail.share and growth and not tail.changes and (match := _SHARE_OF.search(text, low, end)):
                tail.share, tail.whole = True, match["whole"]
                tail.rules.append("tail.share_of")
                end = match.start()
                continue
            break
        if word.cls != "adv" and not word.text.startswith(("增至", "降至")) and form_before(text, end, low):
            break
        if word.cls in ("level", "qual", "cap", "adv") and tail.share and word.text in ("总", "的"):
            break
        if word.cls == "weak":
            nearby = (
                tail.changes or points or text.rfind("比", low, end) >= 0 or text.rfind("较", low, end) >= 0
            )
            if not nearby or tail.changes:
                break
            weak.append((1 if word.arg == "up" else -1, word.id))
        _apply(tail, word.cls, word.arg, word.text, kind)
        if word.cls != "weak":
            tail.rules.append(word.id)
        end -= len(word.text)
        if tail.share and tail.whole is None and word.cls == "share" and word.text == "占":
            tail.whole = ""
    if weak and not tail.changes:
        tail.changes, tail.direction = True, weak[0][0]
        tail.rules.append(weak[0][1])
    if _FALLING.search(text, low, at):
        tail.falling = True
    if tail.share and tail.whole is None and (match := _SHARE_OF.search(text, low, end)):
        tail.whole = match["whole"]
        end = match.start()
    tail.start = end
    return tail


def _apply(tail: Tail, cls: str, arg: str, text: str, kind: str) -> None:
    """Write what one word says into the tail."""
    sign = 1 if arg == "up" else -1
    if cls == "level":
        tail.level = True
        tail.object = tail.object or arg == "object"
    elif cls == "to":
        tail.arrives = True
    elif cls == "change":
        if not tail.changes and not tail.arrives:
            tail.changes, tail.direction = True, sign
        if text[:2] in ("降幅", "减幅", "跌幅"):
            tail.falling = True
    elif cls in ("above", "below"):
        if kind == "point":
            tail.changes, tail.direction = True, 1 if cls == "above" else -1
        else:
            tail.qualifier = tail.qualifier or ("at_least" if cls == "above" else "at_most")
    elif cls == "rate":
        tail.rate = True
    elif cls == "improve":
        tail.improve = True
    elif cls == "share":
        tail.share = True
    elif cls == "qual":
        tail.qualifier = tail.qualifier or arg
        if arg == "at_least":
            tail.level = True
    elif cls == "cap":
        tail.cap = tail.level = True
    elif cls == "deal":
        tail.deal = arg
    elif cls == "basis":
        tail.basis = tail.basis or arg
    elif cls == "mean":
        tail.mean = tail.mean or text != "年"
    if text == "连续":
        tail.lasting = True
