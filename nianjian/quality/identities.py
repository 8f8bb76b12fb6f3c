"""Identities inside one report: shares, parts and wholes, from-to pairs, figures said twice."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from math import isinf

from nianjian.catalogue import table
from nianjian.catalogue.indicators import by_form, normal_form
from nianjian.model import Fact
from nianjian.quality.comparison import PREVIOUS_YEAR, base_of, is_year_on_year, leads
from nianjian.quality.printed import apart, exclude, half_step, interval
from nianjian.quality.rules import Breach, Corpus, is_headline, rule
from nianjian.quality.wording import amount, between, cell_of, name_of, say, say_change

THREE_SHARES = ("primary_share", "secondary_share", "tertiary_share")
# 由77%上升至79%，提高2个百分点: the three stand next to each other.
NEAR = 60
_WHOLE = re.compile(r"占([^占，。；;]{2,30})$")


@rule(
    "identity.share",
    severity="warn",
    formula="part / whole = stated share",
    tolerance="half a digit of each of the three",
)
def share(corpus: Corpus) -> Iterator[Breach]:
    """A stated share (占规模以上工业总产值的23.0%) is the ratio of the two levels, where both are given."""
    for stated in corpus.facts:
        span = interval(stated) if stated.unit == "%" and stated.status == "actual" else None
        if span is None or stated.period is None or stated.scope != "district":
            continue
        for part, whole in _share_sides(corpus, stated):
            parts, wholes = interval(part), interval(whole)
            if parts is None or wholes is None or wholes[0] <= 0 or part.unit != whole.unit:
                continue
            low, high = 100 * parts[0] / wholes[1], 100 * parts[1] / wholes[0]
            if exclude((low, high), span):
                yield Breach(
                    (stated, part, whole),
                    between(low, high, "%"),
                    say(stated),
                    f"{cell_of(stated)}: {name_of(part)} {say(part)} is {between(low, high, '%')} "
                    f"of {name_of(whole)} {say(whole)}, the text says "
                    f"{say(stated)}",
                    apart((low, high), span),
                )


@rule(
    "identity.shares_sum",
    severity="warn",
    formula="primary + secondary + tertiary share = 100",
    tolerance="half a digit of each",
)
def shares_sum(corpus: Corpus) -> Iterator[Breach]:
    """The shares of the three industries (三次产业比) add up to the whole."""
    for document_id in sorted(corpus.by_document):
        groups: dict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
        for fact in corpus.by_document[document_id]:
            if fact.indicator in THREE_SHARES and fact.unit == "%" and fact.period is not None:
                groups[fact.period, fact.status].setdefault(fact.indicator or "", fact)
        for _, group in sorted(groups.items()):
            if len(group) < len(THREE_SHARES):
                continue
            facts = tuple(group[code] for code in THREE_SHARES)
            total, slack = sum(fact.value for fact in facts), sum(half_step(fact) for fact in facts)
            if abs(total - 100) > slack + 1e-9 and all(fact.qualifier == "exact" for fact in facts):
                ratio = ":".join(f"{fact.value:g}" for fact in facts)
                yield Breach(
                    facts,
                    between(100 - slack, 100 + slack, "%"),
                    amount(round(total, 6), "%"),
                    f"{cell_of(facts[0])}: the three industries' shares {ratio} add up to {total:g}%",
                    apart((100 - slack, 100 + slack), (total, total)),
                )


@rule(
    "identity.part_exceeds_whole", severity="warn", formula="part <= whole", tolerance="half a digit of each"
)
def part_exceeds_whole(corpus: Corpus) -> Iterator[Breach]:
    """A part cannot exceed its whole: 出口 and 进出口, 工业投资 and 固定资产投资 (catalogue/part_of.tsv)."""
    for row in table("part_of"):
        for (region, code, measure, period), parts in corpus.cells.items():
            if code != row["part"] or measure != "level":
                continue
            for part in parts:
                for whole in corpus.at(region, row["whole"], measure, period):
                    low, high = interval(part), interval(whole)
                    if whole.document_id != part.document_id or whole.unit != part.unit:
                        continue
                    if low is not None and high is not None and low[0] > high[0] and exclude(low, high):
                        yield Breach(
                            (part, whole),
                            f"at most {say(whole)}",
                            say(part),
                            f"{cell_of(part)}: {say(part)} exceeds {name_of(whole)} "
                            f"{say(whole)}, of which it is a part ({row['why']})",
                            apart(high, low),
                        )


@rule(
    "identity.from_to",
    severity="warn",
    formula="to - from = stated change, or to / from - 1 = stated growth",
    tolerance="half a digit of each of the three",
)
def from_to(corpus: Corpus) -> Iterator[Breach]:
    """由77%上升至79%，提高2个百分点: the change that stands beside a pair of levels is their difference."""
    for document_id in sorted(corpus.by_document):
        facts = corpus.by_document[document_id]
        for i, (first, second) in enumerate(pairwise(facts)):
            if not _is_pair(first, second):
                continue
            for change in facts[i + 2 : i + 4]:
                if not _changes_the_same(second, change):
                    continue
                bounds = _expected_change(first, second, change)
                stated = interval(change)
                if bounds is None or stated is None:
                    continue
                if exclude(bounds, stated):
                    yield Breach(
                        (change, first, second),
                        between(*bounds, change.unit),
                        say_change(change),
                        f"{cell_of(change)}: from {say(first)} to "
                        f"{say(second)} is {between(*bounds, change.unit)}, the text says "
                        f"{say_change(change)}",
                        apart(bounds, stated),
                    )


@rule(
    "identity.repeated",
    severity="warn",
    formula="one report gives one value to one cell",
    tolerance="half a digit of each",
)
def repeated(corpus: Corpus) -> Iterator[Breach]:
    """A figure that a report gives twice, in its overview and in a chapter, is the same both times."""
    for document_id in sorted(corpus.by_document):
        groups: dict[tuple[str, ...], list[Fact]] = defaultdict(list)
        for fact in corpus.by_document[document_id]:
            if is_headline(fact) and fact.status == "actual" and (key := same_thing(fact)) is not None:
                groups[key].append(fact)
        for _, group in sorted(groups.items()):
            for one, other, gap in disagreeing(group):
                yield Breach(
                    (one, other),
                    say(one),
                    say(other),
                    f"{cell_of(one)}: the report says {say(one)} and {say(other)}",
                    gap,
                )


def same_thing(fact: Fact) -> tuple[str, ...] | None:
    """What two facts must share to be held against each other, or None for measures with a base of their own.

    Growth at comparable prices is not that at current prices, growth on 上半年 not that on the year before.
    """
    if fact.measure == "level":
        return fact.indicator or "", fact.period or "", fact.measure, fact.unit, ""
    if is_year_on_year(fact):
        return fact.indicator or "", fact.period or "", fact.measure, fact.unit, fact.growth_basis or ""
    return None


def disagreeing(facts: list[Fact]) -> Iterator[tuple[Fact, Fact, float | None]]:
    """The first pair of facts whose printed figures cannot both be true, and how far they lie apart."""
    for one, other in combinations(facts, 2):
        a, b = interval(one), interval(other)
        if a is not None and b is not None and exclude(a, b):
            yield one, other, apart(a, b)
            return


def _share_sides(corpus: Corpus, stated: Fact) -> Iterator[tuple[Fact, Fact]]:
    """The levels of part and whole that a share speaks of: of its own report, the whole of any report."""
    pair = _share_codes().get(stated.indicator or "")
    if pair is None and stated.measure != "share":
        return
    code = pair[1] if pair is not None else _whole_code(stated)
    if code is None:
        return
    peers = [
        f for f in corpus.by_document[stated.document_id] if f.measure == "level" and f.status == "actual"
    ]
    peers = [f for f in peers if f.period == stated.period and f.scope == "district"]
    if pair is not None:
        parts = [f for f in peers if f.indicator == pair[0]]
    elif stated.indicator is not None:
        parts = [f for f in peers if f.indicator == stated.indicator]
    else:
        parts = [f for f in peers if f.metric == stated.metric]
    wholes = [f for f in peers if f.indicator == code]
    wholes = wholes or list(corpus.at(stated.region_code, code, "level", stated.period or ""))
    if parts and wholes and parts[0].fact_id != wholes[0].fact_id:
        yield parts[0], wholes[0]


def _whole_code(stated: Fact) -> str | None:
    """The indicator of which a share is stated, by the words after 占: the longest form in them."""
    match = next((m for words in (*leads(stated), stated.metric) if (m := _WHOLE.search(words))), None)
    if match is None:
        return None
    words, forms = normal_form(match[1]), by_form()
    for length in range(len(words), 0, -1):
        found = [form for at in range(len(words) - length + 1) if (form := words[at : at + length]) in forms]
        if found:
            return forms[max(found)]
    return None


@cache
def _share_codes() -> dict[str, tuple[str, str]]:
    return {row["id"]: (row["part"], row["whole"]) for row in table("shares")}


def _is_pair(first: Fact, second: Fact) -> bool:
    return (
        first.measure == second.measure == "level"
        and (first.metric, first.unit, first.scope) == (second.metric, second.unit, second.scope)
        and first.period is not None
        and second.period is not None
        and (first.period_end or "") < (second.period_end or "")
        and second.raw_start - first.raw_end <= NEAR
    )


def _changes_the_same(level: Fact, change: Fact) -> bool:
    beside = 0 <= change.raw_start - level.raw_end <= NEAR
    wanted = {"%": ("change_pp",), "‰": ("change_pp",)}.get(level.unit, ("change_pct", "change_abs"))
    same = change.metric == level.metric or (
        change.indicator is not None and change.indicator == level.indicator
    )
    # 年均增长7.7% beside 由48.3亿元增加到70.1亿元 is a pace, not the difference of the two.
    return beside and same and change.measure in wanted and base_of(change) == PREVIOUS_YEAR


def _expected_change(first: Fact, second: Fact, change: Fact) -> tuple[float, float] | None:
    a, b = interval(first), interval(second)
    if a is None or b is None or any(isinf(end) for end in (*a, *b)):
        return None
    if change.measure == "change_pct":
        return (100 * (b[0] / a[1] - 1), 100 * (b[1] / a[0] - 1)) if a[0] > 0 else None
    return b[0] - a[1], b[1] - a[0]


RULES = (share, shares_sum, part_exceeds_whole, from_to, repeated)
