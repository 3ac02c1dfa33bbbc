"""Known outlines, and which of them an outline is.

The references are measures of the Computer Modern and AMS families, of DejaVu's signs and of Zapf Dingbats
(`data/reference_outlines.csv`, made by `build_references.py`).
"""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pipeline.glyphs.names import DATA
from pipeline.glyphs.program import Outline
from pipeline.glyphs.same import same_text
from pipeline.glyphs.signature import GRID, MEASURES, signature

REFERENCES = DATA / "reference_outlines.csv"
_EM = 1000  # the file holds measures in thousandths of an em, inked shares in fifteenths
_INK = 15
# Two cuts of one glyph (5 pt and 10 pt of Computer Modern) differ by less: measures in em, and mean of the cells' shares.
NEAR, NEAR_INK = 0.05, 0.12
SURE = 0.5  # of those, within which an outline is recognised without its name
CLEAR = 1.5  # the nearest other character must be this many times as far
_LEAST = 0.15  # distance below which two outlines cannot be told apart
# Extension fonts hang a glyph from the baseline, others centre it on the math axis: height over the baseline tells signs
# of one shape apart (a comma and an apostrophe), and counts nothing for large glyphs.
_POSITION_WEIGHT = 0.5
_TALL = 0.9  # em
_MIDDLE = 2  # index of that measure
_SPACING = {"~": "\u0303", "^": "\u0302", "ˆ": "\u0302", "ˇ": "\u030c", "`": "\u0300"}  # accents without a decomposition


@dataclass(frozen=True, slots=True)
class Match:
    """The reference that an outline is: its text, its font, how far it is (1: only just near), and whether no other is near."""

    text: str
    source: str
    distance: float
    sure: bool


@dataclass(frozen=True, slots=True)
class _References:
    texts: tuple[str, ...]
    sources: tuple[str, ...]
    signatures: np.ndarray  # (n, SIZE)


def match_accent(outline: Outline) -> Match | None:
    """The nearest of the combining marks, for a glyph that does not move the pen; a spacing accent counts as its mark.

    Being few, they are told apart at any distance that is near.
    """
    measured = signature(outline)
    if measured is None:
        return None
    known = _references()
    marks = [(float(distance), known.sources[index], mark) for index, distance in enumerate(_distances(measured)) if (mark := _mark(known.texts[index]))]
    distance, source, text = min(marks)
    clear = all(mark == text for other, _, mark in marks if other < CLEAR * distance)
    return Match(text, source, distance, clear) if distance <= 1 else None


@lru_cache(maxsize=4096)
def _mark(text: str) -> str | None:
    """The combining mark that a text is, or is the spacing form of."""
    plain = unicodedata.normalize("NFKD", _SPACING.get(text, text)).strip()
    return plain if len(plain) == 1 and unicodedata.combining(plain) else None


def match_outline(outline: Outline) -> Match | None:
    """The nearest reference, None when there is none near (or the outline is empty)."""
    measured = signature(outline)
    if measured is None:
        return None
    distances = _distances(measured)
    best = int(distances.argmin())
    distance = float(distances[best])
    if distance > 1:
        return None
    known = _references()
    text = known.texts[best]
    rivals = np.flatnonzero(distances < CLEAR * max(distance, _LEAST))
    clear = all(same_text(known.texts[index], text) for index in rivals)
    return Match(text, known.sources[best], distance, clear and distance <= SURE)


def near_text(outline: Outline, text: str) -> str | None:
    """The font of a reference of that text that the outline may be a cut of; None when there is none."""
    measured = signature(outline)
    if measured is None:
        return None
    known = _references()
    distances = _distances(measured)
    near = sorted(np.flatnonzero(distances <= 1), key=lambda index: distances[index])
    return next((known.sources[index] for index in near if same_text(known.texts[index], text)), None)


def written(measured: np.ndarray) -> tuple[str, ...]:
    """A signature as the cells of a row of the file: the measures, and the grid as hexadecimal digits."""
    shares = "".join(f"{round(share * _INK):x}" for share in measured[MEASURES:])
    return (*(str(round(value * _EM)) for value in measured[:MEASURES]), shares)


def _distances(measured: np.ndarray) -> np.ndarray:
    off = np.abs(_references().signatures - measured)
    off[:, _MIDDLE] *= 0.0 if measured[1] > _TALL else _POSITION_WEIGHT
    return np.maximum(off[:, :MEASURES].max(axis=1) / NEAR, off[:, MEASURES:].mean(axis=1) / NEAR_INK)


@lru_cache(maxsize=1)
def _references() -> _References:
    with REFERENCES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    measures = np.array([row[2:-1] for row in rows], dtype=float).reshape(-1, MEASURES) / _EM
    pairs = np.frombuffer(bytes.fromhex("".join(row[-1] for row in rows)), dtype=np.uint8)
    shares = np.stack([pairs >> 4, pairs & 15], axis=1).reshape(-1, GRID * GRID) / _INK
    return _References(tuple(row[1] for row in rows), tuple(row[0] for row in rows), np.hstack([measures, shares]))
