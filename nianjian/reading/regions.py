"""The region that a document reports on, by GB/T 2260 code, and the words that gave it.

`stated`: the document names it where a report names itself (title, meeting, opening, signature) and the name
means one region, or the names around it say which. `inferred`: the name's city, the towns in the text or the
portal's tag say which. `unknown`: nothing does. An ambiguous name is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nianjian.catalogue import table
from nianjian.levels import LEVELS
from nianjian.reading.inference import infer, nearer_by_city, nearer_by_towns
from nianjian.reading.mentions import Chain, chains, short_names
from nianjian.reading.page_lines import is_of_page
from nianjian.reading.plain import squeezed
from nianjian.reading.region_table import Region, region_table

REPORTS = ("annual_report", "half_year_report", "statistical_bulletin", "plan_report")
TODAY = 2024
OPENING = 120
TAIL = 120
LONGEST_SIGNATURE = 30

_SPOKEN_FOR = ("表", "受")
# 来源:河南省发改委: who sent the page in.
_SENT_BY = re.compile(r"(?:来源|供稿|发布机构|发布单位|信息来源|报送单位|转自)[:：]?$")
_MASK = rf"[xXｘＸ×＊*某○◯〇]{{1,4}}[{LEVELS}]"
_MASKED = re.compile(_MASK)
_BELOW = re.compile(r"[一-鿿]{1,12}?(?:街道|镇|乡|苏木|开发区|高新区|新区|园区|管理区|度假区|保税区)")
_OFFICE = re.compile(r"统计局|发改委|发展改革委|发展和改革委员会|财政局|新闻办|日报|晚报|电视台|融媒体")
_OWN = re.compile(rf"[全我]([{LEVELS}])")
_NATION = re.compile(r"(?<=届)全国人民代表大会")
_BELOW_AT = re.compile(
    rf"(?:(?<=[{LEVELS}])|^|在|年|代表|的|关于)[一-鿿]{{1,6}}(?:街道|镇|乡|苏木)"
    r"(?=第?[一二三四五六七八九十\d]{1,3}届|(?:人民)?政府.{0,8}报告|20\d\d年.{0,4}(?:政府)?工作报告)"
)
_HEAD_END = re.compile(r"各位(?:代表|委员)|现在[,，]?(?:我|由我|代表)|一、")
_KIND_WORDS = re.compile(r"工作报告|报告|公报|人民政府|政府|20\d\d年|国民经济")


@dataclass(frozen=True, slots=True)
class Place:
    """The region columns of a document."""

    code: str | None
    name: str | None
    basis: str
    evidence: tuple[str, ...]


UNKNOWN = Place(None, None, "unknown", ())


def find_region(kind: str, title: str, tag: str, text: str, years: tuple[int, ...]) -> Place:
    """The region of a document from its Simplified title, the portal's tag before it, and its text.

    `years` says when, most likely first: regions change their codes. News belongs to the place that its
    title or first sentence names; a report to the region that gave it.
    """
    years = years or (TODAY,)
    if kind in REPORTS or kind == "other":
        place = _of_report(title, text, years)
        if place.basis == "unknown" and not place.evidence and kind in REPORTS:
            place = _from_tag(tag, years)
        return place
    return _of_news(title, tag, text, years)


def _of_report(title: str, text: str, years: tuple[int, ...]) -> Place:
    plain = squeezed(text[:4_000])
    end = match.start() if (match := _HEAD_END.search(plain)) else 300
    head = plain[: end + OPENING]
    below = _NATION.search(plain[:end]) or _BELOW_AT.search(squeezed(title)) or _BELOW_AT.search(head)
    if below:
        return Place(None, None, "unknown", (below[0],))
    named = _anchored(head, end, _signature(text), years)
    titled = _titled(squeezed(title), years)
    if isinstance(titled, Place):
        return titled
    if named and titled and _lies_within(titled, named):
        # 光山县…工作报告 on a page that a bureau of the province signs: the title says whose report it is.
        named = None
    chain = named or titled
    outer = _masked_outer(squeezed(title), years) or _masked_outer(head, years)
    if chain is None:
        return _inferred(text, years, _sort(head, squeezed(title)), outer)
    heads = f"{squeezed(title)}\n{plain[:end]}"
    return _decided(chain, heads, text, years)


def _lies_within(inner: Chain, outer: Chain) -> bool:
    """Whether every region of one chain lies in one of the other."""
    return all(any(r != o and r.within(o) for o in outer.regions) for r in inner.regions)


def _anchored(head: str, opened: int, tail: str, years: tuple[int, ...]) -> Chain | None:
    """The chain of names directly before the most trusted anchor; from `opened` on only in 我代表…, 受…."""
    ends = {part: {chain.end: chain for chain in chains(part, years)} for part in (head, tail)}
    for where, pattern in _anchors():
        part = head if where == "head" else tail
        for match in pattern.finditer(part):
            chain = ends[part].get(match.start())
            if chain is None or _SENT_BY.search(part, max(0, chain.start - 6), chain.start):
                continue
            before = part[max(0, chain.start - 1) : chain.start]
            if before in ("", "\n") if part is tail else chain.start < opened or before in _SPOKEN_FOR:
                return chain
    return None


def _signature(text: str) -> str:
    """The short lines at the end of a document, without blanks: where it is signed."""
    lines = [squeezed(line) for line in text[-3 * TAIL :].splitlines()[-6:]]
    return "\n".join(line for line in lines if 0 < len(line) <= LONGEST_SIGNATURE)


def _titled(title: str, years: tuple[int, ...]) -> Chain | Place | None:
    """The first chain of a title; a Place where the title goes on to an area below the county."""
    found = chains(title, years)
    if not found:
        title = re.sub(r"^关于", "", title)
        found = [Chain((short,), short.regions) for short in short_names(title, years)]
    if not found:
        return None
    found = [chain for chain in found if not _OFFICE.match(title, chain.end)] or found
    rest = title[found[0].end :]
    below = _BELOW.match(rest)
    if below and _KIND_WORDS.match(rest, below.end()):
        return Place(None, None, "unknown", (*found[0].names, below[0]))
    if _MASKED.match(rest):
        return None
    return found[0]


def _masked_outer(text: str, years: tuple[int, ...]) -> Region | None:
    """The region named before a masked one: 上海市 in 上海市xx区."""
    for chain in chains(text, years):
        if _MASKED.match(text, chain.end) and len(chain.regions) == 1:
            return chain.regions[0]
    return None


def _decided(chain: Chain, head: str, text: str, years: tuple[int, ...]) -> Place:
    if len(chain.regions) == 1:
        return _place(chain.regions[0], "stated", chain.names)
    lead = _named_around(chain.regions, head, years)
    if lead:
        return _place(lead[0], "stated", (*chain.names, lead[1]))
    for nearer in (nearer_by_city, nearer_by_towns):
        found = nearer(chain.regions, text, years)
        if found:
            return _place(found[0], "inferred", (*chain.names, *found[1]))
    candidates = sorted(
        f"{r.code} {''.join(a.name for a in _outer(r, years))}{r.name}" for r in chain.regions
    )
    return Place(None, None, "unknown", (*chain.names, *candidates))


def _named_around(regions: Sequence[Region], head: str, years: tuple[int, ...]) -> tuple[Region, str] | None:
    """The one region whose city or province the head names, and that name."""
    named = []
    for region in regions:
        words = [w for a in _outer(region, years) for w in (a.name, a.short) if w in head]
        named.append((len({w[:2] for w in words}), region, words[-1] if words else ""))
    named.sort(key=lambda item: (-item[0], item[1].code))
    (most, region, word), (second, _, _) = named[0], named[1]
    return (region, word) if most > second else None


def _sort(head: str, title: str) -> str:
    """What the report calls its area without a name: 区 in 在xx区第五届人民代表大会, 区政府工作报告."""
    for part in (head, title):
        for where, pattern in _anchors():
            for match in pattern.finditer(part) if where == "head" else ():
                before = part[: match.start()]
                if before.endswith(tuple(LEVELS)):
                    return "省" if before.endswith("自治区") else before[-1]
    return ""


def _inferred(text: str, years: tuple[int, ...], sort: str, outer: Region | None) -> Place:
    found = infer(text, years, sort, outer)
    return _place(found[0], "inferred", found[1]) if found else UNKNOWN


def _of_news(title: str, tag: str, text: str, years: tuple[int, ...]) -> Place:
    tagged = chains(tag, years) or [Chain((m,), m.regions) for m in short_names(tag, years)]
    home = tagged[0].regions if tagged else ()
    lines = [line for line in text.splitlines() if not is_of_page(line)]
    body = "\n".join(lines if lines[:1] != text.splitlines()[:1] else lines[1:]) or text
    for part in (title, re.split(r"[。！!]", body.strip(), maxsplit=1)[0][:300]):
        shorts = [m for m in short_names(part, years) if home or text.count(m.name) > 1]
        named = [*chains(part, years), *(Chain((m,), m.regions) for m in shorts)]
        # 某市统计局发布上半年某区经济数据: the office says whose it is, not what it tells of.
        offices = {c.end for c in named if _OFFICE.match(part, c.end)}
        named.sort(key=lambda c: (not _at_home(c, home), c.end in offices, c.start, -c.end))
        for chain in named:
            place = _decided(chain, f"{title}{tag}", text, years)
            if place.code:
                return place
    place = _from_tag(tag, years)
    return place if place.code else _by_short_county(title, text, years)


def _by_short_county(title: str, text: str, years: tuple[int, ...]) -> Place:
    """The county whose short name the title holds, where the text says it again and calls itself a county."""
    own = set(_OWN.findall(text))
    for length in (4, 3, 2):
        for start in range(len(title) - length + 1):
            short = title[start : start + length]
            found = [r for r in region_table().shortened(short, years) if r.name[-1] in own]
            if len(found) == 1 and found[0].level == "county" and text.count(short) > 1:
                return _place(found[0], "inferred", (short,))
    return UNKNOWN


def _at_home(chain: Chain, home: Sequence[Region]) -> bool:
    return any(r.code == h.code or r.within(h) for r in chain.regions for h in home)


def _from_tag(tag: str, years: tuple[int, ...]) -> Place:
    found = chains(tag, years) or [Chain((m,), m.regions) for m in short_names(tag, years)]
    if found and len(found[0].regions) == 1:
        return _place(found[0].regions[0], "inferred", (tag,))
    return UNKNOWN


def _outer(region: Region, years: tuple[int, ...]) -> tuple[Region, ...]:
    return tuple(reversed(region_table().ancestors(region, years)))


def _place(region: Region, basis: str, evidence: Sequence[str]) -> Place:
    return Place(region.code, region.name, basis, tuple(evidence))


@cache
def _anchors() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["where"], re.compile(row["pattern"])) for row in table("region_anchors"))
