"""Time words in clean text -> marks, each with what it means once the report's calendar is known."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table, worded
from nianjian.quantities.numerals import chinese
from nianjian.values import value
from nianjian.years import ARABIC_YEAR, YEAR, ZERO

if TYPE_CHECKING:
    from collections.abc import Sequence


@value(frozen=True, slots=True)
class TimeMark:
    """A time expression at `start`..`end`.

    `year` is absolute, or None where `relative` or the default gives it; `first` and `last` are months;
    `last_year` closes a span of years. `base` tells that it is what something is compared with, `since`
    that 以来 follows.
    """

    start: int
    end: int
    rule: str
    year: int | None = None
    last_year: int | None = None
    first: int | None = None
    last: int | None = None
    day: int | None = None
    relative: str | None = None
    base: bool = False
    since: bool = False


_CN = "〇○Ｏ零一二三四五六七八九十"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
# 4、5、6三个月, 7、8月份
_LISTED_MONTH = r"(?<![0-9.．])(?:1[0-2]|[1-9])"
_LISTED_MONTHS = r"(?:[、和](?:1[0-2]|[1-9]))+"
_DAY = r"(?:[0-3]?[0-9]|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"(?:[-－–~～—至到]|——)"


@cache
def pattern() -> re.Pattern[str]:
    """One pattern for every time expression, built from its shapes and catalogue/time_words.tsv."""
    words = sorted((row["word"] for row in table("time_words")), key=len, reverse=True)
    # 五年内 is no 年内.
    relative = "|".join(rf"(?<![{_CN}两0-9])" + word if word[0] == "年" else word for word in words)
    span = (
        "(?:以来|时期|期间|期?末|期初|规划|收官|五年|(?=(?:工作|主要工作|发展|简要|经济社会)?(?:回顾|成就)))"
    )
    sub = (
        rf"(?P<half>[上下]半年)"
        rf"|(?P<before_q>前[一二两三123])个?季度"
        rf"|(?<!提)[前头](?P<upto>1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])个月"
        rf"|(?:第)?(?P<q1>[一二三四1-4])(?:{_TO}(?P<q2>[二三四2-4]))?季度(?:末|底)?"
        rf"|(?P<m1>{_MONTH}|元)月?{_TO}(?P<m2>{_MONTH})月(?:份)?"
        rf"|(?P<listed>{_LISTED_MONTH}(?={_LISTED_MONTHS}(?:月|[两三四]个月)))"
        rf"|(?P<last>(?<=[0-9][、和]){_LISTED_MONTH}[两三四]个月(?:当月)?)"
        rf"|(?P<m>(?<![0-9个]){_MONTH})月份?(?:当月|底|末|初|中旬|上旬|下旬)?(?:(?P<d>{_DAY})[日号](?:(?:[零0〇]|24)时)?)?"
        rf"|(?P<edge>年?[底末初终]|底前|年末|年底|年初)"
    )
    return worded(
        rf"(?<![0-9.．])(?:(?P<iso>{ARABIC_YEAR}[-./](?:1[0-2]|0?[1-9])[-./][0-3]?[0-9](?![0-9]))"
        rf"|(?P<yy1>{YEAR})年?{_TO}(?P<yy2>{YEAR})年?度?(?=年|[)）,，、的]|期|度|$)"
        rf"|(?P<ys1>{YEAR})年?{_TO}(?P<ys2>{YEAR})年度?"
        rf"|(?P<y>{YEAR})年度?(?:{sub.replace('?P<', '?P<y_')})?"
        rf"|(?P<term>[“\"]?(?:十[一二三四五]|[九八])五[”\"]?{span}|[“\"](?:十[一二三四五]?|[七八九])五[”\"]{span}?)"
        rf"|(?P<rel>{relative})(?:的)?(?P<same>同期)?(?:{sub.replace('?P<', '?P<r_')})?"
        rf"|(?<!提)[前头](?P<firstn>1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])个?月"
        rf"|(?P<ahead>(?:过去|近|最近|这|(?<![提学])前|今后|未来|往后|下一个|上一?个)(?:的)?(?P<n1>[0-9]{{1,2}}|[两二三四五六七八九十])年(?:来|间|中|以来)?)"
        rf"|(?P<ago>(?<![十百第每近提])(?P<n4>[0-9]{{1,2}}|[两二三四五六七八九十])年[之以]?前(?![后一二两三四0-9季]))"
        rf"|(?P<past>(?<!连续)(?P<n2>[0-9]{{1,2}}|[两二三四五六七八九十])年(?:来|间|内?累计|[合共]计|平均|(?=年均)|共|内?(?=«rises»|«falls»|«narrowing»)|(?=分别)))"
        rf"|(?P<done>(?<![十百第每近前])(?<!提前|连续)(?P<n3>[0-9]{{1,2}}|[两二三四五六七八九十])年(?:时间)?内?(?=«done_in_years»|[^，,；;。0-9]{{2,14}}累计))"
        rf"|(?P<clock>[0-2]?[0-9][:：][0-5][0-9](?![0-9]{{2}}年)(?:[:：][0-5][0-9])?)"
        rf"|(?P<century>[0-9]{{2}}世纪(?:[0-9]{{2}}年代)?|[0-9]{{2}}年代)"
        rf"|(?:{sub.replace('?P<', '?P<s_')}))"
    )


@cache
def _openings() -> re.Pattern[str]:
    """Where a time expression may begin: by a character and what follows it, as few open one.

    What may follow any of them is asked first: that alone refuses most.
    """
    rows = relative_words()
    first = "".join(sorted({word[0] for word in rows} | set(_FIRST)))
    second = "".join(sorted({word[1] for word in rows}))
    return re.compile(
        rf"[{first}](?=[{_SECOND}{second}-])(?:(?<=[0-9])(?<![0-9.．].)(?=[0-9]?[年月季世:：至到－–~～—、和两三四-]|(?<=1)9[0-9]{{2}}|(?<=2)0[0-9]{{2}})"
        rf"|(?<=[{_CN}两])(?=[{_CN}O0]{{0,3}}[年月季个至到－–~～—-]|[一二三四五]?五)"
        rf"|(?<=[前头过近最这今未往第上下])(?=[0-9{_CN}两去近后来的个半])"
        rf"|(?<=元)(?<![0-9亿万千百美港日欧].)(?=月?[至到－–~～—-][0-9一二三四五六七八九十])"
        rf"|(?<=年)(?=[底末初终])|(?<=[“\"])(?=[十九八])"
        rf"|(?=[{second}]))"
    )


_FIRST = f'0123456789{_CN}两上下前头过近最这今未往年第元“"'
_SECOND = f"0-9O{_CN}两、和年月季世个:：至到－–~～—去近后来的半底末初终"
_BASE_BEFORE = r"(?:[比较同与和跟]|恢复[至到]|不[足到及]|«above»|«below»)$"
_BASE_OF = re.compile(r"(?:是|为|占|相当于)$")
_MEASURED_BY = (
    r"的?«goal_kind»?(?:«plan»(?<!计划)|进度|计划(?!新|完成|实施|建|改|安排|投))|确定|的?基础上|结转|结余"
)
# 全年目标：…: what is named here are the goals themselves.
_ANNOUNCED = re.compile(r"[^，,；;。：:]{0,6}目标[^，,；;。：:]{0,6}[：:]")
_PLAN_NAME = re.compile(
    r"[^，,；;。、]{0,14}?(?:规划|纲要|行动计划|行动方案)|(?:时期)?(?:重点|重大|储备|专项)[^，,；;。、]{0,4}项目"
)
# “十五五”规划编制: the plan that is drawn up dates nothing.
_DRAFTED = re.compile(r"[”\"]?(?:规划)?(?:纲要)?(?:的)?(?:编制|起草|研究|前期|思路)")
# 今年是“十四五”规划收官之年: which of its years a year is says nothing of when what follows was.
_YEAR_OF_PLAN = re.compile(
    r"[^，,；;。：:0-9]{0,14}?(?:之年|元年|一年(?!来)|(?:第[二三四五]|开局|收官|起步|最后)年)"
)
_AIM = r"«aims»[^，,；;。]{0,6}$"
_SINCE = re.compile(r"[^，,；;。]{0,6}?(?:以来|[园业产营用建]后)")
AND = ("、", "和", "与", "及")
_ONE_ZERO = str.maketrans(dict.fromkeys(ZERO, "〇"))
_HAN_NUMBER = re.compile(rf"[{_CN}两]+")


def _number(text: str) -> int:
    if text == "元":
        return 1
    if text.isdigit():
        return int(text)
    value = chinese(text.translate(_ONE_ZERO))
    return int(value) if value is not None else 0


def _sub(match: re.Match[str], prefix: str) -> tuple[int | None, int | None, int | None]:
    """Months and day of the sub-year part of a match."""

    def get(name: str) -> str | None:
        return match[prefix + name]

    if half := get("half"):
        return (1, 6, None) if half[0] == "上" else (7, 12, None)
    if before := get("before_q"):
        return 1, 3 * _number(before[1]), None
    if upto := get("upto"):
        return 1, _number(upto), None
    if q1 := get("q1"):
        low = _number(q1)
        return 3 * low - 2, 3 * _number(get("q2") or q1), None
    if listed := get("listed") or get("last"):
        month = _number(re.sub("[^0-9].*", "", listed))
        return month, month, None
    if m1 := get("m1"):
        return _number(m1), _number(get("m2") or m1), None
    if m := get("m"):
        d = get("d")
        return _number(m), _number(m), _number(d) if d else None
    return None, None, None


def _mark(match: re.Match[str], text: str) -> TimeMark:
    start, end = match.span()
    base = bool(worded(_BASE_BEFORE).search(text, max(0, start - 3), start)) or (
        "的" in text[end - 1 : end + 1] and bool(_BASE_OF.search(text, max(0, start - 3), start))
    )
    # 完成全年任务的六成, 年初确定的12件: the year belongs to the plan, not to the figure.
    yardstick = bool(worded(_MEASURED_BY).match(text, end)) and (
        not match["y"] or text[end : end + 4].find("基础上") >= 0
    )
    yardstick = yardstick and not _ANNOUNCED.match(text, end)
    base = base or yardstick or match[0].endswith("年初") or text[end : end + 1] == "="
    if match["yy1"] or match["ys1"] or match["term"]:
        # The span of a plan's name dates the plan: 2017-2035年总体规划获批.
        aimed = worded(_AIM).search(text, max(0, start - 8), start)
        base = base or (match[0].endswith("规划") and bool(_DRAFTED.match(text, end)))
        base = base or bool(aimed or _PLAN_NAME.match(text, end))
        base = base or bool(match["term"] and _YEAR_OF_PLAN.match(text, end))
    group = match.lastgroup or ""
    if match["iso"]:
        written, month, date = (int(part) for part in re.split(r"[-./]", match["iso"]))
        return TimeMark(start, end, "time.iso", written, first=month, last=month, day=date, base=base)
    for low, high in (("yy1", "yy2"), ("ys1", "ys2")):
        if match[low]:
            years = _number(match[low]), _number(match[high])
            return TimeMark(start, end, "time.years", years[0], years[1], base=base)
    if match["y"]:
        first, last, day = _sub(match, "y_")
        return TimeMark(start, end, "time.year", _number(match["y"]), None, first, last, day, base=base)
    if match["term"]:
        digits = _HAN_NUMBER.findall(match["term"])[0][:-1]
        # 一五 began in 1953 and every plan runs five years; 十三五 is 2016-2020.
        begin = 1953 + 5 * (_number(digits) - 1)
        begin += 3 if _number(digits) > 2 else 0
        if match["term"].endswith("末"):
            return TimeMark(start, end, "time.year", begin + 4, base=base)
        return TimeMark(start, end, "time.term", begin, begin + 4, base=base)
    if match["rel"]:
        first, last, day = _sub(match, "r_")
        rule = "time.same_period" if match["same"] else "time.relative"
        return TimeMark(start, end, rule, None, None, first, last, day, match["rel"], base)
    if match["firstn"]:
        return TimeMark(start, end, "time.first_months", None, None, 1, _number(match["firstn"]), base=base)
    if match["ahead"]:
        return TimeMark(
            start,
            end,
            "time.years_around",
            None,
            _number(match["n1"]),
            relative=match["ahead"][:2],
            base=base,
        )
    if match["ago"]:
        # 由三年前的6家, 是五年前的2倍: the year of what stands beside it, of nothing behind.
        beside = text[end : end + 1] == "的" and text[end + 1 : end + 2].isdigit() and not base
        return TimeMark(
            start, end, "time.years_ago", None, _number(match["n4"]), relative="前", base=not beside
        )
    if match["past"] or match["done"]:
        count = _number(match["n2"] or match["n3"])
        return TimeMark(start, end, "time.years_past", None, count, relative="过去", base=base)
    if match["clock"] or match["century"]:
        return TimeMark(start, end, f"time.{group}")
    first, last, day = _sub(match, "s_")
    return TimeMark(start, end, "time.sub", None, None, first, last, day, base=base)


def time_marks(text: str) -> list[TimeMark]:
    """The time expressions of a text in order, without overlap."""
    found: list[TimeMark] = []
    match_at = pattern().match
    at = 0
    for opening in _openings().finditer(text):
        match = match_at(text, opening.start()) if opening.start() >= at else None
        if match:
            mark, at = _mark(match, text), match.end()
            since = mark.relative is None and (text[at - 2 : at] == "以来" or _SINCE.match(text, at))
            if found and text[found[-1].end : mark.start] in AND and mark.base != found[-1].base:
                # 比一季度、上半年加快, 一季度和上半年增长: all of a list is compared with, or none of it.
                measured = worded(_MEASURED_BY).match(text, mark.end)
                mark = replace(mark, base=found[-1].base or bool(measured))
            found.append(replace(mark, since=True) if since else mark)
    return found


class TimeMarks:
    """The time marks of a text, found by place."""

    def __init__(self, marks: Sequence[TimeMark]) -> None:
        self._marks = tuple(marks)
        self._starts = [mark.start for mark in self._marks]
        self._by_end = {mark.end: mark for mark in self._marks}

    def between(self, start: int, end: int) -> tuple[TimeMark, ...]:
        """The marks that begin in `start`..`end`, in order."""
        starts = self._starts
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        return self._marks[first : bisect_left(starts, end, first)]

    def at(self, offset: int) -> TimeMark | None:
        """The mark that covers an offset."""
        index = bisect_right(self._starts, offset) - 1
        return self._marks[index] if index >= 0 and offset < self._marks[index].end else None

    def ending(self, end: int) -> TimeMark | None:
        """The mark that ends here."""
        return self._by_end.get(end)

    def own(self, text: str, start: int, end: int) -> bool:
        """Whether nothing but a time and its 的 stands here: 从|2016年的|1120亿元起步."""
        return bool(self.between(start, end)) and self.cut_from(text, start, end) == "的"

    def cut_from(self, text: str, start: int, end: int) -> str:
        """The text of a span without the marks in it."""
        for mark in reversed(self.between(start, end)):
            if mark.end <= end:
                text = text[: mark.start] + text[mark.end :]
                end -= mark.end - mark.start
        return text[start:end]


@cache
def relative_words() -> dict[str, dict[str, str]]:
    """Rows of catalogue/time_words.tsv by word."""
    return {row["word"]: row for row in table("time_words")}
