"""The values that pass between the stages: small, frozen, typed.

Offsets named `raw_*` count code points in the text of the seed file: the decoded file (no newline
translation), or what was taken out of a web page, a Word document or a PDF. Plain `start` and `end` count
characters of one document's clean text. All spans are half-open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from nianjian.values import value

if TYPE_CHECKING:
    from nianjian.repair.offsets import OffsetMap

PAGE_BREAK = "\f"
"""The character that begins every page but the first in the text of a PDF, and in text that was one."""


@value(frozen=True, slots=True)
class SeedFile:
    """A seed file as text, which is what all raw offsets count in.

    `format` is text, html, docx or pdf; of the last three `text` is what was taken out of them.
    `left_out` says which parts of the file could not be read.
    """

    source_path: str
    sha256: str
    encoding: str
    text: str
    format: str = "text"
    left_out: tuple[Refusal, ...] = ()


@value(frozen=True, slots=True)
class Document:
    """One document found in a seed file (table `documents`); `raw_text` is its slice of the file."""

    document_id: str
    source_path: str
    source_sha256: str
    ordinal: int
    title: str
    kind: str
    region_code: str | None
    region_name: str | None
    region_basis: str
    region_evidence: tuple[str, ...]
    meeting_date: str | None
    published_on: str | None
    report_year: int | None
    review_period: str | None
    plan_period: str | None
    raw_start: int
    raw_end: int
    encoding: str
    script: str
    chars: int
    raw_text: str
    format: str = "text"
    page: int | None = None

    def page_at(self, raw: int) -> int | None:
        """The page of a raw offset of the document, or None where nothing tells pages."""
        return self.page and self.page + self.raw_text.count(PAGE_BREAK, 0, raw - self.raw_start)


@value(frozen=True, slots=True)
class Repair:
    """One edit of the raw text and the proof for it (table `text_repairs`)."""

    document_id: str
    raw_start: int
    raw_end: int
    kind: str
    before: str
    after: str
    rule: str
    certificate: str


@value(frozen=True, slots=True)
class CleanText:
    """A document's Simplified, repaired text with the raw span of every character.

    `unrepaired` lists clean spans whose characters are known to be damaged and could not be mended.
    """

    document_id: str
    text: str
    offsets: OffsetMap
    repairs: tuple[Repair, ...] = ()
    unrepaired: tuple[tuple[int, int], ...] = ()

    @property
    def raw_starts(self) -> list[int]:
        """Raw start of every clean character (column of table cleaned_text)."""
        return self.offsets.starts.tolist()

    @property
    def raw_ends(self) -> list[int]:
        """Raw end of every clean character (column of table cleaned_text)."""
        return self.offsets.ends.tolist()


@value(frozen=True, slots=True)
class Section:
    """A node of the section tree (table `sections`); `start`..`end` is its clean span, children included.

    The body begins at `body_start`; `title_end` (raw) closes the heading.
    """

    document_id: str
    section_id: str
    parent_id: str | None
    depth: int
    ordinal: int
    marker: str
    title: str
    path: str
    role: str
    raw_start: int
    title_end: int
    raw_end: int
    start: int
    body_start: int
    end: int


@value(frozen=True, slots=True)
class Fact:
    """One measured or planned quantity (table `metric_facts`)."""

    fact_id: str
    document_id: str
    section_id: str
    source_path: str
    raw_start: int
    raw_end: int
    quote: str
    metric: str
    indicator: str | None
    measure: str
    value: float
    value_high: float | None
    unit: str
    value_text: str
    unit_text: str
    qualifier: str
    period: str | None
    period_start: str | None
    period_end: str | None
    status: str
    growth_basis: str | None
    scope: str
    subject: str | None
    region_code: str | None
    region_name: str | None
    rule: str
    rules: tuple[str, ...]
    clean_start: int
    clean_end: int


@value(frozen=True, slots=True)
class LedgerEntry:
    """The one role of one numeral (table `number_ledger`)."""

    document_id: str
    source_path: str
    raw_start: int
    raw_end: int
    text: str
    role: str
    fact_id: str | None
    rule: str


@value(frozen=True, slots=True)
class Cell:
    """One indicator of one region in one period (table `district_year_summaries`)."""

    region_code: str
    region_name: str
    year: int
    period: str
    indicator: str
    indicator_name: str
    value: float | None
    unit: str
    qualifier: str | None
    yoy_pct: float | None
    growth_basis: str | None
    target_value: float | None
    target_pct: float | None
    status: str
    fact_ids: tuple[str, ...]
    sources: int
    conflict: bool
    findings: tuple[str, ...]


@value(frozen=True, slots=True)
class Finding:
    """A consistency rule that did not hold (table `consistency_findings`)."""

    finding_id: str
    rule: str
    severity: str
    document_id: str | None
    fact_ids: tuple[str, ...]
    region_code: str | None
    period: str | None
    expected: str
    observed: str
    message: str
    deviation: float | None = None


@value(frozen=True, slots=True)
class Refusal:
    """An input or a row that was not taken, and why (table `quarantine`); a row has document and fact."""

    source_path: str
    stage: str
    reason: str
    detail: str
    row_json: str | None = None
    document_id: str | None = None
    fact_id: str | None = None
