"""Accents that are drawn as paths over the letters that carry them, as KaTeX draws a wide tilde or hat and an arrow."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.layout.math.accents import WIDE
from pipeline.layout.strokes import clipped
from pipeline.report import Box, Glyph, Stroke

_HEIGHT = (0.8, 9.0)  # points
_RISE = (0.35, 1.1)  # em from the baseline of the letters up to the accent's lower edge
_ASIDE = 0.4  # em between the middle of the accent and that of its letters (the accent of a slanted letter stands to the right)
_SLACK = 0.1  # em that a letter's middle may stand outside the accent


def with_drawn_accents(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> list[Glyph]:
    """The glyphs with each drawn accent written around its letters, as in `\\tilde{X}` or `\\widetilde{AB}`; the ink of a pen is no accent."""
    found = [(shape, stroke) for stroke in strokes if (shape := _shape(stroke)) is not None]
    if not found:
        return list(glyphs)
    order = sorted(range(len(glyphs)), key=lambda i: glyphs[i].origin[1])
    baselines = [glyphs[i].origin[1] for i in order]
    out = list(glyphs)
    for shape, stroke in found:
        box = clipped(stroke)
        near = [glyphs[i] for i in order[bisect_left(baselines, box[3]) : bisect_right(baselines, box[3] + 30)]]
        letters = _carriers(box, [glyph for glyph in near if glyph.colour == stroke.fill])
        if letters:
            first, last = (next(i for i, glyph in enumerate(glyphs) if glyph is letter) for letter in (letters[0], letters[-1]))
            name = shape if first == last else WIDE[shape]
            out[first] = out[first]._replace(text=f"\\{name}{{{out[first].text}")
            out[last] = out[last]._replace(text=out[last].text + "}")
    return out


def _carriers(box: Box, glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The letters beneath an accent, left to right."""
    x0, _, x1, y1 = box
    under = [
        glyph
        for glyph in glyphs
        if x0 - _SLACK * glyph.size <= (glyph.box[0] + glyph.box[2]) / 2 <= x1 + _SLACK * glyph.size
        and _RISE[0] <= (glyph.origin[1] - y1) / glyph.size <= _RISE[1]
        and box[3] - box[1] <= 0.45 * glyph.size
    ]
    if not under:
        return []
    main = max(under, key=lambda glyph: glyph.size)
    row = sorted((g for g in under if g.size == main.size and abs(g.origin[1] - main.origin[1]) < 0.04 * main.size), key=lambda g: g.box[0])
    left, right = row[0].box[0], row[-1].box[2]
    fits = abs((left + right) / 2 - (x0 + x1) / 2) <= _ASIDE * main.size and 0.4 * (right - left) <= x1 - x0 <= 1.4 * (right - left) + 0.2 * main.size
    return row if fits and all(glyph.text.isalnum() for glyph in row) else []


def _shape(stroke: Stroke) -> str | None:
    """Which accent a filled path is, by where its outline runs at some places along its width."""
    if stroke.fill is None or stroke.rectangle or stroke.source != "page":
        return None
    x0, y0, x1, y1 = clipped(stroke)
    width, height = x1 - x0, y1 - y0
    if not _HEIGHT[0] <= height <= _HEIGHT[1] or not 1.5 * height <= width <= 30 * height:
        return None
    bx0, _, bx1, _ = stroke.box
    spans = [_span(stroke, bx0 + share * (bx1 - bx0)) for share in (0.08, 0.33, 0.5, 0.67, 0.85, 0.93)]
    if any(span is None for span in spans):
        return None
    start, third, middle, late, _, end = [((top + bottom) / 2 - y0) / height for top, bottom in spans]
    thick = [(bottom - top) / height for top, bottom in spans]
    if max(thick[:3]) < 0.35 and max(thick[3:5]) > 0.5:
        return "vec"
    if start - third > 0.2 and late - third > 0.2 and late - end > 0.2:
        return "tilde"
    if start - middle > 0.3 and end - middle > 0.3 and max(thick) < 0.8:
        return "hat"
    return None


def _span(stroke: Stroke, x: float) -> tuple[float, float] | None:
    """The highest and lowest point of the path's outline at `x`."""
    ys = [
        ay + (x - ax) * (by - ay) / (bx - ax)
        for points in stroke.points
        for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True)
        if (ax > x) != (bx > x)
    ]
    return (min(ys), max(ys)) if ys else None
