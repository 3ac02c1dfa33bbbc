"""Painted vector paths of a page as strokes."""

from __future__ import annotations

import math
from functools import lru_cache

import pymupdf

from pipeline.reading.boxes import around, intersect, touches
from pipeline.reading.paint import Paint, PaintState
from pipeline.report import Box, Point, Stroke

_CLOSE = 0.01  # points; segments that end where the next begins
_MIN_CURVE, _MAX_CURVE = 3, 16  # line segments a Bézier curve is sampled into
_CURVE_STEP = 4.0  # points of control polygon for each segment
_BLENDED = 0.5  # opacity given to paint under a blend mode such as Multiply, through which the page shows


def read_strokes(page: pymupdf.Page, paint: Paint,
                 type3: dict[int, Box] | None = None) -> tuple[tuple[Stroke, ...], dict[int, int]]:
    """The painted paths of a page, and the colours of its Type 3 glyphs.

    Every painted path of the page that shows, in paint order; `seq` is comparable with glyphs'.

    `box` is what clips leave of the path (without the line's width), `clip` the clip where it cuts the path. Paint under
    a blend mode other than Normal has an opacity of at most 0.5. Paths with a `seq` from `paint.content_end` on are the
    appearance of annotations (`source` "annotation"). `type3` holds the box of each operation of Type 3 text; a path that
    is the shape of such text is no stroke: its fill is returned as the colour of that operation. The page's rotation must
    be 0.
    """
    bounds = tuple(page.rect)
    strokes = []
    colours: dict[int, int] = {}
    boxes = type3 or {}
    for drawing in page.get_cdrawings():
        seq = drawing["seqno"]
        if seq >= len(paint.states):
            break  # form widgets
        state = paint.states[seq]
        if state.mask:
            continue
        glyph = boxes.get(paint.outlines.get(seq, -1))
        if glyph is not None and _inside(drawing["rect"], glyph):
            colours[paint.outlines[seq]] = srgb(drawing.get("fill") or drawing.get("color")) or 0
            continue
        source = "page" if seq < paint.content_end else "annotation"
        stroke = _stroke(drawing, state, bounds, source)
        if stroke is not None:
            strokes.append(stroke)
    return tuple(strokes), colours


def flatten(items: list[tuple]) -> tuple[tuple[Point, ...], ...]:
    """A path's segments as MuPDF reports them ("l", "c", "re", "qu"), as one tuple of points for each subpath."""
    subpaths: list[tuple[Point, ...]] = []
    current: list[Point] = []
    for item in items:
        kind = item[0]
        if kind == "re":
            x0, y0, x1, y1 = item[1]
            subpaths.append(((x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)))
            continue
        if kind == "qu":
            upper_left, upper_right, lower_left, lower_right = (tuple(point) for point in item[1])
            subpaths.append((upper_left, upper_right, lower_right, lower_left, upper_left))
            continue
        start = item[1]
        if not current or abs(current[-1][0] - start[0]) > _CLOSE or abs(current[-1][1] - start[1]) > _CLOSE:
            if current:
                subpaths.append(tuple(current))
            current = [start]
        if kind == "l":
            current.append(item[2])
        else:
            current.extend(sample_curve(*item[1:5]))
    if current:
        subpaths.append(tuple(current))
    return tuple(subpaths)


def sample_curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    """Points of a cubic Bézier curve, its start left out, evenly spaced in the parameter."""
    length = math.dist(start, first) + math.dist(first, second) + math.dist(second, end)
    count = min(_MAX_CURVE, max(_MIN_CURVE, math.ceil(length / _CURVE_STEP)))
    (x0, y0), (x1, y1), (x2, y2) = start, first, second
    x3, y3 = end
    points = [(a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3) for a, b, c, d in _weights(count)]
    points.append(end)
    return points


@lru_cache(maxsize=_MAX_CURVE)
def _weights(count: int) -> tuple[tuple[float, float, float, float], ...]:
    """The Bernstein polynomials of degree 3 at the inner ones of `count` even steps."""
    steps = [(1.0 - step / count, step / count) for step in range(1, count)]
    return tuple((u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t) for u, t in steps)


def srgb(colour: tuple[float, ...] | None) -> int | None:
    """An sRGB integer for three parts of 0 to 1, None for no colour."""
    if not colour:
        return None
    red, green, blue = (min(255, max(0, round(part * 255))) for part in colour[:3])
    return red << 16 | green << 8 | blue


def _stroke(drawing: dict, state: PaintState, bounds: Box, source: str) -> Stroke | None:
    clip = state.clip
    points = flatten(drawing["items"])
    if not points:
        return None
    whole = around(point for subpath in points for point in subpath)
    if not touches(whole, bounds):
        return None
    if clip is not None and not touches(whole, clip):
        return None
    box = intersect(whole, bounds)
    cut = None
    if clip is not None and not _inside(box, clip):
        cut = clip
        box = intersect(box, clip)
    kind = drawing["type"]
    opacity = drawing["fill_opacity" if "f" in kind else "stroke_opacity"] * state.alpha
    if state.blended:
        opacity = min(opacity, _BLENDED)
    return Stroke(
        points=points,
        box=box,
        colour=srgb(drawing.get("color")) if "s" in kind else None,
        fill=srgb(drawing.get("fill")) if "f" in kind else None,
        width=(drawing.get("width") or 0.0) if "s" in kind else 0.0,
        opacity=round(opacity, 4),
        rectangle=len(points) == 1 and _is_rectangle(points[0]),
        closed=bool(drawing.get("closePath")) or "f" in kind or points[0][0] == points[0][-1],
        seq=drawing["seqno"],
        source=source,
        clip=cut,
    )


def _inside(box: Box, outer: Box) -> bool:
    return (box[0] >= outer[0] - _CLOSE and box[1] >= outer[1] - _CLOSE
            and box[2] <= outer[2] + _CLOSE and box[3] <= outer[3] + _CLOSE)


def _is_rectangle(points: tuple[Point, ...]) -> bool:
    corners = points[:-1] if math.dist(points[0], points[-1]) <= _CLOSE else points
    if len(corners) != 4:
        return False
    x0, y0, x1, y1 = around(corners)
    return all(min(abs(x - x0), abs(x - x1)) <= _CLOSE and min(abs(y - y0), abs(y - y1)) <= _CLOSE for x, y in corners)
