"""Known outlines, and which of them an outline is.

The references are measures of the Computer Modern and AMS families, of DejaVu's signs and of Zapf Dingbats
(`data/reference_outlines.csv`, made by `build_references.py`).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipeline.glyphs.names import DATA
from pipeline.glyphs.program import Outline
from pipeline.glyphs.same import same_text
from pipeline.glyphs.signature import SIZE, signature

REFERENCES = DATA / "reference_outlines.csv"
SCALE = 10_000  # the file holds ten-thousandths of an em
NEAR = 0.05  # em; two cuts of one glyph (5 pt and 10 pt of Computer Modern) differ by less
CLEAR = 1.5  # the nearest other character must be this many times as far
# Extension fonts hang a glyph from the baseline, others centre it on the math axis: height over the baseline tells signs
# of one shape apart (a comma and an apostrophe), and counts less the larger the glyph is.
_POSITION_WEIGHT = 0.5
_TALL = 0.9  # em


@dataclass(frozen=True, slots=True)
class Match:
    """The reference that an outline is: its text, its font, how far it is (em), and whether no other text is near."""

    text: str
    source: str
    distance: float
    sure: bool


@dataclass(frozen=True, slots=True)
class _References:
    texts: tuple[str, ...]
    sources: tuple[str, ...]
    signatures: np.ndarray  # (n, SIZE)


def match_outline(outline: Outline) -> Match | None:
    """The nearest reference within NEAR, None when there is none (or the outline is empty)."""
    measured = signature(outline)
    if measured is None:
        return None
    distances = _distances(measured)
    best = int(distances.argmin())
    distance = float(distances[best])
    if distance > NEAR:
        return None
    known = _references()
    text = known.texts[best]
    others = [float(distances[k]) for k in np.flatnonzero(distances < distance * CLEAR + 0.004) if not same_text(known.texts[k], text)]
    return Match(text, known.sources[best], distance, not others)


def _distances(measured: np.ndarray) -> np.ndarray:
    off = np.abs(_references().signatures - measured)
    weight = 0.0 if measured[1] > _TALL else _POSITION_WEIGHT
    return np.maximum(off[:, :-1].max(axis=1), weight * off[:, -1])


@lru_cache(maxsize=1)
def _references() -> _References:
    with REFERENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    signatures = np.array([row[2:] for row in rows], dtype=float).reshape(-1, SIZE) / SCALE
    return _References(tuple(row[1] for row in rows), tuple(row[0] for row in rows), signatures)
