"""Rules on time: a period is what its label says, actuals are past, targets are not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from nianjian.catalogue import worded
from nianjian.model import Document
from nianjian.quality.periods import days, first_and_last
from nianjian.quality.rules import Breach, Corpus, rule
from nianjian.quality.wording import cell_of

# A report of late December may give the year's figures without calling them estimates.
CLOSING_DAYS = timedelta(days=31)
_LOOKS_BACK_ON_PLAN = "«plan»|指标|预期|年初"


@rule(
    "period.days",
    severity="error",
    formula="period_start and period_end = first and last day of the period's label",
    remedy="mend the time words of the clause if they are a misprint, else nianjian/binding/calendar.py",
)
def label_days(corpus: Corpus) -> Iterator[Breach]:
    """The label 2020-H1 covers 2020-01-01 to 2020-06-30 and nothing else; a period is known or absent."""
    for fact in corpus.facts:
        wanted: tuple[str | None, str | None] | None = (None, None)
        if fact.period is not None:
            wanted = first_and_last(fact.period)
        if wanted != (fact.period_start, fact.period_end):
            yield Breach(
                (fact,),
                f"{wanted[0]} to {wanted[1]}" if wanted is not None else "a period label of the contract",
                f"{fact.period}: {fact.period_start} to {fact.period_end}",
                f"{cell_of(fact)}: the period {fact.period} and the days {fact.period_start} to "
                f"{fact.period_end} do not belong together",
            )


@rule(
    "period.future_actual",
    severity="error",
    formula="an actual begins before the day of the report",
    remedy="mend the year in the clause or the date in the report's head, whichever is wrong",
)
def future_actual(corpus: Corpus) -> Iterator[Breach]:
    """What has happened cannot lie in a period that begins after the meeting that heard the report."""
    last_days = _report_days(corpus)
    for fact in corpus.facts:
        last = last_days.get(fact.document_id) if fact.status == "actual" else None
        covered = days(fact.period) if last is not None and fact.period is not None else None
        if last is None or covered is None:
            continue
        if covered[0] > last:
            yield Breach(
                (fact,),
                f"a period that begins by {last.isoformat()}, or status target",
                f"actual of {fact.period}",
                f"{cell_of(fact)}: given as an actual of {fact.period} by a report of {last.isoformat()}",
            )


@rule(
    "period.unfinished_actual",
    severity="warn",
    formula="an actual's period ends by the day of the report",
    tolerance="31 days",
)
def unfinished_actual(corpus: Corpus) -> Iterator[Breach]:
    """A period that was not over when the report was given holds estimates or targets, no actuals."""
    last_days = _report_days(corpus)
    for fact in corpus.facts:
        last = last_days.get(fact.document_id) if fact.status == "actual" else None
        covered = days(fact.period) if last is not None and fact.period is not None else None
        if last is None or covered is None:
            continue
        # A span of years (“十三五”) is what a figure stands in, not what it sums up.
        is_span = "/" in (fact.period or "")
        if not is_span and covered[0] <= last and covered[1] > last + CLOSING_DAYS:
            yield Breach(
                (fact,),
                f"a period that ends by {last.isoformat()}, or status estimate or target",
                f"actual of {fact.period}",
                f"{cell_of(fact)}: {fact.period} was not over on the report's day, {last.isoformat()}",
            )


@rule("period.past_target", severity="warn", formula="a target ends in the report's year or later")
def past_target(corpus: Corpus) -> Iterator[Breach]:
    """A report sets targets for its own year or later ones.

    A clause may look back on a plan (完成年初确定的目标): words of a plan allow it for the period under
    review, never for one before it.
    """
    for fact in corpus.facts:
        if fact.status != "target" or fact.period is None:
            continue
        document, covered = corpus.documents.get(fact.document_id), days(fact.period)
        if document is None or document.report_year is None or covered is None:
            continue
        late = document.report_year - covered[1].year
        if late > 1 or (late == 1 and not worded(_LOOKS_BACK_ON_PLAN).search(fact.quote)):
            yield Breach(
                (fact,),
                f"a target for {document.report_year} or later",
                f"target for {fact.period}",
                f"{cell_of(fact)}: the report of {document.report_year} cannot plan for {fact.period}",
            )


def _report_days(corpus: Corpus) -> dict[str, date | None]:
    return {document_id: report_day(document) for document_id, document in corpus.documents.items()}


def report_day(document: Document) -> date | None:
    """The last day that a report can know of: its meeting, else the end of the year of the report.

    A bulletin covers its report year and appears in the next. The day of publication on a web page may lie
    years after the report, so it says nothing.
    """
    if document.meeting_date is not None:
        return date.fromisoformat(document.meeting_date)
    return None if document.report_year is None else date(document.report_year, 12, 31)


RULES = (label_days, future_actual, unfinished_actual, past_target)
