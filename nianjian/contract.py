"""The tables that come out: names, columns, types, closed lists and meanings, in one registry.

Writers, Pandera models, column descriptions in the UI, comments in the warehouse and docs/tables.md are
all made from it, so that none can say something else. Column names and meanings are fixed: a column may
be added, none may change.
"""

from __future__ import annotations

from dataclasses import dataclass

FORMATS = ("text", "html", "docx", "pdf")
DOCUMENT_KINDS = ("annual_report", "half_year_report", "statistical_bulletin", "plan_report", "news", "other")
REGION_BASES = ("stated", "inferred", "unknown")
SCRIPTS = ("hans", "hant", "mixed")
SECTION_ROLES = ("preamble", "review", "problems", "plan", "closing", "other")
MEASURES = ("level", "change_pct", "change_pp", "change_abs", "share", "multiple", "rank")
QUALIFIERS = ("exact", "at_least", "at_most", "approx")
STATUSES = ("actual", "estimate", "target")
GROWTH_BASES = ("comparable", "nominal", "same_scope")
SCOPES = ("district", "other")
LEDGER_ROLES = ("fact", "part", "date", "ordinal", "enumerator", "name", "reference", "unexplained")
SEVERITIES = ("error", "warn", "info")
REPAIR_KINDS = (
    "pinyin_scrap",
    "gbk_slip",
    "broken_line",
    "page_break",
    "page_junk",
    "portal_boilerplate",
    "fused_heading",
    "spacing",
    "lost_char",
    "swapped_word",
    "script",
    "entity",
    "masked",
    "unrepaired",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is one of str, int, float, bool, list[str], list[int]; `choices` closes a list."""

    name: str
    type: str
    doc: str
    nullable: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: `key` names the columns that identify a row, `order` those it is sorted by."""

    name: str
    doc: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in the order they are written."""
        return tuple(column.name for column in self.columns)


_DOCUMENT = Column("document_id", "str", "Document: the seed's content hash and the ordinal in its file")
_SOURCE = Column("source_path", "str", "Path of the seed file relative to the corpus folder, POSIX")
_RAW_START = Column("raw_start", "int", "First code point in the text of the seed file")
_RAW_END = Column("raw_end", "int", "Code point after the last in the text of the seed file")

DOCUMENTS = Table(
    "documents",
    "One row per document found in a seed file; a portal dump holds several",
    ("document_id",),
    ("source_path", "ordinal"),
    (
        _DOCUMENT,
        _SOURCE,
        Column("source_sha256", "str", "SHA-256 of the seed file's bytes"),
        Column("ordinal", "int", "Place in its file, from 0"),
        Column("title", "str", "Title in Simplified Chinese, without portal tags"),
        Column("kind", "str", "What sort of document it is", choices=DOCUMENT_KINDS),
        Column("region_code", "str", "GB/T 2260 code of the reporting area, 6 digits", nullable=True),
        Column("region_name", "str", "Name of the reporting area", nullable=True),
        Column("region_basis", "str", "How the region is known", choices=REGION_BASES),
        Column("region_evidence", "list[str]", "The words that gave the region"),
        Column("meeting_date", "str", "Day of the meeting that heard the report, ISO 8601", nullable=True),
        Column("published_on", "str", "Day the web page gives, ISO 8601", nullable=True),
        Column("report_year", "int", "Year of the meeting; of a bulletin, the year it covers", nullable=True),
        Column("review_period", "str", "Period looked back on: 2020, 2022-H1", nullable=True),
        Column("plan_period", "str", "Period planned: 2021, 2022-H2", nullable=True),
        _RAW_START,
        _RAW_END,
        Column("format", "str", "What the seed file is, by its content", choices=FORMATS),
        Column("encoding", "str", "Encoding the bytes were decoded with; `unicode` for docx and pdf"),
        Column("script", "str", "Script of the raw text", choices=SCRIPTS),
        Column("chars", "int", "Code points of the document"),
        Column("raw_text", "str", "The document's slice of the text of the seed file"),
        Column("page", "int", "Page it begins on, where form feeds in the text tell pages", nullable=True),
    ),
)

TEXT_REPAIRS = Table(
    "text_repairs",
    "One row per repair, with its proof",
    ("document_id", "raw_start", "raw_end", "kind"),
    ("document_id", "raw_start", "raw_end", "kind"),
    (
        _DOCUMENT,
        _RAW_START,
        _RAW_END,
        Column("kind", "str", "Kind of damage", choices=REPAIR_KINDS),
        Column("before", "str", "Raw characters"),
        Column("after", "str", "Characters that replace them; empty where they are removed"),
        Column("rule", "str", "Id of the repair rule"),
        Column("certificate", "str", "What proves the repair; `inferred` where nothing does"),
    ),
)

CLEANED_TEXT = Table(
    "cleaned_text",
    "One row per document: Simplified, repaired text and the raw span of every character",
    ("document_id",),
    ("document_id",),
    (
        _DOCUMENT,
        Column("text", "str", "Clean text"),
        Column("raw_starts", "list[int]", "Raw start of every clean character"),
        Column("raw_ends", "list[int]", "Raw end of every clean character"),
    ),
)

SECTIONS = Table(
    "sections",
    "The section tree: nested spans that cover the document",
    ("section_id",),
    ("document_id", "raw_start", "depth"),
    (
        _DOCUMENT,
        Column("section_id", "str", "Section"),
        Column("parent_id", "str", "Section around it", nullable=True),
        Column("depth", "int", "1 = top"),
        Column("ordinal", "int", "Place among its siblings, from 1; 0 for the preamble"),
        Column("marker", "str", "Numbering as written: 一、 (二) 1. ; empty for the preamble"),
        Column("title", "str", "Heading without its marker"),
        Column("path", "str", "Titles from the top, joined by ` / `"),
        Column("role", "str", "Part that the section plays", choices=SECTION_ROLES),
        _RAW_START,
        Column("title_end", "int", "Code point after the heading's last character"),
        _RAW_END,
        Column("start", "int", "First character in the clean text"),
        Column("body_start", "int", "First character after the heading in the clean text"),
        Column("end", "int", "Character after the last in the clean text"),
    ),
)

METRIC_FACTS = Table(
    "metric_facts",
    "One row per measured or planned quantity",
    ("fact_id",),
    ("source_path", "raw_start", "fact_id"),
    (
        Column("fact_id", "str", "Stable id: document, raw offset of the numeral, letter where several"),
        _DOCUMENT,
        Column("section_id", "str", "Innermost section that holds the numeral"),
        _SOURCE,
        Column("raw_start", "int", "First code point of the numeral"),
        Column("raw_end", "int", "Code point after its unit"),
        Column("quote", "str", "Clean clause the numeral stands in"),
        Column("metric", "str", "Shortest noun phrase that names what is measured"),
        Column("indicator", "str", "Catalogue code, only for a whole-area headline figure", nullable=True),
        Column("measure", "str", "What the value says about the metric", choices=MEASURES),
        Column("value", "float", "Signed value in the base unit"),
        Column("value_high", "float", "Upper end of a range", nullable=True),
        Column("unit", "str", "CNY, USD, %, pp, else the bare unit or classifier"),
        Column("value_text", "str", "Numeral as written, repaired"),
        Column("unit_text", "str", "Unit as written, repaired"),
        Column("qualifier", "str", "How the value bounds the truth", choices=QUALIFIERS),
        Column("period", "str", "Time the value is about: 2020, 2020-H1, 2020-Q1, 2016/2020", nullable=True),
        Column("period_start", "str", "First day of the period, ISO 8601", nullable=True),
        Column("period_end", "str", "Last day of the period, ISO 8601, inclusive", nullable=True),
        Column("status", "str", "Happened, expected or planned", choices=STATUSES),
        Column("growth_basis", "str", "Basis of a growth rate", nullable=True, choices=GROWTH_BASES),
        Column("scope", "str", "Whole reporting area, or somebody else", choices=SCOPES),
        Column("subject", "str", "Whom, when scope is other", nullable=True),
        Column("region_code", "str", "GB/T 2260 code of the reporting area", nullable=True),
        Column("region_name", "str", "Name of the reporting area", nullable=True),
        Column("rule", "str", "Id of the rule that made the fact"),
        Column("rules", "list[str]", "Ids of all rules that fired for it"),
        Column("clean_start", "int", "First character of the numeral in the clean text"),
        Column("clean_end", "int", "Character after the unit in the clean text"),
    ),
)

NUMBER_LEDGER = Table(
    "number_ledger",
    "One row per Arabic numeral of every document, and per Chinese numeral that became a fact",
    ("source_path", "raw_start"),
    ("source_path", "raw_start"),
    (
        _DOCUMENT,
        _SOURCE,
        _RAW_START,
        _RAW_END,
        Column("text", "str", "The numeral as written"),
        Column("role", "str", "The one role it has", choices=LEDGER_ROLES),
        Column("fact_id", "str", "Fact that it is (fact) or belongs to (part)", nullable=True),
        Column("rule", "str", "Id of the rule that gave the role"),
    ),
)

DISTRICT_YEAR_SUMMARIES = Table(
    "district_year_summaries",
    "One row per region, year, period and indicator",
    ("region_code", "year", "period", "indicator"),
    ("region_code", "year", "period", "indicator"),
    (
        Column("region_code", "str", "GB/T 2260 code"),
        Column("region_name", "str", "Name of the area"),
        Column("year", "int", "Year of the period"),
        Column("period", "str", "2020, 2020-H1"),
        Column("indicator", "str", "Catalogue code"),
        Column("indicator_name", "str", "Chinese name of the indicator"),
        Column("value", "float", "Level in the base unit", nullable=True),
        Column("unit", "str", "Base unit"),
        Column("qualifier", "str", "How the value bounds the truth", nullable=True, choices=QUALIFIERS),
        Column("yoy_pct", "float", "Growth on the year before, %, as reported", nullable=True),
        Column("growth_basis", "str", "Basis of yoy_pct", nullable=True, choices=GROWTH_BASES),
        Column("target_value", "float", "Level that an earlier report planned", nullable=True),
        Column("target_pct", "float", "Growth that an earlier report planned, %", nullable=True),
        Column("status", "str", "Status of the value", choices=STATUSES),
        Column("fact_ids", "list[str]", "Facts behind the cell"),
        Column("sources", "int", "Count of documents behind the cell"),
        Column("conflict", "bool", "Sources disagree beyond rounding"),
        Column("findings", "list[str]", "Ids of the consistency rules that a fact of the cell does not keep"),
    ),
)

CONSISTENCY_FINDINGS = Table(
    "consistency_findings",
    "One row per consistency rule that did not hold",
    ("finding_id",),
    ("rule", "finding_id"),
    (
        Column("finding_id", "str", "Stable id"),
        Column("rule", "str", "Id of the consistency rule"),
        Column("severity", "str", "How bad it is", choices=SEVERITIES),
        Column("document_id", "str", "Document concerned", nullable=True),
        Column("fact_ids", "list[str]", "Facts concerned"),
        Column("region_code", "str", "Region concerned", nullable=True),
        Column("period", "str", "Period concerned", nullable=True),
        Column("expected", "str", "What the rule asks for"),
        Column("observed", "str", "What the data say"),
        Column("message", "str", "The finding in a sentence"),
        Column(
            "deviation",
            "float",
            "Distance between the two sides beyond their rounding, as a share of the observed one",
            nullable=True,
        ),
    ),
)

QUARANTINE = Table(
    "quarantine",
    "One row per input or row that was refused, with why",
    ("source_path", "stage", "reason", "detail", "fact_id"),
    ("source_path", "stage", "reason", "detail", "fact_id"),
    (
        Column("source_path", "str", "Seed file concerned"),
        Column("stage", "str", "Stage that refused it"),
        Column("reason", "str", "Short reason code; of a fact, the ids of the rules that it breaks"),
        Column("detail", "str", "What is wrong, where, and what to do about it"),
        Column("row_json", "str", "The refused row, where it was a row", nullable=True),
        Column("document_id", "str", "Document of the refused row", nullable=True),
        Column("fact_id", "str", "Fact that the refused row is", nullable=True),
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        TEXT_REPAIRS,
        CLEANED_TEXT,
        SECTIONS,
        METRIC_FACTS,
        NUMBER_LEDGER,
        DISTRICT_YEAR_SUMMARIES,
        CONSISTENCY_FINDINGS,
        QUARANTINE,
    )
}
