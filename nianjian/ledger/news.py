"""What a news item is about and when: the opening says it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue import table

if TYPE_CHECKING:
    from nianjian.model import Document

_LEAD_YEAR = re.compile(r"(?:(?:19|20)[0-9]{2}|[XxＸ×*]{2,4})\s*年(?!\s*[一-龥]{2,3}[区市]招商)")
_LEAD = 160
_ACCOUNT_REACH = 400


def year_of(document: Document) -> int | None:
    """The year that a text without a report year opens with, else that of its publication.

    A masked year (XXXX年) is unknown: the portal may have posted the text years later.
    """
    lead = _LEAD_YEAR.search(opening(document))
    if lead:
        return int(lead[0][:4]) if lead[0][0].isdigit() else None
    return int(document.published_on[:4]) if document.published_on else None


def opening(document: Document) -> str:
    """Title and first sentence of a news item, wherever its lines break."""
    return document.raw_text[: len(document.title) + _LEAD].partition("。")[0]


def passes_on_an_account(title: str, text: str) -> bool:
    """Whether a news item opens with what a government or an office says of the whole area.

    The ways to say so are the rows of catalogue/news_accounts.tsv.
    """
    head = f"{title}\n{text[:_ACCOUNT_REACH]}".replace(" ", "")
    return any(pattern.search(head) for pattern in _accounts())


@cache
def _accounts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"]) for row in table("news_accounts"))
