"""What reading costs, as a ratio: every page is read both by PyMuPDF alone and by this pipeline, in turn, in one run.

A ratio of two times taken side by side says more than either: the machine's speed and noise fall on both.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pymupdf

from pipeline.discover import discover
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.reading.document import ReadError, open_report
from pipeline.reading.pages import read_page

Given = TypeVar("Given")
Made = TypeVar("Made")
PageWork = Callable[[int], object]  # what is timed on a page, by its number (from 1)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a report. `start` opens it and returns what reads one page of it."""

    name: str
    start: Callable[[Path], PageWork]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds that one report costs by each way, opening included: each page's best of all rounds, summed up."""

    file: str
    pages: int
    seconds: dict[str, float]

    def ratio(self, way: Way, to: Way) -> float:
        return self.seconds[way.name] / self.seconds[to.name]


def _bare(path: Path) -> PageWork:
    document = pymupdf.open(path)
    return lambda number: document[number - 1].get_text("rawdict")


def _reading(path: Path) -> PageWork:
    document = open_report(path)
    fonts = load_fonts(document)
    return lambda number: repair_page(read_page(document, number), fonts)


BARE = Way("PyMuPDF rawdict", _bare)
WAYS = (BARE, Way("reading with repair and visibility", _reading))


def measure(given: Path, rounds: int, told: Callable[[int], None] = lambda _: None) -> tuple[Cost, ...]:
    """The costs of every PDF that `discover` finds, in its order. `told` hears the number of each report that is through.

    Reports that cannot be read are left out: nothing of them can be compared.
    """
    costs = []
    for number, source in enumerate(discover(given).sources, 1):
        if source.path.suffix.casefold() == ".pdf":
            try:
                costs.append(_cost(source.path, source.relative, rounds))
            except ReadError:
                continue
        told(number)
    return tuple(costs)


def total(costs: Iterable[Cost]) -> Cost:
    """All costs as one."""
    held = tuple(costs)
    return Cost("all", sum(cost.pages for cost in held),
                {way.name: sum(cost.seconds[way.name] for cost in held) for way in WAYS})


def _cost(path: Path, name: str, rounds: int) -> Cost:
    with pymupdf.open(path) as document:
        pages = document.page_count
    best = {way.name: [float("inf")] * (pages + 1) for way in WAYS}
    for _ in range(rounds):
        works = []
        for way in WAYS:
            work, taken = _timed(way.start, path)
            works.append(work)
            best[way.name][0] = min(best[way.name][0], taken)
        for number in range(1, pages + 1):
            for way, work in zip(WAYS, works, strict=True):
                best[way.name][number] = min(best[way.name][number], _timed(work, number)[1])
    return Cost(name, pages, {way: sum(taken) for way, taken in best.items()})


def _timed(work: Callable[[Given], Made], given: Given) -> tuple[Made, float]:
    began = time.perf_counter()
    made = work(given)
    return made, time.perf_counter() - began
