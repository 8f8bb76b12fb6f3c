"""The names that open a clause: of wide areas, roads, airports, towns and companies, and what is no name."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from nianjian.catalogue import alternation, table, worded, words
from nianjian.catalogue.edges import first_characters, guard, last_characters
from nianjian.levels import LEVELS
from nianjian.years import ARABIC_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nianjian.binding.area import Area
    from nianjian.catalogue.edges import Characters

OPENERS = r"，,；;：:。！？、\n\u3000 "
OPENS = rf"(?:^|(?<=[{OPENERS}])|(?<=其中))"
"""In front of the first character of a clause."""
NOUN = r"[^，,；;：:。、！？“”（）()\n0-9]"
LONGEST = 48
_ALL = "全我"
WHOLE = tuple(all_of + level for all_of in _ALL for level in LEVELS)
"""How the whole of an area is named: 全市, 我县."""
_ASIDE_OPENS = "“（("
_BREAK = re.compile(rf"[，,；;：:。、！？\n{_ASIDE_OPENS}]")
_NUMBERED_NOUN = r"[^，,；;：:。、！？“”（）()\n]"
_SECTION = r"(?:[一二三四]期|[一-龥]{1,7}段)?(?:[一-龥]{0,4}(?:工程|项目)|改扩建|改建|扩建|改造|建设)?"
_ASIDE = r"(?:“[^”]{1,10}”|[（(][^（）()]{1,8}[）)]|[一二三四]期)?"
# 三个园区 are of the area, whichever they are.
_COUNTED = re.compile("[两二三四五六七八九十百几多各]+[个家座]")
# 市中心医院, 县一中 are one each; 市级, 县域, 市属 ones are many.
_OF_THE_AREA = re.compile(f"[{LEVELS}](?![级属直内域区城管外场])")
_NAME_HEADS = ("延长", "建设")
# 某某公司生产镍11万吨: whoever is surely named is whom the figure of the clause is about, whatever the verb.
_UP_TO = rf"(?!«no_deed»)(?:{ARABIC_YEAR}年)?[^，,；;：:。、！？“”（）()\n0-9等]{{2,12}}[0-9]"
# 某某医院新院投入使用，核定床位800张
_OPENED = r"[^，,；;：:。！？“”（）()\n0-9等]{0,12}«opened»[，,][^，,；;：:。、！？“”（）()\n0-9]{2,8}[0-9]"


@cache
def suffixes(*kinds: str) -> tuple[str, ...]:
    """The endings of names of these kinds, longest first."""
    rows = (row["suffix"] for row in table("subject_suffixes") if row["kind"] in kinds)
    return tuple(sorted(rows, key=len, reverse=True))


@cache
def _sure() -> tuple[str, ...]:
    """Endings that common nouns do not have: 科技城, 公司, 医院, but not 村, 社区, 市场."""
    named = (suffix for suffix in suffixes("place", "body", "facility") if not suffix.startswith("等"))
    return tuple(suffix for suffix in named if len(suffix) > 1 and suffix not in words("common_ending"))


class _Patterns(NamedTuple):
    """Who may be named: wide areas, told by their `firsts` characters, and doers, by what they end with.

    `places` finds behind what any of them can begin, `openings` the character that a wide area can begin
    with, `ends` where the name of a doer can end and `sure_ends` where one that is surely a name.
    """

    places: re.Pattern[str]
    openings: re.Pattern[str]
    ends: re.Pattern[str]
    sure_ends: re.Pattern[str]
    firsts: Characters
    wide: re.Pattern[str]
    any: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    doers = "|".join(suffixes("place", "body", "project"))
    outer = "|".join(row["word"] for row in table("outer_areas"))
    # Figures of the town proper are the area's own: 县城人口, 中心城区供热面积.
    honour, town = "|".join(words("honour")), "|".join(words("town"))
    does = alternation("phrase_words", "does").pattern
    wide = (
        rf"(?P<whole>(?<![占比较于])(?:{'|'.join(WHOLE)})(?!{honour})|{OPENS}(?:{town}))"
        rf"|{OPENS}(?P<outer>(?:{outer})(?!{honour}|{NOUN}{{0,14}}的|{NOUN}{{0,10}}(?:百强|排名|榜单)){NOUN}{{0,10}})"
    )
    line = rf"(?P<line>{_NUMBERED_NOUN}{{1,12}}?(?:{'|'.join(suffixes('line'))}){_SECTION})"
    facility = (
        rf"(?P<facility>{NOUN}{{1,14}}?(?:（{NOUN}{{1,8}}）)?(?:{'|'.join(suffixes('facility'))})"
        rf"|{NOUN}{{1,10}}[一二三四]期工程|{NOUN}{{0,8}}?(?:{'|'.join(suffixes('sole'))})){_ASIDE}"
    )
    doer = rf"(?P<doer>{NOUN}{{1,14}}?(?:{doers})){_ASIDE}"
    sure = rf"{NOUN}{{1,14}}?(?:{'|'.join(_sure())})|[{LEVELS}]?(?:{'|'.join(suffixes('sole'))})"
    up_to, brings = worded(_UP_TO).pattern, worded(_OPENED).pattern
    # The last two characters of such a name, by a look behind the last: a search by that one is quick.
    both = {suffix[-2:] for suffix in (*_sure(), *suffixes("sole"))}
    sure_last = "".join(sorted({suffix[-1] for suffix in both}))
    lasts = [last_characters(name) for name in (line, facility, doer)]
    last = "".join(sorted({re.escape(c) for found in lasts if found is not None for c in found}))
    ending = r"[\s\S]" if None in lasts else f"[{last}]"
    firsts = first_characters(wide)
    opening = f"[{''.join(sorted(firsts))}]" if firsts is not None else "(?s:.)"
    return _Patterns(
        re.compile(rf"[{OPENERS}其{_ALL}](?:(?<=[{OPENERS}])|(?<=其)中|(?<=[{_ALL}])(?=[{LEVELS}]))"),
        re.compile(rf"{opening}(?:(?<=[{OPENERS}].)|(?<=[{_ALL}])(?=[{LEVELS}])|(?<=其中.))"),
        re.compile(rf"{ending}{guard(does)}(?={does})"),
        re.compile(f"[{sure_last}](?<={'|'.join(sorted(both))})(?={up_to}|{brings})"),
        firsts,
        re.compile(wide),
        re.compile(
            "|".join(
                (
                    wide,
                    *(f"{OPENS}{name}(?={does})" for name in (line, facility, doer)),
                    f"{OPENS}(?P<known>{sure})(?={up_to})",
                    f"{OPENS}(?P<opened>{sure})(?={brings})",
                )
            )
        ),
    )


def _is_unbroken(text: str, begin: int, end: int) -> bool:
    """Whether one name can fill `begin`..`end`: nothing parts it; an aside may hold anything."""
    if end > begin + LONGEST:
        return False
    broken = _BREAK.search(text, begin, end)
    return broken is None or broken[0] in _ASIDE_OPENS


def named(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of all patterns in a stretch of text, without overlap: tried only where one may begin."""
    patterns = _patterns()
    found = (pattern.finditer(text, start, end) for pattern in (patterns.ends, patterns.sure_ends))
    ends = sorted(match.end() for matches in found for match in matches)
    if ends:
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
    return re.compile(f"(?:{'|'.join(suffixes('modifier'))})*")


