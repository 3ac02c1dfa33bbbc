"""Pen strokes in the paper's colour over print: the words stay in the text layer, nobody sees them."""

from __future__ import annotations

import random

from ..canvas import Canvas
from ..flow import Placed
from ..handwriting import smooth
from ..truth import Hidden, Truth


def white_out(canvas: Canvas, truth: Truth, placed: Placed, rng: random.Random, colour: int = 0xFFFFFF) -> None:
    """Cover a line on the current page with a few broad strokes, and take it out of what the page shows."""
    x0, y0, x1, y1 = placed.box
    step = 5.0
    y = y0 + 1
    while y < y1 + 1:
        points = [(x0 - 3 + (x1 - x0 + 6) * i / 6, y + rng.uniform(-0.6, 0.6)) for i in range(7)]
        canvas.polyline(smooth(points, rng, 0.3), colour, step + 3)
        y += step
    truth.page_text[placed.page].remove(placed.text)
    truth.hidden.append(Hidden(placed.page, placed.text, "covered"))
    truth.traps.append("white-out")


def covering_box(canvas: Canvas, truth: Truth, placed: Placed, colour: int = 0xFFFFFF) -> None:
    """The same with one filled rectangle, as an editor's eraser draws it."""
    x0, y0, x1, y1 = placed.box
    canvas.rect((x0 - 2, y0 - 1, x1 + 2, y1 + 1), fill=colour)
    truth.page_text[placed.page].remove(placed.text)
    truth.hidden.append(Hidden(placed.page, placed.text, "covered"))
    truth.traps.append("covering box")
