"""Turning what was read of a page to the way its /Rotate shows it.

MuPDF reports text, paths and annotations of a turned page in different frames, so a page is read unturned.
"""

from __future__ import annotations

from dataclasses import replace

import pymupdf

from pipeline.reading.boxes import around
from pipeline.report import Box, Page, PdfAnnotation, Picture, Point, Stroke


def turn_page(page: Page, matrix: pymupdf.Matrix, width: float, height: float) -> Page:
    """A page under its rotation matrix (a multiple of 90 degrees), of the width and height that a person sees."""
    glyphs = tuple(glyph._replace(box=_box(glyph.box, matrix), origin=_point(glyph.origin, matrix),
                                  direction=_vector(glyph.direction, matrix)) for glyph in page.glyphs)
    strokes = _strokes(page.strokes, matrix)
    return replace(
        page,
        width=width,
        height=height,
        glyphs=glyphs,
        strokes=strokes,
        pictures=tuple(_picture(picture, matrix) for picture in page.pictures),
        annotations=tuple(_annotation(annotation, matrix) for annotation in page.annotations),
    )


def _point(point: Point, matrix: pymupdf.Matrix) -> Point:
    x, y = point
    return x * matrix.a + y * matrix.c + matrix.e, x * matrix.b + y * matrix.d + matrix.f


def _vector(vector: Point, matrix: pymupdf.Matrix) -> Point:
    x, y = vector
    return x * matrix.a + y * matrix.c, x * matrix.b + y * matrix.d


def _box(box: Box, matrix: pymupdf.Matrix) -> Box:
    return around((_point(box[:2], matrix), _point(box[2:], matrix)))


def _strokes(strokes: tuple[Stroke, ...], matrix: pymupdf.Matrix) -> tuple[Stroke, ...]:
    return tuple(
        replace(stroke, points=tuple(tuple(_point(point, matrix) for point in path) for path in stroke.points),
                box=_box(stroke.box, matrix), clip=None if stroke.clip is None else _box(stroke.clip, matrix))
        for stroke in strokes
    )


def _picture(picture: Picture, matrix: pymupdf.Matrix) -> Picture:
    transform = None if picture.transform is None else tuple(pymupdf.Matrix(*picture.transform) * matrix)
    return replace(picture, box=_box(picture.box, matrix), transform=transform)


def _annotation(annotation: PdfAnnotation, matrix: pymupdf.Matrix) -> PdfAnnotation:
    return replace(annotation, box=_box(annotation.box, matrix), strokes=_strokes(annotation.strokes, matrix),
                   ends=tuple(_point(end, matrix) for end in annotation.ends))
