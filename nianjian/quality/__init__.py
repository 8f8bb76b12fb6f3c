"""Quality: facts -> findings (bounds, units, identities, agreement between documents)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.model import Document, Fact, Finding
    from nianjian.quality.rules import Rule


def registry() -> tuple[Rule, ...]:
    """Every consistency rule, family by family: facts by themselves, in time, in a report, across reports."""
    from nianjian.quality import across, bounds, identities, rereading, times

    return (*rereading.RULES, *bounds.RULES, *times.RULES, *identities.RULES, *across.RULES)


def check(documents: Sequence[Document], facts: Sequence[Fact]) -> list[Finding]:
    """Every consistency rule over one corpus: what did not hold, sorted by rule and id."""
    from nianjian.quality.rules import Corpus

    corpus = Corpus.of(documents, facts)
    found = [finding for rule in registry() for finding in rule.findings(corpus)]
    return sorted(found, key=lambda finding: (finding.rule, finding.finding_id))


def refused(documents: Sequence[Document], facts: Sequence[Fact]) -> frozenset[str]:
    """Ids of the facts that cannot be right as they stand: those of a finding of severity error."""
    from nianjian.quality.rules import Corpus

    corpus = Corpus.of(documents, facts)
    hard = (rule for rule in registry() if rule.severity == "error")
    return frozenset(i for rule in hard for finding in rule.findings(corpus) for i in finding.fact_ids)
