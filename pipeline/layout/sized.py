"""Tall delimiters, operators and root signs of math fonts whose metrics are no part of this project (Cambria Math, Latin Modern
Math, STIX): their outlines tell how far they reach."""

from __future__ import annotations

from dataclasses import replace

from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import RecordingPen

from pipeline.glyphs.fonts import Font, Fonts
from pipeline.layout.atoms import FENCES, OPERATORS, PIECES
from pipeline.layout.extents import font_class
from pipeline.report import Page

_TALL = 1.1  # em; an operator or a root sign that is no taller reaches as far as the letters do
_TALL_FENCE = 1.4  # em; fonts of text hold bars and parentheses that are taller than the letters
_SIGNS = FENCES | OPERATORS | {"√"}


def with_sized_signs(page: Page, fonts: Fonts) -> Page:
    """The page with the `ink` of each such glyph that is taller than its letters, or a piece of one; `fonts` are those of its
    document."""
    known: dict[tuple[int, str, int], tuple[float, float] | None] = {}
    measured = {}
    for place, glyph in enumerate(page.glyphs):
        if glyph.text in _SIGNS and not font_class(glyph.font):
            key = glyph.font_xref, glyph.font, glyph.gid
            if key not in known:
                known[key] = _reach(fonts.of(glyph), glyph.gid, _least(glyph.text))
            if known[key] is not None:
                measured[place] = glyph._replace(ink=known[key])
    if not measured:
        return page
    return replace(page, glyphs=tuple(measured.get(place, glyph) for place, glyph in enumerate(page.glyphs)))


def _least(sign: str) -> float:
    if sign in PIECES:
        return 0.0
    return _TALL_FENCE if sign in FENCES else _TALL


def _reach(font: Font, gid: int, tall: float) -> tuple[float, float] | None:
    """Em of ink above and below the origin; None for an ordinary glyph or one whose outline cannot be known."""
    outline = font.outline(gid)
    if not outline:
        return None
    pen, recorded = ControlBoundsPen(None), RecordingPen()
    recorded.value = list(outline)
    recorded.replay(pen)
    if pen.bounds is None or pen.bounds[3] - pen.bounds[1] <= tall:
        return None
    return pen.bounds[3], -pen.bounds[1]
