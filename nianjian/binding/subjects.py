"""Whom a sentence is about: the whole reporting area, or a town, a park, a company, an airport, a road."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.binding.partners import partners
from nianjian.binding.tails import longest_form
from nianjian.catalogue import alternation, table, worded, words
from nianjian.catalogue.edges import first_characters, guard, last_characters
from nianjian.catalogue.indicators import by_form
from nianjian.levels import LEVELS
from nianjian.years import YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianjian.binding.area import Area
    from nianjian.catalogue.edges import Characters

_OPENERS = r"，,；;：:。！？、\n\u3000 "
_OPENS = rf"(?:^|(?<=[{_OPENERS}])|(?<=其中))"
_ALL = "全我"
_LONGEST_NAME = 48
_ASIDE_OPENS = "“（("
_BREAK = re.compile(rf"[，,；;：:。、！？\n{_ASIDE_OPENS}]")
_LIES = ("位于", "坐落", "地处")
_LOCATED = re.compile(rf"[^一-龥“]*(?P<name>[^，,。；：:\n]{{2,20}}?)[：:，,]?(?:{'|'.join(_LIES)})")
_DATED = rf"(?:{YEAR}年(?:[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?)?[，,]?)?"
_WHOLE = tuple(all_of + level for all_of in _ALL for level in LEVELS)
# Figures of the town proper are the area's own: 县城人口, 中心城区供热面积.
_NOUN = r"[^，,；;：:。、！？“”（）()\n0-9]"
_NUMBERED_NOUN = r"[^，,；;：:。、！？“”（）()\n]"
_SECTION = r"(?:[一二三四]期|[一-龥]{1,7}段)?(?:[一-龥]{0,4}(?:工程|项目)|改扩建|改建|扩建|改造|建设)?"
_ASIDE = r"(?:“[^”]{1,10}”|[（(][^（）()]{1,8}[）)]|[一二三四]期)?"
# 甲、乙两县 and 甲镇、乙镇: names that stand in a row.
_NAMES = rf"{_NOUN}{{1,8}}(?:、{_NOUN}{{1,8}})+(?:等)?"
_LIKE = rf"{_NOUN}{{1,5}}(?P<like>镇|乡|街道|县)(?:、{_NOUN}{{1,5}}(?P=like))+"
_GROUP = rf"{_OPENS}(?:{_NAMES}[二两三四五六七八九十][个大户家]?«member»|{_LIKE})"
_GROUP_HINT = "、[^，,；;。]{1,10}[二两三四五六七八九十][个大户家]?«member»|(?:镇|乡|街道|县)、"
_STOPS = re.compile(r"[，,；;]")
# 三个园区 are of the area, whichever they are.
_COUNTED = re.compile("[两二三四五六七八九十百几多各]+[个家座]")
_WHOLE_STOPS = "；;"
_RELATES = "«relates»|完成|累计|已|其中"
_NAME_HEADS = ("延长", "建设")
_HELD_AGAINST = "«above»|«below»"
_PARTNERS = "对口帮扶地区"


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody named as the subject from `start` on; `name` is empty where the whole area is named again."""

    start: int
    name: str
    rule: str


@cache
def _suffixes(*kinds: str) -> tuple[str, ...]:
    rows = (row["suffix"] for row in table("subject_suffixes") if row["kind"] in kinds)
    return tuple(sorted(rows, key=len, reverse=True))


