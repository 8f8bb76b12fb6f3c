"""How much of the damage is mended: python -m tests.repair.measure [MECHANISM...]

Every place in which the mended text differs from the one that was damaged is looked up in the rows of table
text_repairs: `wrong` where a row changed it, `inferred` where that row says so, `marked` where a row says
that the damage is beyond repair, else `left`. What does not differ is `exact`.
"""

from __future__ import annotations

import sys
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from nianjian.model import CleanText, Repair
from nianjian.outline import outline
from nianjian.reading import read_seed, split_documents
from nianjian.repair import mend, repair, restored
from nianjian.repair.page import rows
from tests.repair.damage import MODELS, Variant, variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OUTCOMES = ("exact", "marked", "left", "inferred", "wrong")
MARKS = ("unrepaired", "masked")
SCRIPT, FUSED = "Traditional script", "fused headings"


def mended(variant: Variant) -> CleanText:
    """A variant read from bytes of its encoding and mended."""
    seed = read_seed(variant.raw.encode(variant.encoding), "variant.txt")
    assert seed.text == variant.raw
    page = mend(seed.text)
    return restored("variant", page.text, page.offsets, rows(page, "variant", "traditional", "opencc:t2s"))


def outcomes(variant: Variant, clean: CleanText) -> Counter[str]:
    """How many of a variant's places came out how."""
    found: Counter[str] = Counter()
    if variant.mechanism == FUSED:
        # Where a heading ends is no repair of the text: the outline decides it.
        lost = headings(variant.clean) - headings(variant.raw)
        found["left"] = min(variant.places, lost.total())
        found["exact"] = variant.places - found["left"]
        return found
    if variant.raw == variant.clean:
        marks = sum(row.kind in MARKS for row in clean.repairs)
        found["marked"] = min(marks, variant.places)
        found["left"] = variant.places - found["marked"]
        found["wrong"] = int(clean.text != variant.clean)
        return found
    if clean.text != variant.clean:
        found.update(outcome for outcome, *_ in differences(variant, clean))
    found["exact"] = max(0, variant.places - found.total())
    return found


def headings(text: str) -> Counter[tuple[str, str]]:
    """Marker and title of every heading that is found in a text."""
    found: Counter[tuple[str, str]] = Counter()
    for document in split_documents(read_seed(text.encode(), "variant.txt")):
        found.update((section.marker, section.title) for section in outline(repair(document), document))
    return found


def differences(variant: Variant, clean: CleanText) -> Iterator[tuple[str, int, int, str]]:
    """Every place that is not as it was: its outcome, its span in the clean text, what was wanted."""
    matcher = SequenceMatcher(None, clean.text, variant.clean, autojunk=False)
    for tag, low, high, begin, end in matcher.get_opcodes():
        at_the_end = high == len(clean.text) and end == len(variant.clean)
        if tag != "equal" and not (at_the_end and clean.text[low:high].isspace()):
            wanted = variant.clean[begin:end]
            yield _outcome(variant, clean, low, high, wanted), low, high, wanted


def _outcome(variant: Variant, clean: CleanText, low: int, high: int, wanted: str) -> str:
    """What became of a place in which clean[low:high] stands for what was `wanted`."""
    starts, ends = clean.raw_starts, clean.raw_ends
    first = min(ends[low - 1] if low else 0, starts[low] if low < high else len(variant.raw))
    last = max(starts[high] if high < len(starts) else len(variant.raw), ends[high - 1] if high else 0)
    got = clean.text[low:high]
    guilty = [
        row
        for row in clean.repairs
        if row.before != row.after
        and row.kind not in MARKS
        and row.raw_start < last
        and row.raw_end > first
        # That a text is converted says nothing of what else is wrong with it.
        and (row.kind != "script" or variant.mechanism == SCRIPT)
        and _did_it(row, got, wanted)
    ]
    if any(not row.certificate.startswith("inferred") for row in guilty):
        return "wrong"
    if any(row.kind in MARKS and row.raw_start <= last and row.raw_end >= first for row in clean.repairs):
        return "marked"
    return "inferred" if guilty else "left"


def _did_it(row: Repair, got: str, wanted: str) -> bool:
    """Whether a row made what stands there, took what is missing, or joined lines over what is too much."""
    made = any(char in row.after for char in got if not char.isspace())
    took = any(char in row.before and char not in row.after for char in wanted)
    joined = "\n" in row.before and "\n" not in row.after and not got.isspace() and not wanted
    return made or took or joined


def measured(mechanism: str) -> tuple[int, Counter[str]]:
    """The number of variants of a mechanism, and how their places came out."""
    made = variants(mechanism)
    return len(made), sum((outcomes(variant, mended(variant)) for variant in made), Counter())


def main(mechanisms: Sequence[str]) -> None:
    """Print a line for each mechanism."""
    write = sys.stdout.write
    write(
        f"{'mechanism':<28}{'variants':>9}{'places':>8}" + "".join(f"{name:>10}" for name in OUTCOMES) + "\n"
    )
    for mechanism in mechanisms or MODELS:
        count, found = measured(mechanism)
        counts = "".join(f"{found[name]:>10}" for name in OUTCOMES)
        write(f"{mechanism:<28}{count:>9}{found.total():>8}{counts}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
