"""Ratios (三次产业结构 8.9:49.8:41.3, 收入比 1.84∶1) and ranks (位居全市第二, 居全省第1位)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from nianjian.catalogue import alternation
from nianjian.quantities.numerals import arabic, chinese
from nianjian.quantities.scan import Quantity

_N = r"[0-9]+(?:\.[0-9]+)?"
# A digit in front, looked behind from, lets the search skip to the next digit.
_RATIO = re.compile(
    rf"(?P<a>[0-9](?<![0-9.].)[0-9]*(?:\.[0-9]+)?)[:：∶] ?(?P<b>{_N})(?:[:：∶] ?(?P<c>{_N}))?"
    rf"(?![0-9.]*[:：∶0-9])"
)
_INCOME_RATIO_MOVES = re.compile(
    rf"(?:收入比|收入之比|倍差)[^，,；;。0-9]{{0,6}}[由从](?P<a>{_N})[^，,；;。0-9:：∶]{{1,8}}(?P<b>{_N})(?![0-9.]*[:：∶0-9%年])"
)
_FRACTION = re.compile(r"(?P<a>[1-9])(?<=[一-龥].)/(?P<b>[2-9]|10)(?![0-9./])")
_RATIO_WORD = re.compile(r"(?:比|结构|构成|比例|比重|之比)[^，,；;。]{0,24}$")
_INCOME_RATIO = re.compile(
    rf"(?:收入比|收入之比|倍差)(?:值)?(?:为|是|达到?|缩小[到至为]|降[到至为]|下降[到至为]|约|扩大[到至])*(?P<a>{_N})(?![0-9.]*[:：∶0-9%年])(?:[（(][^（）()]{{0,16}}(?P<base>1)[)）])?"
)

_ORDINAL = r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_RANK_MORE = re.compile(
    rf"[、和](?:全[市省国区县]|第|(?P<front>前))+(?P<n>{_ORDINAL})(?P<unit>位|名|(?=[，,；;。、]|$))"
)


def ratio_quantities(text: str) -> list[Quantity]:
    """Ratios that a noun (比, 结构) announces: a:b:c as three shares in %, a:b as one multiple in 倍."""
    found = []
    for match in _RATIO.finditer(text):
        if not _RATIO_WORD.search(text, max(0, match.start() - 30), match.start()):
            continue
        if match["c"]:
            for part, group in enumerate(("a", "b", "c"), start=1):
                start, end = match.span(group)
                tail_end = match.end() if part == 1 else end
                found.append(
                    Quantity(
                        start,
                        end,
                        end,
                        tail_end,
                        arabic(match[group]),
                        None,
                        "%",
                        "structure",
                        match[group],
                        "",
                        "exact",
                        ("numeral.structure",),
                        part,
                    )
                )
            continue
        below = arabic(match["b"])
        if below:
            value = (arabic(match["a"]) / below).quantize(Decimal("0.0001")).normalize()
            found.append(
                Quantity(
                    match.start(),
                    match.end(),
                    match.end(),
                    match.end(),
                    value,
                    None,
                    "倍",
                    "multiple",
                    match[0],
                    "",
                    "exact",
                    ("numeral.ratio",),
                )
            )
    for match in _FRACTION.finditer(text):
        value = (arabic(match["a"]) * 100 / arabic(match["b"])).quantize(Decimal("0.001"))
        start, end = match.span()
        found.append(
            Quantity(
                start,
                end,
                end,
                end,
                value,
                None,
                "%",
                "percent",
                match[0],
                "",
                "exact",
                ("numeral.fraction",),
            )
        )
    for match in _INCOME_RATIO_MOVES.finditer(text):
        for group in ("a", "b"):
            start, end = match.span(group)
            if not any(q.start <= start < q.end for q in found):
                found.append(
                    Quantity(
                        start,
                        end,
                        end,
                        end,
                        arabic(match[group]),
                        None,
                        "倍",
                        "multiple",
                        match[group],
                        "",
                        "exact",
                        ("numeral.ratio",),
                    )
                )
    for match in _INCOME_RATIO.finditer(text):
        start, end = match.start("a"), match.end("a")
        if any(q.start <= start < q.end for q in found):
            continue
        close = match.end() if match["base"] else end
        found.append(
            Quantity(
                start,
                end,
                close,
                close,
                arabic(match["a"]),
                None,
                "倍",
                "multiple",
                match["a"],
                "",
                "exact",
                ("numeral.ratio",),
            )
        )
    return sorted(found, key=lambda q: q.start)


@cache
def _rank() -> re.Pattern[str]:
    verbs = alternation("phrase_words", "rank_verb").pattern
    return re.compile(
        rf"(?P<verb>{verbs})(?P<where>[^，,；;。、第前0-9]{{0,14}}?)(?:第|(?P<front>前))(?P<n>{_ORDINAL})"
        rf"(?P<unit>位(?!置)|名(?!单|牌|录|优)|(?=[，,；;。、！）)\n]|$|和|与|的))(?!产业|批|轮|期|届|次|方阵|梯队)"
    )


def rank_quantities(text: str) -> list[Quantity]:
    """Ranks behind a verb of standing, Arabic or Chinese, with the unit 位; 前三 is a rank of at most 3."""
    found = []
    for match in _rank().finditer(text):
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
