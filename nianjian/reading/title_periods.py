"""The years that a title tells: of summaries, programmes, five-year plans, of how an economy ran."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.reading.dates import number, years

if TYPE_CHECKING:
    from datetime import date

_BACK = re.compile(r"总结|情况|快报|简报|通报|汇报|回顾|成就|概况|简介|运行|指标|决算|述职")
_AHEAD = re.compile(r"计划|打算|思路|安排|要点|规划|纲要|目标")
_FIVE_YEARS = re.compile(
    r"第(十[一二三四五六])个五年(?:规划|计划)|[“\"]?(十[一二三四五六])五[”\"]?(?:时期|发展)?规划"
)
# January to some month: 前三季度, 1-11月, 一季度.
_UP_TO = re.compile(
    r"(?P<first>[一二三123])季度|(?:1|一)月?[-—–－~～至到](?P<month>1[0-2]|[2-9])月"
    r"|前(?P<count>1[0-2]|[2-9]|十[一二]?|[二两三四五六七八九])个?月"
)
_QUARTERS = {"一": 3, "1": 3, "二": 6, "2": 6, "三": 9, "3": 9}
_PARTS = {3: "Q1", 6: "H1"}


@dataclass(frozen=True, slots=True)
class Periods:
    """The years of a document: report_year, review (`2020`, `2022-H1`) and plan, None where it has none."""

    report_year: int | None = None
    review: str | None = None
    plan: str | None = None


def of_title(title: str, published: date | None) -> Periods | None:
    """The years of a document from its title (without blanks); None where the title does not tell them.

    X年总结和Y年计划 looks back on X and ahead to Y; a plan alone is made in the year before its first.
    """
    if match := _FIVE_YEARS.search(title):
        plan = number(match[1] or match[2])
        if plan is not None:
            # 十三五 is 2016 to 2020.
            begin = 2016 + 5 * (plan - 13)
            return Periods(begin, str(begin - 1), f"{begin}/{begin + 4}")
    named = years(title) or ([published.year] if published else [])
    if not named:
        return None
    if not _BACK.search(title):
        return Periods(named[0], str(named[0] - 1), str(named[0])) if _AHEAD.search(title) else None
    review = part_of_year(title, named[0])
    if not _AHEAD.search(title):
        return Periods(named[0], review)
    ahead = named[1] if len(named) > 1 else named[0] + 1
    return Periods(
        ahead, review, f"{named[0]}-H2" if review.endswith("H1") and len(named) < 2 else str(ahead)
    )


def part_of_year(title: str, year: int) -> str:
    """The label of the part of a year that a title names: 前三季度 is January to September."""
    if "上半年" in title:
        return f"{year}-H1"
    match = _UP_TO.search(title)
    if match is None:
        return str(year)
    if match["first"] in ("二", "2", "三", "3") and title[match.start() - 1 : match.start()] != "前":
        return f"{year}-Q{_QUARTERS[match['first']] // 3}"
    last = _QUARTERS[match["first"]] if match["first"] else number(match["month"] or match["count"])
    if last is None or last > 11:
        return str(year)
    return f"{year}-{_PARTS[last]}" if last in _PARTS else f"{year}-01/{year}-{last:02d}"
