"""Reading one page into a `Page`."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

import pymupdf

from pipeline.reading.annotations import read_annotations
from pipeline.reading.covers import find_covers
from pipeline.reading.document import ReadError
from pipeline.reading.drawings import read_strokes
from pipeline.reading.gradients import gradient_boxes
from pipeline.reading.paint import trace_paint
from pipeline.reading.pictures import read_pictures
from pipeline.reading.text import read_glyphs, show_type3, type3_boxes
from pipeline.reading.turning import turn_page
from pipeline.reading.visibility import Scene, hide, page_background
from pipeline.report import Page


def read_page(document: pymupdf.Document, number: int) -> Page:
    """Read page `number` (from 1) of a document of `open_report`: everything that stands on it, nothing repaired.

    Tables are left to `read_tables`, which is best called when the glyphs have been repaired. Annotations' own text and
    paths are in `annotations` only. Raises ReadError (stage "read") for a page that MuPDF
    cannot load.
    """
    try:
        page = document[number - 1]
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        raise ReadError("read", f"page {number} cannot be read ({error})") from error
    rotation, matrix, seen = page.rotation, page.rotation_matrix, page.rect
    try:
        if not rotation:
            return _read(page, number)
        page.set_rotation(0)
        return turn_page(_read(page, number), matrix, seen.width, seen.height)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError) as error:
        raise ReadError("read", f"page {number} cannot be read ({error})") from error
    finally:
        if rotation:
            page.set_rotation(rotation)


def _read(page: pymupdf.Page, number: int) -> Page:
    """A page in its own frame, unturned."""
    bounds = tuple(page.rect)
    paint = trace_paint(page)
    glyphs = read_glyphs(page, paint)
    strokes, colours = read_strokes(page, paint, type3_boxes(glyphs, paint))
    glyphs = show_type3(glyphs, colours, paint)
    covers = find_covers(strokes, paint, bounds)
    background = page_background(covers, page, bounds)
    end = bisect_left(glyphs, paint.content_end, key=attrgetter("seq"))
    own = hide(glyphs[:end], Scene(page, paint, covers, bounds, background))
    drawn = (stroke for stroke in strokes if stroke.source == "page")
    own_strokes = tuple(sorted((*drawn, *gradient_boxes(page, paint, bounds)), key=attrgetter("seq")))
    annotations = read_annotations(page, own, glyphs[end:],
                                   tuple(stroke for stroke in strokes if stroke.source == "annotation"))
    return Page(
        number=number, width=bounds[2], height=bounds[3], glyphs=own, strokes=own_strokes,
        pictures=read_pictures(page, paint), annotations=annotations, background=background,
    )
