"""Pen strokes sorted by what they are for: writing, marking print, pointing at something, hiding something."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.ink.pen import PenStroke
from pipeline.ink.shapes import is_long, is_plain_tick
from pipeline.report import Box, Page

TRANSLUCENT = 0.85  # opacity below which a stroke marks what lies beneath
FIRM = 3.5  # points; a narrower translucent line is a pencil's
BROAD = 6.0  # points; no writing pen is as wide
ALIKE = 16  # of 255: a stroke in the colour of the paper hides and says nothing
MARK_LARGEST = 75.0  # points; a larger stroke is an arrow or a bracket
SMALLEST = 1.5  # points; dots and dashes tell nothing of the letters' height


@dataclass(frozen=True, slots=True)
class Sorted:
    """The pen strokes of a page by purpose, each in paint order; `height` is that of its small letters in points.

    `ticks` are those that stand out from the writing by their size or pen; smaller ones may be letters.
    """

    writing: tuple[PenStroke, ...]
    ticks: tuple[PenStroke, ...]
    pointers: tuple[PenStroke, ...]
    highlighter: tuple[PenStroke, ...]
    white_out: tuple[PenStroke, ...]
    height: float


def sort_strokes(strokes: tuple[PenStroke, ...], page: Page) -> Sorted:
    """Sort the pen strokes of a page."""
    found: dict[str, list[PenStroke]] = {kind: [] for kind in ("writing", "ticks", "pointers", "highlighter", "white_out")}
    rest = []
    for stroke in strokes:
        if _hides(stroke, page):
            found["white_out"].append(stroke)
        elif stroke.nib >= BROAD or (stroke.opacity < TRANSLUCENT and stroke.nib >= FIRM):
            found["highlighter"].append(stroke)
        else:
            rest.append(stroke)
    height = letter_height(rest)
    nib = float(np.median([stroke.nib for stroke in rest])) if rest else 0.0
    for stroke in rest:
        tick = _outgrows(stroke, height, nib) and is_plain_tick(stroke)
        found["ticks" if tick else "pointers" if is_long(stroke, height) else "writing"].append(stroke)
    return Sorted(**{kind: tuple(own) for kind, own in found.items()}, height=height)


def _outgrows(stroke: PenStroke, height: float, nib: float) -> bool:
    """Whether a stroke is too large, or its pen too thick, for a letter among letters of that height."""
    size = max(stroke.width, stroke.height)
    return MARK_LARGEST >= size > (1.3 if stroke.nib > 1.5 * nib else 2.2) * height


def letter_height(strokes: list[PenStroke] | tuple[PenStroke, ...]) -> float:
    """The height of a small letter in points: the upper middle of the strokes' heights."""
    tall = [s.height for s in strokes if s.height > SMALLEST]
    return float(np.percentile(tall, 60)) if tall else 8.0


def _hides(stroke: PenStroke, page: Page) -> bool:
    """Whether a stroke has the colour of what lies beneath it. Over a picture, whose colours are not known here, only a
    broad stroke in the paper's colour does: a narrow one is writing on a dark screenshot."""
    if any(_holds(picture.box, stroke) for picture in page.pictures):
        return stroke.nib >= FIRM and _alike(stroke.colour, page.background)
    fills = [s for s in page.strokes if s.rectangle and s.fill is not None and s.opacity > TRANSLUCENT and _holds(s.box, stroke)]
    beneath = fills[-1].fill if fills else page.background
    return _alike(stroke.colour, beneath)


def _holds(box: Box, stroke: PenStroke) -> bool:
    x, y = stroke.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _alike(one: int, two: int) -> bool:
    return all(abs((one >> shift & 255) - (two >> shift & 255)) < ALIKE for shift in (16, 8, 0))
