"""The character codes of a page's content stream, which text extraction turns into characters and loses on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import pymupdf
from pymupdf import mupdf

from pipeline.report import Glyph

UNKNOWN = -1


def drawn_codes(page: pymupdf.Page, glyphs: Sequence[Glyph]) -> list[int]:
    """The character code that drew each glyph of the page's content, UNKNOWN where the stream tells another story.

    `glyphs` are all those of the page as `read_page` gives them. The code is the byte of a simple font, the CID of a
    composite one (PDF 32000-1, 9.7.5).
    """
    log = _CodeLog()
    mupdf.fz_run_page_contents(page.this, log, mupdf.FzMatrix(), mupdf.FzCookie())
    mupdf.fz_close_device(log)
    places: dict[int, list[int]] = defaultdict(list)
    for place, glyph in enumerate(glyphs):
        places[glyph.seq].append(place)
    codes = [UNKNOWN] * len(glyphs)
    for seq, here in places.items():
        drawn = log.codes.get(seq, [])
        if [gid for gid, _ in drawn] == [glyphs[place].gid for place in here]:
            for place, (_, code) in zip(here, drawn, strict=True):
                codes[place] = code
    return codes


class _CodeLog(mupdf.FzDevice2):
    """A MuPDF device that counts operations as the reader does, and keeps (glyph, code) of each text operation."""

    def __init__(self) -> None:
        super().__init__()
        for name in ("fill_path", "stroke_path", "fill_text", "stroke_text", "ignore_text", "fill_shade", "fill_image",
                     "fill_image_mask"):  # fmt: skip
            getattr(self, f"use_virtual_{name}")()
        self.seq = 0
        self.codes: dict[int, list[tuple[int, int]]] = {}

    def _other(self, *_: object) -> None:
        self.seq += 1

    fill_path = stroke_path = fill_shade = fill_image = fill_image_mask = _other

    def _text(self, ctx, text, *_: object) -> None:
        span = text.head
        codes = self.codes[self.seq] = []
        while span:
            codes += _codes(mupdf.FzTextSpan(span), span.len)
            span = span.next
        self.seq += 1

    fill_text = stroke_text = ignore_text = _text


def _codes(span: mupdf.FzTextSpan, length: int) -> Iterable[tuple[int, int]]:
    for index in range(length):
        item = span.items(index)
        if item.gid >= 0 or index == 0:  # the others only add to what the glyph before them maps to
            yield item.gid, item.cid
