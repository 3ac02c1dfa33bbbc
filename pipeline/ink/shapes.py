"""What one pull of the pen is by its shape alone: a tick, a bracket, a straight or bent line, a loop, or writing."""

from __future__ import annotations

import math

import numpy as np

from pipeline.ink.pen import PenStroke, path_length
from pipeline.report import Point

BENT = 1.9  # times its box's diagonal that a bracket's or an arrow's way is long at most; joined writing winds more
TALL, WIDE, FLAT = 4.5, 7.0, 0.35  # letter heights: taller or wider than writing, and no taller than a dash
STEEPEST = 4.5  # times as tall as wide that the long arm of a tick is at most (chosen)
NARROW = 0.45  # of its length that an arm of a cross may be bent or wide
INNER = 0.15  # of an arm's length at each end, in which the other does not cross it
LOOP = 0.25  # of the loop's way, the gap that may be left where it closes


def way(stroke: PenStroke) -> tuple[Point, ...]:
    """The way of the pen from where it was set down to where it was lifted.

    Of a stroke that is kept as the outline of its ink, this is the middle line: the outline runs there and back again.
    """
    points = max(stroke.points, key=path_length)
    if not stroke.outline:
        return points
    ring = np.array(points)
    apart = np.linalg.norm(ring[:, None] - ring[None, :], axis=2) if len(ring) <= 400 else None
    if apart is None:
        ring = ring[:: len(ring) // 400 + 1]
        apart = np.linalg.norm(ring[:, None] - ring[None, :], axis=2)
    first, last = sorted(int(i) for i in np.unravel_index(apart.argmax(), apart.shape))
    there, back = ring[first : last + 1], np.concatenate([ring[last:], ring[: first + 1]])[::-1]
    steps = max(len(there), len(back), 2)
    middle = (_resampled(there, steps) + _resampled(back, steps)) / 2
    line = tuple((float(x), float(y)) for x, y in middle)
    return line if line[0][0] <= line[-1][0] else line[::-1]


def is_long(stroke: PenStroke, height: float) -> bool:
    """Whether a stroke is too large for a letter of that height and too plain for a joined word."""
    large = stroke.height > TALL * height or stroke.width > WIDE * height
    dash = stroke.width > 4 * height and stroke.height < FLAT * height
    return (large or dash) and winding(stroke) < BENT


def winding(stroke: PenStroke) -> float:
    """The length of the pen's way over the diagonal of its box: 1 for a straight line, 2.4 for a closed loop, more for words."""
    length = sum(path_length(points) for points in stroke.points) / (2.0 if stroke.outline else 1.0)
    return length / max(math.hypot(stroke.width, stroke.height), 1e-6)


def is_tick(stroke: PenStroke) -> bool:
    """Down a little, then up a longer way to the right, both nearly straight."""
    down, up = _arms(stroke)
    return up > 0 and 0.08 * up < down < up / 1.3


def is_plain_tick(stroke: PenStroke) -> bool:
    """A tick that is no arrow's hook either: broad, its first arm short."""
    down, up = _arms(stroke)
    return is_tick(stroke) and down < 0.6 * up and stroke.width > 0.6 * stroke.height


def is_slash(stroke: PenStroke) -> bool:
    """Up to the right in one straight line: a tick made in haste, where it stands alone."""
    down, up = _arms(stroke)
    return up > 0 and down <= 0.08 * up


def _arms(stroke: PenStroke) -> tuple[float, float]:
    """How far a stroke comes down to its lowest point from the left, and goes up from there to the right (points).

    (0, 0) where it does not rise to the right in a nearly straight line. Told by the outermost points alone, so that it is
    the same for the way of a pen and for the outline of its ink.
    """
    points = np.array([p for path in stroke.points for p in path])
    foot, end = points[points[:, 1].argmax()], points[(points[:, 0] - points[:, 1]).argmax()]
    across, up = end[0] - foot[0], foot[1] - end[1]
    if across < 0.5 * stroke.width or up < 0.6 * stroke.height or not 0.35 < up / max(across, 1e-6) < STEEPEST or winding(stroke) > BENT:
        return 0.0, 0.0
    left = points[points[:, 0] <= foot[0] + 0.15 * stroke.width]
    arm = points[points[:, 0] > foot[0] + 0.3 * stroke.width]
    off = np.abs((arm[:, 0] - foot[0]) * -up - (arm[:, 1] - foot[1]) * across) / math.hypot(across, up)
    if len(arm) == 0 or off.max() > 0.16 * math.hypot(across, up) + (stroke.nib if stroke.outline else 0.0):
        return 0.0, 0.0
    return max(0.0, float(foot[1] - left[:, 1].min()) - (stroke.nib if stroke.outline else 0.0)), float(up)


def is_cross(strokes: tuple[PenStroke, ...]) -> bool:
    """Whether strokes are two lines that cross in their middles, drawn in two pulls or in one."""
    paths = [np.array(path) for stroke in strokes for path in stroke.points]
    if len(paths) == 2:
        return _crossing(*paths)
    return len(paths) == 1 and _in_one_pull(strokes[0])


def _crossing(one: np.ndarray, two: np.ndarray) -> bool:
    """Whether two narrow paths, one falling and one rising to the right, meet in the inner part of both."""
    ends = [_axis(path) for path in (one, two)]
    if any(pair is None for pair in ends):
        return False
    (a, b), (c, d) = ends
    slopes = [(q - p)[1] * (q - p)[0] for p, q in ((a, b), (c, d))]
    steep = all(0.2 < abs((q - p)[1]) / max(abs((q - p)[0]), 1e-6) < 5.0 for p, q in ((a, b), (c, d)))
    lengths = sorted(float(np.linalg.norm(q - p)) for p, q in ((a, b), (c, d)))
    if not steep or slopes[0] * slopes[1] >= 0 or lengths[0] < 0.4 * lengths[1]:
        return False
    along = np.linalg.solve(np.column_stack([b - a, c - d]), c - a)
    return bool(((along > INNER) & (along < 1 - INNER)).all())


def _axis(path: np.ndarray) -> tuple[np.ndarray, np.ndarray] | None:
    """The ends of a narrow path's long axis (of a line or of the outline of one); None for a path that is not narrow."""
    points = _resampled(path, 64)
    middle = points.mean(axis=0)
    _, spread, axes = np.linalg.svd(points - middle, full_matrices=False)
    if spread[1] > NARROW * spread[0]:
        return None
    along = (points - middle) @ axes[0]
    return middle + along.min() * axes[0], middle + along.max() * axes[0]


def _in_one_pull(stroke: PenStroke) -> bool:
    """Whether one pull of the pen runs through all four corners of its box and its middle, and leaves most sides open."""
    points = _resampled(np.array(stroke.points[0]), 64)
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    wide, tall = x1 - x0, y1 - y0
    if not 0.45 < wide / max(tall, 1e-6) < 2.2 or winding(stroke) > 4.0:
        return False
    unit = (points - (x0, y0)) / (wide, tall)

    def distance(x: float, y: float) -> float:
        return float(np.hypot(unit[:, 0] - x, unit[:, 1] - y).min())

    corners = all(distance(x, y) < 0.34 for x in (0, 1) for y in (0, 1))
    sides = sum(distance(x, y) > 0.2 for x, y in ((0.5, 0), (0.5, 1), (0, 0.5), (1, 0.5)))
    return corners and sides >= 3 and distance(0.5, 0.5) < 0.22


def is_loop(stroke: PenStroke) -> bool:
    """Whether the pen came back to where it began, around an open middle: a circle around something."""
    if stroke.outline:
        return len(stroke.points) == 2 and stroke.nib < 0.15 * min(stroke.width, stroke.height)
    points = way(stroke)
    length = path_length(points)
    return len(points) > 6 and math.dist(points[0], points[-1]) < LOOP * length and 2.0 < winding(stroke) < 4.0


def straight(points: tuple[Point, ...], share: float = 0.85) -> bool:
    """Whether the ends lie at least `share` of the way's length apart."""
    return len(points) < 2 or math.dist(points[0], points[-1]) > share * path_length(points)


def _resampled(points: np.ndarray, count: int) -> np.ndarray:
    along = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    wanted = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(wanted, along, points[:, 0]), np.interp(wanted, along, points[:, 1])], axis=1)
