"""Pages of glyphs and strokes, set by hand."""

from __future__ import annotations

from pipeline.layout.arrange import arrange
from pipeline.report import Box, Glyph, Page, Stroke

EM = 10.0  # points


def glyph(text: str, x: float, y: float = 100.0, size: float = EM, width: float = 0.5, font: str = "KaTeX_Main-Regular") -> Glyph:
    """One glyph with its origin at (x, y), `width` in em."""
    return Glyph(text, text, (x, y - 0.75 * size, x + width * size, y + 0.25 * size), (x, y), size, font)


def word(text: str, x: float, y: float = 100.0, size: float = EM) -> list[Glyph]:
    return [glyph(letter, x + index * 0.5 * size, y, size) for index, letter in enumerate(text)]


def bar(x0: float, x1: float, y: float) -> Stroke:
    box = (x0, y - 0.2, x1, y + 0.2)
    return Stroke((corners(box),), box, fill=0, rectangle=True, closed=True)


def corners(box: Box) -> tuple[tuple[float, float], ...]:
    x0, y0, x1, y1 = box
    return (x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)


def bracket(x0: float, x1: float, y0: float, y1: float, opening: bool = True) -> Stroke:
    """A square bracket as KaTeX draws one: an outline 1 pt thick."""
    points = [(x0, y0), (x1, y0), (x1, y0 + 1), (x0 + 1, y0 + 1), (x0 + 1, y1 - 1), (x1, y1 - 1), (x1, y1), (x0, y1), (x0, y0)]
    if not opening:
        points = [(x0 + x1 - x, y) for x, y in points]
    return Stroke((tuple(points),), (x0, y0, x1, y1), fill=0, closed=True)


def written(glyphs: list[Glyph], *strokes: Stroke) -> str:
    return arrange(Page(1, 600.0, 800.0, tuple(glyphs), strokes)).text


def path(*points: tuple[float, float]) -> Stroke:
    """One filled outline."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Stroke(((*points, points[0]),), (min(xs), min(ys), max(xs), max(ys)), fill=0, closed=True)


def extension(text: str, x: float, y: float, width: float) -> Glyph:
    """One glyph of TeX's extension font, which hangs from its origin; `width` in em."""
    return glyph(text, x, y, EM, width, "CMEX10")


def frame(x0: float, x1: float, y0: float, y1: float) -> Stroke:
    """A box drawn around something."""
    return Stroke((corners((x0, y0, x1, y1)),), (x0, y0, x1, y1), colour=0, rectangle=True, closed=True)
