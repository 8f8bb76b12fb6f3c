"""One document -> its facts and the role of every numeral in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from nianjian.binding import context, periods, subjects, times
from nianjian.binding.area import Area
from nianjian.binding.binder import Binder
from nianjian.binding.bound import Bound
from nianjian.binding.calendar import Calendar
from nianjian.binding.dating import Dating, date
from nianjian.binding.metrics import allows
from nianjian.ledger import news
from nianjian.ledger.account import account
from nianjian.ledger.numerals import Sorter
from nianjian.ledger.roles import NameSpans
from nianjian.model import CleanText, Document, Fact, LedgerEntry, Section
from nianjian.outline import passages
from nianjian.places import has_any
from nianjian.quantities.numerals import NARROW_TEXT
from nianjian.reading.region_table import region_table
from nianjian.reading.title_periods import part_of_year
from nianjian.tabular import read_tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nianjian.quantities.scan import Quantity


_FULL_WIDTH = "０１２３４５６７８９／"
# 同时，…: the sentence goes on about what the one before it was about.
_CONTINUES = re.compile(r"\s*(?:同时|此外|另外|其中)[，,]")
# 1-6月重点工作进展情况: what its chapters call 重点工作 is on its way.
_PROGRESS = re.compile(r"(?:进展|完成|落实|推进)情况(?:的?(?:通报|汇报|报告|函))?$")
_STILL_AHEAD = re.compile(r"下[一步半]|打算|安排|思路|明年|计划")
_BEGUN = re.compile(r"开工|启动建设|动工|奠基")
_SENTENCE_END = re.compile(r"[。！？!?\n]")
_SENTENCES = re.compile(r"(?s:.*)[。！？!?\n]")


def calendar_of(document: Document) -> Calendar:
    """What the document's relative time words count from; of news, the year it was published."""
    year = document.report_year
    if year is None:
        year = news.year_of(document)
    review = document.review_period or (part_of_year(document.title, year) if year else None)
    return Calendar(review, document.plan_period or review, year)


def area_of(document: Document) -> Area:
    """The reporting area as phrases name it."""
    code = document.region_code or ""
    regions = region_table().by_code.get(code, ())
    short = next((region.short for region in regions if region.name == document.region_name), None)
    return Area.named(document.region_name, short)._replace(parts=_parts(code))


@cache
def _parts(code: str) -> tuple[tuple[str, str], ...]:
    """Full and short names of what lies directly in a province or prefecture."""
    standing = region_table().by_code
    inner = (
        region for regions in standing.values() for region in regions if region.parent == code != region.code
    )
    return tuple(dict.fromkeys((region.name, region.short) for region in inner))


def read_figures(
    document: Document, clean: CleanText, sections: Sequence[Section]
) -> tuple[list[Fact], list[LedgerEntry]]:
    """The facts of a document and the role of every numeral in its raw text."""
    return _Reader(document, clean, tuple(sections)).read()


