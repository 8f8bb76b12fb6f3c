"""Surface forms of the metric catalogue, found where they end in a text."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from nianjian.catalogue.indicators import by_form

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _form_tails() -> frozenset[str]:
    return frozenset(form[-2:] for form in by_form())


@cache
def longest_form() -> int:
    """The length of the longest surface form of the metric catalogue."""
    return max(map(len, by_form()))


def form_before(text: str, end: int, low: int) -> str | None:
    """The longest surface form of the metric catalogue that ends here, or None."""
    if text[end - 2 : end].upper() not in _form_tails():
        return None
    forms: Mapping[str, str] = by_form()
    for start in range(max(low, end - longest_form()), end - 1):
        if text[start:end] in forms:
            return text[start:end]
    return None


def begins_a_form(text: str, at: int) -> bool:
    """Whether the word that ends at `at` begins a form: 高标准|农田累计建成 is about 高标准农田."""
    forms = by_form()
    return any(text[:end] in forms for end in range(at + 1, min(len(text), longest_form()) + 1))
