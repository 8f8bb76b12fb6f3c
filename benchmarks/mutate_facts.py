"""How many slips of a reader the consistency rules catch: alter one fact, ask whether a new finding names it.

    uv run python benchmarks/mutate_facts.py FOLDER [--times 400] [--seed 1]

Each time one headline fact (whole area, coded, past) gets another digit, 亿 for 万 or 万 for 亿, the other
sign or another year, in its text and its value alike, so that reading the figure again cannot see it: only
its words, its bounds and the other figures can. A fact has a partner when another digit, scale or sign is
caught by a rule that holds it against another fact.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
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


def _printed(fact: Fact, value_text: str, unit_text: str) -> Fact | None:
    before, after = read(fact.value_text, fact.unit_text), read(value_text, unit_text)
    if before is None or after is None or fact.value_high is not None or not before.value:
        return None
    quote = fact.quote.replace(fact.value_text + fact.unit_text, value_text + unit_text)
    value = float(after.value) if fact.value >= 0 else -float(after.value)
    return replace(fact, value_text=value_text, unit_text=unit_text, value=value, quote=quote)


def caught(
    documents: Sequence[Document], facts: Sequence[Fact], old: Fact, new: Fact, known: set[str]
) -> list[Finding]:
    """The findings that a change brings up."""
    altered = [new if fact is old else fact for fact in facts]
    return [f for f in check(documents, altered) if f.finding_id not in known and old.fact_id in f.fact_ids]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--times", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    extraction = extract(corpus.load(options.folder))
    documents, facts = extraction.documents, extraction.facts
    before = check(documents, facts)
    known = {finding.finding_id for finding in before}
    print(f"{len(facts)} facts; untouched: {dict(Counter(finding.severity for finding in before))}")
    headline = [fact for fact in facts if is_headline(fact) and fact.status == "actual"]
    chance = random.Random(options.seed)
    partners: dict[str, bool] = {}
    tally: Counter[tuple[str, str, bool]] = Counter()
    rules: Counter[str] = Counter()
    while sum(tally.values()) < options.times:
        old, kind = chance.choice(headline), chance.choice(list(MUTATIONS))
        new = MUTATIONS[kind](old, chance)
        if new is None:
            continue
        found = caught(documents, facts, old, new, known)
        rules.update({finding.rule for finding in found})
        if old.fact_id not in partners:
            tries = [m(old, chance) for m in (digit, scale, sign)]
            partners[old.fact_id] = any(
                len(f.fact_ids) > 1 for t in tries if t for f in caught(documents, facts, old, t, known)
            )
        tally[kind, "partner" if partners[old.fact_id] else "alone", bool(found)] += 1
    for group in ("partner", "alone"):
        for kind in MUTATIONS:
            hit, miss = tally[kind, group, True], tally[kind, group, False]
            print(f"{group:8} {kind:6} {hit:4} of {hit + miss:4}")
        hit = sum(n for (_, g, ok), n in tally.items() if g == group and ok)
        of = sum(n for (_, g, _), n in tally.items() if g == group)
        print(f"{group:8} all    {hit:4} of {of:4}  {100 * hit / max(1, of):.0f} %")
    print("caught by", ", ".join(f"{rule} {n}" for rule, n in rules.most_common()))


if __name__ == "__main__":
    main()
