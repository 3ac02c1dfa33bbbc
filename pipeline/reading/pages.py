"""Reading one page, or all of a document, into `Page` values."""

from __future__ import annotations

from collections.abc import Iterator

import pymupdf

from pipeline.reading.annotations import read_annotations
from pipeline.reading.document import ReadError
from pipeline.reading.drawings import read_strokes
from pipeline.reading.paint import trace_paint
from pipeline.reading.pictures import read_pictures
from pipeline.reading.text import read_glyphs
from pipeline.report import Page


def read_page(document: pymupdf.Document, number: int) -> Page:
    """Read page `number` (from 1) of a document of `open_report`: everything that stands on it, nothing repaired.

    Annotations' own text and paths are in `annotations` only. Raises ReadError (stage "read") for a page that MuPDF
    cannot load.
    """
    try:
        page = document[number - 1]
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        raise ReadError("read", f"page {number} cannot be read ({error})") from error
    rotation = page.rotation
    shown = page.rect
    turn = page.rotation_matrix if rotation else None
    if rotation:
        page.set_rotation(0)  # MuPDF reports text, paths and annotations in different frames of a rotated page
    try:
        return _read(page, number, shown, turn)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError) as error:
        raise ReadError("read", f"page {number} cannot be read ({error})") from error
    finally:
        if rotation:
            page.set_rotation(rotation)


def read_pages(document: pymupdf.Document) -> Iterator[Page]:
    """Every page of a document, one at a time."""
    for number in range(1, document.page_count + 1):
        yield read_page(document, number)


def _read(page: pymupdf.Page, number: int, shown: pymupdf.Rect, turn: pymupdf.Matrix | None) -> Page:
    paint = trace_paint(page)
    glyphs = read_glyphs(page, paint, turn)
    strokes = read_strokes(page, paint, turn)
    own = tuple(glyph for glyph in glyphs if glyph.seq < paint.content_end)
    annotations = read_annotations(page, own, tuple(glyph for glyph in glyphs if glyph.seq >= paint.content_end),
                                   tuple(stroke for stroke in strokes if stroke.source == "annotation"), turn)
    return Page(
        number=number, width=shown.width, height=shown.height, glyphs=own,
        strokes=tuple(stroke for stroke in strokes if stroke.source == "page"),
        pictures=read_pictures(page, paint, turn), annotations=annotations,
    )
