"""Pen strokes sorted by what they are for: writing, marking print, pointing at something, hiding something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.ink.pen import PenStroke
from pipeline.ink.shapes import is_long

TRANSLUCENT = 0.85  # opacity below which a stroke marks what lies beneath
FIRM = 3.5  # points; a narrower translucent line is a pencil's
BROAD = 6.0  # points; no writing pen is as wide
ALIKE = 16  # of 255: a stroke in the colour of the paper hides and says nothing
SMALLEST = 1.5  # points; dots and dashes tell nothing of the letters' height


@dataclass(frozen=True, slots=True)
class Sorted:
    """The pen strokes of a page by purpose, each in paint order; `height` is that of its small letters in points."""

    writing: tuple[PenStroke, ...]
    pointers: tuple[PenStroke, ...]
    highlighter: tuple[PenStroke, ...]
    white_out: tuple[PenStroke, ...]
    height: float


def sort_strokes(strokes: tuple[PenStroke, ...], background: int) -> Sorted:
    """Sort the pen strokes of a page whose paper has the colour `background`."""
    white = tuple(s for s in strokes if _paper(s.colour, background))
    broad = tuple(s for s in strokes if s not in white and (s.nib >= BROAD or s.opacity < TRANSLUCENT and s.nib >= FIRM))
    rest = [s for s in strokes if s not in white and s not in broad]
    height = letter_height(rest)
    pointers = tuple(s for s in rest if is_long(s, height))
    return Sorted(tuple(s for s in rest if s not in pointers), pointers, broad, white, height)


def letter_height(strokes: list[PenStroke] | tuple[PenStroke, ...]) -> float:
    """The height of a small letter in points: the upper middle of the strokes' heights."""
    tall = [s.height for s in strokes if s.height > SMALLEST]
    return float(np.percentile(tall, 60)) if tall else 8.0


def _paper(colour: int, background: int) -> bool:
    return all(abs((colour >> shift & 255) - (background >> shift & 255)) < ALIKE for shift in (16, 8, 0))
