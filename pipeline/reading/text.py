"""Glyphs of a page's content, as its text layer has them."""

from __future__ import annotations

import pymupdf

from pipeline.reading.boxes import turn_box, turn_point
from pipeline.reading.document import font_object
from pipeline.reading.paint import Paint
from pipeline.report import Glyph, Point

_FILL, _STROKE, _FILL_STROKE, _INVISIBLE = 0, 1, 2, 3  # PDF text render modes
_UNKNOWN = "\ufffd"
_RIGHTWARDS = (1.0, 0.0)


def read_glyphs(page: pymupdf.Page, paint: Paint, turn: pymupdf.Matrix | None = None) -> tuple[Glyph, ...]:
    """Every glyph of the page in paint order, spaces included, `text` equal to `raw`.

    Those with a `seq` from `paint.content_end` on are what annotations show. Text that is both filled and stroked counts
    once. A character that maps to several (a ligature) is one glyph. The page's rotation must be 0; `turn` is the
    rotation to apply to what is read.
    """
    glyphs: list[Glyph] = []
    last = len(paint.states)
    before: dict | None = None
    for span in page.get_texttrace():
        seq = span["seqno"]
        if seq >= last:
            break  # form widgets
        state = paint.states[seq]
        if state.mask:
            continue
        mode = span["type"]
        if mode == _STROKE and before is not None and _same_text(before, span):
            before = None
            continue
        before = span if mode == _FILL else None
        xref, font = font_object(span["font"])
        colour = _srgb(span["color"])
        opacity = round(span["opacity"] * state.alpha, 4)
        size = span["size"]
        direction = span["dir"]
        if abs(direction[0] - 1.0) < 1e-4:
            direction = _RIGHTWARDS
        if turn is not None:
            direction = _turned(direction, turn)
        start = len(glyphs)
        for code, gid, origin, box in span["chars"]:
            raw = _character(code)
            if gid < 0 and len(glyphs) > start:  # the rest of what the glyph before it maps to
                whole = glyphs[-1]
                raw, origin, box, gid = whole.raw + raw, whole.origin, whole.box, whole.gid
                del glyphs[-1]
            elif turn is not None:
                origin, box = turn_point(origin, turn), turn_box(box, turn)
            glyphs.append(Glyph(raw, raw, box, origin, size, font, colour, opacity, mode, seq, gid, direction, None, None,
                                False, xref))
    return tuple(glyphs)


def _same_text(one: dict, two: dict) -> bool:
    """Whether two spans draw the same glyphs at the same place (fill and stroke are reported one after the other)."""
    return (two["seqno"] == one["seqno"] + 1 and len(one["chars"]) == len(two["chars"])
            and all(a[1] == b[1] and a[2] == b[2] for a, b in zip(one["chars"], two["chars"], strict=True)))


def _character(code: int) -> str:
    if 0 <= code < 0xD800 or 0xDFFF < code <= 0x10FFFF:
        return chr(code)
    return _UNKNOWN  # a lone surrogate is no character and cannot be written as UTF-8


def _srgb(colour: tuple[float, float, float]) -> int:
    red, green, blue = (min(255, max(0, round(part * 255))) for part in colour)
    return red << 16 | green << 8 | blue


def _turned(direction: Point, turn: pymupdf.Matrix) -> Point:
    x, y = direction
    return x * turn.a + y * turn.c, x * turn.b + y * turn.d
