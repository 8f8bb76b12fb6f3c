"""GBK read out of phase: found by its signs, read by search, believed if the damage can be done again."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from nianjian.repair import gbk, realign
from nianjian.repair.inserted import inserted_syllables
from nianjian.repair.own_language import OwnLanguage
from nianjian.repair.page import Proposal
from nianjian.repair.paths import INDENT, Reading
from nianjian.repair.pinyin import BRACKETED, SCRAP, agrees
from nianjian.repair.suspects import suspects

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

KIND, RULE = "gbk_slip", "gbk_slip"
BEFORE, LONGEST = 40, 120
INDENT_BYTE = 0xA1
CONTEXT = 3
# A reading must be this much likelier than the text as it stands (in nats), and than the next reading.
GAIN, MARGIN, TAGGED_MARGIN = 18.0, 4.0, 8.0
# Where every byte is known, this margin over the next reading makes a repair certain.
CERTAIN = 6.0
# How unlikely a strong sign is in a text that is as it was, beyond what its characters cost.
SIGN = 20.0
LEAST_SHARED = 4
_FOLLOWING = re.compile("([㐀-鿿]{1,2})")
_DOUBLE = re.compile(r"[^\x00-\x7f]+")


class Window(NamedTuple):
    """A stretch of text to be searched, with the signs of damage in it.

    `[start, end)` is the stretch; it ends with the ASCII character behind the damage, where there is one on
    the line; `syllable` is the pinyin scrap that follows at once; `signs` are places, in order, each with
    whether the sign is strong.
    """

    start: int
    end: int
    syllable: str
    signs: tuple[tuple[int, bool], ...]

    @property
    def first(self) -> int:
        """The first sign."""
        return self.signs[0][0]

    @property
    def last(self) -> int:
        """The last sign."""
        return self.signs[-1][0]

    @property
    def strong(self) -> int:
        """How many signs are strong."""
        return sum(strong for _, strong in self.signs)


def gbk_slips(text: str, traditional: bool) -> Iterator[Proposal]:
    """`。ㄒ唬┰谛掳l(fā)`: a program that edits GBK byte by byte lost one, or folded two that belonged to two
    characters, and what follows was read one byte late, up to the next ASCII byte.

    The repair is the likeliest text that a forward model damages into exactly what is there; it is certified
    where every byte is known, `inferred` where language had to choose. Where nothing explains the text, it
    is marked `unrepaired`.
    """
    yield from _lost_for_good(text)
    signs = sorted(suspects(text, traditional))
    if not signs:
        return
    certain = list(inserted_syllables(text))
    yield from certain
    known = [(proposal.start, proposal.end) for proposal in certain]
    signs = [sign for sign in signs if not any(start <= sign[0] < end for start, end in known)]
    windows: list[Window] = []
    for window in _windows(text, signs):
        if any(start < window.end and window.start < end for start, end in known):
            continue
        if window.end - window.start > LONGEST + 1:
            yield from _left(text, window, "too_long")
        else:
            windows.append(window)
    if not windows:
        return
    own = OwnLanguage(_without(text, windows))
    taken = 0
    for window in windows:
        if window.start >= taken:
            found = list(_mended(text, window, traditional, own))
            yield from found
            taken = max([taken, *(proposal.end for proposal in found)])


def _without(text: str, windows: Sequence[Window]) -> str:
    """The text without what is suspected, which must not vouch for itself."""
    edges = [0, *(edge for window in windows for edge in (window.start, window.end)), len(text)]
    return " ".join(text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))


def _lost_for_good(text: str) -> Iterator[Proposal]:
    """`�` and what a second wrong decoding makes of it: bytes that no search can bring back."""
    if "�" in text or "锟斤" in text:
        for hit in re.finditer("(?:�|锟斤拷|锟斤|斤拷锟)+", text):
            yield Proposal(
                hit.start(), hit.end(), hit[0], "unrepaired", "replacement_character", "bytes_gone"
            )


def _windows(text: str, signs: Sequence[tuple[int, bool]]) -> Iterator[Window]:
    """The stretches to search: each run of two-byte characters with signs in it, and its ASCII neighbours."""
    done = -1
    for place, _ in signs:
        if place < done:
            continue
        run = _DOUBLE.match(text, place) or _DOUBLE.match(text, place + 1)
        if run is None:
            continue
        head = _run_start(text, place)
        if head and text[head - 1] in "?!":
            head = max(_run_start(text, head - 1), head - 1 - CONTEXT)
        stop = run.end()
        inside = tuple(sign for sign in signs if head <= sign[0] <= stop)
        done = stop + 1
        tail = stop + 1 if stop < len(text) and text[stop] != "\n" else stop
        scrap = BRACKETED.match(text, stop) or (BRACKETED.match(text, tail) if tail > stop else None)
        yield Window(head, tail, scrap[1] if scrap else "", inside)


def _run_start(text: str, at: int) -> int:
    """Where the run of two-byte characters that ends at `at` begins."""
    head = at
    while head > 0 and ord(text[head - 1]) > 0x7F and at - head < BEFORE:
        head -= 1
    return head


def _mended(text: str, window: Window, traditional: bool, own: OwnLanguage) -> Iterator[Proposal]:
    damaged = text[window.start : window.end]
    try:
        damaged.encode("gbk")
    except UnicodeEncodeError:
        yield from _left(text, window, "not_of_gbk")
        return
    at_line = window.start == 0 or text[window.start - 1] == "\n"
    indented = at_line and damaged[0].encode("gbk")[0] == INDENT_BYTE
    checked = window.syllable and text[window.end - 1] == "("
    search = realign.Search(
        damaged,
        range(window.first - window.start + 1),
        traditional,
        indented=indented,
        known=own.cost,
        link=own.link,
        checksum=(lambda char: agrees(char, window.syllable, usual=True)) if checked else None,
    )
    readings = [
        replace(reading, cost=reading.cost + SIGN * _left_standing(window, reading))
        for reading in search.readings()
        if _damaged_again(damaged, reading)
    ]
    readings.sort(key=lambda reading: reading.cost)
    behind_it = _FOLLOWING.match(text, window.end)
    if behind_it and readings and readings[0].end >= len(damaged.rstrip()):
        readings = [replace(r, cost=r.cost + own.link(r.original, behind_it[1])) for r in readings]
        readings.sort(key=lambda r: r.cost)
    if readings and search.unchanged + SIGN * window.strong - readings[0].cost >= GAIN:
        yield from _proposed(text, window, readings)
    else:
        yield from _left(text, window, "no_reading")


def _left(text: str, window: Window, why: str) -> Iterator[Proposal]:
    """The span of a window's signs, marked as beyond repair where one of them is strong."""
    if window.strong:
        last = min(window.last + 1, window.end)
        yield Proposal(window.first, last, text[window.first : last], "unrepaired", RULE, why)


