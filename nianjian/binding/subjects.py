"""Whom a sentence is about: the whole reporting area, or a town, a park, a company, an airport, a road."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from nianjian.binding.forms import longest_form
from nianjian.binding.holders import LONGEST, NOUN, OPENS, WHOLE, actions, is_name, named
from nianjian.binding.partners import partners
from nianjian.catalogue import alternation, worded, words
from nianjian.catalogue.indicators import by_form
from nianjian.years import YEAR

if TYPE_CHECKING:
    from nianjian.binding.area import Area

_LIES = ("位于", "坐落", "地处")
_LOCATED = re.compile(rf"[^一-龥“]*(?P<name>[^，,。；：:\n]{{2,20}}?)[：:，,]?(?:{'|'.join(_LIES)})")
_FIGURE_IN_CLAUSE = re.compile(r"[^，,；;。0-9]*[0-9]")
_PRICED = re.compile(
    r"(?:总?投资|投入|投资额)(?:约|近|超过?)?[0-9.]+[万亿]+元的(?P<name>[^，,；;：:。、！？“”（）()\n0-9]{2,20}?(?:项目|工程|医院|学校|产业园|生产线))"
)
# 上半年|城南工业园新增企业61户
_TIME_IN_FRONT = re.compile(
    r"^(?:(?:今年|去年|上年)(?:以来)?|全年|[上下]半年|前?[一二三四]季度|年[初末底]|目前)+"
)
_DATED = rf"(?:{YEAR}年(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?[，,]?)?"
# 甲、乙两县 and 甲镇、乙镇: names that stand in a row.
_NAMES = rf"{NOUN}{{1,8}}(?:、{NOUN}{{1,8}})+(?:等)?"
_LIKE = rf"{NOUN}{{1,5}}(?P<like>镇|乡|街道|县)(?:、{NOUN}{{1,5}}(?P=like))+"
_PEOPLE = "(?:[一-龥]{1,4}族)?"
_GROUP = rf"{OPENS}(?!其中)(?:{_NAMES}[二两三四五六七八九十][个大户家]?{_PEOPLE}«member»|{_LIKE})"
_GROUP_HINT = rf"、[^，,；;。]{{1,10}}[二两三四五六七八九十][个大户家]?{_PEOPLE}«member»|(?:镇|乡|街道|县)、"
_STOPS = re.compile(r"[，,；;]")
_WHOLE_STOPS = "；;"
_RELATES = "«relates»|完成|累计|已|其中"
_HELD_AGAINST = "«above»|«below»"
_PARTNERS = "对口帮扶地区"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody named as the subject from `start` on; `name` is empty where the whole area is named again."""

    start: int
    name: str
    rule: str


def _last(text: str, at: int, end: int, kind: str) -> int:
    """Where the clauses about somebody end who is named before `at`.

    A road is done with its clause, a project and what has just been opened where the government acts again,
    anybody at a semicolon behind which it does; one who is known by the name alone at any semicolon.
    """
    own = alternation("phrase_words", "own")
    for stop in _STOPS.finditer(text, at, end):
        whole = stop[0] in _WHOLE_STOPS
        if kind == "line" and (whole or not worded(_RELATES).match(text, stop.end())):
            return stop.end()
        if whole and kind in ("known", "opened", "doer", "priced"):
            return stop.end()
        if kind == "opened" and text.startswith(words("added"), stop.end()):
            # 新院投入使用，新增床位600张: what the opened thing brings.
            continue
        if (whole or kind in ("project", "opened", "priced")) and own.match(text, stop.end()):
            return stop.end()
        if (whole or kind == "outer") and _opens_with_form(text, stop.end(), end):
            return stop.end()
    return end


def _opens_with_form(text: str, at: int, end: int) -> bool:
    forms = by_form()
    return any(text[at:last] in forms for last in range(at + 2, min(end, at + longest_form()) + 1))


