"""What a consistency rule is, what it sees of a corpus, and what it reports."""

from __future__ import annotations

import hashlib
import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING

from nianjian.model import Fact, Finding
from nianjian.quality.periods import is_simple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from nianjian.model import Document

CellKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule does not hold: the facts concerned, both sides, and the sentence.

    `deviation` is how far the sides lie apart, where that can be measured (see printed.apart).
    """

    facts: tuple[Fact, ...]
    expected: str
    observed: str
    message: str
    deviation: float | None = None


@dataclass(frozen=True)
class Corpus:
    """The documents and facts that rules look at; facts stand in the order of their places."""

    documents: Mapping[str, Document]
    facts: tuple[Fact, ...]

    @classmethod
    def of(cls, documents: Sequence[Document], facts: Sequence[Fact]) -> Corpus:
        """A corpus of documents and facts in any order."""
        ordered = sorted(facts, key=attrgetter("source_path", "raw_start", "fact_id"))
        return cls({document.document_id: document for document in documents}, tuple(ordered))

    @cached_property
    def cells(self) -> Mapping[CellKey, tuple[Fact, ...]]:
        """Whole-area headline facts that happened, by (region_code, indicator, measure, simple period)."""
        cells: dict[CellKey, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            if is_headline(fact) and fact.status == "actual":
                cells[_key(fact)].append(fact)
        return {key: tuple(group) for key, group in sorted(cells.items())}

    def at(self, region: str | None, indicator: str | None, measure: str, period: str) -> tuple[Fact, ...]:
        """The actual headline facts of one cell, in the order of their places."""
        return self.cells.get((region or "", indicator or "", measure, period), ())

    @cached_property
    def by_measure(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by measure, in the order of their places."""
        return self._grouped(attrgetter("measure"))

    @cached_property
    def by_document(self) -> Mapping[str, tuple[Fact, ...]]:
        """Facts by document, in the order of their places."""
        return self._grouped(attrgetter("document_id"))

    def _grouped(self, by: Callable[[Fact], str]) -> Mapping[str, tuple[Fact, ...]]:
        groups: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            groups[by(fact)].append(fact)
        return {key: tuple(group) for key, group in groups.items()}


Find = Callable[[Corpus], Iterable[Breach]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A consistency rule: `formula` and `tolerance` are for people, `find` does the work.

    An error means that the fact cannot be right as it stands: it goes to quarantine, and `remedy` says what
    to do about it. A warning means that two figures contradict each other and either may be wrong; an info
    is worth a look.
    """

    id: str
    severity: str
    formula: str
    tolerance: str
    doc: str
    find: Find
    remedy: str = ""

    def findings(self, corpus: Corpus) -> Iterator[Finding]:
        """The findings of this rule over a corpus."""
        for breach in self.find(corpus):
            first = breach.facts[0]
            documents = {fact.document_id for fact in breach.facts}
            ids = tuple(fact.fact_id for fact in breach.facts)
            # Two rules or two breaches over the same facts differ in what they expected.
            stamp = "\x1f".join((self.id, *ids, breach.expected))
            yield Finding(
                finding_id=hashlib.sha256(stamp.encode()).hexdigest()[:16],
                rule=self.id,
                severity=self.severity,
                document_id=first.document_id if len(documents) == 1 else None,
                fact_ids=ids,
                region_code=first.region_code,
                period=first.period,
                expected=breach.expected,
                observed=breach.observed,
                message=breach.message,
                deviation=None if breach.deviation is None else round(breach.deviation, 6),
            )


def rule(
    id: str,  # noqa: A002
    *,
    severity: str,
    formula: str,
    tolerance: str = "none",
    remedy: str = "",
) -> Callable[[Find], Rule]:
    """Make a Rule of a function from a corpus to breaches; its docstring becomes the rule's."""

    def made(find: Find) -> Rule:
        return Rule(id, severity, formula, tolerance, inspect.getdoc(find) or "", find, remedy)

    return made


def is_headline(fact: Fact) -> bool:
    """Whether a fact belongs to a cell of the panel: coded, whole area, known region, simple period."""
    return (
        fact.indicator is not None
        and fact.scope == "district"
        and fact.region_code is not None
        and is_simple(fact.period)
    )


def _key(fact: Fact) -> CellKey:
    return fact.region_code or "", fact.indicator or "", fact.measure, fact.period or ""
