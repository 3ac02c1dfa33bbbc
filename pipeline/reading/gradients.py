"""Boxes filled with a gradient, as some exporters paint their cards."""

from __future__ import annotations

import pymupdf

from pipeline.reading.boxes import area
from pipeline.reading.paint import Paint
from pipeline.report import Box, Stroke

SMALLEST = 900.0  # points squared; a smaller gradient is a button or an icon
LARGEST = 0.85  # share of the page above which a gradient is the page's own ground
DENSITY = 0.5  # pixels a point at which its colour is taken


def gradient_boxes(page: pymupdf.Page, paint: Paint, bounds: Box) -> tuple[Stroke, ...]:
    """The clipped gradients of the page's content as filled rectangles of their most frequent colour. The page's rotation
    must be 0."""
    clips = {paint.states[seq].clip: seq for seq, _ in reversed(paint.shades) if seq < paint.content_end}
    within = pymupdf.Rect(bounds)
    boxes = {
        box: seq
        for box, seq in clips.items()
        if box is not None and SMALLEST <= area(box) <= LARGEST * area(bounds) and within.intersects(box)
    }
    if not boxes:
        return ()
    shown = page.get_pixmap(matrix=pymupdf.Matrix(DENSITY, DENSITY), alpha=False, annots=False)
    return tuple(
        Stroke((_outline(box),), box, fill=_colour(shown, box), rectangle=True, closed=True, seq=seq)
        for box, seq in sorted(boxes.items(), key=lambda item: item[1])
    )


def _outline(box: Box) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)


def _colour(shown: pymupdf.Pixmap, box: Box) -> int:
    """The most frequent colour in a box of the page's picture."""
    clip = pymupdf.Rect(box) * DENSITY
    red, green, blue = shown.color_topusage(clip.round() & shown.irect)[1][:3]
    return red << 16 | green << 8 | blue
