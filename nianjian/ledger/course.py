"""Where in time each sentence of a document stands, as headings, lines and openings leave it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from nianjian.binding import context
from nianjian.ledger import news

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nianjian.binding.calendar import Calendar
    from nianjian.binding.times import TimeMark
    from nianjian.model import Document, Section

# 1-6月重点工作进展情况: what its chapters call 重点工作 is on its way.
_PROGRESS = re.compile(r"(?:进展|完成|落实|推进)情况(?:的?(?:通报|汇报|报告|函))?$")
_STILL_AHEAD = re.compile(r"下[一步半]|打算|安排|思路|明年|计划")
_BEGUN = re.compile(r"开工|启动建设|动工|奠基")


class Course:
    """The passage in time, carried on from section to section, line to line and sentence to sentence.

    `enter` a section's passage, then its lines, then the sentences of a line, all in the order of the text.
    `there` is the passage of the sentence last taken, `term` the years that its line is about.
    """

    def __init__(self, document: Document, text: str, calendar: Calendar, marks: Sequence[TimeMark]) -> None:
        self.text = text
        self.heard_on = document.meeting_date
        self.progress = document.kind == "other" and _PROGRESS.search(document.title) is not None
        # An account that says its year nowhere but in its text tells it as news does.
        self.told_as_news = document.kind == "news" or (
            document.kind == "other" and document.report_year is None and document.review_period is None
        )
        self.calendar = news.calendar_of(calendar, text, marks) if self.told_as_news else calendar
        self.planned = news.planned_items(text) if self.told_as_news else []
        self.begun = (
            document.kind == "news" and _BEGUN.search(news.opening(document).replace("\n", "")) is not None
        )
        # Lines of a report are headings in its tree; of other texts any short line may be one.
        self.heads_anywhere = document.kind in ("news", "other")
        self.chapter: str | None = None
        self.over: context.Passage | None = None
        self.term: tuple[int, int] | None = None
        self.passage = self.there = context.passage_of(None, "other", self.calendar, self.heard_on)

    def enter(self, section: Section | None, role: str) -> None:
        """Go into a passage of a section that plays a role."""
        if role == "plan" and self.progress and section and not _STILL_AHEAD.search(section.path):
            role = "review"
        passage = context.passage_of(section, role, self.calendar, self.heard_on)
        self.passage = replace(passage, begun=True) if self.begun else passage
        chapter = section.path.partition(" / ")[0] if section else ""
        if chapter != self.chapter:
            self.chapter, self.over = chapter, None

    def line(self, start: int, end: int, marks: Sequence[TimeMark], figures: bool) -> bool:
        """Go to a line; whether its sentences tell anything: one without figures does in a mixed chapter."""
        mixed = context.is_mixed(self.passage)
        if not figures and self.heads_anywhere:
            self.passage = context.headed_over(self.passage, marks, self.text[start:end])
        if mixed and self.over is None:
            # A chapter on five years and the last of them tells of the five until it turns to the one.
            self.over = self.passage
        self.there = (mixed and self.over) or self.passage
        self.term = None
        for low, high, year in self.planned:
            if low <= start < high:
                self.there = news.as_planned(self.there, year)
        return figures or mixed

    def sentence(self, low: int, high: int, marks: Sequence[TimeMark], figures: bool) -> context.Passage:
        """Go to a sentence; its passage, which the rest of the line goes on from."""
        there, passage = self.there, self.passage
        mixed = context.is_mixed(passage)
        if context.opens_with_last_year(marks, low, passage):
            # 2010年是“十一五”收官之年: the paragraph is about that year, not about the chapter's.
            there = replace(passage, spans=False)
        elif mixed and context.turns_to_the_year(marks, low, passage):
            there = self.over = context.opened(passage, marks, low, later=True)
        elif self.told_as_news:
            there = news.ahead(context.opened(there, marks, low), self.text[low:high])
        else:
            there = context.opened(there, marks, low, later=True)
        there = context.over_years(there, marks, self.text, low)
        there = context.goals_ahead(there, marks, self.text, low, high)
        if mixed and there.spans and not there.planned and there.term == passage.term:
            # 两年来 in a chapter on five years is about its own paragraph.
            self.over = there
        named = context.term_of(marks, low, passage)
        # Years named in passing give way to those of a sentence with figures.
        self.term = (named or self.term) if figures else (self.term or named)
        self.there = there
        return news.attended(there, self.text[low:high]) if self.told_as_news else there
