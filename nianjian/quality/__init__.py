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
    """Every consistency rule over one corpus: what did not hold, sorted by rule and id.

    Give the refused facts too: their errors are findings. No other figure is held against them.
    """
    from nianjian.quality.judgement import hard_rules
    from nianjian.quality.rules import Corpus

    corpus = Corpus.of(documents, facts)
    hard = hard_rules()
    found = [finding for rule in hard for finding in rule.findings(corpus)]
    wrong = {fact_id for finding in found for fact_id in finding.fact_ids}
    if wrong:
        corpus = Corpus.of(documents, [fact for fact in facts if fact.fact_id not in wrong])
    found += [finding for rule in registry() if rule not in hard for finding in rule.findings(corpus)]
    return sorted(found, key=lambda finding: (finding.rule, finding.finding_id))
