"""Rules and drawn root signs: the strokes that structure formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.layout.strokes import clipped
from pipeline.report import Box, Stroke

THICK = 1.6  # points; a bar of a fraction is no thicker
SHORT = 2.0  # points; nor shorter than this


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin horizontal line from x0 to x1 with its middle at y. `joined` says that an upright line meets an end of it
    (it is then part of a frame or of a ruled table)."""

    x0: float
    x1: float
    y: float
    joined: bool = False

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True, slots=True)
class Root:
    """A root sign drawn as a path: its box, and where the line over its content begins."""

    box: Box
    bar: float


def find_rules(strokes: Sequence[Stroke]) -> list[Rule]:
    """Thin horizontal strokes and filled bars, narrowest first; doubly drawn ones once."""
    bars: list[Box] = []
    uprights: list[Box] = []
    for stroke in strokes:
        if stroke.source != "page" or (stroke.fill is None and stroke.colour is None) or _root(stroke) is not None:
            continue
        for box in _pieces(stroke):
            width, height = box[2] - box[0], box[3] - box[1]
            if height <= THICK and width >= SHORT and width > 2.5 * height:
                bars.append(box)
            elif width <= THICK and height > 4 * max(width, 0.5):
                uprights.append(box)
    seen: set[tuple[int, int, int]] = set()
    rules = []
    for x0, y0, x1, y1 in bars:
        y = (y0 + y1) / 2
        key = (round(x0), round(x1), round(y))
        if key not in seen:
            seen.add(key)
            rules.append(Rule(x0, x1, y, any(_meets(u, x0, x1, y) for u in uprights)))
    return sorted(rules, key=lambda r: (r.width, r.y, r.x0))


def find_roots(strokes: Sequence[Stroke]) -> list[Root]:
    """Root signs drawn as filled paths with their bar in one piece, as KaTeX does (the bar runs on under a clip)."""
    roots = [root for stroke in strokes if (root := _root(stroke)) is not None]
    return sorted(roots, key=lambda r: (r.box[2] - r.box[0], r.box[1], r.box[0]))


def _root(stroke: Stroke) -> Root | None:
    if stroke.fill is None or stroke.rectangle or stroke.source != "page":
        return None
    x0, y0, x1, y1 = box = clipped(stroke)
    height = y1 - y0
    if not (4 <= height <= 120 and x1 - x0 >= 0.5 * height):
        return None
    bar = _bar_start(stroke, x1)
    if bar is None or not x0 < bar < x1 - 1 or bar - x0 > 1.6 * height:
        return None
    # The sign's foot is a vertex at the bottom, left of the bar; nothing else reaches down there.
    low = [x for points in stroke.points for x, y in points if y > stroke.box[3] - 0.15 * height]
    return Root(box, bar) if low and max(low) <= bar + 0.1 * height else None


def _pieces(stroke: Stroke) -> list[Box]:
    if stroke.fill is None and len(stroke.points) >= 1 and not stroke.rectangle:
        # A stroked path: each straight piece is a line of its own, unless it is a long drawing.
        if sum(len(points) for points in stroke.points) > 12:
            return []
        return [
            _cut((min(p[0], q[0]), min(p[1], q[1]), max(p[0], q[0]), max(p[1], q[1])), stroke)
            for points in stroke.points
            for p, q in pairwise(points)
        ]
    if stroke.rectangle:
        x0, y0, x1, y1 = clipped(stroke)
        if stroke.fill is None and y1 - y0 > THICK and x1 - x0 > THICK:
            return [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
        return [(x0, y0, x1, y1)]
    # Several bars may be filled as one path.
    return [
        _cut((min(x for x, _ in p), min(y for _, y in p), max(x for x, _ in p), max(y for _, y in p)), stroke)
        for p in stroke.points
        if 4 <= len(p) <= 5
    ]


def _cut(box: Box, stroke: Stroke) -> Box:
    if stroke.clip is None:
        return box
    c = stroke.clip
    x0, y0 = max(box[0], c[0]), max(box[1], c[1])
    return x0, y0, max(x0, min(box[2], c[2])), max(y0, min(box[3], c[3]))


def _meets(upright: Box, x0: float, x1: float, y: float) -> bool:
    if not upright[1] - 1.2 <= y <= upright[3] + 1.2:
        return False
    return any(upright[0] - 1.2 <= x <= upright[2] + 1.2 for x in (x0, x1))


def _bar_start(stroke: Stroke, right: float) -> float | None:
    """Left end of the longest edge along the top of the path."""
    top = stroke.box[1]
    best: tuple[float, float] | None = None
    for points in stroke.points:
        for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
            if abs(ay - top) < 0.6 and abs(by - top) < 0.6:
                left, length = min(ax, bx), min(max(ax, bx), right) - min(ax, bx)
                if length > 1.0 and (best is None or length > best[0]):
                    best = (length, left)
    return best[1] if best else None
