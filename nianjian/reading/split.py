"""Where documents begin in a file that may hold several: portal dumps and reports put one after the other.

A false split is as bad as a missed one, so each boundary needs two signs that agree: a line that can close a
document or rule it off, and a line that can open one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from nianjian.markup import blanked
from nianjian.reading.openings import is_title, opened_by_titles, opens
from nianjian.widths import plain_blanks

# Lines are sought behind their line feed, a literal that regexes find fast: text goes in as "\n" + text.
_RULE = re.compile(r"[ \t\u3000]*[-－—–─━_=*~·#]+[ \t\u3000\r]*")
_RULE_LINE = re.compile(rf"\n({_RULE.pattern})(?=\n|\Z)")
_LEAD = re.compile(r"(?:[ \t\u3000\r\n\f\ufeff]++|^[-－—–─━_=*~·#]++[ \t\u3000\r]*+$|^#{1,6}[ \t]++)*+", re.M)
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_DATE_LINE = re.compile(rf"\n([ \t]*{_DATE.pattern}[ \t\r]*)(?=\n|\Z)")
_TAG = re.compile(r"【[^【】\n]{2,24}】")
_CLOSED = ("。", "！", "!", "？", "?", "”", "」", "』", "）", ")", "…", "完", "》", ".", "]")
_DIGIT = re.compile(r"[0-9０-９]")


@dataclass(frozen=True, slots=True)
class Piece:
    """The span of one document in the file; `ruled` where the dump itself marks its beginning."""

    start: int
    end: int
    ruled: bool


def pieces(text: str) -> tuple[Piece, ...]:
    """The documents of a file, in order; between them lie only blanks, rules, heading signs and bare tags.

    The first begins at the first character that is none of these, so that nothing before a title is lost.
    """
    source, text = text, plain_blanks(blanked(text))
    first = _after_lead(source, 0)
    ruled = _ruled(text)
    cuts = {start: end for start, end in ruled.items() if start > first}
    for start, end in opened_by_titles(text, sorted({first, *cuts})).items():
        cuts.setdefault(start, end)
    starts = [first, *sorted(cuts)]
    ends = [cuts[start] for start in starts[1:]] + [len(text)]
    nexts = [*starts[1:], len(text)]
    return tuple(
        # A numeral in a tag (height=16) is in the account too.
        Piece(
            start,
            after if _DIGIT.search(source, end, after) else _trimmed(source, start, end),
            start in ruled,
        )
        for start, end, after in zip(starts, ends, nexts, strict=True)
    )


def _after_lead(text: str, at: int) -> int:
    match = _LEAD.match(text, at)
    return match.end() if match else at


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of a document's own text: without the blanks and rules that follow it."""
    while True:
        end = start + len(text[start:end].rstrip())
        last = text.rfind("\n", start, end) + 1
        if last == 0 or not _RULE.fullmatch(text, last, end):
            return end
        end = last


def _ruled(text: str) -> dict[int, int]:
    """Start of a document -> end of the one before it, for the rules and date lines that part two."""
    found: dict[int, int] = {}
    habit = bool(re.match(r"\s*-[ \t]*\n", text))
    padded, at = "\n" + text, 0
    while line := _RULE_LINE.search(padded, at):
        before, (start, after) = _line_before(text, line.start(1) - 1), _line_after(text, line.end(1) - 1)
        dated = before is None or _DATE.fullmatch(before) is not None
        listed = line[1].strip() == "-" and habit and (before is None or before.endswith(_CLOSED))
        if (dated or listed) and is_title(after):
            found.setdefault(start, line.start(1) - 1)
        at = max(start, line.end(1))
    for line in _DATE_LINE.finditer(padded):
        start, after = _line_after(text, line.end(1) - 1)
        closes = (_line_before(text, line.start(1) - 1) or "").endswith(_CLOSED)
        if closes and is_title(after) and (_TAG.match(after) or opens(text, start, after)):
            found.setdefault(start, line.end(1) - 1)
    return found


def _line_before(text: str, at: int) -> str | None:
    """The last line with more than blanks and rules before an offset, or None where there is none."""
    for line in reversed(text[max(0, at - 400) : at].splitlines()):
        if line.strip() and not _RULE.fullmatch(line):
            return line.strip()
    return None


def _line_after(text: str, at: int) -> tuple[int, str]:
    """Start and text of the first line after an offset that is more than blanks, rules and heading signs."""
    start = _after_lead(text, at)
    end = text.find("\n", start)
    return start, text[start : end if end >= 0 else len(text)].rstrip()
