"""The rule tables: tab-separated files beside this module, one row per rule, each with an id."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_CLASS = re.compile("«([a-z_]+)»")


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of catalogue table NAME.tsv as dictionaries; lines that begin with # are comments."""
    text = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    head = lines[0]
    for line in lines[1:]:
        if len(line) != len(head):
            raise ValueError(f"catalogue/{name}.tsv: {len(line)} fields for {len(head)} columns: {line}")
    return tuple(dict(zip(head, line, strict=True)) for line in lines[1:])


@cache
def alternation(name: str, cls: str) -> re.Pattern[str]:
    """One class of a word table whose words are patterns (see `worded`), longest first."""
    found = sorted((row["word"] for row in table(name) if row["class"] == cls), key=len, reverse=True)
    return re.compile(_expanded("|".join(found)))


@cache
def words(cls: str) -> tuple[str, ...]:
    """The words of a class of catalogue/vocabulary.tsv, longest first; ValueError where there is none."""
    found = [row["word"] for row in table("vocabulary") if row["class"] == cls]
    if not found:
        raise ValueError(f"catalogue/vocabulary.tsv has no class {cls}")
    return tuple(sorted(found, key=len, reverse=True))


@cache
def worded(pattern: str) -> re.Pattern[str]:
    """A pattern in which «plan» stands for any word of that class, compiled when first asked for."""
    return re.compile(_expanded(pattern))


def _expanded(pattern: str) -> str:
    return _CLASS.sub(lambda named: f"(?:{'|'.join(words(named[1]))})", pattern)
