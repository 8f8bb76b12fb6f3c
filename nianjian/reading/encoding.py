"""Bytes -> text: the encoding under which the bytes are valid and read like Chinese prose.

The file's name is no evidence. A byte order mark settles the encoding and is no part of the text: offsets
count from the first character after it. Decoding is strict, and line ends stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nianjian.errors import SeedRefused
from nianjian.reading.likelihood import Likelihood, likelihood

if TYPE_CHECKING:
    from collections.abc import Callable

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
UNMARKED = (("gb18030",), ("cp950", "big5hkscs"), ("utf-16-le",), ("utf-16-be",))
"""Families tried on bytes that are no UTF-8; of a family the first that takes the bytes stands for it."""

MARGIN = 0.15
"""Two decodings that both read like Chinese must differ by this much in their share of common characters."""


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    encoding: str
    judged: Likelihood


def decode(data: bytes, source_path: str, prose: Callable[[str], str] = str) -> tuple[str, str]:
    """The text without byte order mark, and the name of its encoding.

    `prose` gives the part of a text that is judged: all of it, or what a page shows without its tags.
    Raises SeedRefused: `undecodable` where the bytes are valid in no encoding, `no_chinese_text`,
    `unlikely_text` where the best reading is gibberish, `ambiguous_encoding` where two are as good.
    """
    for mark, name, codec in MARKS:
        if data.startswith(mark):
            return _marked(data, len(mark), name, codec, source_path, prose)
    utf8 = _read(data, "utf-8", prose)
    if utf8 is not None and utf8.judged.is_probable:
        return utf8.text, utf8.encoding
    if utf8 is not None and not utf8.text.strip():
        return utf8.text, utf8.encoding
    others = [reading for family in UNMARKED if (reading := _read_any(data, family, prose))]
    probable = sorted((r for r in others if r.judged.is_probable), key=lambda r: -r.judged.share)
    if not probable:
        raise _refusal(data, [r for r in (utf8, *others) if r is not None], source_path, prose)
    best, *rest = probable
    for other in rest:
        if other.text != best.text and best.judged.share - other.judged.share < MARGIN:
            detail = (
                f"{source_path}: reads as well in {best.encoding} as in {other.encoding}; "
                "save it as UTF-8 with a program that shows it right"
            )
            raise SeedRefused("ambiguous_encoding", detail)
    return best.text, best.encoding


def check_prose(text: str, read_as: str, source_path: str) -> None:
    """Refuse text that does not read like Chinese, however it was come by; raises SeedRefused."""
    judged = likelihood(text)
    if not judged.is_probable:
        raise _unlikely(_Reading(text, read_as, judged), source_path)


def _marked(
    data: bytes, start: int, name: str, codec: str, source_path: str, prose: Callable[[str], str]
) -> tuple[str, str]:
    try:
        text = data[start:].decode(codec)
    except UnicodeDecodeError as error:
        raise _undecodable(data, codec, start + error.start, source_path) from error
    if text.strip():
        check_prose(prose(text), name, source_path)
    return text, name


def _read(data: bytes, codec: str, prose: Callable[[str], str]) -> _Reading | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return _Reading(text, codec, likelihood(prose(text)))


def _read_any(data: bytes, family: tuple[str, ...], prose: Callable[[str], str]) -> _Reading | None:
    return next((reading for codec in family if (reading := _read(data, codec, prose))), None)


def _refusal(
    data: bytes, readings: list[_Reading], source_path: str, prose: Callable[[str], str]
) -> SeedRefused:
    """Why no reading will do, told of the reading that came nearest to one."""
    if readings and readings[0].encoding == "utf-8":
        return _unlikely(readings[0], source_path)
    for codec in ("utf-8", "gb18030", "cp950"):
        text = data.decode(codec, errors="ignore")
        if likelihood(prose(text)).is_probable and len(text.encode(codec)) >= 0.9 * len(data):
            return _undecodable(data, codec, _first_error(data, codec), source_path)
    share = sum(1 for byte in data[:20_000] if byte < 32 and byte not in b"\t\n\v\f\r") / len(data[:20_000])
    if share > 0.02 or not readings:
        detail = (
            f"{source_path}: {share:.0%} of its bytes are control codes and no encoding makes Chinese "
            "of them: a binary file; remove it, or save its text"
        )
        return SeedRefused("binary", detail)
    return _unlikely(max(readings, key=lambda r: r.judged.share), source_path)


def _unlikely(reading: _Reading, source_path: str) -> SeedRefused:
    judged = reading.judged
    if not judged.is_chinese:
        detail = (
            f"{source_path}: {judged.han} Han characters beside {judged.letters + judged.kana} letters of "
            f"other scripts (read as {reading.encoding}): no Chinese text; remove it, or mend its encoding"
        )
        return SeedRefused("no_chinese_text", detail)
    detail = (
        f"{source_path}: read as {reading.encoding} only {judged.share:.0%} of its Han characters are common "
        f"ones ({judged.weakest:.0%} in the worst stretch; 80% and more in prose) and {judged.odd} are no "
        "characters at all: saved after a wrong decoding; fetch the original bytes again"
    )
    return SeedRefused("unlikely_text", detail)


def _undecodable(data: bytes, codec: str, at: int, source_path: str) -> SeedRefused:
    where = "the file ends inside a character" if at >= len(data) - 3 else f"byte {at} is not valid"
    detail = (
        f"{source_path}: read as {codec}, {where} (0x{data[at : at + 4].hex()}); "
        "fetch the file again, or cut out the damaged bytes"
    )
    return SeedRefused("undecodable", detail)


def _first_error(data: bytes, codec: str) -> int:
    try:
        data.decode(codec)
    except UnicodeDecodeError as error:
        return error.start
    return len(data)
