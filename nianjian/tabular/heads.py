"""The heads of a table's columns: what a cell of a head says, and whether a line is one of heads."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding import metrics
from nianjian.binding.times import TimeMark, time_marks
from nianjian.tabular.cells import Word, read_unit, read_units, words
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

STRUCTURE = ("index", "label", "place", "year", "unit", "note")
NAMING = ("label", "place", "year")
_SAYS = (
    "status",
    "growth",
    "mean",
    "share",
    "rank",
    "points",
    "difference",
    "fulfilment",
    "amount",
    "noun",
    "last",
    "area",
)
_MEASURES = {
    "fulfilment": "fulfilment",
    "rank": "rank",
    "share": "share",
    "points": "change_pp",
    "difference": "change_abs",
    "growth": "change_pct",
    "amount": "level",
    "noun": "level",
}
_STATUSES = ("target", "estimate", "actual")
_FOLD = str.maketrans("（）％－＋／[]〔〕", "()%-+/()()")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_PERCENT = re.compile(r"[±+/-]*%$")
_BARE_YEAR = re.compile(ARABIC_YEAR)
_UNKNOWN = re.compile(r"[一-龥A-Za-z（）()、/]{2,10}")
_UNFINISHED = ("比", "较", "与", "和", "及")
_FINISHED = ("同比", "占比", "环比")
_NOUN = re.compile(r"[一-龥]{2,8}")
_WHOLE_YEAR = ("全年", "年度", "年初")
_LONGEST = 24
_MOST_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a column says.

    `kind` is index, label, place, year, unit, note, value, or other for a head of unknown words. `measure`
    is empty where a value head leaves it open (2023年); `falls` tells a rate of decline; `shift` counts years
    back from the column before; `noun` completes the label of a row (粮食 under 产量);
    `area` says whose the figures are (全市, 农村); `whole_year` tells that it names a year's plan (全年目标).
    """

    kind: str
    measure: str = ""
    falls: bool = False
    mean: bool = False
    of_growth: bool = False
    status: str = ""
    mark: TimeMark | None = None
    shift: int = 0
    unit: str = ""
    noun: str = ""
    area: str = ""
    basis: str = ""
    whole_year: bool = False
    rules: tuple[str, ...] = ()

    @property
    def is_time(self) -> bool:
        """Whether it names a period and nothing else."""
        return self.kind == "value" and self.mark is not None and not (self.measure or self.status)


@cache
def _by_first() -> dict[str, tuple[Word, ...]]:
    found: dict[str, list[Word]] = {}
    for word in words("head."):
        found.setdefault(word.text[0], []).append(word)
    return {first: tuple(some) for first, some in found.items()}


def _tiles(text: str, at: int = 0) -> tuple[Word, ...] | None:
    """The words that make up a text without a rest, longest first; NUL characters stand for time marks."""
    while text[at : at + 1] == "\0":
        at += 1
    if at == len(text):
        return ()
    for word in _by_first().get(text[at], ()):
        if text.startswith(word.text, at) and (rest := _tiles(text, at + len(word.text))) is not None:
            return (word, *rest)
    return None


@cache
def head_pattern() -> re.Pattern[str]:
    """A line break and what a head opens with: a column that names rows, units or numbers."""
    openers = [w.text for w in words("head.") if w.cls in STRUCTURE]
    spaced = ["[ \\u3000]*".join(text) for text in sorted(openers, key=len, reverse=True)]
    return re.compile(rf"\n[ \u3000\t|]*(?:{'|'.join(spaced)}|\|[ ]*[一-龥0-9])")


@cache
def read_head(text: str, forms: bool = False) -> Head | None:
    """What a cell of a head says, or None where it says none; `forms` lets a catalogue form name a column."""
    plain = "".join(text.split()).translate(_FOLD).strip("*#:：")
    if not plain or len(plain) > _LONGEST:
        return None
    remarks = _BRACKETS.findall(plain)
    bare = _BRACKETS.sub("", plain)
    unit = next((remark for remark in remarks if read_units(remark)), "")
    if percent := _PERCENT.search(bare):
        unit, bare = "%", bare[: percent.start()]
    if bare.endswith(_UNFINISHED) and not bare.endswith(_FINISHED):
        return None
    if forms and (code := metrics.code_of(bare)):
        return Head("value", "", unit=unit, noun=bare, rules=(f"table.form.{code}",))
    marks = time_marks(bare)
    if not marks and _BARE_YEAR.fullmatch(bare):
        marks = [TimeMark(0, 4, "time.year", int(bare))]
    # 完成全年计划 is one word, though 全年 by itself is a time.
    for cut in ([mark for mark in marks if mark.year], marks):
        tiles = _tiles(_without(bare, cut))
        if tiles is not None:
            extra = tuple(
                tile for remark in remarks for tile in _tiles(remark) or () if not read_units(remark)
            )
            whole = any(word in bare for word in _WHOLE_YEAR)
            head = _composed(tiles, extra, cut, unit, _base(bare, cut))
            if head is not None:
                return replace(head, whole_year=whole)
    if unit and not marks and _NOUN.fullmatch(bare) and _counts(unit):
        # 学校数（所）, 在校生（人）: what is counted in a column, with its unit.
        return Head("value", "", unit=unit, noun=bare, rules=("table.noun_with_unit",))
    return None


