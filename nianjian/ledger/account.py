"""The account of all numerals: what is in the raw text, against what became of it."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

from nianjian.ledger.roles import Role
from nianjian.model import CleanText, Document, Fact, LedgerEntry

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# [0-9０-９]+, written so that the search skips to the next digit.
RAW_NUMERAL = re.compile(r"[0-9０-９][0-9０-９]*(?:[.．][0-9０-９]+)?")
_REMOVED = Role("reference", "role.removed_debris")
_REMOVED_DATE = Role("date", "role.removed_date")
_WRITTEN_DATE = re.compile(r"(?:19|20)[0-9]{2}\s*[-./年]\s*[0-9]{1,2}(?:\s*[-./月]\s*[0-9]{1,2})?")
_LONGEST_DATE = 16
_FACT, _PART = Role("fact", "role.fact"), Role("part", "role.fact")
_UNEXPLAINED = Role("unexplained", "role.none")


def _in_date(text: str, at: int) -> bool:
    """Whether an offset lies within a written date."""
    around = _WRITTEN_DATE.finditer(text, max(0, at - _LONGEST_DATE), at + _LONGEST_DATE)
    return any(match.start() <= at < match.end() for match in around)


def account(
    document: Document, clean: CleanText, facts: Sequence[Fact], roles: Mapping[int, Role]
) -> list[LedgerEntry]:
    """A row for each Arabic numeral of the raw text and each Chinese numeral that became a fact.

    `roles` holds the numerals of the clean text that are no fact, by their clean offset.
    """
    owners: dict[int, Fact] = {}
    for fact in facts:
        owners.setdefault(fact.raw_start, fact)
    spans = sorted([(fact.raw_start, fact.raw_end, fact.fact_id) for fact in owners.values()])
    spans.append((document.raw_end, document.raw_end, ""))
    fact_start, fact_end, fact_id = spans[0]
    entries: list[LedgerEntry] = []
    document_id, source_path, base = document.document_id, document.source_path, document.raw_start
    clean_at = clean.offsets.clean_at
    at = 0
    last_role: Role | None = None
    last_end = -1
    for match in RAW_NUMERAL.finditer(document.raw_text):
        start, end = match.span()
        start, end = start + base, end + base
        while at + 1 < len(spans) and spans[at + 1][0] <= start:
            at += 1
            fact_start, fact_end, fact_id = spans[at]
        owner: str | None = None
        if fact_start <= start < fact_end:
            role, owner = (_FACT if fact_start == start else _PART), fact_id
        elif (here := clean_at(start)) is None:
            role = _REMOVED_DATE if _in_date(document.raw_text, match.start()) else _REMOVED
        else:
            role = roles.get(here) or (last_role if here == last_end and last_role else _UNEXPLAINED)
            if role is _UNEXPLAINED and not clean.text[here].isalnum():
                # A tag that is shown as a line break: its numerals went with it.
                role = _REMOVED
            tail = clean_at(end - 1)
            last_role, last_end = role, (tail if tail is not None else here) + 1
        entries.append(
            LedgerEntry(document_id, source_path, start, end, match[0], role.role, owner, role.rule)
        )
    known = {entry.raw_start for entry in entries}
    entries += [
        LedgerEntry(
            document_id,
            source_path,
            fact.raw_start,
            fact.raw_end,
            fact.value_text,
            "fact",
            fact.fact_id,
            "role.fact",
        )
        for start, fact in owners.items()
        if start not in known
    ]
    entries.sort(key=attrgetter("raw_start"))
    return entries
