"""How far a transcript repaired by context agrees with the PDF of the same report repaired from its fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Indel

from pipeline.glyphs.context import repair_by_context
from pipeline.glyphs.context.encodings import OML, OMS
from pipeline.glyphs.context.profiles import Profiles
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import NEGATION, repair_page
from pipeline.glyphs.same import same_text
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.reading.transcript import INK_SOURCE, read_transcript
from pipeline.report import Layout

SURE = 0.9  # confidence above which a repair must not be wrong

Read = tuple[str, str, float]  # a character as the text layer has it, what it is read as, and the confidence of that


@dataclass(frozen=True, slots=True)
class Agreement:
    """`proved`: symbols that the PDF's fonts repair and the transcript holds; `alike`: those that the transcript's repair
    reads alike; `wrong_and_sure`: those that it repairs otherwise with a confidence above 0.9."""

    proved: int = 0
    alike: int = 0
    wrong_and_sure: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(self.proved + other.proved, self.alike + other.alike, self.wrong_and_sure + other.wrong_and_sure)


def pairs(shared: Path) -> list[tuple[Path, Path]]:
    """Transcripts with the PDF of the same report: the only one in the folder of the corpus that goes by the same name."""
    found = []
    for transcript in sorted((shared / "transcripts").glob("*.txt")):
        pdfs = sorted((shared / "corpus" / transcript.stem).glob("*.pdf"))
        if len(pdfs) == 1:
            found.append((transcript, pdfs[0]))
    return found


def agreement(transcript: Path, pdf: Path) -> Agreement:
    """Compare a pair page by page. A transcript that shows no sign of garbling proves nothing and counts nothing."""
    dumped = read_by_context(transcript)
    drawn = read_by_fonts(pdf) if dumped else {}
    return sum((compare(dumped[number], page) for number, page in drawn.items() if number in dumped), Agreement())


def read_by_context(transcript: Path) -> dict[int, list[Read]]:
    """The printed characters of each page of a transcript; empty where no symbol of it was repaired."""
    return read_repaired(read_transcript(transcript))


def read_repaired(before: Sequence[Layout], profiles: Profiles | None = None) -> dict[int, list[Read]]:
    """The same of a transcript's pages, repaired with `profiles` (the package's own when None)."""
    after, repairs = repair_by_context(before, profiles)
    if not any(repair.font in (OMS, OML) for repair in repairs):
        return {}
    sure: dict[tuple[int, str], dict[str, float]] = {}
    for repair in repairs:
        texts = sure.setdefault((repair.page, repair.raw), {})
        texts[repair.repaired] = max(repair.confidence, texts.get(repair.repaired, 0.0))
    pages: dict[int, list[Read]] = {}
    for old, new in zip(before, after, strict=True):
        texts = {raw: found for (page, raw), found in sure.items() if page == old.page}
        pages[old.page] = [
            read
            for a, b in zip(old.lines, new.lines, strict=True)
            if a.source != INK_SOURCE
            for read in traced(a.text, b.text, texts) or ()
            if not read[0].isspace()
        ]
    return pages


def read_by_fonts(pdf: Path) -> dict[int, list[Read]]:
    """The visible characters of each page of a PDF in paint order; the confidence is 1 for repaired ones, else 0."""
    with open_report(pdf) as document:
        fonts = load_fonts(document)
        return {
            number: [
                (glyph.raw, glyph.text, float(glyph.method is not None))
                for glyph in repair_page(read_page(document, number), fonts)[0].glyphs
                if glyph.hidden is None and not glyph.raw.isspace()
            ]
            for number in range(1, document.page_count + 1)
        }


def compare(dumped: Iterable[Read], drawn: Iterable[Read]) -> Agreement:
    """Align what both text layers say, then compare what is made of it."""
    ours, theirs = list(dumped), list(drawn)
    total = Agreement()
    for block in Indel.opcodes([read[0] for read in ours], [read[0] for read in theirs]):
        if block.tag != "equal":
            continue
        for (_, text, confidence), (raw, true, proved) in zip(
            ours[block.src_start : block.src_end], theirs[block.dest_start : block.dest_end], strict=True
        ):
            if proved and true:
                alike = same_text(text, true)
                total += Agreement(1, int(alike), int(not alike and text != raw and confidence > SURE))
    return total


def traced(old: str, new: str, texts: Mapping[str, Mapping[str, float]]) -> list[Read] | None:
    """What each character of a line became, where `texts` are the readings that its page knows; None for no way."""
    if not old or not new:
        return [] if old == new else None
    for text, confidence in (*sorted(texts.get(old[0], {}).items(), key=lambda item: -len(item[0])), (old[0], 0.0)):
        apart = unicodedata.normalize("NFD", new[0])
        if text == NEGATION and apart[1:] == NEGATION:  # it was joined with the relation behind it
            rest = traced(old[1:].lstrip(" "), apart[0] + new[1:], texts)
            if rest:
                return [(old[0], "", confidence), (rest[0][0], new[0], confidence), *rest[1:]]
        elif new.startswith(text):
            rest = traced(old[1:], new[len(text) :], texts)
            if rest is not None:
                return [(old[0], text, confidence), *rest]
    return None
