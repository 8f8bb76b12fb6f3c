"""The stages in their order, over one seed file or a corpus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nianjian import contract, tables
from nianjian.errors import SeedRefused
from nianjian.ledger import read_figures
from nianjian.model import CleanText, Document, Fact, LedgerEntry, Refusal, Repair, Section
from nianjian.outline import outline
from nianjian.quality import check
from nianjian.quality.judgement import judge
from nianjian.reading import read_seed, split_documents
from nianjian.repair import repair
from nianjian.summary import summarize

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl


@dataclass(slots=True)
class Extraction:
    """Everything read from a set of seed files, stage by stage; `refused` facts are in quarantine."""

    documents: list[Document] = field(default_factory=list)
    cleaned: list[CleanText] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    refused: list[Fact] = field(default_factory=list)
    ledger: list[LedgerEntry] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

    @property
    def repairs(self) -> list[Repair]:
        """The repairs of all documents."""
        return [mark for clean in self.cleaned for mark in clean.repairs]

    def add_seed(self, source_path: str, data: bytes) -> None:
        """Read one seed file into the extraction; a file that cannot be read becomes a refusal."""
        try:
            seed = read_seed(data, source_path)
        except SeedRefused as error:
            self.refusals.append(Refusal(source_path, "reading", error.reason, error.detail))
            return
        self.refusals += seed.left_out
        for document in split_documents(seed):
            clean = repair(document)
            sections = outline(clean, document)
            facts, ledger = read_figures(document, clean, sections)
            self.documents.append(document)
            self.cleaned.append(clean)
            self.sections += sections
            judged = judge([document], facts)
            self.facts += judged.accepted
            self.refused += judged.refused
            self.refusals += judged.refusals
            self.ledger += ledger

    def frames(self) -> dict[str, pl.DataFrame]:
        """Every table of the contract by name."""
        findings = check(self.documents, [*self.facts, *self.refused])
        return {
            "documents": tables.frame(contract.DOCUMENTS, self.documents),
            "text_repairs": tables.frame(contract.TEXT_REPAIRS, self.repairs),
            "cleaned_text": tables.frame(contract.CLEANED_TEXT, self.cleaned),
            "sections": tables.frame(contract.SECTIONS, self.sections),
            "metric_facts": tables.frame(contract.METRIC_FACTS, self.facts),
            "number_ledger": tables.frame(contract.NUMBER_LEDGER, self.ledger),
            "district_year_summaries": tables.frame(
                contract.DISTRICT_YEAR_SUMMARIES, summarize(self.documents, self.facts, findings)
            ),
            "consistency_findings": tables.frame(contract.CONSISTENCY_FINDINGS, findings),
            "quarantine": tables.frame(contract.QUARANTINE, self.refusals),
        }


def extract(seeds: Iterable[tuple[str, bytes] | Refusal]) -> Extraction:
    """Run all stages over seed files, given as (source_path, bytes) or as refusals found on the way."""
    extraction = Extraction()
    for seed in seeds:
        if isinstance(seed, Refusal):
            extraction.refusals.append(seed)
        else:
            extraction.add_seed(*seed)
    return extraction
