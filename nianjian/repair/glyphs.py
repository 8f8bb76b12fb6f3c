"""Single characters that are no text: control characters, letter-spacing, stray glyphs, entities, masks."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from nianjian.repair.page import Proposal

if TYPE_CHECKING:
    from collections.abc import Iterator

_HAN = "㐀-鿿"
_CONTROL = re.compile("[\r\f\v\u200b-\u200f\u2060\ufeff\u00ad]+")
_LETTERED = re.compile(f"^[ 　]*((?:[{_HAN}][ 　]{{1,2}}){{3,}}[{_HAN}])[ 　]*$", re.MULTILINE)
_BLANKS = re.compile("[ 　]+")
_ZERO_AT_LINE = re.compile(f"^0 (?=\\d{{4}} ?年|[{_HAN}])", re.MULTILINE)
_ZERO_INSIDE = re.compile(f"(?<=([{_HAN}]{{3}})) ?0 (?=([A-Z]\\d|[{_HAN}]{{3}}))")
_HAN_BEFORE_MARKER = re.compile(f"^[{_HAN}] (?=[(（][一二三四五六七八九十]{{1,3}}[)）])", re.MULTILINE)
_ENTITY = re.compile("&(?:[A-Za-z]{2,8}|#[0-9]{2,5}|#[xX][0-9A-Fa-f]{2,4});|&nbsp(?!;)")
_ENTITY_TAILS = re.compile(f"(?<=[长任员记])((?:;[{_HAN}]){{2,4}})(?=[{_HAN}：:\\s])")
_LOST_CLAUSE = re.compile("[，,、][；;]")
_MASK = re.compile("(?<![A-Za-z0-9.xX×])(?:[xX]{2,6}|×{2,6}|＊{2,6}|某{2,3})(?![A-Za-z0-9.xX×])")
_MASKED_NUMBER = re.compile(
    "(?<![A-Za-z0-9.])(?=[0-9.]*[xX×])(?=[xX×.]*[0-9])[0-9xX×]+(?:\\.[0-9xX×]+)?"
    "(?=[亿万千百元户家人个项亩%％吨公件套座辆条台平])"
)


def control_characters(text: str) -> Iterator[Proposal]:
    """Carriage returns, form feeds, byte order marks, zero-width characters: not for readers."""
    if text.isascii():
        return
    for hit in _CONTROL.finditer(text):
        yield Proposal(hit.start(), hit.end(), "", "spacing", "control_character", f"U+{ord(hit[0][0]):04X}")


def letter_spacing(text: str) -> Iterator[Proposal]:
    """`政 府 工 作 报 告`: a title set with a blank between its characters."""
    for line in _LETTERED.finditer(text):
        for hit in _BLANKS.finditer(text, line.start(1), line.end(1)):
            yield Proposal(hit.start(), hit.end(), "", "spacing", "letter_spacing", "whole_line")


def stray_glyphs(text: str) -> Iterator[Proposal]:
    """`长三角 0 G60`, `角 (二)`: glyphs of a page's margin that fell into the text.

    Inside a line the text without the glyph must stand elsewhere in the document, blanks aside.
    """
    for hit in _ZERO_AT_LINE.finditer(text):
        yield _junk(hit, "before_title")
    for hit in _HAN_BEFORE_MARKER.finditer(text):
        yield _junk(hit, "before_marker")
    if " 0 " not in text and "0 " not in text:
        return
    close: str | None = None
    for hit in _ZERO_INSIDE.finditer(text):
        close = close or text.replace(" ", "")
        parallel = close.count(hit[1] + hit[2])
        if parallel:
            yield _junk(hit, f"parallel:{hit[1]}{hit[2]}={parallel}")


def _junk(hit: re.Match[str], certificate: str) -> Proposal:
    return Proposal(hit.start(), hit.end(), "", "page_junk", "stray_glyph", certificate)


def entities(text: str) -> Iterator[Proposal]:
    """`&nbsp;` in full, or the `;` that is left of it between the characters of a name (`区长;王;明`)."""
    if "&" in text:
        for hit in _ENTITY.finditer(text):
            meant = html.unescape(hit[0]).replace("\u00a0", " ")
            if meant != hit[0]:
                name = hit[0].strip("&;")
                yield Proposal(hit.start(), hit.end(), meant, "entity", "html_entity", f"entity:{name}")
    for hit in _ENTITY_TAILS.finditer(text):
        for at in range(hit.start(1), hit.end(1), 2):
            yield Proposal(at, at + 1, "", "entity", "entity_tail", "name")


def gaps(text: str) -> Iterator[Proposal]:
    """Marked only: masked names (xx 区), half-masked numbers (5x.6亿元), a clause lost in `,;`."""
    for hit in _MASKED_NUMBER.finditer(text):
        yield Proposal(hit.start(), hit.end(), hit[0], "unrepaired", "masked_number", "masked")
    for hit in _MASK.finditer(text):
        yield Proposal(hit.start(), hit.end(), hit[0], "masked", "masked_name", "masked")
    for hit in _LOST_CLAUSE.finditer(text):
        yield Proposal(hit.start(), hit.end(), hit[0], "unrepaired", "lost_clause", "comma_before_semicolon")
