"""Clean text -> quantities: numeral, range, scale word, unit and the qualifiers that cling to them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from nianjian.levels import EVERY
from nianjian.quantities import numerals, qualifiers
from nianjian.quantities.qualifiers import Qualifier
from nianjian.quantities.units import Unit, unit_at, units
from nianjian.values import value


@value(frozen=True, slots=True)
class Quantity:
    """A numeral with what clings to it; `value` and `high` are in the base unit, unsigned unless written.

    `start`..`number_end` is the numeral (of a range: its first end), `end` follows the unit, `tail_end`
    follows the qualifier behind it. `kind` is the kind of the unit, empty for a bare numeral. `part`
    numbers the terms of a ratio a:b:c from 1; `lead` is where the words of a rank (位居全市第) begin.
    """

    start: int
    number_end: int
    end: int
    tail_end: int
    value: Decimal
    high: Decimal | None
    unit: str
    kind: str
    value_text: str
    unit_text: str
    qualifier: str
    rules: tuple[str, ...]
    part: int = 0
    lead: int = -1


# One class of characters in front lets the search skip to the next digit.
NUMERAL = re.compile(
    r"[0-9０-９](?:(?<=[0-9])[0-9]{0,2}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?"
    r"|(?<![A-Za-z].)[0-9０-９]*O[0-9０-９O]*(?:[.．][0-9]+)?"
    r"|[0-9]*\.[0-9]*O[0-9O]*(?![A-Za-z])"
    r"|[0-9０-９]*(?:[.．][0-9０-９]+)?)"
)

_ONE = Decimal(1)
_SCALE = re.compile("|".join(sorted(numerals.SCALES, key=len, reverse=True)))
_JOINT = re.compile(r"(?:[-－−–~～]|—{1,2}|至|到)(?=[0-9０-９])")
# 98.6/10万: deaths in a hundred thousand.
_PER_LAC = re.compile(r"/(?:10|十)万(?!元|人次)")
_PER_100K = Unit("unit.per_100k", "/10万", "/10万", Decimal(1), "measure")
_JOINT_OPENS = frozenset("-－−–~～—至到")
# 从5000元到1万元再到1.2万元 are three figures, 5000元到1万元 is one range.
_STARTS_FROM = re.compile(r"[从由][^，,；;。：:]{0,8}$")
_RANGING = ("percent", "permille", "money")
# 产量分别达26.6、7.8和0.6万吨: what is dealt out has one unit.
_DEALS = re.compile("分别[^，,；;。：:]*$")
_DEALT_REACH = 40
# 低于全国0.2个、高于全省0.3个百分点, 高于全国0.2个、全省0.3个百分点: each with its own comparison.
_SHARED_UNIT = re.compile(rf"[和与及、](?:[高低快慢][出于过]?[一-龥]{{0,4}}?|{EVERY}(?:平均)?)?(?=[0-9])")
# Behind a 、 a minus is one where the value before it ended with its unit: 5.1%、-1.3%.
_SIGN = re.compile(r"(?:(?<=[长速幅率度降为至到是的 \t|（(])|(?<=[%％点][、和，,])|^)[-－−]$")
_MINUS = frozenset("-－−")
_ALTERNATE = re.compile(r"[（(](?:[间只户人次套家处头座批])[)）]次?")


@value(frozen=True, slots=True)
class _Tail:
    end: int
    scale: Decimal
    unit: Unit | None
    unit_text: str
    unit_name: str
    more: Qualifier | None


def numeral_value(text: str) -> Decimal:
    """The value of an Arabic numeral as NUMERAL matches it; a letter O among digits counts as 0."""
    return numerals.arabic(text.replace("O", "0"))


def _tail(text: str, at: int) -> _Tail:
    """Scale word and unit behind a numeral that ends at `at`."""
    if text[at : at + 1] == " ":
        at += 1
    begin = at
    more = qualifiers.inside(text, at)
    if more:
        at += 1
    scale = _ONE
    unit = unit_at(text, at)
    if unit is None or (unit.kind == "count" and unit.surface == "千"):
        match = _SCALE.match(text, at)
        if match:
            scale = numerals.SCALES[match[0]]
            at = match.end()
            if again := qualifiers.inside(text, at):
                more = again
                at += 1
            unit = unit_at(text, at)
            if unit is not None and unit.surface == "大":
                # 5万亿大台阶 counts nothing by size.
                unit = None
    if unit is None and more is None and (per := _PER_LAC.match(text, at)):
        return _Tail(per.end(), scale, _PER_100K, per[0], _PER_100K.unit, None)
    if unit is None:
        scaled = scale is not _ONE
        return _Tail(at if scaled else begin, scale, None, text[begin:at] if scaled else "", "", more)
    at += len(unit.surface)
    name = unit.unit
    behind = text[at : at + 1]
    if unit.kind == "count" and behind in ("(", "（"):
        match = _ALTERNATE.match(text, at)
        if match:
            name += match[0].replace("（", "(").replace("）", ")")
            at = match.end()
    elif behind == "/":
        below = unit_at(text, at + 1)
        if below is not None:
            at += 1 + len(below.surface)
            name = ("元" if unit.unit == "CNY" else unit.surface) + "/" + below.surface
            unit = Unit(unit.id, unit.surface, name, unit.factor, "measure")
    return _Tail(at, scale, unit, text[begin:at], name, more)


def _build(
    text: str, start: int, number_end: int, tail: _Tail, low: Decimal, high: Decimal | None, rules: list[str]
) -> Quantity:
    unit = tail.unit
    unit_kind, factor = "", tail.scale
    if unit:
        unit_kind = unit.kind
        factor = unit.factor if factor is _ONE else factor * unit.factor
        rules.append(unit.id)
    qualifier = "exact"
    if tail.more:
        qualifier = tail.more.says
        rules.append(tail.more.id)
    tail_end = behind = tail.end
    if "\u2460" <= text[behind : behind + 1] <= "\u2473":
        behind += 1
    after = qualifiers.behind(text, behind)
    if after:
        close = behind + len(after.word)
        # 5年内 is a span of time, 5个内 of 内河 none.
        if after.word != "内" or unit_kind == "time" or text[close : close + 1] in "，,。；;、 ":
            qualifier, tail_end = after.says, close
            rules.append(after.id)
    return Quantity(
        start,
        number_end,
        tail.end,
        tail_end,
        low * factor,
        None if high is None else high * factor,
        tail.unit_name,
        unit_kind,
        text[start:number_end],
        tail.unit_text,
        qualifier,
        tuple(rules),
    )


_ENDS = re.compile(r"[，,；;。、）)]|$")
_FALLS_TO = re.compile("(?:下降|下调|减少|清零|降低|降|减)[到至为]")


def _is_plain(tail: _Tail) -> bool:
    return tail.scale is _ONE and (tail.unit is None or tail.unit.surface == "个")


def quantity_at(text: str, match: re.Match[str]) -> Quantity:
    """The quantity whose first numeral is this match of NUMERAL: a range takes the second numeral along."""
    start, number_end = match.span()
    low = numeral_value(match[0])
    rules = ["numeral.arabic"]
    if text[start - 1 : start] in _MINUS and _SIGN.search(text, max(0, start - 2), start):
        low = -low
        rules.append("sign.minus")
    tail = _tail(text, number_end)
    following = text[tail.end : tail.end + 1]
    ranges = following in _JOINT_OPENS and (tail.unit is None or tail.unit.kind in _RANGING)
    if ranges and (joint := _JOINT.match(text, tail.end)):
        second = NUMERAL.match(text, joint.end())
        steps = joint[0] in "到至" and _STARTS_FROM.search(text, max(0, start - 12), start)
        if second and not steps:
            beyond = _tail(text, second.end())
            # 5%-6%, 5-6个百分点, 1-2家: one unit for both ends, written once or twice.
            same = tail.unit is None or (beyond.unit is not None and beyond.unit.unit == tail.unit.unit)
            upper = numeral_value(second[0])
            spread = upper * beyond.scale > low * (tail.scale if tail.unit else beyond.scale)
            if beyond.unit is not None and same and spread:
                rules.append("numeral.range")
                if tail.unit is not None and tail.scale != beyond.scale:
                    low = low * tail.scale / beyond.scale
                return _build(text, start, second.end(), beyond, low, upper, rules)
        if second and steps and tail.unit is None:
            # 从0到173公里: what it came to lends its unit.
            beyond = _tail(text, second.end())
            if beyond.unit is not None and beyond.unit.kind in ("measure", "count", "money", "percent"):
                rules.append("numeral.shared_unit")
                tail = replace(beyond, end=tail.end, unit_text=tail.unit_text)
                return _build(text, start, number_end, tail, low, None, rules)
    plain, at = _is_plain(tail), tail.end
    while plain and (shared := _SHARED_UNIT.match(text, at)):
        second = NUMERAL.match(text, shared.end())
        lent = _tail(text, second.end()) if second else tail
        lends = ("point",) if tail.unit else ("point", "percent", "money")
        dealt = lent.unit is not None and lent.unit.kind in ("measure", "count") and not tail.unit
        if lent.unit is not None and (
            lent.unit.kind in lends or (dealt and _DEALS.search(text, max(0, start - _DEALT_REACH), start))
        ):
            rules.append("numeral.shared_unit")
            tail = replace(lent, end=tail.end, unit_text=tail.unit_text)
            break
        # 2.6个、1.7个和0.8个百分点: the last one lends its unit to all.
        plain, at = second is not None and _is_plain(lent), lent.end
    return _build(text, start, number_end, tail, low, None, rules)


def down_to_zero(text: str, quantity: Quantity, origin: Quantity | None) -> Quantity:
    """由12.6%降至0: nothing is left of what the value before, the `origin`, measured, in its unit."""
    if quantity.value != 0 or quantity.unit_text or origin is None or not origin.kind:
        return quantity
    ends = _ENDS.match(text, quantity.number_end)
    if not ends or not _FALLS_TO.fullmatch(text, origin.tail_end, quantity.start):
        return quantity
    return replace(
        quantity, unit=origin.unit, kind=origin.kind, rules=(*quantity.rules, "numeral.shared_unit")
    )


def quantities(text: str) -> list[Quantity]:
    """Every Arabic numeral of the text as a quantity, bare ones included, in order and without overlap."""
    found: list[Quantity] = []
    at = 0
    units()
    for match in NUMERAL.finditer(text):
        if match.start() >= at:
            found.append(quantity_at(text, match))
            at = found[-1].number_end
    return found
