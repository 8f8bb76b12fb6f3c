"""A rule over one row, and the forms that many tables share."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

_POINT = r"\d{4}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?))?"
PERIOD = rf"^{_POINT}(/{_POINT})?$"
REGION_CODE = r"^\d{6}$"
SHA256 = r"^[0-9a-f]{64}$"
YEARS = (1900, 2100)
DOCUMENT_COLUMN = "document.{}"


@dataclass(frozen=True, slots=True)
class RowRule:
    """`holds` is true, or null, in every good row; `doc` is the sentence that an analyst reads.

    A rule that `blocks` is broken only by a fault of the program (what a report says was judged before):
    then nothing is written. Any other asks whether a row is plausible: its breach is shown, the row stays.
    `needs` are columns of the row's document, which `holds` calls `document.NAME`.
    """

    id: str
    doc: str
    holds: pl.Expr
    blocks: bool = True
    needs: tuple[str, ...] = ()


def of_document(name: str) -> pl.Expr:
    """A column of the document that a row belongs to; a rule that uses it must name it in `needs`."""
    return pl.col(DOCUMENT_COLUMN.format(name))


def inside_document(start: pl.Expr, end: pl.Expr) -> RowRule:
    """The rule that raw spans lie inside the span of their document."""
    return RowRule(
        "inside_its_document",
        "raw spans lie inside the span of their document",
        (of_document("raw_start") <= start) & (end <= of_document("raw_end")),
        needs=("raw_start", "raw_end"),
    )


def ordered(low: str, high: str) -> RowRule:
    """One column is not greater than another."""
    return RowRule(f"{low}_not_after_{high}", f"{low} is not after {high}", pl.col(low) <= pl.col(high))


def matches(name: str, pattern: str, what: str) -> RowRule:
    """A text column has a form."""
    return RowRule(f"{name}_well_formed", f"{name} {what}", pl.col(name).str.contains(pattern))


def date(name: str) -> RowRule:
    """A text column is a calendar day."""
    # What is no calendar day becomes null, which would count as undecided.
    day = pl.col(name).str.to_date("%Y-%m-%d", strict=False).is_not_null()
    written = pl.col(name).str.contains(r"^\d{4}-\d{2}-\d{2}$")
    return RowRule(
        f"{name}_is_a_day", f"{name} is a calendar day, ISO 8601", pl.col(name).is_null() | (written & day)
    )


def year(name: str) -> RowRule:
    """A column is a year that a report may speak of."""
    return RowRule(
        f"{name}_plausible", f"{name} lies between {YEARS[0]} and {YEARS[1]}", pl.col(name).is_between(*YEARS)
    )
