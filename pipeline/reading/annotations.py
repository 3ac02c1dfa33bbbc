"""PDF annotations that a person left on a page."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pymupdf

from pipeline.reading.boxes import around
from pipeline.reading.drawings import srgb
from pipeline.report import Box, Glyph, PdfAnnotation, Point, Stroke

_KINDS = frozenset({"FreeText", "Text", "Highlight", "Underline", "StrikeOut", "Squiggly", "Ink", "Line", "Stamp", "Square",
                    "Circle", "Polygon", "PolyLine", "Caret"})
_MARKUP = frozenset({"Highlight", "Underline", "StrikeOut", "Squiggly"})
_SHAPES = frozenset({"Ink", "Line", "Stamp", "Square", "Circle", "Polygon", "PolyLine"})
_ARROWS = frozenset({4, 5, 7, 8})  # PDF_ANNOT_LE_OPEN_ARROW, CLOSED_ARROW, R_OPEN_ARROW, R_CLOSED_ARROW
_WORD_GAP = 0.2  # of the font's size, from which a gap parts words
_SLACK = 6.0  # points by which a shape's appearance may leave its rectangle (arrow heads, round caps)


def read_annotations(page: pymupdf.Page, glyphs: tuple[Glyph, ...], shown: tuple[Glyph, ...],
                     drawn: tuple[Stroke, ...]) -> tuple[PdfAnnotation, ...]:
    """The annotations of a page in the file's order, without links, widgets, popups' windows, and hidden ones.

    `glyphs` are the page's own (a text markup takes its words from them), `shown` and `drawn` the glyphs and strokes of
    annotations' appearances. Who wrote an annotation (`/T`) stays out of it (see `annotation_writers`). The page's rotation
    must be 0.
    """
    found: list[PdfAnnotation] = []
    numbers: dict[int, int] = {}
    replies: dict[int, int] = {}
    for annot in page.annots():
        kind = annot.type[1]
        if not _left_by_a_person(annot, page.parent):
            continue
        index = len(found)
        numbers[annot.xref] = index
        if annot.irt_xref:
            replies[index] = annot.irt_xref
        found.append(_annotation(annot, kind, index, glyphs, shown, drawn))
    return tuple(replace(note, parent=numbers.get(replies[note.index])) if note.index in replies else note
                 for note in found)


def annotation_writers(page: pymupdf.Page) -> tuple[str, ...]:
    """Who left each of the page's annotations (`/T`), to tell the report's author; it reaches no table."""
    names = (annot.info["title"].strip() for annot in page.annots() if _left_by_a_person(annot, page.parent))
    return tuple(name for name in names if name)


def words_under(quads: list[Box], glyphs: tuple[Glyph, ...]) -> str:
    """The text of visible glyphs whose centre lies in one of the boxes, box by box, left to right."""
    parts = []
    for x0, y0, x1, y1 in quads:
        inside = [glyph for glyph in glyphs if glyph.hidden is None
                  and x0 <= (glyph.box[0] + glyph.box[2]) / 2 <= x1 and y0 <= (glyph.box[1] + glyph.box[3]) / 2 <= y1]
        inside.sort(key=lambda glyph: glyph.box[0])
        parts.append(_joined(inside))
    return " ".join(" ".join(parts).split())


def _joined(glyphs: list[Glyph]) -> str:
    text = ""
    end = None
    for glyph in glyphs:
        if end is not None and glyph.box[0] - end > _WORD_GAP * glyph.size:
            text += " "
        text += glyph.text
        end = glyph.box[2]
    return text


def _left_by_a_person(annot: pymupdf.Annot, document: pymupdf.Document) -> bool:
    hidden = annot.flags & pymupdf.PDF_ANNOT_IS_HIDDEN
    return annot.type[1] in _KINDS and not hidden and not _is_state(document, annot.xref)


def _is_state(document: pymupdf.Document, xref: int) -> bool:
    """Whether an annotation only records a review state ("Accepted set by ..."), which nobody wrote."""
    return document.xref_get_key(xref, "StateModel")[0] != "null"


def _annotation(annot: pymupdf.Annot, kind: str, index: int, glyphs: tuple[Glyph, ...], shown: tuple[Glyph, ...],
                drawn: tuple[Stroke, ...]) -> PdfAnnotation:
    box = tuple(annot.rect)
    inside = [glyph for glyph in shown if _holds(box, glyph.box)] if kind in ("FreeText", "Stamp") else []
    contents = annot.info["content"].replace("\r\n", "\n").replace("\r", "\n").strip()
    if not contents and inside:
        contents = _shown_text(inside)
    colours = annot.colors
    colour, fill = srgb(tuple(colours["stroke"] or ())), srgb(tuple(colours["fill"] or ()))
    if kind == "FreeText":
        # /C of a FreeText is its background; its text has the colour that its appearance shows.
        fill = colour if fill is None else fill
        visible = Counter(glyph.colour for glyph in inside if not glyph.text.isspace())
        colour = visible.most_common(1)[0][0] if visible else 0
    vertices = annot.vertices or []
    strokes: tuple[Stroke, ...] = ()
    if kind in _SHAPES:
        strokes = _drawn_in(box, drawn)
        if kind == "Ink" and vertices:
            strokes = _pen_paths(vertices, colour, annot, strokes)
    ends = _ends(annot, kind, vertices)
    if kind == "Line" and strokes and not _plausible(ends, box):
        ends = _curved_ends(strokes, ends)
    marked = words_under(_quads(vertices), glyphs) if kind in _MARKUP else ""
    return PdfAnnotation(kind, box, contents, colour, fill, marked, ends, strokes, None, index)


def _points(vertices: list) -> tuple[Point, ...]:
    return tuple((float(x), float(y)) for x, y in vertices)


def _holds(box: Box, inner: Box) -> bool:
    x, y = (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _near(box: Box, point: Point) -> bool:
    return (box[0] - _SLACK <= point[0] <= box[2] + _SLACK) and (box[1] - _SLACK <= point[1] <= box[3] + _SLACK)


def _drawn_in(box: Box, drawn: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    return tuple(stroke for stroke in drawn if _near(box, stroke.box[:2]) and _near(box, stroke.box[2:]))


def _shown_text(glyphs: list[Glyph]) -> str:
    """An appearance's text, line by line, where the annotation itself has none."""
    lines: list[list[Glyph]] = []
    for glyph in glyphs:
        if lines and abs(lines[-1][-1].origin[1] - glyph.origin[1]) <= 0.5 * glyph.size:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return "\n".join(_joined(line).strip() for line in lines).strip()


