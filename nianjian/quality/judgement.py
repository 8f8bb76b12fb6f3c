"""Which facts cannot be true as they stand: these go to quarantine with their row, all others stay.

Only rules over one fact and its document judge here, so that a document is judged once, when it is read.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from nianjian.model import Fact, Refusal
from nianjian.quality import bounds, rereading, times
from nianjian.quality.rules import Corpus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Document, Finding
    from nianjian.quality.rules import Rule

STAGE = "quality"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The facts that stand, in the order given, those that do not, and why."""

    accepted: tuple[Fact, ...]
    refused: tuple[Fact, ...]
    refusals: tuple[Refusal, ...]


def hard_rules() -> tuple[Rule, ...]:
    """The rules whose breach refuses a fact: bounds, units, impossible periods, misread figures."""
    return tuple(r for r in (*rereading.RULES, *bounds.RULES, *times.RULES) if r.severity == "error")


def judge(documents: Sequence[Document], facts: Sequence[Fact]) -> Judgement:
    """Part the facts of some documents into those that stand and those that a hard rule refuses."""
    corpus = Corpus.of(documents, facts)
    broken: dict[str, list[tuple[Rule, Finding]]] = defaultdict(list)
    for rule in hard_rules():
        for finding in rule.findings(corpus):
            for fact_id in finding.fact_ids:
                broken[fact_id].append((rule, finding))
    refused = tuple(fact for fact in facts if fact.fact_id in broken)
    return Judgement(
        accepted=tuple(fact for fact in facts if fact.fact_id not in broken),
        refused=refused,
        refusals=tuple(_refusal(fact, broken[fact.fact_id]) for fact in refused),
    )


def refused_fact(refusal: Refusal) -> Fact | None:
    """The fact that a row of quarantine is about, or None where it is about a file."""
    if refusal.fact_id is None or refusal.row_json is None:
        return None
    row = json.loads(refusal.row_json)
    return Fact(**row | {"rules": tuple(row["rules"])})


def _refusal(fact: Fact, broken: Sequence[tuple[Rule, Finding]]) -> Refusal:
    """One row of quarantine: the rules as reason, then file, place, what is wrong and what to do."""
    what = "; ".join(finding.message for _, finding in broken)
    remedy = "; ".join(dict.fromkeys(rule.remedy for rule, _ in broken))
    return Refusal(
        source_path=fact.source_path,
        stage=STAGE,
        reason=", ".join(rule.id for rule, _ in broken),
        detail=f"{fact.source_path} [{fact.raw_start}:{fact.raw_end}]: {what}. Remedy: {remedy}; "
        f"`nianjian explain {fact.source_path} --at {fact.raw_start}` tells how it was read",
        row_json=json.dumps(asdict(fact), ensure_ascii=False),
        document_id=fact.document_id,
        fact_id=fact.fact_id,
    )