def is_name(doer: str, area: Area) -> bool:
    """Whether a noun names somebody: no common noun, no action, not the reporting area itself."""
    if _COUNTED.search(doer) or (len(doer) == len("全镇") and doer[0] in "全我本该各"):
        return False
    if doer.endswith(_and_others()):
        return True
    if doer in area.stems:
        return False
    if doer[doer[0] in LEVELS :] in suffixes("sole"):
        return True
    if doer.startswith(_no_name()) or doer.endswith(suffixes("generic")):
        return False
    if _OF_THE_AREA.match(doer) and doer.endswith(suffixes("body")):
        return True
    suffix = next((suffix for suffix in _of_anybody() if suffix in doer), "")
    named = doer[: doer.rfind(suffix)] if suffix else doer
    return not _modifiers().fullmatch(named)


@cache
def _and_others() -> tuple[str, ...]:
    return tuple(suffix for suffix in suffixes("body") if suffix.startswith("等"))


@cache
def _no_name() -> tuple[str, ...]:
    return (*words("no_name"), *actions())


@cache
def _of_anybody() -> tuple[str, ...]:
    return suffixes("place", "body", "project", "facility", "line")


@cache
def actions() -> tuple[str, ...]:
    """What opens a clause of doing: 推进园区 is no park that does something."""
    verbs = (row["word"] for row in table("action_verbs") if row["word"] not in _NAME_HEADS)
    return (*verbs, *words("governs"))
