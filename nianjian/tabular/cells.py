"""The cells of a table: units, figures with their qualifiers, row numbers and the labels of rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table
from nianjian.quantities import numerals, qualifiers
from nianjian.quantities.scan import NUMERAL, Quantity, numeral_value, quantity_at
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_UNIT, _LONGEST_LABEL = 12, 48
_RANGE = re.compile(r"[ ]?(?:[-－−–~～至到]|—{1,2})[ ]?(?=[0-9])")
_MINUS = re.compile(r"[-－−–—] ?(?=[0-9])")
_YEAR = re.compile(ARABIC_YEAR + "年度?")
_TOTAL = re.compile(r"[\[〔【]([^\]〕】]+)[\]〕】]")
_REMARK = re.compile(r"[①-⑳*△▲]*(?:[（(\[][^（）()\[\]]{0,12}[）)\]])?")
_UNIT_LIST = re.compile(r"[、，,；;/或]")
_DIGIT = re.compile(r"[0-9０-９]")
_HAN = re.compile(r"[一-龥A-Za-z]")
_STRANGE_UNIT = re.compile(r"[一-龥A-Za-z³²/（）()·]{1,8}")
_NUMBER = r"(?:[0-9]{1,3}(?:[.．][0-9]{1,2}){0,2}|[一二三四五六七八九十]{1,3})"
ROW_NUMBER = re.compile(rf"{_NUMBER}[.．、]?|[（(]{_NUMBER}[)）][、]?|[①-⑳]")
_NUMBERED = re.compile(rf"[（(]{_NUMBER}[)）][、.]?|{_NUMBER}[、)）]|[0-9]{{1,3}}[.．](?![0-9])|[①-⑳]")


@dataclass(frozen=True, slots=True)
class UnitText:
    """A unit as written: its base unit, the factor that leads to it, its kind, and the rule that knew it."""

    text: str
    unit: str
    factor: Decimal
    kind: str
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A figure in a cell: a quantity placed in the document, the sign and the status that the cell gives it.

    `sign` is 0 where the cell gives none; `total` marks one in square brackets: a sum over the years.
    """

    quantity: Quantity
    sign: int
    qualifier: str
    status: str
    rules: tuple[str, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A row of catalogue/table_words.tsv; `cls` is what its class says behind the dot."""

    id: str
    text: str
    cls: str
    arg: str


@cache
def words(group: str) -> tuple[Word, ...]:
    """The words whose class begins with GROUP, longest first."""
    found = [
        Word(row["id"], row["word"], row["class"].partition(".")[2], row["arg"])
        for row in table("table_words")
        if row["class"].startswith(group)
    ]
    return tuple(sorted(found, key=lambda word: -len(word.text)))


@cache
def _empty() -> frozenset[str]:
    return frozenset(word.text for word in words("cell.empty"))


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing but a dash or another sign for nothing."""
    return not text.strip() or text.strip() in _empty()


def is_words(text: str) -> bool:
    """Whether a cell of a column of figures says in words what others say in figures (与经济增长同步)."""
    return not _DIGIT.search(text) and any(word.text in text for word in words("cell.wording"))


@cache
def read_unit(text: str, known: bool = True) -> UnitText | None:
    """The unit that a text is, whole: 亿元 -> CNY times 1e8; unless `known`, unlisted ones pass too."""
    plain = "".join(text.split()).strip("（()）")
    if not plain or len(plain) > _LONGEST_UNIT or plain[0].isdigit():
        return None
    one = "1" + plain
    match = NUMERAL.match(one)
    if match:
        quantity = quantity_at(one, match)
        if quantity.unit and quantity.end == len(one):
            return UnitText(plain, quantity.unit, quantity.value, quantity.kind, quantity.rules[1:])
    if known or not _STRANGE_UNIT.fullmatch(plain):
        return None
    scale = next((s for s in sorted(numerals.SCALES, key=len, reverse=True) if plain.startswith(s)), "")
    rest = plain[len(scale) :]
    return UnitText(plain, rest, numerals.SCALES.get(scale, Decimal(1)), "measure", ()) if rest else None


@cache
def read_units(text: str, known: bool = True) -> tuple[UnitText, ...]:
    """The units of a cell or a caption, in order: 亿元、% -> both. Empty where a part is none."""
    if "%" not in text and "％" not in text and (single := read_unit(text, known)):
        return (single,)
    found = [read_unit(part, known) for part in _UNIT_LIST.split(text) if part.strip()]
    units = tuple(unit for unit in found if unit is not None)
    return units if len(units) == len(found) else ()


def read_value(text: str, offset: int) -> Value | None:
    """The figure that a cell is, whole, or None; `offset` is where the cell begins in the document.

    ≥6, 7左右, 控制在3.5以内, 增长6.5%以上, 下降3.4, -3.4, 6-7, 53926元, 8.1（预计）. 2023年 is none: a head
    that a page repeats.
    """
    if total := _TOTAL.fullmatch(text.strip()):
        inner = read_value(total[1], offset + text.index(total[1]))
        return inner and replace(inner, total=True)
    if _YEAR.fullmatch(text.strip()):
        return None
    at = len(text) - len(text.lstrip())
    sign, qualifier, status = 0, "", ""
    rules: list[str] = []
    while (match := NUMERAL.match(text, at)) is None:
        if minus := _MINUS.match(text, at):
            sign, at = -1, minus.end()
            rules.append("sign.minus")
            continue
        word = next((word for word in words("cell.before") if text.startswith(word.text, at)), None)
        if word is None:
            return None
        if word.cls in ("before_up", "before_down"):
            sign = -1 if word.cls == "before_down" else sign or 1
        qualifier = word.arg if word.cls == "before_qualifier" else qualifier
        status = "estimate" if word.cls == "before_expected" else status
        rules.append(word.id)
        at += len(word.text)
        at += len(text[at:]) - len(text[at:].lstrip())
    quantity, end, after = _whole(text, match)
    remark = _REMARK.fullmatch(text[end:].strip())
    if remark is None:
        return None
    status = "estimate" if "预计" in remark[0] else status
    qualifier = after if after != "exact" else qualifier or "exact"
    return Value(_moved(quantity, offset), sign, qualifier, status, tuple(rules))


def _whole(text: str, match: re.Match[str]) -> tuple[Quantity, int, str]:
    """The quantity at a numeral, range and qualifier included, where it ends, and its qualifier."""
    quantity = quantity_at(text, match)
    quantity = replace(quantity, value=abs(quantity.value))
    end, qualifier = quantity.tail_end, quantity.qualifier
    joint = _RANGE.match(text, quantity.end)
    second = NUMERAL.match(text, joint.end()) if joint and quantity.high is None else None
    if second is not None and numeral_value(second[0]) > numeral_value(match[0]):
        beyond = quantity_at(text, second)
        low = (
            quantity.value
            if quantity.unit_text
            else numeral_value(match[0]) * (beyond.value / numeral_value(second[0]))
        )
        quantity = replace(
            beyond,
            start=quantity.start,
            value=low,
            high=abs(beyond.value),
            value_text=text[quantity.start : beyond.number_end],
            rules=(*quantity.rules, "numeral.range"),
        )
        end, qualifier = beyond.tail_end, beyond.qualifier
    blank = len(text[end:]) - len(text[end:].lstrip())
    if blank and (loose := qualifiers.behind(text, end + blank)):
        end, qualifier = end + blank + len(loose.word), loose.says
    return quantity, end, qualifier


def _moved(quantity: Quantity, by: int) -> Quantity:
    return replace(
        quantity,
        start=quantity.start + by,
        number_end=quantity.number_end + by,
        end=quantity.end + by,
        tail_end=quantity.tail_end + by,
    )


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a row: its words, the unit in brackets behind them, and what openings and endings say.

    `number_end` is how many characters a row number takes; `part` marks a row that is part of one above;
    `turn` is +1 or -1 where the label names a rate of change, else 0.
    """

    name: str
    units: tuple[UnitText, ...] = ()
    number_end: int = 0
    part: bool = False
    turn: int = 0
    basis: str = ""


_TRAILING = re.compile(r"[（(]([^（）()]*)[）)]$")
_SIGNS = " \u3000*—－-·•○●◆■△▲★☆①②③④⑤⑥⑦⑧⑨⑩、.．:："
_COMMA_UNIT = re.compile(r"[，,、]([^，,、]+)$")


def is_label(text: str) -> bool:
    """Whether a cell can name a row: words, no sentence, no unit, no figure."""
    plain = text.strip()
    return (
        _HAN.search(plain) is not None
        and len(plain) <= _LONGEST_LABEL
        and not re.search(r"[。；！？;!?]", plain)
        and read_value(plain, 0) is None
        and read_unit(plain) is None
    )


def read_label(text: str, is_form: Callable[[str], bool]) -> Label:
    """A row's label; `is_form` says of a name that its ending belongs to it (人口自然增长率)."""
    numbered = _NUMBERED.match(text.lstrip())
    number_end = len(text) - len(text.lstrip()) + numbered.end() if numbered else 0
    rest = text[number_end:].strip()
    part = False
    while rest:
        opening = next((word.text for word in words("label.part") if rest.startswith(word.text)), "")
        part = part or bool(opening) or rest[0] in "—－-"
        cut = rest[len(opening) :].lstrip(_SIGNS) if opening else rest.lstrip(_SIGNS)
        if cut == rest:
            break
        rest = cut
    rest = rest.rstrip(_SIGNS)
    units: tuple[UnitText, ...] = ()
    basis = ""
    while bracket := _TRAILING.search(rest):
        units = units or read_units(bracket[1])
        basis = basis or next((word.arg for word in words("label.basis") if word.text in bracket[1]), "")
        rest = rest[: bracket.start()].rstrip(_SIGNS)
    if not units and (tail := _COMMA_UNIT.search(rest)) and (units := read_units(tail[1])):
        rest = rest[: tail.start()]
    rest = "".join(rest.split()) if not re.search("[A-Za-z]", rest) else " ".join(rest.split())
    name, turn = (rest, 0) if is_form(rest) else _without_turn(rest)
    return Label(name, units, number_end, part, turn, basis)


def _without_turn(name: str) -> tuple[str, int]:
    for group, turn in (("label.growth", 1), ("label.fall", -1)):
        for word in words(group):
            if name.endswith(word.text) and len(name) - len(word.text) > 1:
                return name[: -len(word.text)].removesuffix("比上年").removesuffix("较上年"), turn
    return name, 0


def ends_as(name: str, group: str) -> bool:
    """Whether a label ends as those of a group do (rate, share, amount)."""
    return name.endswith(tuple(word.text for word in words(f"label.{group}")))


def opens_as(name: str, group: str) -> bool:
    """Whether a label opens as those of a group do (intensity: 单位地区生产总值能耗)."""
    return name.startswith(tuple(word.text for word in words(f"label.{group}")))
