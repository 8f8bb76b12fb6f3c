"""The numbers that Word counts by itself and does not keep as text: 一、 （二） 1. before paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACE = re.compile(r"%([1-9])")
_DIGITS = "〇一二三四五六七八九"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_STYLES = 20


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, how its number is written, and the text around it (`（%2）`).

    `legal` levels write the numbers of all levels in digits: 2.1 under 二、.
    """

    start: int
    form: str
    text: str
    legal: bool


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has counted; paragraphs must be asked for in their order.

    `lists` leads from a list's id to the id of its definition and the levels at which it starts anew,
    `styles` from a style to its own (list, level) and the style it is based on.
    """

    definitions: dict[str, dict[int, Level]]
    lists: dict[str, tuple[str, dict[int, int]]]
    styles: dict[str, tuple[str | None, int | None, str | None]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """The lists of a python-docx document."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        try:
            root = document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except KeyError:
            return cls({}, {}, {})
        definitions = {
            str(_get(one, "abstractNumId")): {
                int(_get(level, "ilvl") or 0): _level(level) for level in one.iterchildren(W + "lvl")
            }
            for one in root.iterchildren(W + "abstractNum")
        }
        lists = {}
        for one in root.iterchildren(W + "num"):
            restarts = {
                int(_get(change, "ilvl") or 0): int(start)
                for change in one.iterchildren(W + "lvlOverride")
                if (start := _value(change, "startOverride")) is not None
            }
            lists[str(_get(one, "numId"))] = (str(_value(one, "abstractNumId")), restarts)
        return cls(definitions, lists, _styles(document.styles.element))

    def marker(self, paragraph: Any) -> str:
        """The number in front of a paragraph, with a blank behind it where it ends in a letter or digit."""
        number, at = self._place(paragraph)
        if number not in self.lists:
            return ""
        definition, restarts = self.lists[number]
        levels = self.definitions.get(definition, {})
        if at not in levels:
            return ""
        counts = self._counts.setdefault(definition, {})
        if number not in self._begun:
            self._begun.add(number)
            counts.update({level: start - 1 for level, start in restarts.items()})
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [level for level in counts if level > at]:
            del counts[deeper]
        legal = levels[at].legal
        text = _PLACE.sub(lambda hit: _counted(levels, counts, int(hit[1]) - 1, legal), levels[at].text)
        return text + " " if text[-1:].isalnum() else text

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """The list and the level of a paragraph, its own or those of its style; list `0` is none."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        number, level = _numbered(own)
        style = _value(paragraph.find(W + "pPr"), "pStyle")
        for _ in range(_MOST_STYLES):
            if style is None or (number is not None and level is not None):
                break
            of_style, at, style = self.styles.get(style, (None, None, None))
            number, level = number or of_style, at if level is None else level
        return number or "0", level or 0


def _styles(root: Any) -> dict[str, tuple[str | None, int | None, str | None]]:
    return {
        str(_get(style, "styleId")): (
            *_numbered(style.find(f"{W}pPr/{W}numPr")),
            _value(style, "basedOn"),
        )
        for style in root.iterchildren(W + "style")
    }


def _numbered(properties: Any) -> tuple[str | None, int | None]:
    level = _value(properties, "ilvl")
    return _value(properties, "numId"), int(level) if level is not None else None


def _level(element: Any) -> Level:
    form = _value(element, "numFmt") or "decimal"
    text = "" if form in ("bullet", "none") else _value(element, "lvlText") or ""
    legal = element.find(W + "isLgl")
    return Level(int(_value(element, "start") or 1), form, text, legal is not None)


def _value(parent: Any, name: str) -> str | None:
    child = None if parent is None else parent.find(W + name)
    return None if child is None else _get(child, "val")


def _get(element: Any, name: str) -> str | None:
    value: str | None = element.get(W + name)
    return value


def _counted(levels: dict[int, Level], counts: dict[int, int], at: int, legal: bool) -> str:
    if at not in levels:
        return ""
    count = counts.get(at, levels[at].start)
    if legal:
        return str(count)
    return _FORMS.get(levels[at].form, str)(count)


def _chinese(count: int) -> str:
    """一 to 九十九; larger counts, which no outline has, stay in digits."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def _letters(count: int) -> str:
    return chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26) if count > 0 else str(count)


def _roman(count: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        found += sign * (count // value)
        count %= value
    return found


def _circled(count: int) -> str:
    return chr(0x245F + count) if 0 < count <= 20 else str(count)


def _digit_by_digit(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count))


_CHINESE = ("chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
            "japaneseCounting")  # fmt: skip
_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE, _chinese),
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "lowerLetter": _letters,
    "upperLetter": lambda count: _letters(count).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda count: _roman(count).upper(),
}
