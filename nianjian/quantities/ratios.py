"""Ratios (三次产业结构 8.9:49.8:41.3, 收入比 1.84∶1) and ranks (位居全市第二, 居全省第1位)."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import alternation
from nianjian.levels import EVERY
from nianjian.places import has_any, places
from nianjian.quantities import qualifiers
from nianjian.quantities.numerals import arabic, chinese
from nianjian.quantities.scan import Quantity
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

_N = r"[0-9]+(?:\.[0-9]+)?"
# The fullwidth colon, the sign of a ratio, and the colon of vertical print that converters put for it.
_COLONS = ":：∶︰"
_FIRST_TERM = re.compile(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?\Z")
_LONGEST_TERM = 12
_RATIO = re.compile(
    rf"(?P<a>{_N})[{_COLONS}] ?(?P<b>{_N})(?:[{_COLONS}] ?(?P<c>{_N}))?(?![0-9.]*[{_COLONS}0-9])"
)
_INCOME_RATIO_MOVES = re.compile(
    rf"(?:收入比|收入之比|倍差)[^，,；;。0-9]{{0,6}}[由从](?:(?:{ARABIC_YEAR}|[上去前一二三四五六七八九十])年[^，,；;。0-9]{{0,3}}的)?(?P<a>{_N})[^，,；;。0-9{_COLONS}]{{1,8}}(?P<b>{_N})(?![0-9.]*[{_COLONS}0-9%年])"
)
_FRACTION = re.compile(r"/(?<=[一-龥][1-9]/)(?P<below>[2-9]|10)(?![0-9./])")
_RATIO_WORD = re.compile(r"(?:比|结构|构成|比例|比重|之比)[^，,；;。]{0,40}$")
_INCOME_RATIO_WORDS = ("收入比", "收入之比", "倍差")
_INCOME_RATIO = re.compile(
    rf"(?:收入比|收入之比|倍差)(?:值)?(?:为|是|达到?|缩小[到至为]|降[到至为]|下降[到至为]|约|扩大[到至])*(?P<a>{_N})(?![0-9.]*[{_COLONS}0-9%年])(?:[（(][^（）()]{{0,16}}(?P<base>1)[)）])?"
)

_ORDINAL = r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
# 位居全市9个县区第2位
_AMONG = rf"{EVERY}[0-9]{{1,3}}个[^，,；;。、第前0-9]{{1,8}}?"
_RANK_MORE = re.compile(
    rf"[、和](?:{EVERY}|第|(?P<front>前))+(?P<n>{_ORDINAL})(?P<unit>位|名|(?=[，,；;。、]|$))"
)


def ratio_quantities(text: str) -> list[Quantity]:
    """Ratios that a noun (比, 结构) announces: a:b:c as three shares in %, a:b as one multiple in 倍."""
    found = [quantity for match in _ratios(text) for quantity in _announced(match)]
    for match in _FRACTION.finditer(text):
        start, end = match.start() - 1, match.end()
        value = (arabic(text[start]) * 100 / arabic(match["below"])).quantize(Decimal("0.001"))
        found.append(_quantity(text, (start, end, end), value, "%", "percent", "numeral.fraction"))
    if has_any(text, _INCOME_RATIO_WORDS):
        moved = [match.span(group) for match in _INCOME_RATIO_MOVES.finditer(text) for group in "ab"]
        spans = [(start, end, end) for start, end in moved]
        spans += [(*m.span("a"), m.end() if m["base"] else m.end("a")) for m in _INCOME_RATIO.finditer(text)]
        for span in spans:
            if not any(q.start <= span[0] < q.end for q in found):
                value = arabic(text[span[0] : span[1]])
                found.append(_quantity(text, span, value, "倍", "multiple", "numeral.ratio"))
    return sorted(found, key=lambda q: q.start)


def _ratios(text: str) -> Iterator[re.Match[str]]:
    """Numbers parted by colons, where a noun of ratio stands before them."""
    at = 0
    for colon in places(text, _COLONS):
        if colon < at or not text[colon - 1 : colon].isdecimal():
            continue
        first = _FIRST_TERM.search(text, max(at, colon - _LONGEST_TERM), colon)
        match = _RATIO.match(text, first.start()) if first else None
        if match:
            at = match.end()
            if _RATIO_WORD.search(text, max(0, match.start() - 44), match.start()):
                yield match


def _announced(match: re.Match[str]) -> Iterator[Quantity]:
    """The shares of a:b:c, or the one quotient of a:b."""
    text = match.string
    if match["c"]:
        for part, group in enumerate("abc", start=1):
            start, end = match.span(group)
            share = _quantity(
                text, (start, end, end), arabic(match[group]), "%", "structure", "numeral.structure"
            )
            yield replace(share, part=part, tail_end=match.end() if part == 1 else end)
    elif below := arabic(match["b"]):
        value = (arabic(match["a"]) / below).quantize(Decimal("0.0001")).normalize()
        yield _quantity(text, (*match.span(), match.end()), value, "倍", "multiple", "numeral.ratio")


def _quantity(
    text: str, span: tuple[int, int, int], value: Decimal, unit: str, kind: str, rule: str
) -> Quantity:
    """The quantity of a number `start`..`end` that takes the words up to `close` along."""
    start, end, close = span
    # 缩小到2.3:1以内
    bound = qualifiers.behind(text, close) if kind == "multiple" else None
    says, rules = (bound.says, (rule, bound.id)) if bound else ("exact", (rule,))
    behind = close + len(bound.word) if bound else close
    return Quantity(start, end, close, behind, value, None, unit, kind, text[start:end], "", says, rules)


_RANK_REACH = 20
"""At most the characters of a verb of standing and of what stands between it and 第."""
_LONGEST_RANK = 12
"""More than the characters from 第 on that decide on a rank."""


@cache
def _rank() -> re.Pattern[str]:
    verbs = alternation("phrase_words", "rank_verb").pattern
    return re.compile(
        rf"(?P<verb>{verbs})(?P<where>{_AMONG}|[^，,；;。、第前0-9]{{0,14}}?)(?:第|(?P<front>前))(?P<n>{_ORDINAL})"
        rf"(?P<unit>位(?!置)|名(?!单|牌|录|优)|(?=[，,；;。、！）)\n]|$|和|与|的|[前上晋提跃攀升降后回下][移升进降落滑]?[到至为居]))(?!产业|批|轮|期|届|次|方阵|梯队)"
    )


def _ranks(text: str) -> Iterator[re.Match[str]]:
    """The ranks of a text, looked for where 第 or 前 stands: that is rare, and no verb holds either."""
    at = 0
    for mark in places(text, "第前"):
        match = _rank().search(text, max(at, mark - _RANK_REACH), mark + _LONGEST_RANK)
        if match and match.start() <= mark:
            at = match.end()
            yield match


def rank_quantities(text: str) -> list[Quantity]:
    """Ranks behind a verb of standing, Arabic or Chinese, with the unit 位; 前三 is a rank of at most 3."""
    found = []
    for match in _ranks(text):
        lead = match.start()
        while match:
            value = int(match["n"]) if match["n"].isascii() else chinese(match["n"])
            if value is None:
                break
            found.append(
                Quantity(
                    match.start("n"),
                    match.end("n"),
                    match.end(),
                    match.end(),
                    Decimal(value),
                    None,
                    "位",
                    "rank",
                    match["n"],
                    match["unit"],
                    "at_most" if match["front"] else "exact",
                    ("numeral.rank",),
                    0,
                    lead,
                )
            )
            lead = match.end()
            match = _RANK_MORE.match(text, lead)  # type: ignore[assignment]
    return found
