"""Glyphs of a page's content, as its text layer has them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

import pymupdf

from pipeline.reading.boxes import around
from pipeline.reading.document import font_object
from pipeline.reading.paint import Paint
from pipeline.report import Box, Glyph, Point

_FILL, _STROKE, _INVISIBLE = 0, 1, 3  # PDF text render modes
_UNKNOWN = "\ufffd"
_OVERPRINT = 0.1  # of the size, by which a second print of the same text may stand aside
_LEVEL = 1e-4  # by which the cosine of level text's direction may differ from 1
_SURROGATES = 0xD800
_RIGHTWARDS = (1.0, 0.0)


def read_glyphs(page: pymupdf.Page, paint: Paint) -> tuple[Glyph, ...]:
    """Every glyph of the page in paint order, spaces included, `text` equal to `raw`.

    Those with a `seq` from `paint.content_end` on are what annotations show. Text that is printed twice at one place (filled
    and stroked, or to look bold) counts once. A character that maps to several (a ligature) is one glyph. The page's rotation must be 0.
    """
    glyphs: list[Glyph] = []
    before: list[dict] = []
    for seq, spans in groupby(page.get_texttrace(), key=itemgetter("seqno")):
        if seq >= len(paint.states):
            break  # form widgets
        state = paint.states[seq]
        drawn = list(spans)
        if not state.mask and not (before and _overprints(drawn, before)):
            for span in drawn:
                glyphs += _span_glyphs(span, state.alpha)
        before = drawn
    return tuple(glyphs)


def _span_glyphs(span: dict, alpha: float) -> list[Glyph]:
    """The glyphs of one traced span, under groups of that alpha."""
    xref, font = font_object(span["font"])
    colour = _srgb(span["color"])
    opacity = round(span["opacity"] * alpha, 4)
    size, mode, seq, direction = span["size"], span["type"], span["seqno"], span["dir"]
    if abs(direction[0] - 1.0) < _LEVEL:
        direction = _RIGHTWARDS
    return [
        Glyph(raw, raw, box, origin, size, font, colour, opacity, mode, seq, gid, direction, None, None, False, xref)
        for raw, gid, origin, box in _characters(span["chars"])
    ]


def _characters(chars: tuple[tuple, ...]) -> Iterator[tuple[str, int, Point, Box]]:
    """What MuPDF traced of one span, as (character, glyph index, origin, box); what one glyph maps to is joined."""
    held: tuple[str, int, Point, Box] | None = None
    for code, gid, origin, box in chars:
        raw = chr(code) if 0 <= code < _SURROGATES else _rare(code)
        if gid < 0 and held is not None:  # the rest of what the glyph before it maps to
            held = held[0] + raw, *held[1:]
            continue
        if held is not None:
            yield held
        held = raw, gid, origin, box
    if held is not None:
        yield held


def type3_boxes(glyphs: tuple[Glyph, ...], paint: Paint) -> dict[int, Box]:
    """The box of each operation of Type 3 text that MuPDF may have drawn as graphics, with room for what sticks out."""
    wanted = set(paint.outlines.values())
    if not wanted:
        return {}
    boxes: dict[int, Box] = {}
    for glyph in glyphs:
        if glyph.seq in wanted:
            old = boxes.get(glyph.seq, glyph.box)
            boxes[glyph.seq] = around((old[:2], old[2:], glyph.box[:2], glyph.box[2:]))
    sizes = {glyph.seq: glyph.size for glyph in glyphs if glyph.seq in wanted}
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
        glyph._replace(mode=_FILL, colour=drawn.get(glyph.seq, glyph.colour))
        if glyph.mode == _INVISIBLE and (glyph.seq in drawn or (glyph.raw.isspace() and glyph.font_xref in fonts))
        else glyph
        for glyph in glyphs
    )


def _overprints(drawn: list[dict], before: list[dict]) -> bool:
    """Whether an operation only draws the one before it again: its outline, or a hair aside, to look bold."""
    first, last = before[0], drawn[0]
    if first["chars"][0][1] != last["chars"][0][1]:
        return False  # as most are
    if last["type"] == _INVISIBLE or first["type"] == _INVISIBLE or last["seqno"] != first["seqno"] + 1:
        return False
    if last["type"] == _FILL and last["color"] != first["color"]:
        return False
    old = [char for span in before for char in span["chars"]]
    new = [char for span in drawn for char in span["chars"]]
    reach = _OVERPRINT * last["size"]
    return len(old) == len(new) and all(
        a[1] == b[1] and abs(a[2][0] - b[2][0]) <= reach and abs(a[2][1] - b[2][1]) <= reach
        for a, b in zip(old, new, strict=True))


def _rare(code: int) -> str:
    if 0 <= code < _SURROGATES or 0xDFFF < code <= 0x10FFFF:
        return chr(code)
    return _UNKNOWN  # a lone surrogate is no character and cannot be written as UTF-8


@lru_cache(maxsize=256)
def _srgb(colour: tuple[float, float, float]) -> int:
    red, green, blue = (min(255, max(0, round(part * 255))) for part in colour)
    return red << 16 | green << 8 | blue
