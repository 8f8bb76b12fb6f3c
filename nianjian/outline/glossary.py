"""Where a report's glossary begins: its numbered entries (1、“三公”经费：…) are no headings of the report."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"名词|用语|术语|缩略语|有关词语")
_ANNOUNCED = re.compile(
    r"(?:名词|用语|术语|缩略语|有关词语)(?P<close>解释|注释|说明)"
    r"[ \t　]*(?:[（(][^）)\n]{0,24}[）)])?[ \t　]*[:：]?\s*(?=[\d一（(①⒈【\[“\"]|$)"
)
_OPENING = re.compile(r"(?:^|[。！!？?”\n])[ \t　]*(《?[^。！!？?，,；;：:\n（(《》]{0,40}》?)\Z")
_REACH = 44


class Glossary(NamedTuple):
    """The glossary's heading in the clean text: `start`..`title_end`."""

    start: int
    title_end: int


def find_glossary(text: str) -> Glossary | None:
    """The announced glossary in the second half of a document, or None; one mentioned in passing is none."""
    for word in _WORD.finditer(text, len(text) // 2):
        announced = _ANNOUNCED.match(text, word.start())
        opening = _OPENING.search(text[max(0, word.start() - _REACH) : word.start()])
        if announced and opening:
            return Glossary(word.start() - len(opening[1]), announced.end("close"))
    return None
