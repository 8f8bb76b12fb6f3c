"""One document -> its facts and the role of every numeral in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from nianjian.binding import periods, subjects, times
from nianjian.binding.area import Area
from nianjian.binding.binder import Binder
from nianjian.binding.bound import Bound
from nianjian.binding.calendar import Calendar
from nianjian.binding.dating import Dating, date
from nianjian.binding.metrics import allows
from nianjian.ledger import news
from nianjian.ledger.account import account
from nianjian.ledger.course import Course
from nianjian.ledger.numerals import Sorter
from nianjian.ledger.roles import NameSpans
from nianjian.model import CleanText, Document, Fact, LedgerEntry, Section
from nianjian.outline import passages
from nianjian.reading.inference import town_stems
from nianjian.reading.region_table import region_table
from nianjian.reading.title_periods import part_of_year
from nianjian.tabular import read_tables
from nianjian.widths import narrow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nianjian.binding.context import Passage
    from nianjian.binding.times import TimeMark
    from nianjian.quantities.scan import Quantity


# 某某新区（甲区）2023年工作报告: a zone that reports for itself calls itself by its kind.
_ZONE = re.compile(
    r"[一-龥]{2,12}?(?P<kind>新区|开发区|高新区|经开区|示范区|保税区|度假区|管理区|自贸区|工业园区)"
    r"(?=[（(]|管委会|管理委员会|(?:19|20)[0-9]{2}年|政府工作报告|工作报告|国民经济)"
)
_CODE = 6
# 同时，…: the sentence goes on about what the one before it was about.
_CONTINUES = re.compile(r"\s*(?:同时|此外|另外|其中)[，,]")
_INDENT = " \t\u3000"
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
    area = Area.named(document.region_name, short)
    zone = _ZONE.match(document.title)
    stems = (*((zone[0], zone["kind"]) if zone else ()), *area.stems)
    return area._replace(stems=stems, parts=_parts(code))


@cache
def _parts(code: str) -> tuple[tuple[str, str], ...]:
    """Full and short names of what lies directly in an area; of the towns of a county the full ones only.

    A town keeps its stem where it is raised from 乡 to 镇 or made a 街道: it is known by all three.
    """
    if len(code) == _CODE and not code.endswith("00"):
        return tuple((stem + kind, "") for stem in town_stems(code) for kind in ("镇", "乡", "街道"))
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
        self.text = narrow(clean.text)
        self.sections = sections
        self.area = area_of(document)
        self.names = NameSpans(self.text)
        found = times.time_marks(self.text)
        self.marks = times.TimeMarks(found)
        self.course = Course(document, self.text, calendar_of(document), found)
        # A year in the title of a document dates the document, not the figures beside it.
        self.dating = times.TimeMarks([mark for mark in found if not self.names.dates_nothing(mark.start)])
        self.tables = read_tables(self.text, self.area, self.course.calendar)
        self.outsiders = document.kind == "news" and not news.passes_on_an_account(document.title, self.text)
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
        self.course.enter(section, role)
        at = 0
        for line_start, line_end in _lines(self.text, start, end):
            first = at
            at = bisect_left(quantities, line_end, first, key=attrgetter("start"))
            line = quantities[first:at]
            dated = self.dating.between(line_start, line_end)
            if not self.course.line(line_start, line_end, dated, bool(line)):
                continue
            binder = Binder(self.text, self.area, self.dating)
            places = sorted([mark.start for mark in dated] + [quantity.start for quantity in line])
            for low, high in _sentences_with(self.text, line_start, line_end, places):
                inside = [quantity for quantity in line if low <= quantity.start < high]
                marks = self.dating.between(low, high)
                there = self.course.sentence(low, high, marks, bool(inside))
                if inside:
                    self._sentence(binder, section, low, high, inside, marks, there)

    def _sentence(
        self,
        binder: Binder,
        section: Section | None,
        low: int,
        high: int,
        inside: list[Quantity],
        marks: Sequence[TimeMark],
        there: Passage,
    ) -> None:
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
                dating = date(bound, self.text, low, marks, there, self.course.term, turn)
            last = bound.tail
            subject = subjects.subject_at(whom, bound.quantity.start) or outsider
            self._add(bound, dating, subject, section, quote)

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
        code = metric.code if allows(metric.code, bound.unit, bound.measure, bound.value) else None
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
        while begin < at and text[begin] in _INDENT:
            begin += 1
        yield begin, low