def _pen_paths(vertices: list, colour: int | None, annot: pymupdf.Annot,
               drawn: tuple[Stroke, ...]) -> tuple[Stroke, ...]:
    """An Ink's pen paths as they were drawn, with the width, opacity and place in the paint order of their appearance."""
    paths = [_points(path) for path in vertices if path]
    width = annot.border.get("width", -1)
    if width is None or width <= 0:
        width = max((stroke.width for stroke in drawn), default=1.0) or 1.0
    opacity = min((stroke.opacity for stroke in drawn), default=1.0 if annot.opacity < 0 else annot.opacity)
    seq = min((stroke.seq for stroke in drawn), default=0)
    return tuple(Stroke((path,), around(path), colour, None, float(width), opacity, False, False, seq, "annotation")
                 for path in paths)


def _ends(annot: pymupdf.Annot, kind: str, vertices: list) -> tuple[Point, ...]:
    if kind == "FreeText":  # a call-out line begins at what it points to
        return tuple(reversed(_points(vertices))) if vertices else ()
    if kind not in ("Line", "PolyLine") or not vertices:
        return ()
    points = _points([vertices[0], vertices[-1]])
    start, end = annot.line_ends or (0, 0)
    return points[::-1] if start in _ARROWS and end not in _ARROWS else points


def _plausible(ends: tuple[Point, ...], box: Box) -> bool:
    """Whether `/L` agrees with the rectangle; an editor that lets a line be bent leaves it as it was."""
    return len(ends) == 2 and all(_near(box, end) for end in ends) and 2 * _extent(around(ends)) >= _extent(box)


def _curved_ends(strokes: tuple[Stroke, ...], ends: tuple[Point, ...]) -> tuple[Point, ...]:
    """The ends of a line that an editor bent after it wrote `/L`: of its longest path, the head at the arrow's side."""
    paths = [path for stroke in strokes for path in stroke.points if len(path) > 1]
    if not paths:
        return ends
    line = max(paths, key=lambda path: _extent(around(path)))
    heads = [path for path in paths if path is not line]
    start, end = line[0], line[-1]
    if heads:
        x0, y0, x1, y1 = around(min(heads, key=lambda path: _extent(around(path))))
        head = ((x0 + x1) / 2, (y0 + y1) / 2)
        if _squared(start, head) < _squared(end, head):
            start, end = end, start
    return start, end


def _extent(box: Box) -> float:
    return max(box[2] - box[0], box[3] - box[1])


def _squared(a: Point, b: Point) -> float:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _quads(vertices: list) -> list[Box]:
    points = _points(vertices)
    return [around(points[start:start + 4]) for start in range(0, len(points) - 3, 4)]