class _Patterns(NamedTuple):
    """Who may be named: wide areas, told by their `firsts` characters, and doers, by what they end with.

    `places` finds behind what any of them can begin, `openings` the character that a wide area can begin
    with, `ends` where the name of a doer can end.
    """

    places: re.Pattern[str]
    openings: re.Pattern[str]
    ends: re.Pattern[str]
    firsts: Characters
    wide: re.Pattern[str]
    any: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    doers = "|".join(_suffixes("place", "body", "project"))
    outer = "|".join(row["word"] for row in table("outer_areas"))
    honour, town = "|".join(words("honour")), "|".join(words("town"))
    does = alternation("phrase_words", "does").pattern
    wide = (
        rf"(?P<whole>(?<![占比较于])(?:{'|'.join(_WHOLE)})(?!{honour})|{_OPENS}(?:{town}))"
        rf"|{_OPENS}(?P<outer>(?:{outer})(?!{honour}|{_NOUN}{{0,14}}的|{_NOUN}{{0,10}}(?:百强|排名|榜单)){_NOUN}{{0,10}})"
    )
    line = rf"(?P<line>{_NUMBERED_NOUN}{{1,12}}?(?:{'|'.join(_suffixes('line'))}){_SECTION})"
    facility = (
        rf"(?P<facility>{_NOUN}{{1,14}}?(?:（{_NOUN}{{1,8}}）)?(?:{'|'.join(_suffixes('facility'))})"
        rf"|{_NOUN}{{1,10}}[一二三四]期工程|{_NOUN}{{0,8}}?(?:{'|'.join(_suffixes('sole'))})){_ASIDE}"
    )
    doer = rf"(?P<doer>{_NOUN}{{1,14}}?(?:{doers})){_ASIDE}"
    lasts = [last_characters(name) for name in (line, facility, doer)]
    last = "".join(sorted({re.escape(c) for found in lasts if found is not None for c in found}))
    ending = r"[\s\S]" if None in lasts else f"[{last}]"
    firsts = first_characters(wide)
    opening = f"[{''.join(sorted(firsts))}]" if firsts is not None else "(?s:.)"
    return _Patterns(
        re.compile(rf"[{_OPENERS}其{_ALL}](?:(?<=[{_OPENERS}])|(?<=其)中|(?<=[{_ALL}])(?=[{LEVELS}]))"),
        re.compile(rf"{opening}(?:(?<=[{_OPENERS}].)|(?<=[{_ALL}])(?=[{LEVELS}])|(?<=其中.))"),
        re.compile(rf"{ending}{guard(does)}(?={does})"),
        firsts,
        re.compile(wide),
        re.compile("|".join((wide, *(f"{_OPENS}{name}(?={does})" for name in (line, facility, doer))))),
    )


def _is_unbroken(text: str, begin: int, end: int) -> bool:
    """Whether one name can fill `begin`..`end`: nothing parts it; an aside may hold anything."""
    if end > begin + _LONGEST_NAME:
        return False
    broken = _BREAK.search(text, begin, end)
    return broken is None or broken[0] in _ASIDE_OPENS


