"""Where a report's glossary begins: its numbered entries (1、“三公”经费：…) are no headings of the report."""

from __future__ import annotations

import re
from typing import NamedTuple

_GLOSSARY = re.compile(
    r"(?:^|(?<=[。！!？?”》\n]))[ \t　]*"
    r"(?P<title>《?(?:[^。！!？?，,；;：:\n（(《》]{0,40})》?(?:名词|用语|术语|缩略语|有关词语)(?:解释|注释|说明))"
    r"[ \t　]*(?:[（(][^）)\n]{0,24}[）)])?[ \t　]*[:：]?\s*(?=[\d一（(①⒈【\[“\"]|$)",
    re.MULTILINE,
)


class Glossary(NamedTuple):
    """The glossary's heading in the clean text: `start`..`title_end`."""

    start: int
    title_end: int


def find_glossary(text: str) -> Glossary | None:
    """The announced glossary in the second half of a document, or None."""
    for match in _GLOSSARY.finditer(text, len(text) // 2):
        return Glossary(match.start("title"), match.end("title"))
    return None
