"""Sums over years: whether a figure counts up what several years did, and which years those are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.binding.metrics import action_at_end, action_at_start
from nianjian.catalogue import worded, words
from nianjian.levels import LEVELS

if TYPE_CHECKING:
    from nianjian.binding.bound import Bound
    from nianjian.binding.context import Passage

# 比全市平均水平低: a mean of places, not of years.
_SPAN_WORDS = rf"«totals»|年均(?!浓度|值|气温|降水)|(?<![国{LEVELS}])平均(?!水平|浓度|值|数|每)"
_TOTALS = "«totals»"
_DONE = "«done_in_years»"
_NUMBER = re.compile("[0-9]")
_OTHER_YEARS = re.compile('[三四五]年|五[”"]?(?:时期|期间)')
_TIME = re.compile("[年月季期初末]")
_HELD_AGAINST = re.compile("(?:分别)?(?:[比较]|[高快低慢][于出过])")
_COMMA = re.compile(r"[，；;]|,(?![0-9]{3})")
_RELATES = "«relates»"
_SAID_OF_IT = "«relates»|年均"
# What stands at the end of the years, however it begins: 运营里程达46公里, 建成区面积.
_STANDING = "«standing»$"
_AMOUNTS = "«amount»$"
_COUNTED_UP = "«totals»|(?<!十)五年(?!规划)"
_REACHES = re.compile(r"达|突破|超|稳定|保持|升|增|为")
# What a count of them did in the years: 24个村出列, 项目签约120个.
_DEEDS = "^«deed»|«deed»$"
# 失业矿工900人全部得到安置: what was done for all of them.
_DONE_FOR_THEM = "«adverb»+(?:得到|获得)"
_FLOWS = "«increment»"
# 累计完成投资1500亿元，是前五年的2.7倍: the sum is of as many years.
_AS_MANY_YEARS = (
    r"«equals»(?:(?:前|上一?个?)(?P<count>[三四五])年|[“\"]?十(?P<plan>[一二三四]?)五[”\"]?(?:时期|期间))的"
)
# 五年完成投资900亿元: the years that it took stand in front.
_IN_YEARS = "[三四五]年"
_SUM_OF_YEARS = rf"[^，,；;。]{{0,6}}[，,、]{_AS_MANY_YEARS}"
_TIMES_THE_SUM = rf"{_AS_MANY_YEARS}$"
_FIRST_END = 2010
"""The last year of 十一五."""
_YEAR_COUNTS = {"三": 3, "四": 4, "五": 5}


def moved_in_all(
    bound: Bound, lead: str, period: str | None, term: tuple[int, int] | None, passage: Passage
) -> bool:
    """能耗累计下降23% in a chapter on five years: by so much in all of them, also beside their last year."""
    if bound.measure != "change_pct" or term is None or passage.planned or "累计" not in lead:
        return False
    alone = period is None or period == str(passage.calendar.review_year)
    return alone and "累计" in _COMMA.split(lead)[-1]


def moved_over_years(bound: Bound, lead: str, passage: Passage) -> bool:
    """Whether a change told of several years is of all of them: held against nothing, no yearly mean.

    A percentage behind a level (达到320亿元，增长8%) may be the last year's.
    """
    moves = bound.measure in ("change_pp", "change_abs") or (
        bound.measure == "change_pct" and "metric.inherited" not in bound.rules
    )
    return moves and not (passage.planned or bound.tail.base or bound.tail.mean or "每年" in lead)


def beside_mean(bound: Bound, lead: str) -> bool:
    """年均增长11%，比前五年加快2个百分点: a mean held against that of other years is of its own years.

    So is one held against that of another place or thing (高于全省2个百分点), which names no time.
    """
    if bound.measure != "change_pp" or "年均" not in lead:
        return False
    parts = _COMMA.split(lead)
    if len(parts) < 2 or "年均" not in parts[-2]:
        return False
    if not _TIME.search(parts[-1]):
        return _HELD_AGAINST.match(parts[-1].lstrip()) is not None
    return bound.tail.base is not None and _OTHER_YEARS.search(bound.tail.base) is not None


def every_year(bound: Bound, lead: str, period: str | None, passage: Passage) -> bool:
    """到2025年…，每年提高1个百分点: of every year of the plan, not of the one that it ends with."""
    moves = bound.measure.startswith("change_") and passage.planned and passage.term is not None
    return moves and period == str((passage.term or (0, 0))[1]) and "每年" in _COMMA.split(lead)[-1]


def _goes_on(parts: list[str]) -> bool:
    """Whether the clause before counts over the years, this one being a bare noun behind it.

    A part of the sum (其中) may stand behind what is said of it: 累计X，年均增长Y，是…的Z倍，其中.
    """
    head, part = list(parts), parts[-1].startswith("其中")
    while part and len(head) > 2 and worded(_SAID_OF_IT).match(head[-2]):
        del head[-2]
    parts = head
    return len(parts) > 1 and bool(worded(_COUNTED_UP).search(parts[-2])) and not _REACHES.search(parts[-1])


def done_in_years(words: str) -> bool:
    """Whether these words behind 五年 say what was done in them: 五年|新建公路30公里，改造桥梁4座，占."""
    parts = _COMMA.split(words)
    if not worded(_DONE).match(parts.pop(0)):
        return False
    return all(_is_done(part) or worded(_RELATES).match(part) for part in parts)


def _is_done(part: str) -> bool:
    """Whether a clause says what was done: 改造危房2万户, 危房改造2万户."""
    return bool(worded(_DONE).match(part) or worded(f"{_DONE}$").search(_NUMBER.split(part, maxsplit=1)[0]))


def totals(words: str) -> bool:
    """Whether the last clause counts over years (累计, 年均), or says more of one that did (累计X，占Y)."""
    parts = _COMMA.split(words)
    if worded(_SPAN_WORDS).search(parts[-1]):
        return True
    while len(parts) > 1 and worded(_RELATES).match(parts[-1]):
        parts.pop()
        if worded(_TOTALS).search(parts[-1]):
            return True
    return False


def stands_at_end(bound: Bound, lead: str) -> bool:
    """Whether a goal of several years is what something comes to (突破90亿元), not what they do or add."""
    if bound.measure not in ("level", "share") or totals(lead) or bound.tail.mean:
        return False
    name = bound.metric.name
    if action_at_start(name) or worded(_FLOWS).search(name) or worded(_DEEDS).search(name):
        return False
    comes_to = bound.tail.level and not bound.tail.object
    return comes_to or bound.tail.arrives or worded(_STANDING).search(name) is not None


def sums_up(bound: Bound, text: str, lead: str, passage: Passage, named: bool) -> bool:
    """In a chapter on five years 改造小区128个 is what all of them did; 达到 tells a level at the end.

    `named` says that the sentence itself names the years.
    """
    if not (passage.spans or named) or passage.planned or bound.tail.arrives or bound.measure == "rank":
        return False
    if bound.metric.rule == "metric.same" and bound.tail.level:
        # 累计新增企业35家、总数达79家: the stock at the end.
        return False
    parts, name = _COMMA.split(lead), bound.metric.name
    if totals(lead):
        return True
    related = worded(_RELATES).match(parts[-1]) is not None
    while len(parts) > 1 and worded(_RELATES).match(parts[-1]):
        parts.pop()
    rate = bound.quantity.kind == "percent" and bound.measure == "level"
    if rate or (bound.tail.level and worded(_STANDING).search(name)):
        return False
    if _goes_on(parts) and worded(_AMOUNTS).search(name):
        # 五年累计接待游客4000万人次，旅游收入215亿元: the amount goes on with the total.
        return True
    does = action_at_start(parts[-1].lstrip("共已 "))
    if (bound.metric.code and does in ("完成", "实现")) or does in words("gathers"):
        does = ""
    counted = bound.quantity.kind in ("count", "measure")
    if counted and (worded(_DEEDS).search(name) or worded(_DONE_FOR_THEM).match(text, bound.quantity.end)):
        return True
    stands = action_at_start(name) in words("gathers")
    return bool(
        does or (not related and not stands and (action_at_start(name) or action_at_end(name)))
    ) or bool(worded(_FLOWS).search(name))


def summed_years(text: str, lead: str, end: int, passage: Passage) -> str | None:
    """The years of a sum that is told as so many times that of as many years before."""
    near = text[max(0, end - 24) : end + 24]
    if not ("年的" in near or "期的" in near or "期间的" in near):
        return None
    last = passage.calendar.review_year
    if last is None:
        return None
    summed = worded(f"{_TOTALS}|{_IN_YEARS}").search(_COMMA.split(lead)[-1])
    own = worded(_SUM_OF_YEARS).match(text, end) if summed else None
    match = own or worded(_TIMES_THE_SUM).search(lead)
    if match is None:
        return None
    # 是“十二五”时期的1.4倍 holds the five years behind that plan against it, no others.
    plan = match["plan"]
    ends = None if plan is None else _FIRST_END + 5 * ("一二三四".index(plan) if plan else -1)
    if ends is not None and last != ends + 5:
        return None
    return f"{last - _YEAR_COUNTS[match['count'] or '五'] + 1}/{last}"