def _counts(unit: str) -> bool:
    """Whether a unit is known to count or measure something."""
    found = read_unit(unit)
    return found is not None and found.kind in ("count", "measure", "money")


def _without(text: str, marks: Sequence[TimeMark]) -> str:
    for mark in marks:
        text = text[: mark.start] + "\0" * (mark.end - mark.start) + text[mark.end :]
    return text


def _base(text: str, marks: Sequence[TimeMark]) -> str:
    """What a head compares with: 上年完成数增减 of 比上年完成数增减."""
    return next((text[mark.start :] for mark in marks if mark.base), "")


def _composed(
    tiles: tuple[Word, ...], extra: tuple[Word, ...], marks: Sequence[TimeMark], unit: str, base: str
) -> Head | None:
    structure = [tile.cls for tile in tiles if tile.cls in STRUCTURE]
    # “十四五”目标 is about those years; 年初目标 is not about the beginning of the year.
    dated = next((mark for mark in reversed(marks) if not mark.base or mark.rule == "time.term"), None)
    last = any(tile.cls == "last" for tile in tiles) or (dated and dated.rule == "time.same_period")
    if last and dated and dated.relative:
        # 上年同期 is as long as the period beside it.
        dated = None
    speaks = dated is not None or bool(last) or any(tile.cls in _SAYS for tile in tiles)
    rules = tuple(tile.id for tile in (*tiles, *extra) if tile.cls != "glue")
    if structure and not speaks:
        return Head(structure[-1], rules=rules)
    if structure and not set(structure) <= {"label", "note", "year"}:
        return None
    tiles = (*tiles, *(tile for tile in extra if tile.cls in (*_SAYS, "basis")))
    said = {tile.cls: tile for tile in reversed(tiles)}
    # 比上年（%）: what is compared in percent grows.
    growth = "growth" in said or (bool(marks) and dated is None and unit == "%")
    measure = next((name for cls, name in _MEASURES.items() if cls in said), "")
    measure = measure or ("change_pct" if growth or ("mean" in said and unit in ("%", "")) else "")
    if not (speaks or growth):
        return None
    statuses = {tile.arg for tile in tiles if tile.cls == "status" and not (growth and tile.text in base)}
    return Head(
        "value",
        measure,
        falls=any(tile.cls == "growth" and tile.arg == "-" for tile in tiles)
        and not any(tile.cls == "growth" and tile.arg == "+" for tile in tiles),
        mean="mean" in said,
        of_growth=growth,
        status=next((status for status in _STATUSES if status in statuses), ""),
        mark=dated,
        shift=-1 if last and dated is None else 0,
        unit=unit,
        noun=said["noun"].text if "noun" in said else "",
        # 全省位次, 占全市比重: what a figure is measured by, not whose it is.
        area=said["area"].text if "area" in said and measure not in ("rank", "share") else "",
        basis=said["basis"].arg if "basis" in said else "",
        rules=rules,
    )


def heads_of(cells: Sequence[str], exact: bool, forms: bool = False) -> tuple[Head, ...] | None:
    """The heads of a line's cells, or None where it is no line of a head.

    Cells set apart by a bar or a tab are taken as they are (an empty one names nothing: kind other). Words
    set apart by single blanks are joined where only together they are a head (指 标, 增速 （%）). One head of
    unknown words is let pass beside three known ones.
    """
    found = _exact(cells, forms) if exact else _joined(tuple(cells), forms)
    if found is None:
        return None
    known = sum(1 for head in found if head.kind != "other" or not head.rules)
    unknown = len(found) - known
    return found if unknown == 0 or (unknown == 1 and known >= 3) else None


EMPTY = Head("other")
_STRANGE = Head("other", rules=("table.unknown_head",))


def _exact(cells: Sequence[str], forms: bool) -> tuple[Head, ...] | None:
    found = []
    for cell in cells:
        head = read_head(cell, forms) if cell.strip() else EMPTY
        if head is None and not _UNKNOWN.fullmatch(cell):
            return None
        found.append(head or _STRANGE)
    return tuple(found)


def _joined(tokens: tuple[str, ...], forms: bool) -> tuple[Head, ...] | None:
    best: list[tuple[int, int, tuple[Head, ...]] | None] = [None] * len(tokens) + [(0, 0, ())]
    for i in range(len(tokens) - 1, -1, -1):
        options = []
        for j in range(i + 1, min(i + _MOST_TOKENS, len(tokens)) + 1):
            rest = best[j]
            if rest is None:
                continue
            head = read_head("".join(tokens[i:j]), forms)
            heads = (head,) if head else _parted(tokens[i], forms) if j == i + 1 else ()
            if heads:
                options.append((rest[0], rest[1] - len(heads), (*heads, *rest[2])))
            elif j == i + 1 and _UNKNOWN.fullmatch(tokens[i]):
                options.append((rest[0] + 1, rest[1], (_STRANGE, *rest[2])))
        best[i] = min(options, key=lambda option: option[:2], default=None)
    return best[0][2] if best[0] else None


def _parted(token: str, forms: bool) -> tuple[Head, ...]:
    """单位2023年完成, where a repair took the blank: a column that names something, and another behind it."""
    for word in words("head."):
        if word.cls in ("unit", "index") and token.startswith(word.text):
            rest = read_head(token[len(word.text) :], forms)
            if rest is not None:
                return (Head(word.cls, rules=(word.id,)), rest)
    return ()
