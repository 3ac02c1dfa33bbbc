"""What reading costs, as a ratio: every page is read by PyMuPDF alone and by this pipeline, in turn, in one run.

What ink costs is told in milliseconds a page. A ratio of two times taken side by side says more than either: the machine's speed and noise fall on both.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import pymupdf
from rich.table import Column, Table
from rich.text import Text

from ocr.language import count_words, english, report_lexicon
from ocr.rapid import shared_reader
from pipeline.discover import discover
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.ink.notes import find_ink_notes
from pipeline.ink.pen import find_pen_strokes
from pipeline.reading.document import ReadError, open_report
from pipeline.reading.pages import read_page
from pipeline.screen import CELL, plain

NAMED = 8  # reports that the screen names

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a report. `start` opens it and returns what reads one page of it, by its number (from 1)."""

    name: str
    start: Callable[[Path], Callable[[int], object]]


@dataclass(frozen=True, slots=True)
class Cost:
    """The seconds that a report costs by each way: its opening and each of its pages at the best of all rounds, summed."""

    file: str
    pages: int
    seconds: dict[str, float]

    def ratio(self, way: Way) -> float:
        """How many times what PyMuPDF alone costs."""
        return self.seconds[way.name] / self.seconds[BARE.name]


def _bare(path: Path) -> Callable[[int], object]:
    document = pymupdf.open(path)
    return lambda number: document[number - 1].get_text("rawdict")


def _repaired(path: Path) -> Callable[[int], object]:
    document = open_report(path)
    fonts = load_fonts(document)
    return lambda number: repair_page(read_page(document, number), fonts)


BARE = Way("PyMuPDF rawdict", _bare)
REPAIRED = Way("reading with repair and visibility", _repaired)
WAYS = (BARE, REPAIRED)


def measure(given: Path, rounds: int, told: Callable[[str], None] = lambda _: None) -> tuple[Cost, ...]:
    """The costs of every PDF that `discover` finds, in its order; `told` hears the file of each before it is read.

    A report that cannot be read is left out: nothing of it can be compared.
    """
    costs = []
    for source in discover(given).sources:
        if source.path.suffix.casefold() != ".pdf":
            continue
        told(source.relative)
        try:
            costs.append(_cost(source.path, source.relative, rounds))
        except ReadError:
            continue
    return tuple(costs)


@dataclass(frozen=True, slots=True)
class InkCost:
    """How many pages hold ink and how many none, and the seconds that looking for it and reading it takes on each kind."""

    inked: int = 0
    inked_seconds: float = 0.0
    bare: int = 0
    bare_seconds: float = 0.0


def measure_ink(given: Path, told: Callable[[str], None] = lambda _: None) -> InkCost:
    """The cost of the ink of every PDF that `discover` finds. Models and word lists are loaded before the clock runs."""
    model = shared_reader().lines
    model.posteriors(np.full((48, 200, 3), 255, np.uint8))
    english()
    inked, bare = [], []
    for source in discover(given).sources:
        if source.path.suffix.casefold() != ".pdf":
            continue
        told(source.relative)
        try:
            with open_report(source.path) as document:
                fonts = load_fonts(document)
                pages = [repair_page(read_page(document, number), fonts)[0] for number in range(1, document.page_count + 1)]
        except ReadError:
            continue
        lexicon = report_lexicon(count_words("".join(glyph.text for glyph in page.glyphs) for page in pages))
        for page in pages:
            strokes, looking = _timed(find_pen_strokes, page)
            reading = _timed(lambda held: find_ink_notes(*held), (page, strokes, lexicon, model))[1] if strokes else 0.0
            (inked if strokes else bare).append(looking + reading)
    return InkCost(len(inked), sum(inked), len(bare), sum(bare))


def ink_table(cost: InkCost) -> Table:
    """For the screen: what ink costs a page that has some, and one that has none."""
    table = Table("ink", *(Column(name, justify="right") for name in ("pages", "ms a page")), title="finding and reading ink, on one core")
    for name, pages, seconds in (("pages with ink", cost.inked, cost.inked_seconds), ("pages without", cost.bare, cost.bare_seconds)):
        table.add_row(name, str(pages), f"{1000 * seconds / pages:.1f}" if pages else "-")
    return table


def total(costs: Iterable[Cost]) -> Cost:
    """All costs as one."""
    held = tuple(costs)
    return Cost("all", sum(cost.pages for cost in held), {way.name: sum(cost.seconds[way.name] for cost in held) for way in WAYS})


def cost_tables(costs: tuple[Cost, ...]) -> tuple[Table, Table]:
    """For the screen: what each way of reading costs in all, and the reports whose ratio is highest."""
    whole = total(costs)
    table = Table("what", *(Column(name, justify="right") for name in ("seconds", "ms a page", "ratio")), title=f"{len(costs)} reports, {whole.pages} pages")
    for way in WAYS:
        taken = whole.seconds[way.name]
        table.add_row(way.name, f"{taken:.2f}", f"{1000 * taken / whole.pages:.1f}", f"{whole.ratio(way):.2f}")
    slowest = Table("file", *(Column(name, justify="right") for name in ("pages", *(way.name for way in WAYS), "ratio")), title="highest ratios")
    for cost in sorted(costs, key=lambda cost: -cost.ratio(REPAIRED))[:NAMED]:
        seconds = (f"{cost.seconds[way.name]:.2f}" for way in WAYS)
        slowest.add_row(Text(plain(cost.file)[:CELL]), str(cost.pages), *seconds, f"{cost.ratio(REPAIRED):.2f}")
    return table, slowest


def as_json(costs: tuple[Cost, ...], ink: InkCost) -> str:
    """The costs of reading, the sum last, and that of ink."""
    rows = [{"file": cost.file, "pages": cost.pages, "seconds": cost.seconds, "ratio": cost.ratio(REPAIRED)} for cost in (*costs, total(costs))]
    return json.dumps({"reading": rows, "ink": asdict(ink)}, indent=1, ensure_ascii=False) + "\n"


def _cost(path: Path, name: str, rounds: int) -> Cost:
    with open_report(path) as document:  # raises for a report that cannot be read
        count = document.page_count
    opening = dict.fromkeys((way.name for way in WAYS), float("inf"))
    pages: dict[tuple[str, int], float] = {}
    for _ in range(rounds):
        readers = []
        for way in WAYS:
            reader, taken = _timed(way.start, path)
            readers.append(reader)
            opening[way.name] = min(opening[way.name], taken)
        for number in range(1, count + 1):
            for way, reader in zip(WAYS, readers, strict=True):
                taken = _timed(reader, number)[1]
                pages[way.name, number] = min(pages.get((way.name, number), taken), taken)
    seconds = {way.name: opening[way.name] + sum(taken for (by, _), taken in pages.items() if by == way.name) for way in WAYS}
    return Cost(name, count, seconds)


def _timed(work: Callable[[Given], Made], given: Given) -> tuple[Made, float]:
    began = time.perf_counter()
    made = work(given)
    return made, time.perf_counter() - began