def subjects(text: str, start: int, end: int, area: Area) -> list[Subject]:
    """The subjects of the sentence `start`..`end` in order; each holds until the next or the end."""
    found = [*_located(text, start, end, area), *_paid_for(text, start, end, area)]
    for match in named(text, start, end):
        kind = match.lastgroup or ""
        name = match[kind] if kind in ("whole", "outer") else _TIME_IN_FRONT.sub("", match[kind])
        if kind == "whole":
            name = "" if area.is_neutral(name) or name in words("town") else name
            if (
                name
                and text[match.start() - 1 : match.start()] not in "，,；;。：:\n"
                and match.start() > start
            ):
                continue
        elif _is_passed_over(text, start, match.start()):
            continue
        elif kind != "outer" and any(word in name for word in WHOLE):
            name = ""
        elif kind != "outer" and not is_name(name, area):
            continue
        found.append(Subject(match.start(), name, f"subject.{kind}"))
        if kind == "doer" and name.endswith("项目"):
            kind = "project"
        elif kind == "doer" and not _FIGURE_IN_CLAUSE.match(text, match.end(), end):
            # 甲医院建成区域中心，全面推广家庭医生，签约率31%: the government acts again.
            kind = "opened"
        if name and kind not in ("whole", "part"):
            last = _last(text, match.end(), end, kind)
            if last < end:
                found.append(Subject(last, "", "subject.ends"))
    for begin, last in partners(text, start, end):
        found += [Subject(begin, _PARTNERS, "subject.partner"), Subject(last, "", "subject.ends")]
    rows = _rows(_parts_pattern(area.parts), "subject.part", text, start, end) if area.parts else []
    if text.find("、", start, end) >= 0 and worded(_GROUP_HINT).search(text, start, end):
        rows += _rows(worded(_GROUP), "subject.group", text, start, end)
    if rows:
        # The second name of a row is no subject of its own.
        inner = {at for row in rows for at in range(row.start + 1, row.start + len(row.name))}
        found = [subject for subject in found if subject.start not in inner] + rows
    return sorted(found, key=lambda subject: subject.start)


def _is_passed_over(text: str, start: int, at: int) -> bool:
    """Whether a name stands inside quotation marks, or in a list that is the object of a verb.

    “争先、长三角进位”目标 is about nobody; 支持甲、乙开发区 is not about the second of the two.
    """
    if text.rfind("“", start, at) > text.rfind("”", start, at):
        return True
    if at == start or text[at - 1] != "、":
        return False
    clause = 1 + max(text.rfind(stop, 0, at) for stop in "，,；;：:。\n")
    # 分别高于全省、全国平均增速: the second of two that one is held against.
    return text.startswith(actions(), clause) or bool(worded(_HELD_AGAINST).search(text, clause, at))


def _rows(pattern: re.Pattern[str], rule: str, text: str, start: int, end: int) -> list[Subject]:
    """Names that open a clause, one or several in a row: the counties of the area, 甲、乙两县, 甲镇、乙镇."""
    found: list[Subject] = []
    for match in pattern.finditer(text, start, end):
        found.append(Subject(match.start(), match[0], rule))
        stop = text.find("；", match.end(), end)
        last = min(_last(text, match.end(), end, "doer"), stop + 1 if stop >= 0 else end)
        if last < end:
            found.append(Subject(last, "", "subject.ends"))
    return found


@cache
def _parts_pattern(parts: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    full = "|".join(sorted((name for name, _ in parts), key=len, reverse=True))
    short = "|".join(sorted({short for _, short in parts if len(short) > 1}, key=len, reverse=True))
    return re.compile(rf"(?:{OPENS}|(?<=最[一-龥]的))(?:(?:{short})(?:[、和](?:{short}))+(?![0-9])|{full})")


def names_area(sentence: str, area: Area) -> bool:
    """Whether a sentence names the reporting area in full, opens with it, or speaks of all of it."""
    if area.name and area.name in sentence:
        return True
    if area.stems and worded(rf"\s*{_DATED}(?:{'|'.join(area.stems)})«goes_on»").match(sentence):
        return True
    return any(word in sentence and area.is_neutral(word) for word in WHOLE)


def _paid_for(text: str, start: int, end: int, area: Area) -> list[Subject]:
    """总投资9亿元的甲峰风电项目开工，年产塔筒800套: a project that is named behind its price."""
    found: list[Subject] = []
    for match in _PRICED.finditer(text, start, end) if text.find("元的", start, end) >= 0 else ():
        if is_name(match["name"], area):
            found.append(Subject(match.start(), match["name"], "subject.priced"))
            last = _last(text, match.end(), end, "priced")
            if last < end:
                found.append(Subject(last, "", "subject.ends"))
    return found


def _located(text: str, start: int, end: int, area: Area) -> list[Subject]:
    """甲小镇：位于乙镇，面积10平方公里: a sentence that says where a thing lies is about the thing."""
    near = min(end, start + LONGEST)
    if all(text.find(word, start, near) < 0 for word in _LIES):
        return []
    match = _LOCATED.match(text, start, near)
    name = match["name"] if match else ""
    own = not name or name in area.stems or name.startswith(WHOLE) or name.endswith(("区", "市", "县"))
    return [] if own or name.startswith(("该", "项目")) else [Subject(start, name, "subject.located")]


def subject_at(found: list[Subject], at: int) -> Subject | None:
    """The subject in force at an offset, or None where the sentence is about the reporting area."""
    holder = None
    for subject in found:
        if subject.start > at:
            break
        holder = subject
    return holder if holder and holder.name else None
