"""How many slips of a reader the consistency rules catch: alter one fact, ask whether a new finding names it.

    uv run python benchmarks/mutate_facts.py FOLDER [--times 400] [--seed 1]

Each time one headline fact (whole area, coded, past) gets another digit, 亿 for 万 or 万 for 亿, the other
sign or another year, in its text and its value alike, so that reading the figure again cannot see it: only
its words, its bounds and the other figures can. A fact has a partner when some rule holds it against another
fact: when the figure is made several times as large or as small, a finding names both.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from nianjian import corpus
from nianjian.model import Document, Fact, Finding
from nianjian.pipeline import extract
from nianjian.quality import check
from nianjian.quality.periods import days, is_simple, year_of
from nianjian.quality.printed import read
from nianjian.quality.rules import is_headline

Mutation = Callable[[Fact, random.Random], Fact | None]


def digit(fact: Fact, chance: random.Random) -> Fact | None:
    """Another leading digit: 2488.4 -> 5488.4."""
    first = fact.value_text[:1]
    if not first.isdecimal():
        return None
    other = chance.choice([d for d in "123456789" if d != first])
    return _printed(fact, other + fact.value_text[1:], fact.unit_text)


def scale(fact: Fact, chance: random.Random) -> Fact | None:
    """万 for 亿, or 亿 for 万."""
    swapped = fact.unit_text.translate(str.maketrans("万亿", "亿万"))
    return _printed(fact, fact.value_text, swapped) if swapped != fact.unit_text else None


def sign(fact: Fact, chance: random.Random) -> Fact | None:
    """The other sign of a change."""
    changes = fact.measure in ("change_pct", "change_pp", "change_abs") and fact.value
    return replace(fact, value=-fact.value) if changes else None


def year(fact: Fact, chance: random.Random) -> Fact | None:
    """The year before or after."""
    if not is_simple(fact.period) or fact.period is None:
        return None
    period = f"{year_of(fact.period) + chance.choice((-1, 1))}{fact.period[4:]}"
    covered = days(period)
    assert covered is not None
    return replace(
        fact, period=period, period_start=covered[0].isoformat(), period_end=covered[1].isoformat()
    )


MUTATIONS: dict[str, Mutation] = {"digit": digit, "scale": scale, "sign": sign, "year": year}


@dataclass
class Tally:
    """Slips by (kind, whether the fact has a partner): how many there were and how many were caught."""

    made: Counter[tuple[str, bool]] = field(default_factory=Counter)
    caught: Counter[tuple[str, bool]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)

    def share(self, *, partner: bool, kind: str | None = None) -> float:
        """Share of the slips that some rule caught, of facts with a partner or without."""
        wanted = [key for key in self.made if key[1] is partner and kind in (None, key[0])]
        return sum(self.caught[key] for key in wanted) / max(1, sum(self.made[key] for key in wanted))


class Reports:
    """The reports of one region with their facts: nothing outside can change what is found in them."""

    def __init__(self, documents: Sequence[Document], facts: Sequence[Fact]) -> None:
        self.documents, self.facts = documents, facts
        self.known = {finding.finding_id for finding in check(documents, facts)}
        self.partners: dict[str, bool] = {}

    def caught(self, old: Fact, new: Fact) -> list[Finding]:
        """The findings that a change of one fact brings up."""
        altered = [new if fact is old else fact for fact in self.facts]
        found = check(self.documents, altered)
        return [f for f in found if f.finding_id not in self.known and old.fact_id in f.fact_ids]

    def has_partner(self, fact: Fact) -> bool:
        """Whether some rule holds a fact against another one."""
        if fact.fact_id not in self.partners:
            found = (finding for gross in _gross(fact) for finding in self.caught(fact, gross))
            self.partners[fact.fact_id] = any(len(finding.fact_ids) > 1 for finding in found)
        return self.partners[fact.fact_id]


def mutate(documents: Sequence[Document], facts: Sequence[Fact], times: int, seed: int = 1) -> Tally:
    """Make so many slips in headline facts, one at a time."""
    groups: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        groups[document.region_code or document.document_id].append(document)
    home: dict[str, Reports] = {}
    for own in groups.values():
        names = {document.document_id for document in own}
        reports = Reports(own, [fact for fact in facts if fact.document_id in names])
        home |= dict.fromkeys(names, reports)
    headline = [fact for fact in facts if is_headline(fact) and fact.status == "actual"]
    chance = random.Random(seed)
    tally = Tally()
    while sum(tally.made.values()) < times:
        old, kind = chance.choice(headline), chance.choice(list(MUTATIONS))
        new = MUTATIONS[kind](old, chance)
        if new is None:
            continue
        reports = home[old.document_id]
        found = reports.caught(old, new)
        group = (kind, reports.has_partner(old))
        tally.made[group] += 1
        tally.caught[group] += bool(found)
        tally.rules.update({finding.rule for finding in found})
    return tally


def _gross(fact: Fact) -> Iterator[Fact]:
    """The fact with a figure several times as large, and as small."""
    for factor in ("4", "0.25"):
        number = float(factor) * abs(_number(fact))
        printed = _printed(fact, f"{number:.2f}", fact.unit_text)
        if printed is not None:
            yield printed


def _number(fact: Fact) -> float:
    """The number before the unit: 2488.4 of 2488.4亿元."""
    printed = read(fact.value_text, "")
    return float(printed.value) if printed is not None else 0.0


def _printed(fact: Fact, value_text: str, unit_text: str) -> Fact | None:
    before, after = read(fact.value_text, fact.unit_text), read(value_text, unit_text)
    if before is None or after is None or fact.value_high is not None or not before.value:
        return None
    quote = fact.quote.replace(fact.value_text + fact.unit_text, value_text + unit_text)
    value = float(after.value) if fact.value >= 0 else -float(after.value)
    return replace(fact, value_text=value_text, unit_text=unit_text, value=value, quote=quote)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    extraction = extract(corpus.load(options.folder))
    documents, facts = extraction.documents, [*extraction.facts, *extraction.refused]
    before = check(documents, facts)
    print(f"{len(facts)} facts; untouched: {dict(Counter(finding.severity for finding in before))}")
    tally = mutate(documents, facts, options.times, options.seed)
    for partner in (True, False):
        group = "partner" if partner else "alone"
        for kind in MUTATIONS:
            print(f"{group:8} {kind:6} {tally.caught[kind, partner]:4} of {tally.made[kind, partner]:4}")
        print(f"{group:8} all    {100 * tally.share(partner=partner):.0f} %")
    print("caught by", ", ".join(f"{rule} {n}" for rule, n in tally.rules.most_common()))


if __name__ == "__main__":
    main()
