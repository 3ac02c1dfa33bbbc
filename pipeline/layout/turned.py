"""Text that does not run from left to right: axis labels, stamps, watermarks. Each run becomes a line of the margin."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from pipeline.layout.atoms import words
from pipeline.layout.math.linearise import write
from pipeline.layout.segments import cut_segments
from pipeline.layout.styles import majority, spans, traits
from pipeline.report import Glyph, Line


def turned_lines(page: int, glyphs: Sequence[Glyph]) -> list[Line]:
    """Lines of turned glyphs, direction by direction."""
    lines: list[Line] = []
    for _, group in groupby(sorted(glyphs, key=_angle), key=_angle):
        # Set upright, the glyphs are read as any others; the line's box is that of the glyphs as they stand.
        upright = {id(level): (level, glyph) for glyph in group for level in (_levelled(glyph),)}
        for segment in cut_segments(words([level for level, _ in upright.values()]), (), ()):
            tokens = tuple((t, r, upright[id(g)][1] if g else None) for t, r, g in write(segment.nodes))
            drawn = [g for _, _, g in tokens if g is not None]
            text = "".join(t for t, _, _ in tokens).strip()
            if not text:
                continue
            font, size, colour = majority(drawn)
            style = traits(font)
            box = (
                min(g.box[0] for g in drawn), min(g.box[1] for g in drawn),
                max(g.box[2] for g in drawn), max(g.box[3] for g in drawn),
            )  # fmt: skip
            raw = "".join(r for _, r, _ in tokens).strip()
            lines.append(
                Line(
                    page, text, raw, box, drawn[0].origin[1], spans(tokens, lambda _: None), font, size, colour,
                    style.bold, style.italic, style.mono, "margin",
                )
            )
    return lines


def _angle(glyph: Glyph) -> int:
    return round(math.degrees(math.atan2(glyph.direction[1], glyph.direction[0])))


def _levelled(glyph: Glyph) -> Glyph:
    """The glyph as it stands when the page is turned so that its line runs to the right."""
    dx, dy = glyph.direction
    x, y = glyph.origin
    u, v = x * dx + y * dy, y * dx - x * dy
    right = max(a * dx + b * dy for a in (glyph.box[0], glyph.box[2]) for b in (glyph.box[1], glyph.box[3]))
    return glyph._replace(origin=(u, v), box=(u, v - 0.8 * glyph.size, right, v + 0.2 * glyph.size))
