"""Score section trees against hand-made headings (gold headings.tsv; conventions in gold/README.md).

    python -m tests.outline.heading_score        (from the repository; prints the score of every unit)

A heading counts as found where a section begins at its raw offset with its depth. Title end and role are
judged on the headings found. Sections without a marker (preamble, glossary) are no headings by convention.
"""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from nianjian.model import Document
from nianjian.outline import outline
from nianjian.reading import read_seed
from nianjian.repair import repair

if TYPE_CHECKING:
    from collections.abc import Iterable

    from nianjian.model import Section


@dataclass(frozen=True)
class Score:
    """Counts of one unit, or of several added up."""

    gold: int = 0
    got: int = 0
    found: int = 0
    ends: int = 0
    roles: int = 0
    misses: tuple[str, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.got + other.got,
            self.found + other.found,
            self.ends + other.ends,
            self.roles + other.roles,
            self.misses + other.misses,
        )

    @property
    def f1(self) -> float:
        return 2 * self.found / (self.gold + self.got) if self.gold + self.got else 1.0

    @property
    def end_exact(self) -> float:
        return self.ends / self.found if self.found else 0.0

    @property
    def role_right(self) -> float:
        return self.roles / self.found if self.found else 0.0


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def gold_documents(gold: Path, raw: Path) -> dict[tuple[str, int], Document]:
    """(file, ordinal) -> Document as gold documents.tsv has it, so that only the outline is judged."""
    listed = rows(gold / "documents.tsv")
    texts = {row["file"]: read_seed((raw / row["file"]).read_bytes(), row["file"]) for row in listed}
    found: dict[tuple[str, int], Document] = {}
    for row, after in zip(listed, [*listed[1:], None], strict=True):
        seed = texts[row["file"]]
        start = int(row.get("raw_start") or 0)
        end = int(after["raw_start"]) if after and after["file"] == row["file"] else len(seed.text)
        ordinal = int(row.get("ordinal") or 0)
        found[row["file"], ordinal] = Document(
            document_id=f"{seed.sha256[:12]}-{ordinal}",
            source_path=row["file"],
            source_sha256=seed.sha256,
            ordinal=ordinal,
            title=row.get("title", ""),
            kind=row["kind"],
            region_code=row["region_code"] or None,
            region_name=row["region_name"] or None,
            region_basis="stated",
            region_evidence=(),
            meeting_date=row["meeting_date"] or None,
            published_on=row.get("published_on") or None,
            report_year=int(row["report_year"]) if row["report_year"] else None,
            review_period=row["review_period"] or None,
            plan_period=row["plan_period"] or None,
            raw_start=start,
            raw_end=end,
            encoding=seed.encoding,
            script="hans",
            chars=end - start,
            raw_text=seed.text[start:end],
        )
    return found


def judge(expected: Iterable[dict[str, str]], sections: Iterable[Section]) -> Score:
    """Score the sections of one document against its gold headings."""
    wanted = {(int(row["start"]), int(row["depth"])): row for row in expected}
    numbered = {(s.raw_start, s.depth): s for s in sections if s.marker}
    both = sorted(wanted.keys() & numbered.keys())
    misses = [
        f"not found: {wanted[key]['marker']}{wanted[key]['title']}" for key in sorted(wanted.keys() - both)
    ]
    misses += [
        f"no heading: {numbered[key].marker}{numbered[key].title}" for key in sorted(numbered.keys() - both)
    ]
    ends = roles = 0
    for key in both:
        row, section = wanted[key], numbered[key]
        ends += int(row["end"]) == section.title_end
        roles += row["role"] == section.role
        if int(row["end"]) != section.title_end:
            misses.append(f"end: {row['title']} != {section.title}")
        if row["role"] != section.role:
            misses.append(f"role: {row['title']} {row['role']} != {section.role}")
    return Score(len(wanted), len(numbered), len(both), ends, roles, tuple(misses))


def score(gold: Path, raw: Path) -> dict[str, Score]:
    """Score of every unit of a gold folder's headings.tsv, by name of the unit."""
    documents = gold_documents(gold, raw)
    units: dict[str, list[dict[str, str]]] = {}
    for row in rows(gold / "headings.tsv"):
        units.setdefault(row["unit"], []).append(row)
    scores: dict[str, Score] = {}
    for unit, expected in units.items():
        at, name = int(expected[0]["start"]), expected[0]["file"]
        document = next(
            d for (file, _), d in documents.items() if file == name and d.raw_start <= at < d.raw_end
        )
        scores[unit] = judge(expected, outline(repair(document), document))
    return scores


def main() -> None:
    shared = Path(__file__).parents[3] / "shared"
    for gold, raw in (
        (shared / "gold", shared / "seeds"),
        (shared / "gold/examples", shared / "gold/examples/raw"),
    ):
        scores = score(gold, raw)
        for name, one in [*scores.items(), ("all", sum(scores.values(), Score()))]:
            figures = f"F1 {one.f1:.3f}  end {one.end_exact:.3f}  role {one.role_right:.3f}"
            lines = [f"{name:<16}headings {one.found}/{one.gold} of {one.got}  {figures}"]
            sys.stdout.writelines(
                f"{line}\n" for line in lines + [f"    {m}" for m in one.misses if name != "all"]
            )


if __name__ == "__main__":
    main()