def _left_standing(window: Window, reading: Reading) -> float:
    """How many strong signs a reading does not account for; no end of them where it accounts for no sign."""
    inside = [window.start + reading.start <= place < window.start + reading.end for place, _ in window.signs]
    if not any(inside):
        return math.inf
    return sum(strong for (_, strong), seen in zip(window.signs, inside, strict=True) if not seen)


def _proposed(text: str, window: Window, readings: Sequence[Reading]) -> Iterator[Proposal]:
    best = readings[0]
    start, end = window.start + best.start, window.start + best.end
    margin = readings[1].cost - best.cost if len(readings) > 1 else math.inf
    free = best.free
    if best.event == realign.FOLD and best.original[0] == "。" and not _han_before(text, start):
        free -= 1
    if margin < (TAGGED_MARGIN if best.tagged else MARGIN) or (margin == math.inf and free > 1):
        yield from _shared(text, window, readings)
        return
    proof = f"redamage:{_damaged_again(text[window.start : window.end], best)}"
    scrap = SCRAP.match(text, end)
    if scrap and agrees(best.original[-1], scrap[1]):
        end = scrap.end()
        proof += f";pinyin:{best.original[-1]}={scrap[1]}"
    proof += f";margin:{margin:.1f}"
    if free or margin < CERTAIN:
        proof = f"inferred;{proof};bytes_gone:{free}"
    yield Proposal(start, end, best.original.lstrip(INDENT), KIND, RULE, proof)


def _shared(text: str, window: Window, readings: Sequence[Reading]) -> Iterator[Proposal]:
    """What readings of equal worth agree on is proposed; where they part, the text stays and is marked."""
    best = readings[0]
    enough = TAGGED_MARGIN if best.tagged else MARGIN
    readings = [r for r in readings if r.cost - best.cost < enough]
    shared = 0
    while all(len(r.original) > shared and r.original[shared] == best.original[shared] for r in readings):
        shared += 1
    start, end = window.start + best.start, window.start + best.end
    whole = all(r.start == best.start for r in readings)
    # The last shared character may end in a byte of the first one that is not.
    kept = best.original[: shared - 1] if whole else ""
    seen = len(gbk.decode(gbk.lose_byte(kept.encode("gbk"), 0)[:-1])) if kept else 0
    stop = start + seen
    if len(kept) >= LEAST_SHARED and stop < end:
        event = _damaged_again(text[window.start : window.end], best)
        proof = f"inferred;redamage:{event};shared:{len(readings)}"
        yield Proposal(start, stop, kept.lstrip(INDENT), KIND, RULE, proof)
        yield Proposal(stop, end, text[stop:end], "unrepaired", RULE, "readings_part")
    else:
        yield Proposal(start, end, text[start:end], "unrepaired", RULE, "readings_part")


def _damaged_again(damaged: str, reading: Reading) -> str:
    """The event that makes the damaged text out of a reading, by the forward model; empty where none does."""
    head = damaged[: reading.start].encode("gbk")
    original = reading.original.encode("gbk")
    tail = damaged[reading.end :].encode("gbk")
    data = head + original + (gbk.TAG if reading.tagged else b"") + tail
    for at in range(len(head), len(head) + min(5, len(original))):
        if reading.event == realign.LOST:
            again = gbk.decode(gbk.lose_byte(data, at))
        elif data[at : at + 2] in gbk.FOLDED:
            again = gbk.decode(gbk.fold_pair(data, at))
        else:
            continue
        if again == damaged:
            return f"{reading.event}@{at - len(head)}" + (";tag" if reading.tagged else "")
    return ""


def _han_before(text: str, at: int) -> bool:
    return at > 0 and "㐀" <= text[at - 1] <= "鿿"
