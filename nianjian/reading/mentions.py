"""Names of regions in running text, as spans, and the chains that they form: 上海市|嘉定区."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianjian.levels import LEVELS
from nianjian.reading.region_table import Region, region_table

_LAST = re.compile(f"[{LEVELS}]")
_CLAUSE = re.compile(r"(?:^|[\s,，。；;:：、！!？?“”\"（()）【】《》―—─-]|\d年)(?:在|从|由|是|为|近日|日前)?")
SHORTEST_SHORT, LONGEST_SHORT = 2, 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a region in a text, and the regions that bear it."""

    start: int
    end: int
    name: str
    regions: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Names side by side, from the outer to the inner; `regions` are those that the chain allows."""

    mentions: tuple[Mention, ...]
    regions: tuple[Region, ...]

    @property
    def start(self) -> int:
        """Where the first name begins."""
        return self.mentions[0].start

    @property
    def end(self) -> int:
        """Where the last name ends."""
        return self.mentions[-1].end

    @property
    def names(self) -> tuple[str, ...]:
        """The names as written."""
        return tuple(mention.name for mention in self.mentions)


def mentions(text: str, years: tuple[int, ...]) -> list[Mention]:
    """Full names (and contractions: 甘孜州) in a text, leftmost and longest first, none overlapping."""
    table = region_table()
    spans: list[tuple[int, int, tuple[Region, ...]]] = []
    for match in _LAST.finditer(text):
        end = match.end()
        spans += [
            (end - length, end, found)
            for length in table.endings.get(text[end - 2 : end], ())
            if length <= end and (found := table.named(text[end - length : end], years))
        ]
    spans.sort(key=lambda span: (span[0], -span[1]))
    found_in: list[Mention] = []
    at = 0
    for start, end, regions in spans:
        if start >= at:
            found_in.append(Mention(start, end, text[start:end], regions))
            at = end
    return found_in


def chains(text: str, years: tuple[int, ...]) -> list[Chain]:
    """The chains of names in a text, in order."""
    groups: list[list[Mention]] = []
    for mention in mentions(text, years):
        if groups and groups[-1][-1].end == mention.start:
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [Chain(tuple(group), _innermost(group)) for group in groups]


def short_names(text: str, years: tuple[int, ...]) -> list[Mention]:
    """Provinces and prefectures named without 省 or 市 where a clause begins: 上海自贸区…, 2023年,上海举办…

    Nowhere else: two characters in the middle of a clause are too often something else (长治久安, 黄河南岸).
    """
    table = region_table()
    found: list[Mention] = []
    for clause in _CLAUSE.finditer(text):
        for length in range(LONGEST_SHORT, SHORTEST_SHORT - 1, -1):
            short = text[clause.end() : clause.end() + length]
            regions = tuple(r for r in table.shortened(short, years) if r.level != "county")
            if len(short) == length and regions:
                found.append(Mention(clause.end(), clause.end() + length, short, regions))
                break
    return found


def _innermost(group: list[Mention]) -> tuple[Region, ...]:
    allowed = group[0].regions
    for mention in group[1:]:
        inner = tuple(r for r in mention.regions if any(r.within(outer) for outer in allowed))
        allowed = inner or mention.regions
    return allowed
