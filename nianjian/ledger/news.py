"""What a news item is about and when: the opening says it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding.calendar import Calendar, resolve
from nianjian.binding.times import AND
from nianjian.catalogue import table
from nianjian.levels import LEVELS
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.context import Passage
    from nianjian.binding.times import TimeMark
    from nianjian.model import Document

_LEAD_YEAR = re.compile(r"(?:(?:19|20)[0-9]{2}|[XxＸ×*]{2,4})\s*年")
_LEAD = 160
_ACCOUNT_REACH = 400
_MONTHS_REACH = 200
_LONGEST_HEADING = 40
_SHORTEST_PART = 3
_WINTER = re.compile(r"(?<![0-9])0?[1-3]月[0-9]{1,2}日")
_YEAR = re.compile(r"((?:19|20)[0-9]{2})年(?P<plans>[^。；;]{0,8}(?:将|计划|预期|目标|要))?")
_LOOKED_BACK = re.compile(
    rf"^[^一-龥0-9\n]*({ARABIC_YEAR})年(?:全[{LEVELS}])?(?:政府)?(?:主要)?工作(?:回顾|总结|完成情况)[：:]?\s*$",
    re.MULTILINE,
)
# 2024年，某区将实施…
_WILL = re.compile(
    r"(?:[^，,。；;]{0,12}[，,])?(?:展望(?:(?:19|20)[0-9]{2}年|今年|新的?一年|未来)|(?:政府工作)?报告(?:还|同时)?(?:提出|承诺)[，,]?)|"
    r"[^，,。；;]{0,12}[，,]?(?:(?:19|20)[0-9]{2}年|今年|明年|新的一年)[，,]?[^，,。；;0-9]{0,12}(?:计划|将(?!军|近|来))"
)
# 会议应到代表312名，实到298名; 出席会议的代表298名
_ATTENDS = re.compile(
    r"应到[^，,。；;]{0,10}[0-9]|[出列]席(?:会议|大会)[^，,。；;]{0,20}(?:代表|委员)[^，,。；;]{0,4}[0-9]|(?:大会|秘书处)[^，,。；;]{0,12}收到[^，,。；;]{0,12}(?:议案|建议|提案)[^，,。；;]{0,4}[0-9]"
)
_FIVE_YEARS_ON = re.compile(r"(?:今后|未来)五年[^。]{0,30}目标")
_GOALS = re.compile(
    r"(?:(?:19|20)[0-9]{2}年)?[^。；;0-9]*(?:(?:预期|主要|发展|奋斗|工作|年度)目标(?:任务)?|重点(?:抓好|做好|实施|推进)[^，,。；;]{0,12}(?:工作|任务|实事)|民生实事(?:项目)?)(?:是|为)?[：:]?"
)
_YEAR_LINE = re.compile(r"((?:19|20)[0-9]{2})年?[^，,。；;：:0-9%]{1,12}[!！：:]?")
_ITEM = re.compile(r"\s*(?:[●■◆▪•·○□★☆－—-]|[0-9]{1,2}[.．、]|[（(]?[一二三四五六七八九十]{1,3}[）)、是])")


def year_of(document: Document) -> int | None:
    """The year that a text without a report year opens with, else that of its publication.

    A masked year (XXXX年) is unknown: the portal may have posted the text years later.
    """
    lead = _LEAD_YEAR.search(opening(document))
    if lead:
        return int(lead[0][:4]) if lead[0][0].isdigit() else None
    return int(document.published_on[:4]) if document.published_on else None


def opening(document: Document) -> str:
    """Title and first sentence of a news item, wherever its lines break."""
    head = document.raw_text[: len(document.title) + _LEAD]
    stop = head.find("。", len(document.title))
    return head if stop < 0 else head[:stop]


def passes_on_an_account(title: str, text: str) -> bool:
    """Whether a news item opens with what a government or an office says of the whole area.

    The ways to say so are the rows of catalogue/news_accounts.tsv.
    """
    head = f"{title}\n{text[:_ACCOUNT_REACH]}".replace(" ", "")
    return any(pattern.search(head) for pattern in _accounts())


@cache
def _accounts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("news_accounts"))


def calendar_of(calendar: Calendar, text: str, marks: Sequence[TimeMark]) -> Calendar:
    """The calendar of a news item: its lead may be about some months of the year (今年上半年，全市…).

    A heading (2024年工作回顾) says which year it looks back on. An item of the winter that names no year of
    its own tells of the year before, which it names; so does one that passes on the goals of its year.
    """
    heading = _LOOKED_BACK.search(text)
    if heading:
        reviewed = int(heading[1])
        calendar = Calendar(str(reviewed), str(reviewed + 1), reviewed + 1)
    year = calendar.report_year
    if year is None and _WINTER.search(text, 0, _MONTHS_REACH):
        named = [(int(match[1]), match["plans"]) for match in _YEAR.finditer(text)]
        last = max((year for year, _ in named), default=None)
        if last is not None:
            year = last if any(plans for year, plans in named if year == last) else last + 1
            calendar = Calendar(str(year - 1), str(year), year)
    elif year and calendar.review == str(year) and _WINTER.search(text, 0, _MONTHS_REACH):
        goals = rf"{year}年[^。；;]{{0,24}}目标|报告[^。]{{0,8}}，{year - 1}年"
        given = rf"作了?《?政府工作报告[\s\S]{{0,200}}{year - 1}年"
        if re.search(f"{goals}|{given}", text):
            calendar = Calendar(str(year - 1), str(year), year)
    for mark in marks:
        if mark.start > _MONTHS_REACH or year is None:
            break
        months = (mark.last or 0) - (mark.first or 1) + 1
        # 一季度、上半年和全年增速分别为…: a list of times dates nothing but its values.
        listed = text[mark.end : mark.end + 1] in AND or text[mark.start - 1 : mark.start] in AND
        if mark.first == 1 and months >= _SHORTEST_PART and not (mark.base or mark.day or listed):
            part = resolve(mark, calendar, False)
            return replace(calendar, review=part) if part else calendar
    return calendar


def planned_items(text: str) -> list[tuple[int, int, int | None]]:
    """The spans of the items below a line that names goals, each with its year where a line names it.

    今年主要预期目标: stands over ●生产总值增长5%; where 2020年某市 and 2021年某市 stand over two lists, the
    second is planned.
    """
    found: list[tuple[int, int, int | None]] = []
    lines = text.splitlines(keepends=True)
    headed = [int(match[1]) for line in lines if (match := _YEAR_LINE.fullmatch(_bare(line)))]
    last = max(headed) if len(set(headed)) > 1 else None
    at, within, year = 0, False, None
    for line in lines:
        bare = _bare(line)
        named = _YEAR_LINE.fullmatch(bare) if last else None
        if named:
            within, year = int(named[1]) == last, last
        elif len(bare) <= _LONGEST_HEADING and _GOALS.fullmatch(bare):
            within = True
        elif within and bare:
            within = _ITEM.match(bare) is not None or "。" not in bare
            if within:
                found.append((at, at + len(line), year))
        at += len(line)
    return found


def _bare(line: str) -> str:
    """A line without the brackets that set it off as a heading: 【2023年目标】."""
    return line.strip().strip("【】〖〗")


def attended(passage: Passage, sentence: str) -> Passage:
    """The passage of a sentence that counts who came: of the congress, not of the year it hears of."""
    year = passage.calendar.report_year
    if year is None or not _ATTENDS.search(sentence):
        return passage
    return replace(passage, calendar=replace(passage.calendar, review=str(year)))


def as_planned(passage: Passage, year: int | None) -> Passage:
    """The passage of an item below a line that names goals: its year, or this one, is planned."""
    year = year or passage.calendar.report_year
    calendar = replace(passage.calendar, review=str(year - 1), plan=str(year)) if year else passage.calendar
    return replace(passage, planned=True, calendar=calendar)


def ahead(passage: Passage, sentence: str) -> Passage:
    """The passage from a sentence on that says what the year will bring, or opens the goals of five years."""
    year = passage.calendar.report_year
    if _WILL.match(sentence):
        return replace(passage, planned=True)
    if not _FIVE_YEARS_ON.search(sentence):
        return passage
    plan = f"{year}/{year + 4}" if year else passage.calendar.plan
    term = (year, year + 4) if year else None
    return replace(
        passage, planned=True, term=term, spans=True, calendar=replace(passage.calendar, plan=plan)
    )
