"""Marks among pen strokes: ticks and crosses, told by their shape."""

from __future__ import annotations

from pipeline.ink.groups import InkGroup
from pipeline.report import Point, Stroke

LARGEST = 75.0  # points; a longer stroke is a bracket or an arrow


def mark_of(group: InkGroup) -> str | None:
    """ "✓" or "✗" where a group of one or two strokes is such a mark and nothing else, else None."""
    strokes = group.letters + group.pointers
    wide, tall = group.box[2] - group.box[0], group.box[3] - group.box[1]
    if not 4.0 < max(wide, tall) <= LARGEST or len(strokes) > 2:
        return None
    if len(strokes) == 1 and is_tick(strokes[0]):
        return "✓"
    return "✗" if len(strokes) == 2 and _crossed(*strokes) else None


def is_tick(stroke: Stroke) -> bool:
    """Down a little to the right, then up a long way to the right."""
    points = [point for path in stroke.points for point in path]
    if len(points) < 4 or stroke.fill is not None:
        return False
    low = max(range(len(points)), key=lambda i: points[i][1])
    start, foot, end = points[0], points[low], points[-1]
    down, up = foot[1] - start[1], foot[1] - end[1]
    wide = stroke.box[2] - stroke.box[0]
    return 0 < low < len(points) - 1 and up > 1.3 * max(down, 0.1) and down > 0.08 * up and end[0] - foot[0] > 0.35 * wide and foot[0] > start[0] and wide > 0.5 * up


def _crossed(one: Stroke, two: Stroke) -> bool:
    """Two nearly straight diagonals of opposite slope through each other's middle."""
    lines = []
    for stroke in (one, two):
        points = [point for path in stroke.points for point in path]
        if len(points) < 2 or stroke.fill is not None or not _straight(points):
            return False
        lines.append((points[0], points[-1]))
    slopes = [(b[1] - a[1]) * (b[0] - a[0]) for a, b in lines]
    steep = all(abs(b[0] - a[0]) > 0.25 * abs(b[1] - a[1]) and abs(b[1] - a[1]) > 0.25 * abs(b[0] - a[0]) for a, b in lines)
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in lines]
    reach = max(abs(lines[0][0][0] - lines[0][1][0]), abs(lines[0][0][1] - lines[0][1][1]))
    near = abs(middles[0][0] - middles[1][0]) < 0.35 * reach and abs(middles[0][1] - middles[1][1]) < 0.35 * reach
    return steep and near and slopes[0] * slopes[1] < 0


def _straight(points: list[Point]) -> bool:
    length = sum(((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in zip(points, points[1:], strict=False))
    direct = ((points[-1][0] - points[0][0]) ** 2 + (points[-1][1] - points[0][1]) ** 2) ** 0.5
    return direct > 0.85 * length
