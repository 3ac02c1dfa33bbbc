"""What reading costs, as a ratio: every page is read by PyMuPDF alone and by this pipeline, in turn, in one run.

A ratio of two times taken side by side says more than either: the machine's speed and noise fall on both.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pymupdf
from rich.table import Column, Table
from rich.text import Text

from pipeline.discover import discover
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
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


def as_json(costs: tuple[Cost, ...]) -> str:
    """The costs, the sum last, as a JSON list."""
    rows = [{"file": cost.file, "pages": cost.pages, "seconds": cost.seconds, "ratio": cost.ratio(REPAIRED)} for cost in (*costs, total(costs))]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


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
