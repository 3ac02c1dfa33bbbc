"""Glyphs of a page's content, as its text layer has them."""

from __future__ import annotations

from dataclasses import replace

import pymupdf

from pipeline.reading.boxes import around
from pipeline.reading.document import font_object
from pipeline.reading.paint import Paint
from pipeline.report import Box, Glyph

_FILL, _STROKE, _INVISIBLE = 0, 1, 3  # PDF text render modes
_UNKNOWN = "\ufffd"
_RIGHTWARDS = (1.0, 0.0)


def read_glyphs(page: pymupdf.Page, paint: Paint) -> tuple[Glyph, ...]:
    """Every glyph of the page in paint order, spaces included, `text` equal to `raw`.

    Those with a `seq` from `paint.content_end` on are what annotations show. Text that is both filled and stroked counts
    once. A character that maps to several (a ligature) is one glyph. The page's rotation must be 0.
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
        start = len(glyphs)
        for code, gid, origin, box in span["chars"]:
            raw = _character(code)
            if gid < 0 and len(glyphs) > start:  # the rest of what the glyph before it maps to
                whole = glyphs[-1]
                raw, origin, box, gid = whole.raw + raw, whole.origin, whole.box, whole.gid
                del glyphs[-1]
            glyphs.append(Glyph(raw, raw, box, origin, size, font, colour, opacity, mode, seq, gid, direction, None, None,
                                False, xref))
    return tuple(glyphs)


def type3_boxes(glyphs: tuple[Glyph, ...], paint: Paint) -> dict[int, Box]:
    """The box of each operation of Type 3 text that MuPDF may have drawn as graphics, with room for what sticks out."""
    wanted = set(paint.outlines.values())
    boxes: dict[int, Box] = {}
    for glyph in glyphs:
        if glyph.seq in wanted:
            old = boxes.get(glyph.seq, glyph.box)
            boxes[glyph.seq] = around((old[:2], old[2:], glyph.box[:2], glyph.box[2:]))
    sizes = {glyph.seq: glyph.size for glyph in glyphs}
    return {seq: (box[0] - sizes[seq], box[1] - sizes[seq], box[2] + sizes[seq], box[3] + sizes[seq])
            for seq, box in boxes.items()}


def show_type3(glyphs: tuple[Glyph, ...], colours: dict[int, int], paint: Paint) -> tuple[Glyph, ...]:
    """Type 3 text that was drawn as graphics is text of that colour, and not invisible as MuPDF reports it.

    `colours` leads from an operation to its colour; a small stencil image before it counts as its shape, too.
    """
    stencils = {paint.outlines[image.seq]: 0 for image in paint.images if image.stencil and image.seq in paint.outlines}
    drawn = stencils | colours
    if not drawn:
        return glyphs
    fonts = {glyph.font_xref for glyph in glyphs if glyph.seq in drawn}
    return tuple(
        replace(glyph, mode=_FILL, colour=drawn.get(glyph.seq, glyph.colour))
        if glyph.mode == _INVISIBLE and (glyph.seq in drawn or (glyph.raw.isspace() and glyph.font_xref in fonts))
        else glyph
        for glyph in glyphs
    )


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
