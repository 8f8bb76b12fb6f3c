"""A piece of a seed file -> a Document: everything that is known of it before its text is mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nianjian.markup import blanked
from nianjian.model import PAGE_BREAK, Document
from nianjian.reading.dates import meeting, published
from nianjian.reading.opening_kinds import Opening, kind_of_opening
from nianjian.reading.periods import periods
from nianjian.reading.plain import script_of, simplified, squeezed
from nianjian.reading.regions import REPORTS, find_region
from nianjian.reading.title import HEAD, Title, find_title, with_year

if TYPE_CHECKING:
    from datetime import date

    from nianjian.model import SeedFile
    from nianjian.reading.dates import Meeting
    from nianjian.reading.split import Piece

TAIL = 400
OPENING = 700
HEAD_LINES = 8

_GIVEN = re.compile(
    r"我谨?代表[^。]{0,20}?(?:政府|公署|行署)(?:[^。]{0,20}?(?:作|报告)[^。]{0,8}工作|[，,]?向大会[作做](?:政府)?报告)"
)
# 市长代表市政府作《政府工作报告》: said of somebody, not by the speaker.
_TOLD = re.compile(
    r"(?:省长|市长|区长|县长|州长|旗长|盟长|主席|专员)[^，,。；;我]{0,12}代表[^。；;我]{0,24}?[作做]了?[^。；;]{0,8}工作报告"
)
_OTHER = re.compile(
    r"(?:报告|公报|通知|通告|公告|意见|办法|方案|规划|纲要|决定|决议|讲话|条例|批复|函|总结|要点|细则|名单)$"
)
_REPORT_GIVEN = re.compile("(?:省长|市长|区长|县长|州长|旗长|主席)[^，,。；;]{2,16}作(?:了)?《?政府工作报告")
_NEWS = re.compile(r"记者|原标题|通讯员|讯[)）]?|来源[:：]|编辑[:：]|日前|近日|官网")


def read_document(seed: SeedFile, ordinal: int, piece: Piece) -> Document:
    """Read title, kind, dates, periods, region and script of one document of a seed file."""
    raw = seed.text[piece.start : piece.end]
    paged = seed.format == "pdf" or PAGE_BREAK in seed.text
    script = script_of(raw)
    text = simplified(blanked(raw), script)
    title = find_title(text, ruled=piece.ruled)
    opening = squeezed(text[: 2 * HEAD])[:HEAD]
    given = meeting(opening)
    told = _told_by_opening(title, opening, ruled=piece.ruled)
    kind = _kind(title, told, text, opening, given, ruled=piece.ruled)
    head, tail = _lines(text[:HEAD])[:HEAD_LINES], _lines(text[-TAIL:])
    page = published(head, tail, bulletin=kind == "statistical_bulletin")
    if kind not in REPORTS and kind != "other":
        given = None
    spans = periods(kind, told.says if told else squeezed(title.text), given, page, text)
    if kind == "statistical_bulletin":
        given = None
    years = _years(spans.report_year, given, page)
    place = find_region(kind, title.text, title.tag, text, years)
    if kind == "news" and place.name is None and _REPORT_GIVEN.search(opening):
        # News of the congress names the area as the report does: 某区七届人大…会议.
        place = find_region("other", title.text, title.tag, text, years)
    day = given.day if given else None
    return Document(
        document_id=f"{seed.sha256[:12]}-{ordinal}",
        source_path=seed.source_path,
        source_sha256=seed.sha256,
        ordinal=ordinal,
        title=with_year(title.text, spans.report_year),
        kind=kind,
        region_code=place.code,
        region_name=place.name,
        region_basis=place.basis,
        region_evidence=place.evidence,
        meeting_date=day.isoformat() if day else None,
        published_on=page.isoformat() if page else None,
        report_year=spans.report_year,
        review_period=spans.review,
        plan_period=spans.plan,
        raw_start=piece.start,
        raw_end=piece.end,
        encoding=seed.encoding,
        script=script,
        chars=piece.end - piece.start,
        raw_text=raw,
        format=seed.format,
        page=seed.text.count(PAGE_BREAK, 0, piece.start) + 1 if paged else None,
    )


def _told_by_opening(title: Title, opening: str, *, ruled: bool) -> Opening | None:
    """What the opening tells where the title names no kind; the pieces of a dump have titles of their own."""
    return None if title.kind or title.tag or ruled else kind_of_opening(opening[:OPENING])


def _kind(
    title: Title, told: Opening | None, text: str, opening: str, given: Meeting | None, *, ruled: bool
) -> str:
    """The kind that the title names; a report that the title does not name is known by its opening."""
    kind = told.kind if told else title.kind
    if kind is None and not _OTHER.search(squeezed(title.text)) and _GIVEN.search(opening):
        kind = "news" if _TOLD.search(opening) else "annual_report"
    if kind == "annual_report":
        summer = given is not None and 6 <= given.month <= 9
        mid_year = "上半年" in opening[:700] and "下半年" in text
        return "half_year_report" if summer and mid_year else "annual_report"
    if kind is not None:
        return kind
    if _OTHER.search(squeezed(title.text)):
        return "other"
    news = _NEWS.search(text[:HEAD]) or _REPORT_GIVEN.search(opening)
    return "news" if ruled or title.tag or news else "other"


def _years(report_year: int | None, given: Meeting | None, page: date | None) -> tuple[int, ...]:
    """Years whose ends tell which regions stood: before the summer still those of the year before."""
    if given:
        return (given.year - 1, given.year) if given.month <= 6 else (given.year, given.year - 1)
    if report_year:
        return (report_year, report_year - 1)
    return (page.year, page.year - 1) if page else ()


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := raw.strip())]
