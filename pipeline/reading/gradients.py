"""Boxes filled with a gradient, as some exporters paint their cards."""

from __future__ import annotations

from collections import Counter

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
    found: dict[Box, Stroke] = {}
    for seq, _ in paint.shades:
        box = paint.states[seq].clip
        if seq >= paint.content_end or box is None or not SMALLEST <= area(box) <= LARGEST * area(bounds):
            continue
        x0, y0, x1, y1 = box
        outline = ((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0))
        found[box] = Stroke((outline,), box, fill=_colour(page, box), rectangle=True, closed=True, seq=seq)
    return tuple(found.values())


def _colour(page: pymupdf.Page, box: Box) -> int:
    pixmap = page.get_pixmap(matrix=pymupdf.Matrix(DENSITY, DENSITY), clip=pymupdf.Rect(box), alpha=False, annots=False)
    pixels = Counter(pixmap.pixel(x, y)[:3] for y in range(pixmap.height) for x in range(pixmap.width))
    red, green, blue = pixels.most_common(1)[0][0] if pixels else (255, 255, 255)
    return red << 16 | green << 8 | blue
