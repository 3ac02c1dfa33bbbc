"""Arithmetic of boxes (x0, y0, x1, y1)."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.report import Box, Point


def intersect(a: Box, b: Box) -> Box:
    """The common part of two boxes; a box of no area at the nearer edge when they have none."""
    x0, y0 = max(a[0], b[0]), max(a[1], b[1])
    return x0, y0, max(x0, min(a[2], b[2])), max(y0, min(a[3], b[3]))


def area(box: Box) -> float:
    """The area of a box in square points."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def around(points: Iterable[Point]) -> Box:
    """The smallest box that holds the points (at least one)."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def touches(a: Box, b: Box) -> bool:
    """Whether two boxes share a point; lines (boxes of no height or width) count."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
