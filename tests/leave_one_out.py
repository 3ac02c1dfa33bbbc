"""How well transcripts are repaired by context that the counts have not seen: honest LaTeX reports, garbled on purpose.

    python -m tests.leave_one_out --shared ../shared

Each report is garbled as a tablet does it (`tests.dumps.garble`) and repaired with counts from all the other reports.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

from pipeline.glyphs.context.encodings import OML, OMS, OT1
from pipeline.glyphs.context.evidence import profiles_of
from pipeline.glyphs.decide import is_garbage
from pipeline.glyphs.same import same_text
from pipeline.reading.transcript import read_transcript
from tests.agreement import SURE, read_repaired
from tests.count_neighbours import evidence_of
from tests.dumps import REWRITES, T1, Source, garble, read_sources, tex_font

FAMILIES = {OMS: "CMSY", OML: "CMMI", OT1: "capitals and ligatures", T1: "ligatures of T1 fonts", "": "what is honest"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One character: its TeX encoding ("" for one that the garbling did not touch), whether the garbling changed it, whether the repair changed it, whether it is right in the
    end, and the confidence of that repair."""

    family: str
    garbled: bool
    repaired: bool
    right: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Score:
    """Symbols that the garbling changed, those read rightly, those read wrongly; honest characters that were changed; and how
    many of both mistakes have a confidence above 0.9."""

    garbled: int = 0
    right: int = 0
    wrong: int = 0
    spoilt: int = 0
    wrong_and_sure: int = 0

    @property
    def recall(self) -> float:
        return self.right / self.garbled if self.garbled else 1.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--each", action="store_true", help="print every report's own figures")
    options = parser.parse_args()
    sources = list(read_sources(options.shared / "corpus"))
    for rewrite in REWRITES:
        print(rewrite)
        began = time.monotonic()
        everything: list[Outcome] = []
        for name, outcomes in leave_one_out(sources, rewrite):
            everything += outcomes
            if options.each:
                print(f"  {name}: {_line(score(outcomes))}")
        for title, found in figures(everything):
            print(f"  {title}: {_line(found)}")
        print(f"  {time.monotonic() - began:.0f} s")


def figures(outcomes: Sequence[Outcome]) -> list[tuple[str, Score]]:
    """The scores of each TeX family and of all characters, with their titles."""
    each = [(title, score(outcome for outcome in outcomes if outcome.family == family)) for family, title in FAMILIES.items()]
    return [*((title, found) for title, found in each if found != Score()), ("all", score(outcomes))]


def _line(found: Score) -> str:
    return f"{found.right} of {found.garbled} right ({found.recall:.3f}), {found.wrong} wrong, {found.spoilt} spoilt, {found.wrong_and_sure} sure mistakes"


def leave_one_out(sources: Sequence[Source], rewrite: str) -> Iterator[tuple[str, list[Outcome]]]:
    """For each honest LaTeX report, what becomes of its characters when the others tell how to repair it."""
    for source in sources:
        if source.latex:
            yield source.name, outcomes_of(source, sources, rewrite)


def outcomes_of(source: Source, sources: Iterable[Source], rewrite: str) -> list[Outcome]:
    """Garble one report, repair it with the counts of the others, and compare."""
    text, truth = garble(source.dump, rewrite)
    repaired = read_repaired(read_transcript(text), profiles_of(evidence_of(sources, source.name)))
    found = []
    for page, chars in truth.items():
        read = repaired.get(page, [])
        for block in Indel.opcodes([each[0] for each in read], [seen for seen, _ in chars]):
            if block.tag != "equal":
                continue
            for (raw, now, confidence), (_, char) in zip(
                read[block.src_start : block.src_end], chars[block.dest_start : block.dest_end], strict=True
            ):
                garbled, changed = raw != char.text, now != raw
                if not char.text or is_garbage(char.text) or "CMEX" in char.font:
                    continue  # a slash that was joined with its relation, or what no honest text layer tells
                if garbled or changed:
                    family = (char.family or tex_font(char.font)[0]) if garbled else ""
                    found.append(Outcome(family, garbled, changed, same_text(now, char.text), confidence))
    return found


def score(outcomes: Iterable[Outcome]) -> Score:
    """Count outcomes."""
    every = list(outcomes)
    mistakes = [each for each in every if each.repaired and not each.right]
    return Score(
        garbled=sum(each.garbled for each in every),
        right=sum(each.garbled and each.right for each in every),
        wrong=sum(each.garbled for each in mistakes),
        spoilt=sum(not each.garbled for each in mistakes),
        wrong_and_sure=sum(each.confidence > SURE for each in mistakes),
    )


if __name__ == "__main__":
    main()
