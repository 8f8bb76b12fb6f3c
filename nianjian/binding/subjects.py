"""Whom a sentence is about: the whole reporting area, or a town, a park, a company, an event."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    from nianjian.binding.metrics import Area

_OPENS = r"(?:^|[，,；;：:。、\n]|其中)"
_DOES = (
    r"完成|实现|新增|累计|共|已|集聚|引进|获批|荣获|募集|审批|税收|产值|营收|旅客|货物|集装箱|进出口|居民|地区生产总值|一般公共预算|"
    r"固定资产投资|规模以上|财政|用|成功|总建筑面积|占地|投资"
)
_GOES_ON = "已|共|全|今年|去年|累计|目前|现|将|持续|完成|实现|集聚|[，,]"
_WHOLE = ("全区", "全市", "全县", "全州", "全旗", "全盟", "全省", "我区", "我市", "我县", "我州", "我旗")


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody named as the subject from `start` on; `name` is empty where the whole area is named again."""

    start: int
    name: str
    rule: str


@cache
def _pattern() -> re.Pattern[str]:
    rows = sorted(table("subject_suffixes"), key=lambda row: -len(row["suffix"]))
    doers = "|".join(row["suffix"] for row in rows if row["kind"] in ("place", "body", "project"))
    outer = "|".join(row["word"] for row in table("outer_areas"))
    whole = "|".join(_WHOLE)
    noun = r"[^，,；;：:。、！？“”（）()\n0-9]"
    return re.compile(
        rf"(?P<whole>{whole})"
        rf"|{_OPENS}(?P<outer>(?:{outer}){noun}{{0,10}})"
        rf"|{_OPENS}(?P<doer>{noun}{{1,14}}?(?:{doers}))(?:“[^”]{{1,10}}”)?(?={_DOES})",
    )


@cache
def _generic() -> tuple[str, ...]:
    return tuple(row["suffix"] for row in table("subject_suffixes") if row["kind"] == "generic")


def _is_name(doer: str, area: Area) -> bool:
    """Whether a noun names somebody: no common noun, no action, not the reporting area itself."""
    if len(doer) == len("全镇") and doer[0] in "全我本该各":
        return False
    if doer.startswith(("全年", "力争", "省级", "市级", "国家级", "县级", "区级", "其中", "争取", "确保")):
        return False
    return not (doer.endswith(_generic()) or doer.startswith(_actions()) or doer in area.stems)


@cache
def _actions() -> tuple[str, ...]:
    """What opens a clause of doing: 推进园区 is no park that does something."""
    verbs = (row["word"] for row in table("action_verbs"))
    return (*verbs, "推动", "加快", "推进", "支持", "全面", "深化", "各")


def subjects(text: str, start: int, end: int, area: Area) -> list[Subject]:
    """The subjects of the sentence `start`..`end` in order; each holds until the next or the end."""
    found = []
    for match in _pattern().finditer(text, start, end):
        if whole := match["whole"]:
            name = "" if area.is_neutral(whole) else whole
            if (
                name
                and text[match.start() - 1 : match.start()] not in "，,；;。：:\n"
                and match.start() > start
            ):
                continue
            found.append(Subject(match.start(), name, "subject.whole"))
        elif outer := match["outer"]:
            found.append(Subject(match.start(), outer, "subject.outer"))
        elif (doer := match["doer"]) and _is_name(doer, area):
            found.append(Subject(match.start(), doer, "subject.doer"))
    return found


def names_area(sentence: str, area: Area) -> bool:
    """Whether a sentence names the reporting area in full, opens with it, or speaks of all of it."""
    if area.name and area.name in sentence:
        return True
    if area.stems and re.match(rf"\s*(?:{'|'.join(area.stems)})(?:{_GOES_ON})", sentence):
        return True
    return any(word in sentence and area.is_neutral(word) for word in _WHOLE)


def subject_at(found: list[Subject], at: int) -> Subject | None:
    """The subject in force at an offset, or None where the sentence is about the reporting area."""
    holder = None
    for subject in found:
        if subject.start > at:
            break
        holder = subject
    return holder if holder and holder.name else None
