"""Handwriting as pen strokes: the single-stroke letters of Hershey's Futura, made uneven as a hand makes them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cache

from HersheyFonts import HersheyFonts

from .canvas import Box, Canvas, Point

CAPITAL_UNITS = 21.0  # height of a capital in the letters' own units
BASE = 9.0  # their baseline


@dataclass(frozen=True)
class Pen:
    colour: int = 0x1E8449
    width: float = 1.0
    size: float = 9.0  # height of a capital in points
    slant: float = 0.12
    unrest: float = 0.35  # in points


@cache
def letters() -> dict[str, object]:
    fonts = HersheyFonts()
    fonts.load_default_font("futural")
    return {chr(32 + i): glyph for i, glyph in enumerate(fonts.all_glyphs.values())}


def smooth(points: list[Point], rng: random.Random, unrest: float) -> list[Point]:
    """A path through the points as a hand would draw it: rounded (Catmull-Rom) and a little off."""
    loose = [(x + rng.gauss(0, unrest * 0.35), y + rng.gauss(0, unrest * 0.35)) for x, y in points]
    if len(loose) < 3:
        return loose
    ends = [loose[0], *loose, loose[-1]]
    path = [loose[0]]
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for t in (0.33, 0.67, 1.0):
            path.append(tuple(_spline(t, *values) for values in zip(a, b, c, d, strict=True)))
    return path


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t**3)


def word_strokes(word: str, x: float, baseline: float, pen: Pen, rng: random.Random) -> tuple[list[list[Point]], float]:
    """Strokes of one word from x on, and where it ends."""
    scale = pen.size / CAPITAL_UNITS
    strokes = []
    for char in word:
        glyph = letters()[char]
        size = scale * rng.uniform(0.93, 1.06)
        lift = rng.gauss(0, pen.unrest * 0.5)
        for stroke in glyph.strokes:
            points = [
                (
                    x + (px + glyph.char_width / 2) * size - pen.slant * (py - BASE) * size,
                    baseline + (py - BASE) * size + lift,
                )
                for px, py in stroke
            ]
            strokes.append(smooth(points, rng, pen.unrest))
        x += glyph.char_width * size * 0.9
    return strokes, x


def compose(text: str, x: float, y: float, width: float, pen: Pen, rng: random.Random) -> tuple[list[list[Point]], Box]:
    """Strokes of a text in a column that starts at (x, y), and their box."""
    gap, leading = pen.size * 0.75, pen.size * 1.75
    baseline, at, right = y + pen.size, x, x
    drawn: list[list[Point]] = []
    for word in text.split():
        strokes, end = word_strokes(word, at, baseline, pen, rng)
        if end > x + width and at > x:
            baseline, at = baseline + leading, x + rng.uniform(-1.5, 1.5)
            strokes, end = word_strokes(word, at, baseline + rng.gauss(0, 0.6), pen, rng)
        drawn += strokes
        right, at = max(right, end), end + gap * rng.uniform(0.85, 1.15)
    return drawn, (x, y, right, baseline + pen.size * 0.45)


def write(canvas: Canvas, text: str, x: float, y: float, width: float, pen: Pen, rng: random.Random) -> Box:
    """Write text by hand into a column that starts at (x, y); returns the box of the ink."""
    strokes, box = compose(text, x, y, width, pen, rng)
    for stroke in strokes:
        canvas.polyline(stroke, pen.colour, pen.width)
    return box


def tick(canvas: Canvas, x: float, y: float, pen: Pen, rng: random.Random) -> Box:
    """A check mark whose lower left corner is near (x, y)."""
    size = pen.size * 1.5
    points = [(x, y - size * 0.45), (x + size * 0.3, y), (x + size * 0.62, y - size * 0.5), (x + size, y - size)]
    canvas.polyline(smooth(points, rng, pen.unrest), pen.colour, pen.width * 1.3)
    return (x, y - size, x + size, y)


def cross(canvas: Canvas, x: float, y: float, pen: Pen, rng: random.Random) -> Box:
    """A cross of two strokes in the square over (x, y)."""
    size = pen.size * 1.2
    for start, end in (((x, y - size), (x + size, y)), ((x + size, y - size), (x, y))):
        middle = ((start[0] + end[0]) / 2 + 0.4, (start[1] + end[1]) / 2)
        canvas.polyline(smooth([start, middle, end], rng, pen.unrest), pen.colour, pen.width * 1.3)
    return (x, y - size, x + size, y)


def arrow(canvas: Canvas, start: Point, end: Point, pen: Pen, rng: random.Random) -> None:
    """A bent arrow from the note to what it is about."""
    middle = ((start[0] + end[0]) / 2 + rng.uniform(-4, 4), (start[1] + end[1]) / 2 + rng.uniform(-5, 5))
    canvas.polyline(smooth([start, middle, end], rng, pen.unrest), pen.colour, pen.width)
    angle = math.atan2(end[1] - middle[1], end[0] - middle[0])
    barbs = [(end[0] - 6 * math.cos(angle + turn), end[1] - 6 * math.sin(angle + turn)) for turn in (0.5, -0.5)]
    canvas.polyline([barbs[0], end, barbs[1]], pen.colour, pen.width)


def brace(canvas: Canvas, x: float, top: float, bottom: float, pen: Pen, rng: random.Random) -> None:
    """A curly brace that opens to the left, its tip to the right."""
    middle = (top + bottom) / 2
    points = [
        (x, top),
        (x + 5, top + 3),
        (x + 5, middle - 4),
        (x + 10, middle),
        (x + 5, middle + 4),
        (x + 5, bottom - 3),
        (x, bottom),
    ]
    canvas.polyline(smooth(points, rng, pen.unrest), pen.colour, pen.width)


def underline(canvas: Canvas, box: Box, pen: Pen, rng: random.Random) -> None:
    """A wavy line under a box."""
    x0, _, x1, y1 = box
    steps = max(3, int((x1 - x0) / 12))
    points = [(x0 + (x1 - x0) * i / steps, y1 + 1 + rng.uniform(-0.8, 0.8)) for i in range(steps + 1)]
    canvas.polyline(smooth(points, rng, pen.unrest), pen.colour, pen.width)


def encircle(canvas: Canvas, box: Box, pen: Pen, rng: random.Random) -> None:
    """A loop around a box that does not quite close."""
    x0, y0, x1, y1 = box
    cx, cy, rx, ry = (x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2 + 5, (y1 - y0) / 2 + 3
    turns = [i / 20 * 2 * math.pi * 1.04 for i in range(21)]
    points = [(cx + rx * math.cos(t) * (1 + 0.01 * t), cy + ry * math.sin(t)) for t in turns]
    canvas.polyline(smooth(points, rng, pen.unrest), pen.colour, pen.width)


def highlighter(canvas: Canvas, box: Box, colour: int = 0xFFEB3B) -> None:
    """A broad translucent stroke over a line of print."""
    x0, y0, x1, y1 = box
    canvas.polyline([(x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2)], colour, y1 - y0, opacity=0.4)
