"""Cases of heads: why each is there, the lines of its text, and what reading must find."""

from __future__ import annotations

from typing import Any

import pytest

from nianjian.model import SeedFile
from nianjian.reading import split_documents


def case(why: str, *lines: str, **expected: object) -> Any:
    return pytest.param("\n".join(lines), expected, id=why)


def opening(us: str) -> tuple[str, ...]:
    """The words with which a report of our 市, 县, 区… opens."""
    return (
        "各位代表：",
        f"现在，我代表{us}人民政府，向大会报告工作，请予审议。",
        "一、工作回顾",
        "过去的一年，全市上下攻坚克难。",
    )


def found_in(text: str, expected: dict[str, object]) -> dict[str, object]:
    """What reading finds in the only document of a text, of the fields that a case expects."""
    (document,) = split_documents(SeedFile("case.txt", "0" * 64, "utf-8", text))
    return {name: getattr(document, name) for name in expected}
