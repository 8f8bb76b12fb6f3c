"""Blanks that a converter set between Han and ASCII characters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.repair.page import Proposal
from nianjian.widths import narrow

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "㐀-鿿〇"
_CJK = f"{_HAN}，。、；：！？“”‘’（）《》〈〉—…"
_NUMERAL = re.compile("[0-9][0-9.,]*")
# 惠及 1372 户 524 人，…: a sentence, however its numerals stand.
_STOPS, _STOPS_OF_A_ROW = "，。；", 1
_SYSTEMATIC = 0.5
_ENOUGH = 5
# A row of a flattened table keeps its blanks: they are all that is left of its columns.
_ROW = re.compile(
    r"(?:^|\s)[-—]?[\d.,]+%?\s+[-—]?(?:[\d.,]+%?|[-—])(?:\s|$)"
    r"|(?:^|\s)(?:亿元|万元|元|%|％|万人|人|户|家|个|吨|万吨|公顷|亩|倍)\s+[-—]?[\d.,]+(?:\s|$)"
    r"|\A[^，。；,]*\d[\d.]*[^\s\d，。、；：年月日]{0,5} +[-—≥≤]?\d[\d.]*[^\s\d，。、；：年月日]{0,6}"
    r"(?:\s[^，。；,]*)?\Z"
    r"|\s[-—－] +[-—－](?:\s|$)|\t|\||序号"
    # 项目 2018年执行数 2019年预算数: the heads of its columns.
    r"|\A\s*(?:主要|预算|经济|产品|收入|支出)?(?:指标|项目|科目|名称|品名|产品|年份|地区|县区|行业)(?:名称)? "
    r"[^，。；,]*\Z"
)
# Patterns begin with what is rare, the blank: the engine then finds it without trying every place.
_SPLIT_ORDINAL = re.compile(" (?<=第[一二三四五六七八九十] )(?=[一二三四五六七八九十]+[、届次批])")
# 增长8. 5%: a decimal with its unit; behind a stop the point would be an item's (1. 5个项目).
_SPLIT_DECIMAL = re.compile(r" (?<=[0-9]\. )(?=[0-9]{1,2} ?(?:[%％‰]|[万亿]|个百分点|美?元))")
_DECIMAL_BEFORE = re.compile(rf"[{_HAN}] ?[0-9]{{1,5}}\.$")
# 383 971户: a yearbook sets the figures of a number in groups of three.
_GROUP = re.compile(" (?<=[0-9] )(?=[0-9]{3}(?![0-9]))")
_GROUPS_BEFORE = re.compile(rf"[{_HAN}][0-9]{{1,3}}(?: [0-9]{{3}})*$")
_GROUPS_BEHIND = re.compile(rf"[0-9]{{3}}(?: [0-9]{{3}})*(?:\.[0-9]+)?[{_HAN}]")
_APART = re.compile(rf"(?<=[{_CJK}~～-])[0-9](?: [0-9.])* [0-9.](?: ?[%％‰]|(?=[{_CJK}~～-]))")
_CLOSE = re.compile("[0-9][0-9.]+")
_BLANKS = re.compile(" ")
_COMMAS = "，；、：。"
_BEHIND_STOP = re.compile(rf"[ ](?<=[{_COMMAS}] )(?=[^\s])")
_BLANK = re.compile(rf" (?:(?<=[{_HAN}“《（] )(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%] )(?=[{_CJK}]))")


def blanks(text: str) -> Iterator[Proposal]:
    """`2020 年 7 月`, `增长 4%`: a blank between Han and ASCII characters, which nobody types in a report.

    Where a text does so throughout, all go. Elsewhere both sides of a number must agree: in `优化 2023年前`
    the one blank may be all that is left between a heading and its text. Double blanks and those of
    table rows set columns apart and stay.
    """
    if " " not in text:
        return
    text = narrow(text)
    yield from (_gone(hit, "split_ordinal", "ordinal") for hit in _SPLIT_ORDINAL.finditer(text))
    for hit in _SPLIT_DECIMAL.finditer(text):
        if _DECIMAL_BEFORE.search(text, max(0, hit.start() - 8), hit.start()):
            yield _gone(hit, "split_decimal", "decimal:unit")
    for hit in _GROUP.finditer(text):
        before, behind = text[max(0, hit.start() - 12) : hit.start()], hit.end()
        if _GROUPS_BEFORE.search(before) and _GROUPS_BEHIND.match(text, behind) and not _in_row(text, hit):
            yield _gone(hit, "grouped_digits", "groups_of_three")
    yield from _behind_stops(text)
    yield from _digits_apart(text)
    hits = list(_BLANK.finditer(text))
    if not hits:
        return
    spaced, close = _spaced_and_close(text)
    systematic = spaced >= _ENOUGH and spaced > _SYSTEMATIC * (spaced + close)
    proof = f"systematic:{spaced}/{spaced + close}" if systematic else "both_sides"
    rows: dict[int, bool] = {}
    for hit in hits:
        if not systematic and not _agree(text, hit.start()):
            continue
        head = text.rfind("\n", 0, hit.start()) + 1
        if head not in rows:
            rows[head] = _in_row(text, hit)
        if not rows[head]:
            yield _gone(hit, "blank", proof)


def _digits_apart(text: str) -> Iterator[Proposal]:
    """增长1 2 . 5%: the characters of numerals set apart, in a text that has most of its numerals so."""
    apart = list(_APART.finditer(text))
    if len(apart) < _ENOUGH:
        return
    close = len(_CLOSE.findall(text))
    if len(apart) > close:
        for numeral in apart:
            for hit in _BLANKS.finditer(text, *numeral.span()):
                yield _gone(hit, "digits_apart", f"numerals_apart:{len(apart)}/{len(apart) + close}")


def _behind_stops(text: str) -> Iterator[Proposal]:
    """增长8%， 税收: blanks behind the stops of a text that has them behind most of its stops."""
    hits = list(_BEHIND_STOP.finditer(text))
    stops = len(hits) and sum(map(text.count, _COMMAS)) - sum(text.count(f"{stop}\n") for stop in _COMMAS)
    if len(hits) >= _ENOUGH and len(hits) > _SYSTEMATIC * stops:
        yield from (_gone(hit, "blank", f"behind_stops:{len(hits)}/{stops}") for hit in hits)


def _spaced_and_close(text: str) -> tuple[int, int]:
    """How many numerals stand a blank away from the Han character before them, and how many do not."""
    before = [text[hit.start() - 2 : hit.start()] for hit in _NUMERAL.finditer(text)]
    spaced = sum(pair[1:] == " " and "㐀" <= pair[0] <= "鿿" for pair in before)
    return spaced, sum("㐀" <= pair[1:] <= "鿿" for pair in before)


_TAIL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9.,%+~/-]*(?![{_HAN}])")
_HEAD = re.compile(rf"(?<![{_HAN}A-Za-z0-9.,%+~/-])[A-Za-z0-9.,%+~/-]*[A-Za-z0-9%]$")


def _agree(text: str, at: int) -> bool:
    """Whether the token beside the blank at `at` does not touch a Han character with its other side."""
    if text[at + 1].isascii():
        token = _TAIL.match(text, at + 1)
        return token is not None and not text[token.end() : token.end() + 1].isalnum()
    return _HEAD.search(text, max(0, at - 24), at) is not None


def _in_row(text: str, hit: re.Match[str]) -> bool:
    """Whether a blank lies in a row of a flattened table."""
    head = text.rfind("\n", 0, hit.start()) + 1
    tail = text.find("\n", head)
    line = text[head : tail if tail >= 0 else len(text)]
    return _ROW.search(line) is not None and sum(map(line.count, _STOPS)) <= _STOPS_OF_A_ROW


def _gone(hit: re.Match[str], rule: str, certificate: str) -> Proposal:
    return Proposal(hit.start(), hit.end(), "", "spacing", rule, certificate)