def _named(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of all patterns in a stretch of text, without overlap: tried only where one may begin."""
    patterns = _patterns()
    ends: list[int] = []
    first = patterns.ends.search(text, start, end)
    if first is not None:
        ends = [match.end() for match in patterns.ends.finditer(text, first.start(), end)]
        begins = [match.end() for match in patterns.places.finditer(text, start, end)]
        begins = [place - 1 if text[place - 1] in _ALL else place for place in begins]
    else:
        begins = [match.start() for match in patterns.openings.finditer(text, start, end)]
    at = start
    for begin in (start, *begins):
        if begin < at or begin == end:
            continue
        index = bisect_right(ends, begin)
        if index < len(ends) and _is_unbroken(text, begin, ends[index]):
            match = patterns.any.match(text, begin, end)
        elif patterns.firsts is None or text[begin] in patterns.firsts:
            match = patterns.wide.match(text, begin, end)
        else:
            continue
        if match:
            at = match.end()
            yield match


@cache
def _modifiers() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(_suffixes('modifier'))})*")


def _is_name(doer: str, area: Area) -> bool:
    """Whether a noun names somebody: no common noun, no action, not the reporting area itself."""
    if _COUNTED.match(doer) or (len(doer) == len("全镇") and doer[0] in "全我本该各"):
        return False
    if doer.endswith(tuple(suffix for suffix in _suffixes("body") if suffix.startswith("等"))):
        return True
    if doer.startswith((*words("no_name"), *_actions())) or doer.endswith(_suffixes("generic")):
        return False
    if doer in _suffixes("sole"):
        return True
    suffix = next((s for s in _suffixes("place", "body", "project", "facility", "line") if s in doer), "")
    named = doer[: doer.rfind(suffix)] if suffix else doer
    return not _modifiers().fullmatch(named) and doer not in area.stems


@cache
def _actions() -> tuple[str, ...]:
    """What opens a clause of doing: 推进园区 is no park that does something."""
    verbs = (row["word"] for row in table("action_verbs") if row["word"] not in _NAME_HEADS)
    return (*verbs, *words("governs"))


def _last(text: str, at: int, end: int, kind: str) -> int:
    """Where the clauses about somebody end who is named before `at`.

    A road is done with its clause, a project where the government acts again, anybody at a semicolon
    behind which it does.
    """
    own = alternation("phrase_words", "own")
    for stop in _STOPS.finditer(text, at, end):
        whole = stop[0] in _WHOLE_STOPS
        if kind == "line" and (whole or not worded(_RELATES).match(text, stop.end())):
            return stop.end()
        if (whole or kind == "project") and own.match(text, stop.end()):
            return stop.end()
        if (whole or kind == "outer") and _opens_with_form(text, stop.end(), end):
            return stop.end()
    return end


def _opens_with_form(text: str, at: int, end: int) -> bool:
    forms = by_form()
    return any(text[at:last] in forms for last in range(at + 2, min(end, at + longest_form()) + 1))


def subjects(text: str, start: int, end: int, area: Area) -> list[Subject]:
    """The subjects of the sentence `start`..`end` in order; each holds until the next or the end."""
    found = _located(text, start, end, area)
    for match in _named(text, start, end):
        kind = match.lastgroup or ""
        name = match[kind]
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
        elif kind != "outer" and any(word in name for word in _WHOLE):
            name = ""
        elif kind != "outer" and not _is_name(name, area):
            continue
        found.append(Subject(match.start(), name, f"subject.{kind}"))
        if kind == "doer" and name.endswith("项目"):
            kind = "project"
        if name and kind in ("outer", "doer", "facility", "line", "project"):
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
    return text.startswith(_actions(), clause) or bool(worded(_HELD_AGAINST).search(text, clause, at))


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
    return re.compile(rf"{_OPENS}(?:(?:{short})(?:[、和](?:{short}))+(?![0-9])|{full})")


def names_area(sentence: str, area: Area) -> bool:
    """Whether a sentence names the reporting area in full, opens with it, or speaks of all of it."""
    if area.name and area.name in sentence:
        return True
    if area.stems and worded(rf"\s*{_DATED}(?:{'|'.join(area.stems)})«goes_on»").match(sentence):
        return True
    return any(word in sentence and area.is_neutral(word) for word in _WHOLE)


def _located(text: str, start: int, end: int, area: Area) -> list[Subject]:
    """甲小镇：位于乙镇，面积10平方公里: a sentence that says where a thing lies is about the thing."""
    near = min(end, start + _LONGEST_NAME)
    if all(text.find(word, start, near) < 0 for word in _LIES):
        return []
    match = _LOCATED.match(text, start, near)
    name = match["name"] if match else ""
    own = not name or name in area.stems or name.startswith(_WHOLE) or name.endswith(("区", "市", "县"))
    return [] if own or name.startswith(("该", "项目")) else [Subject(start, name, "subject.located")]


def subject_at(found: list[Subject], at: int) -> Subject | None:
    """The subject in force at an offset, or None where the sentence is about the reporting area."""
    holder = None
    for subject in found:
        if subject.start > at:
            break
        holder = subject
    return holder if holder and holder.name else None
