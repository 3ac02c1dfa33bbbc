"""Telling a person's pen strokes from the document's own drawing.

Ink is laid over a finished page: an annotating program appends its strokes behind the page's content, so they are painted
after the last of its visible text. What else is painted there (a frame, a footer's rule, an icon) is ruled out by shape:
a pen leaves a thin line of even width that bends, not a polygon along the axes.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from pipeline.ink.pieces import enclosed_area, is_chain, way_of_pieces
from pipeline.report import Box, Page, Point, Stroke

NARROWEST, WIDEST = 0.25, 14.0  # points: a pen's line (highlighters and white-out are the widest)
STRAIGHT = 0.7  # share of a path's length along the axes above which it was drawn by a program
STEM, STEM_NEAR = 25.0, 6.0  # points: the longest straight stroke of a letter, and how near it stands to others
APART = 4.0  # points between parts of one path above which they are separate strokes
RUN = 8  # strokes in a row of one pen and colour that are taken for ink even below later text
PRINT = 150  # filled outlines of one colour that a page without text has when its text was turned into outlines
LIVELY = 7  # points that a handwritten stroke has, as a rule, and a ruled line has not
_INK_ANNOTATIONS = frozenset({"Ink", "Stamp", "PolyLine"})


@dataclass(frozen=True, slots=True)
class PenStroke:
    """One pull of the pen. `nib` is its line's width in points; `outline` says that `points` trace the edge of the ink
    (one or more closed subpaths) and not the way of the pen. `order` is its place in paint order among the page's ink.
    """

    points: tuple[tuple[Point, ...], ...]
    box: Box
    colour: int
    nib: float
    order: int
    outline: bool = False
    opacity: float = 1.0

    @property
    def width(self) -> float:
        return self.box[2] - self.box[0]

    @property
    def height(self) -> float:
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> Point:
        return ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)


def find_pen_strokes(page: Page) -> tuple[PenStroke, ...]:
    """The pen strokes of a page in paint order: those over its content, then those of Ink annotations and sketches."""
    last = max((g.seq for g in page.glyphs if g.hidden is None and not g.text.isspace()), default=-1)
    chosen = [s for s in page.strokes if s.seq > last and _by_pen(s, page)]
    if last < 0:
        chosen = _without_print(chosen)
    chosen = _with_stems([s for s in page.strokes if s.seq > last], chosen)
    chosen = _runs_below_text(page, last) + chosen
    for annotation in page.annotations:
        if annotation.kind in _INK_ANNOTATIONS:
            chosen += _with_stems(annotation.strokes, [s for s in annotation.strokes if _by_pen(s, page)])
    strokes: list[PenStroke] = []
    for stroke in chosen:
        strokes += _parts(stroke, len(strokes))
    return tuple(strokes)


def _with_stems(strokes: Iterable[Stroke], chosen: list[Stroke]) -> list[Stroke]:
    """The chosen strokes and, in paint order, the short straight ones of the same pen beside them: stems, bars, dashes."""
    pens = {(s.colour, round(s.width, 2)) for s in chosen if s.colour is not None}
    kept = {id(s) for s in chosen}
    loose = [s for s in strokes if id(s) not in kept and _stem(s, pens)]
    edge = chosen
    while loose and edge:
        beside = _beside([s.box for s in loose], [s.box for s in edge])
        edge = [s for s, near in zip(loose, beside, strict=True) if near]
        loose = [s for s, near in zip(loose, beside, strict=True) if not near]
        kept |= {id(s) for s in edge}
    return [s for s in strokes if id(s) in kept]


def _beside(boxes: list[Box], others: list[Box]) -> np.ndarray:
    """Which boxes stand within STEM_NEAR of one of the others."""
    b = np.array(others)
    near = np.zeros(len(boxes), bool)
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        gaps = np.maximum(np.maximum(b[:, 0] - x1, x0 - b[:, 2]), np.maximum(b[:, 1] - y1, y0 - b[:, 3]))
        near[i] = gaps.min() < STEM_NEAR
    return near


def _stem(stroke: Stroke, pens: set[tuple[int | None, float]]) -> bool:
    size = max(stroke.box[2] - stroke.box[0], stroke.box[3] - stroke.box[1])
    return size < STEM and stroke.fill is None and not stroke.rectangle and (stroke.colour, round(stroke.width, 2)) in pens


def _without_print(strokes: list[Stroke]) -> list[Stroke]:
    """On a page without text, what is no print set as outlines: many fills in one colour are that, of whatever shape."""
    fills = Counter(s.fill for s in strokes if s.colour is None)
    printed = {colour for colour, count in fills.items() if count >= PRINT}
    return [s for s in strokes if s.colour is not None or s.fill not in printed]


def path_length(points: tuple[Point, ...]) -> float:
    """The length of a polyline in points."""
    return sum(math.dist(a, b) for a, b in zip(points, points[1:], strict=False))


def _by_pen(stroke: Stroke, page: Page) -> bool:
    if stroke.rectangle or stroke.opacity <= 0.02 or not stroke.points:
        return False
    width, height = stroke.box[2] - stroke.box[0], stroke.box[3] - stroke.box[1]
    if width * height > 0.5 * page.width * page.height and len(stroke.points) == 1:
        return False
    if stroke.colour is None and stroke.fill is None:
        return False
    nib = nib_width(stroke)
    return NARROWEST <= nib <= WIDEST and not _ruled(stroke)


def nib_width(stroke: Stroke) -> float:
    """The width of the line that a path shows: its own, or for a filled outline area over half its circumference."""
    if stroke.colour is not None:
        return stroke.width
    around = sum(path_length(points) for points in stroke.points)
    return 2.0 * abs(sum(enclosed_area(points) for points in stroke.points)) / max(around, 1e-6)


def _ruled(stroke: Stroke) -> bool:
    """Whether a path runs along the axes for the most part, or is a straight line: drawn with a tool, not by hand."""
    count = sum(len(points) for points in stroke.points)
    if stroke.fill is None and count <= 2:
        return True
    whole = along = 0.0
    for points in stroke.points:
        for a, b in zip(points, points[1:], strict=False):
            length = math.dist(a, b)
            whole += length
            if length > 3.0 and min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.01 * length:
                along += length
    return whole > 0 and along > STRAIGHT * whole


def _runs_below_text(page: Page, last: int) -> list[Stroke]:
    """Ink over which text was put later (a text box flattened into the page): long runs of lively strokes of one pen.

    The colour must be a strong one that no visible text has, so that charts and icons are left out.
    """
    text = {g.colour for g in page.glyphs if g.hidden is None}
    runs: list[list[Stroke]] = [[]]
    for stroke in page.strokes:
        if stroke.seq > last:
            break
        live = stroke.colour is not None and not stroke.closed and sum(map(len, stroke.points)) >= LIVELY
        same = bool(runs[-1]) and (runs[-1][-1].colour, runs[-1][-1].width) == (stroke.colour, stroke.width)
        if live and same and stroke.seq - runs[-1][-1].seq <= 2:
            runs[-1].append(stroke)
        else:
            runs.append([stroke] if live and chroma(stroke.colour or 0) > 60 and stroke.colour not in text else [])
    return [s for run in runs if len(run) >= RUN for s in run if _by_pen(s, page)]


def chroma(colour: int) -> int:
    """How far a colour is from grey: the spread of its three parts, 0-255."""
    parts = (colour >> 16, colour >> 8 & 0xFF, colour & 0xFF)
    return max(parts) - min(parts)


def _parts(stroke: Stroke, order: int) -> list[PenStroke]:
    """A path as pen strokes: its subpaths stay together where they touch (an outline and its hole), else they part."""
    colour = stroke.colour if stroke.colour is not None else stroke.fill
    paths, nib = tuple(stroke.points), nib_width(stroke)
    chain = stroke.colour is None and is_chain(paths)
    if chain:
        paths, nib = way_of_pieces(paths)
    outline, edge = stroke.colour is None and not chain, nib / 2 if chain else 0.0
    groups: list[tuple[list[tuple[Point, ...]], Box]] = []
    for points in paths:
        members, box = [points], _around(points, edge)
        rest = []
        for other, other_box in groups:
            if _gap(box, other_box) <= APART:
                members, box = other + members, _union(box, other_box)
            else:
                rest.append((other, other_box))
        groups = [*rest, (members, box)]
    return [PenStroke(tuple(members), box, colour or 0, nib, order + i, outline, stroke.opacity) for i, (members, box) in enumerate(groups)]


def _around(points: tuple[Point, ...], edge: float) -> Box:
    """The box of a path and of the ink that reaches `edge` points beyond it."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge)


def _union(a: Box, b: Box) -> Box:
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _gap(a: Box, b: Box) -> float:
    return max(a[0] - b[2], b[0] - a[2], a[1] - b[3], b[1] - a[3], 0.0)