class _Reader:
    def __init__(self, document: Document, clean: CleanText, sections: tuple[Section, ...]) -> None:
        self.document = document
        self.clean = clean
        # Full-width digits count as digits; the quotations keep them.
        self.text = clean.text.translate(NARROW_TEXT) if has_any(clean.text, _FULL_WIDTH) else clean.text
        self.sections = sections
        self.calendar = calendar_of(document)
        self.area = area_of(document)
        self.names = NameSpans(self.text)
        found = times.time_marks(self.text)
        self.marks = times.TimeMarks(found)
        self.planned: list[tuple[int, int, int | None]] = []
        # An account that says its year nowhere but in its text tells it as news does.
        self.dated_by_text = document.kind == "news" or (
            document.kind == "other" and document.report_year is None and document.review_period is None
        )
        if self.dated_by_text:
            self.calendar = news.calendar_of(self.calendar, self.text, found)
            self.planned = news.planned_items(self.text)
        # A year in the title of a document dates the document, not the figures beside it.
        self.dating = times.TimeMarks([mark for mark in found if not self.names.dates_nothing(mark.start)])
        self.tables = read_tables(self.text, self.area, self.calendar)
        self.begun = (
            document.kind == "news" and _BEGUN.search(news.opening(document).replace("\n", "")) is not None
        )
        self.outsiders = document.kind == "news" and not news.passes_on_an_account(document.title, self.text)
        self.chapter: str | None = None
        self.over: context.Passage | None = None
        self.progress = document.kind == "other" and _PROGRESS.search(document.title) is not None
        self.facts: list[Fact] = []
        # How many facts begin at a raw offset.
        self.made: dict[int, int] = {}

    def read(self) -> tuple[list[Fact], list[LedgerEntry]]:
        quantities, roles = Sorter(self.text, self.marks, self.names, self.tables).sort(self.sections)
        leaves = self._leaves()
        at = 0
        for section, role, start, end in leaves:
            inside = []
            while at < len(quantities) and quantities[at].start < end:
                if quantities[at].start >= start:
                    inside.append(quantities[at])
                at += 1
            if inside:
                self._passage(section, role, start, end, inside)
            for cell in self.tables.within(start, end):
                quote = self.clean.text[cell.start : cell.end].strip()
                self._add(cell.bound, cell.dating, None, section, quote)
        if self.tables.cells:
            self.facts.sort(key=attrgetter("clean_start"))
        ledger = account(self.document, self.clean, self.facts, roles)
        return self.facts, ledger

    def _leaves(self) -> list[tuple[Section | None, str, int, int]]:
        """The passages of the text with their section and role, headings parted from what follows them."""
        if not self.sections:
            return [(None, "other", 0, len(self.text))]
        by_id = {section.section_id: section for section in self.sections}
        leaves: list[tuple[Section | None, str, int, int]] = []
        for passage in passages(self.text, self.sections):
            section = by_id[passage.section_id]
            cuts = [passage.start, passage.end]
            if passage.start < section.body_start < passage.end:
                cuts.insert(1, section.body_start)
            leaves += [(section, passage.role, start, end) for start, end in pairwise(cuts)]
        return leaves

    def _passage(
        self, section: Section | None, role: str, start: int, end: int, quantities: list[Quantity]
    ) -> None:
        if role == "plan" and self.progress and section and not _STILL_AHEAD.search(section.path):
            role = "review"
        passage = context.passage_of(section, role, self.calendar, self.document.meeting_date)
        if self.begun:
            passage = replace(passage, begun=True)
        at = 0
        for line_start, line_end in _lines(self.text, start, end):
            first = at
            at = bisect_left(quantities, line_end, first, key=attrgetter("start"))
            line = quantities[first:at]
            mixed = context.is_mixed(passage)
            if not line and self.document.kind in ("news", "other"):
                heads = self.dating.between(line_start, line_end)
                passage = context.headed_over(passage, heads, self.text[line_start:line_end])
            if not line and not mixed:
                continue
            binder = Binder(self.text, self.area, self.dating)
            term, there = None, self._over(section, passage) if mixed else passage
            for low, high, year in self.planned:
                if low <= line_start < high:
                    there = news.as_planned(there, year)
            places = [mark.start for mark in self.dating.between(line_start, line_end)]
            places += [quantity.start for quantity in line]
            for low, high in _sentences_with(self.text, line_start, line_end, sorted(places)):
                inside = [quantity for quantity in line if low <= quantity.start < high]
                marks = self.dating.between(low, high)
                if context.opens_with_last_year(marks, low, passage):
                    # 2010年是“十一五”收官之年: the paragraph is about that year, not about the chapter's.
                    there = replace(passage, spans=False)
                elif mixed and context.turns_to_the_year(marks, low, passage):
                    there = self.over = context.opened(passage, marks, low, later=True)
                elif self.dated_by_text:
                    there = news.ahead(context.opened(there, marks, low), self.text[low:high])
                else:
                    there = context.opened(there, marks, low, later=True)
                there = context.over_years(there, marks, self.text, low)
                there = context.goals_ahead(there, marks, self.text, low, high)
                if mixed and there.spans and not there.planned:
                    self.over = there
                if not inside:
                    term = term or context.term_of(marks, low, passage)
                    continue
                term = context.term_of(marks, low, passage) or term
                whom = subjects.subjects(self.text, low, high, self.area)
                outsider = self._outsider(low, high)
                quote = self.clean.text[low:high].strip()
                dating, last, turn = None, None, 0
                begin = low
                if section and section.marker and low == section.start:
                    begin = binder.namer.heading = low + len(section.marker)
                for bound in binder.sentence(begin, high, inside):
                    if dating is None or bound.quantity.part <= 1:
                        turn = turn + 1 if last is bound.tail else 0
                        dating = date(bound, self.text, low, marks, there, term, turn)
                    last = bound.tail
                    subject = subjects.subject_at(whom, bound.quantity.start) or outsider
                    self._add(bound, dating, subject, section, quote)

    def _over(self, section: Section | None, passage: context.Passage) -> context.Passage:
        """The passage as the paragraphs before left it: a chapter on five years and the last of them tells of
        the five until it turns to the one.
        """
        chapter = section.path.partition(" / ")[0] if section else ""
        if chapter != self.chapter:
            self.chapter, self.over = chapter, passage
        return self.over or passage

    def _outsider(self, low: int, high: int) -> subjects.Subject | None:
        """News is about somebody else, unless its sentence names the area or all of it."""
        if not self.outsiders:
            return None
        start = low
        while start > 0 and _CONTINUES.match(self.text, start):
            start = 1 + max(self.text.rfind(stop, 0, start - 1) for stop in "。！？!?\n")
        if subjects.names_area(self.text[start:high], self.area):
            return None
        return subjects.Subject(low, self.document.title, "subject.news")

    def _add(
        self,
        bound: Bound,
        dating: Dating,
        subject: subjects.Subject | None,
        section: Section | None,
        quote: str,
    ) -> None:
        quantity, document = bound.quantity, self.document
        raw_start, raw_end = self.clean.offsets.span(quantity.start, quantity.end)
        number = self.made.get(raw_start, 0)
        self.made[raw_start] = number + 1
        first, last = periods.bounds(dating.period)
        metric = bound.metric
        whom = metric.subject or (subject.name if subject else None)
        code = metric.code if allows(metric.code, bound.unit, bound.measure) else None
        self.facts.append(
            Fact(
                fact_id=f"{document.document_id}:{raw_start}" + (chr(96 + number) if number else ""),
                document_id=document.document_id,
                section_id=section.section_id if section else "",
                source_path=document.source_path,
                raw_start=raw_start,
                raw_end=raw_end,
                quote=quote,
                metric=metric.name,
                indicator=code if whom is None else None,
                measure=bound.measure,
                value=float(bound.value),
                value_high=None if bound.high is None else float(bound.high),
                unit=bound.unit,
                value_text=self.clean.text[quantity.start : quantity.number_end],
                unit_text=quantity.unit_text,
                qualifier=bound.qualifier,
                period=dating.period,
                period_start=first,
                period_end=last,
                status=dating.status,
                growth_basis=bound.tail.basis,
                scope="other" if whom else "district",
                subject=whom,
                region_code=document.region_code,
                region_name=document.region_name,
                rule=bound.rules[-1] if bound.rules else "",
                rules=(*bound.rules, *dating.rules, *((subject.rule,) if subject else ())),
                clean_start=quantity.start,
                clean_end=quantity.end,
            )
        )


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at < end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop + 1
        yield at, stop
        at = stop


def _sentences_with(text: str, start: int, end: int, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The sentences of a line in which any of these places lies, in order: most have none."""
    low = start
    for at in places:
        if at < low:
            continue
        before = _SENTENCES.match(text, low, at)
        stop = _SENTENCE_END.search(text, at, end)
        begin, low = before.end() if before else low, stop.end() if stop else end
        yield begin, low
