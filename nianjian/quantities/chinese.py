"""Quantities in Chinese numerals, where they measure something: 四百三十亿元, 三成, 九分之一, 近千家, 翻一番.

Small counts (三支队伍) and idioms are left alone: they are as often rhetoric as measurement.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from nianjian.quantities import qualifiers
from nianjian.quantities.numerals import CHINESE_CHARS, chinese
from nianjian.quantities.scan import Quantity
from nianjian.quantities.units import unit_at

_N = f"[{CHINESE_CHARS}]"
_DIGIT = "[一二两三四五六七八九]"
_CLASS_BEHIND = re.compile(r"[一-龥]{0,6}?(?:项目|企业|产业|园区|级|数量|个数|楼|街镇|集群)")
# 百万吨死亡率, 十万吨级码头: the number is part of a name.
_NAMED_BY = re.compile(r"死亡率|级")
# 6家企业产值超十亿元: what each of them exceeds measures none of them.
_EACH_EXCEEDS = re.compile(r"[0-9一二两三四五六七八九十][家个户][^，,；;。、0-9]{2,14}[过超破逾]$")
_EACH_REACH = 20
_STOPS = frozenset("，,。；;、")
_ENDS = frozenset("，,。；;") | {""}
_WHICH = re.compile("的(?:有|达到?|共)?[0-9]|[0-9]+[家个户]")
SMALLEST_COUNT = 1000

_FORMS = re.compile(
    rf"(?:(?P<percent>百分之(?P<percent_n>{_N}+(?:点{_N}+)?))"
    rf"|(?P<permille>千分之(?P<permille_n>{_N}+(?:点{_N}+)?))"
    rf"|(?P<fraction>(?P<below>{_N}+)分之(?P<above>{_N}+))"
    rf"|(?<![一])(?P<tenths>(?P<tenths_n>{_DIGIT})成(?:(?P<tenths_half>半)|(?P<tenths_one>{_DIGIT}))?)(?=(?<=[近超约逾]{_DIGIT}成)(?!员|本|绩|果|功|都|人|品|立|分|效|套|长)[一-龥]|(?<=[由从足到的]{_DIGIT}成)[提上升增降减下回扩缩跌]|以[上下内]|左右|多|是|为|的|[，,。；;、）)的\n]|$)"
    rf"|(?P<half>(?<=[占过超近])半数(?=以上|左右|[，,。；;、）)]|$)|(?<=过|超)(?:一?半)(?=[，,。；;、）)]|以上|$)|(?:(?<=[近逾占国省市界球的])|(?<=占到))一半(?:(?<=[近逾占]..)|(?<=占到..)|(?<=[平量数额]的..)(?=[，,。；;、）)]|以上|左右|$)|(?<!的..)(?=[，,。；;、）)]|以上|左右|$)))"
    rf"|(?P<half_day>半个?(?:工作日|小时))"
    rf"|(?P<fold>翻(?:了)?(?P<fold_near>近|约)?(?P<fold_n>(?:{_DIGIT}|[1-9])?)番)"
    rf"|(?P<points>(?P<points_n>{_N}+(?:点{_N}+)?)个百分点)"
    rf"|(?P<times>(?<!第)(?P<times_n>{_N}+(?:点{_N}+)?)倍(?!增))"
    rf"|(?P<money>(?<![0-9.个一二三四五六七八九十百千万亿几数第])(?P<money_n>{_N}+(?:点{_N}+)?)(?P<money_more>余|多)?(?:元|美元)(?![一-龥]?(?:店|级|村|户)))"
    rf"|(?P<sum>(?<=[破过上越逾超近回返登])(?P<sum_n>{_N}*[百千万]亿|{_N}*百亿)(?=台阶|大关|[，,。；;、]|$))"
    rf"|(?P<count>(?<![0-9.个一二三四五六七八九十百千万亿几数第每“])(?P<count_n>{_N}*[百千万亿十]{_N}*)(?P<count_more>余|多)?))"
)


# Where such a quantity may begin: by a character and what follows it, as few open one.
_OPENINGS = re.compile(
    rf"[半翻{CHINESE_CHARS}](?:(?<=[半翻])|(?<=[十百千万亿])(?<![0-9.].)|(?=[{CHINESE_CHARS}分点成倍元余多美半]|个百))"
)


def _made(
    text: str, start: int, end: int, value: Decimal, unit: str, kind: str, rule: str, more: bool = False
) -> Quantity:
    qualifier, tail_end = ("at_least", end) if more else ("exact", end)
    after = qualifiers.behind(text, end)
    rules = [rule]
    if after:
        qualifier, tail_end = after.says, end + len(after.word)
        rules.append(after.id)
    number_end = end - len(unit) if kind in ("count", "measure") else end
    return Quantity(
        start,
        number_end,
        end,
        tail_end,
        value,
        None,
        unit,
        kind,
        text[start:end],
        "",
        qualifier,
        tuple(rules),
    )


def _count(text: str, match: re.Match[str]) -> Quantity | None:
    """近千家, 两万余人: a large or rounded count with its classifier."""
    unit = unit_at(text, match.end())
    value = chinese(match["count_n"])
    if unit is None or value is None or unit.kind not in ("count", "measure") or unit.surface in ("年", "号"):
        return None
    if _NAMED_BY.match(text, match.end() + len(unit.surface)):
        return None
    alone = match["count_n"] in ("百", "千", "万", "亿", "十") and not match["count_more"]
    if alone and not re.search(r"[近上超逾约破]$", text[: match.start()][-1:]):
        return None
    rounded = bool(match["count_more"]) or text[match.start() - 1 : match.start()] in (
        "近",
        "上",
        "约",
        "逾",
        "超",
    )
    if value < SMALLEST_COUNT and not (rounded and value >= 100):
        return None
    if (
        len(unit.surface) == 1
        and text[match.end() + 1 : match.end() + 2] in ("户", "业")
        and unit.surface == "家"
    ):
        return None
    return _made(
        text,
        match.start(),
        match.end() + len(unit.surface),
        value,
        unit.unit,
        unit.kind,
        "numeral.chinese.count",
        bool(match["count_more"]),
    )


def _money(text: str, match: re.Match[str]) -> Quantity | None:
    value = chinese(match["money_n"])
    alone = match["money_n"] in ("亿", "万", "千", "百", "十")
    before = text[max(0, match.start() - 2) : match.start()]
    # 收入过万元。 says what it came to, 收入过万元的农户 which ones.
    passed = before.endswith("过") and before != "不过" and text[match.end() : match.end() + 1] in _STOPS
    if value is None or (alone and not passed and not re.search(r"近|超|破|逾|达|约", before)):
        return None
    named = _CLASS_BEHIND.match(text, match.end())
    named = named or _EACH_EXCEEDS.search(text, max(0, match.start() - _EACH_REACH), match.start())
    # 产值超亿元的32户: which of them.
    named = named or _WHICH.match(text, match.end())
    # 亿元以上的企业 are a class; 引进资金百亿元以上。 is what came in, as nothing is left to be classed.
    classed = text.startswith("以上", match.end()) and text[match.end() + 2 : match.end() + 3] not in _ENDS
    if value < 10 or named or classed:
        return None
    unit = "USD" if match[0].endswith("美元") else "CNY"
    return _made(
        text,
        match.start(),
        match.end(),
        value,
        unit,
        "money",
        "numeral.chinese.money",
        bool(match["money_more"]),
    )


def _ratio(text: str, match: re.Match[str]) -> Quantity | None:
    below, above = chinese(match["below"]), chinese(match["above"])
    if not below or above is None or above > below:
        return None
    return _made(
        text,
        match.start(),
        match.end(),
        (above * 100 / below).quantize(Decimal("0.001")),
        "%",
        "percent",
        "numeral.chinese.fraction",
    )


def _simple(group: str, unit: str, kind: str) -> Callable[[str, re.Match[str]], Quantity | None]:
    def build(text: str, match: re.Match[str]) -> Quantity | None:
        value = chinese(match[f"{group}_n"])
        if value is None:
            return None
        return _made(text, match.start(), match.end(), value, unit, kind, f"numeral.chinese.{group}")

    return build


def _tenths(text: str, match: re.Match[str]) -> Quantity | None:
    value = (chinese(match["tenths_n"]) or Decimal(0)) * 10 + (5 if match["tenths_half"] else 0)
    value += chinese(match["tenths_one"] or "") or Decimal(0)
    return _made(text, match.start(), match.end(), value, "%", "percent", "numeral.chinese.tenths")


def _half(text: str, match: re.Match[str]) -> Quantity | None:
    if (
        text[: match.start()].endswith("时间过")
        or "时间过半" in text[max(0, match.start() - 8) : match.start()]
    ):
        return None
    over = text[match.start() - 1 : match.start()] in ("过", "超", "逾")
    return _made(text, match.start(), match.end(), Decimal(50), "%", "percent", "numeral.chinese.half", over)


def _half_day(text: str, match: re.Match[str]) -> Quantity | None:
    unit = match[0].removeprefix("半")
    return _made(text, match.start(), match.end(), Decimal("0.5"), unit, "time", "numeral.chinese.half")


def _fold(text: str, match: re.Match[str]) -> Quantity | None:
    if text[match.end() : match.end() + 2] in ("目标", "任务"):
        return None
    times = chinese(match["fold_n"] or "一") or Decimal(match["fold_n"])
    start = match.start("fold_n") if match["fold_n"] else match.start()
    more = text[match.end() : match.end() + 1] in ("多", "以")
    made = _made(
        text, start, match.end(), Decimal(2) ** int(times), "倍", "multiple", "numeral.chinese.fold", more
    )
    return replace(made, qualifier="approx") if match["fold_near"] else made


_BUILD: dict[str, Callable[[str, re.Match[str]], Quantity | None]] = {
    "percent": _simple("percent", "%", "percent"),
    "permille": _simple("permille", "‰", "permille"),
    "fraction": _ratio,
    "tenths": _tenths,
    "half": _half,
    "half_day": _half_day,
    "fold": _fold,
    "points": _simple("points", "pp", "point"),
    "times": _simple("times", "倍", "multiple"),
    "money": _money,
    "sum": _simple("sum", "CNY", "money"),
    "count": _count,
}
_ORDER = tuple(_BUILD)


def chinese_quantities(text: str) -> list[Quantity]:
    """The measurements in Chinese numerals of a text, in order."""
    found = []
    at = 0
    for opening in _OPENINGS.finditer(text):
        match = _FORMS.match(text, opening.start()) if opening.start() >= at else None
        if match is None:
            continue
        at = match.end()
        group = next(name for name in _ORDER if match[name])
        quantity = _BUILD[group](text, match)
        if quantity is not None:
            found.append(quantity)
    return found
