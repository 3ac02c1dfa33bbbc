"""Which strokes of a page a pen left, told from the document's own drawing."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.report import Page, Stroke

MANY_OUTLINES = 12  # filled outlines after the text from which they are a pen's and not icons
HIGHLIGHTER = 0.85  # opacity below which a stroke marks what lies beneath
BROAD = 6.0  # points; no writing pen is as wide
WHITE = 0xF0  # channels from which a stroke on white paper hides and says nothing


@dataclass(frozen=True, slots=True)
class Pen:
    """The pen strokes of a page: those that write or point, and those of a highlighter. All in paint order."""

    writing: tuple[Stroke, ...]
    highlighter: tuple[Stroke, ...]


def pen_strokes(page: Page) -> Pen:
    """Strokes painted after the page's text (or by Ink annotations) that are curves and not drawing.

    A tablet writes ink last: as stroked open paths, or as filled outlines of strokes, which only count in number, for the
    icons of a printed page are filled outlines too.
    """
    last = max((glyph.seq for glyph in page.glyphs if glyph.mode != 3 and glyph.hidden != "outside the page"), default=-1)
    late = [stroke for stroke in page.strokes if stroke.seq > last and not stroke.rectangle and not _paper(stroke, page.background)]
    drawn = [stroke for stroke in late if stroke.fill is None and stroke.colour is not None and _curved(stroke)]
    outlines = [stroke for stroke in late if stroke.fill is not None and stroke.colour is None and _points(stroke) >= 8]
    ink = list(drawn)
    if len(outlines) >= MANY_OUTLINES and _share_small(outlines, page) > 0.8:
        ink += [stroke for stroke in late if stroke.fill is not None and stroke.colour is None]
    ink += [stroke for mark in page.annotations if mark.kind == "Ink" for stroke in mark.strokes]
    broad = [stroke for stroke in ink if stroke.opacity < HIGHLIGHTER or (stroke.fill is None and stroke.width >= BROAD)]
    return Pen(tuple(stroke for stroke in ink if stroke not in broad), tuple(broad))


def colour_of(stroke: Stroke) -> int:
    return stroke.colour if stroke.colour is not None else stroke.fill or 0


def _paper(stroke: Stroke, background: int) -> bool:
    """White-out: a stroke in the colour of the paper."""
    colour = colour_of(stroke)
    return all(abs((colour >> shift & 255) - (background >> shift & 255)) < 256 - WHITE for shift in (16, 8, 0))


def _points(stroke: Stroke) -> int:
    return sum(len(points) for points in stroke.points)


def _curved(stroke: Stroke) -> bool:
    """A pen's path bends; a rule or a chart's axis has two points, and a dot is short."""
    small = stroke.box[2] - stroke.box[0] < 12 and stroke.box[3] - stroke.box[1] < 12
    return _points(stroke) > 4 or (small and stroke.width >= 0.8)


def _share_small(outlines: list[Stroke], page: Page) -> float:
    small = sum(s.box[2] - s.box[0] < 0.25 * page.width and s.box[3] - s.box[1] < 0.12 * page.height for s in outlines)
    return small / len(outlines)
