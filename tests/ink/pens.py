"""Pen strokes for tests: words in the generator's hand, and pages that hold them."""

from __future__ import annotations

import math
import random

from pipeline.ink.pen import PenStroke
from pipeline.report import Box, Glyph, Page, Point, Stroke
from tests.generator.handwriting import Pen, compose

RED = 0xC0392B
HAND = Pen(RED, 1.0, 9.0)


def stroke(*points: Point, colour: int = RED, nib: float = 1.0, order: int = 0, outline: bool = False, opacity: float = 1.0) -> PenStroke:
    """One pull of the pen through some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return PenStroke((tuple(points),), (min(xs), min(ys), max(xs), max(ys)), colour, nib, order, outline, opacity)


def written(text: str, x: float = 100.0, y: float = 100.0, width: float = 300.0, first: int = 0, colour: int = RED) -> tuple[PenStroke, ...]:
    """The strokes of a text in a column from (x, y) on, in writing order, numbered from `first`."""
    paths, _ = compose(text, x, y, width, HAND, random.Random(7))
    return tuple(stroke(*path, order=first + i, colour=colour) for i, path in enumerate(paths))


def turned(strokes: tuple[PenStroke, ...], angle: float, centre: Point = (200.0, 200.0)) -> tuple[PenStroke, ...]:
    """The strokes turned clockwise by `angle` (radians) around a point."""

    def turn(point: Point) -> Point:
        x, y = point[0] - centre[0], point[1] - centre[1]
        return (centre[0] + x * math.cos(angle) - y * math.sin(angle), centre[1] + x * math.sin(angle) + y * math.cos(angle))

    return tuple(stroke(*(turn(p) for p in s.points[0]), order=s.order) for s in strokes)


def painted(strokes: tuple[PenStroke, ...], seq: int = 100) -> tuple[Stroke, ...]:
    """The same strokes as a page's paths, painted from operation `seq` on."""
    return tuple(
        Stroke(s.points, s.box, colour=None if s.outline else s.colour, fill=s.colour if s.outline else None,
               width=0.0 if s.outline else s.nib, opacity=s.opacity, seq=seq + i)
        for i, s in enumerate(strokes)
    )  # fmt: skip


def printed(text: str, x: float, baseline: float, size: float = 10.0, seq: int = 1, mode: int = 0) -> tuple[Glyph, ...]:
    """A line of print in which every character is half its size wide."""
    glyphs = []
    for i, character in enumerate(text):
        left = x + i * size / 2
        box: Box = (left, baseline - 0.8 * size, left + size / 2, baseline + 0.2 * size)
        glyphs.append(Glyph(character, character, box, (left, baseline), size, "Times", mode=mode, seq=seq, hidden="invisible layer" if mode == 3 else None))
    return tuple(glyphs)


def page(strokes: tuple[PenStroke | Stroke, ...] = (), glyphs: tuple[Glyph, ...] = ()) -> Page:
    """A page with print and, painted after it, ink; paths are taken as they are."""
    paths = tuple(path for s in strokes for path in ((s,) if isinstance(s, Stroke) else ()))
    pens = tuple(s for s in strokes if isinstance(s, PenStroke))
    return Page(1, 612.0, 792.0, glyphs=glyphs, strokes=(*paths, *painted(pens)))
