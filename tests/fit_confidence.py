"""Fit the weights of a handwritten word's confidence (`pipeline.ink.read.ODDS`) to notes that a person has read.

    python -m tests.fit_confidence --shared ../shared

Prints the weights and how well they are calibrated. A word is right where a person reads it on the same page.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from ocr.language import Lexicon, count_words, report_lexicon
from ocr.rapid import shared_reader
from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.ink.groups import group_strokes
from pipeline.ink.kinds import sort_strokes
from pipeline.ink.layer import layer_words, words_on_line
from pipeline.ink.lines import cut_lines
from pipeline.ink.pen import find_pen_strokes
from pipeline.ink.read import Sighting, features, sightings
from pipeline.layout.arrange import arrange
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.report import Page
from tests.ink_quality import Truth

PENALTY = 0.006  # of a weight's square: few words must not make a wild weight


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for path in sorted((options.shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if any(note["channel"] == "handwritten" for note in gold["annotations"]):
            for values, hit in _words(options.shared / "corpus" / gold["doc"], gold):
                rows.append(values)
                right.append(hit)
    x, y = np.array(rows), np.array(right, dtype=float)
    fitted = minimize(_loss, np.zeros(x.shape[1]), args=(x, y)).x
    print("ODDS =", tuple(round(float(w), 2) for w in fitted), f"({len(y)} words, {y.mean():.3f} right)")
    chance = 1 / (1 + np.exp(-x @ fitted))
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1 + 1e-9)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}: {inside.sum():4d} words, mean confidence {chance[inside].mean():.2f}, right {y[inside].mean():.2f}")


def _loss(weights: np.ndarray, x: np.ndarray, y: np.ndarray) -> float:
    odds = x @ weights
    return float((np.logaddexp(0, odds) - y * odds).sum() + PENALTY * len(y) * (weights[1:] ** 2).sum() / 10)


def _words(path: Path, gold: dict) -> list[tuple[tuple[float, ...], bool]]:
    first, last = gold["pages"]
    found = []
    with open_report(path) as document:
        fonts = load_fonts(document)
        pages = [repair_page(read_page(document, n), fonts)[0] for n in range(1, document.page_count + 1)]
    lexicon = report_lexicon(count_words(line.text for page in pages for line in arrange(page).lines))
    for page in pages[first - 1 : last]:
        truth = Truth.of(gold, page.number)
        for sighting in _sightings(page, lexicon):
            hit = truth.holds(sighting.seen.text)
            if hit is not None:
                found.append((features(sighting), hit))
    return found


def _sightings(page: Page, lexicon: Lexicon) -> Iterator[Sighting]:
    kinds = sort_strokes(find_pen_strokes(page), page)
    layer = layer_words(page)
    for group in group_strokes(kinds):
        if len(group.letters) > 1:
            for line in cut_lines(group.letters, group.height):
                yield from sightings(line, group.height, words_on_line(layer, line, group.height), lexicon, shared_reader().lines)


if __name__ == "__main__":
    main()
