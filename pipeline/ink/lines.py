"""The lines of a handwritten note, from the order in which its strokes were drawn.

A pen writes one line after the other, so the strokes of a line follow each other: a step back to the left and down begins
the next. Dots and bars that are added to a word afterwards stay within their line's height. Strokes are judged in the
frame of the writing, levelled by the direction in which most steps from stroke to stroke lead.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from pipeline.ink.pen import PenStroke
from pipeline.report import Point

NEAR = 3.5  # letter heights; a longer step to the next stroke says nothing of the line's direction
FEW, MANY = 5, 10  # steps from which a direction can be told at all, and closely
TURNED = 25  # degrees from which a few steps are believed
DECIDED = 0.4  # length of the mean of the steps' directions (0 to 1) below which they lead nowhere
SEARCH = 12  # degrees around the median step in which the direction is looked for
FINE = 0.15  # letter heights of a bin of the profile
LEAST = math.radians(2)  # a smaller slant is left to the line's own fit
BACKWARDS = 0.42  # share of steps to the right below which the file lists the strokes from last to first
ROUNDS = 2
MOVE = 0.5  # of its distance from its own line, at which another line takes a stroke
LOOK_BACK = 12  # strokes that tell where the line stands


@dataclass(frozen=True, slots=True)
class InkLine:
    """The strokes of one written line in writing order; `angle` is its direction in radians, clockwise on the page."""

    strokes: tuple[PenStroke, ...]
    angle: float


def written_order(strokes: tuple[PenStroke, ...], height: float) -> tuple[PenStroke, ...]:
    """Strokes in the order of writing: some programs list them from the last to the first."""
    steps = _steps(strokes, height)
    rightwards = sum(dx > 0 for dx, dy in steps if abs(dx) > abs(dy))
    level = sum(abs(dx) > abs(dy) for dx, dy in steps)
    return strokes[::-1] if level >= MANY and rightwards < BACKWARDS * level else strokes


def cut_lines(strokes: tuple[PenStroke, ...], height: float) -> tuple[InkLine, ...]:
    """Lines from top to bottom of one note's strokes (in writing order); `height` is that of its small letters in points."""
    angle = _direction(strokes, height)
    runs: list[list[tuple[PenStroke, tuple[float, float, float, float]]]] = []
    for stroke in strokes:
        box = _turned(stroke, -angle)
        if runs and _stays([b for _, b in runs[-1]], box, height):
            runs[-1].append((stroke, box))
        else:
            runs.append([(stroke, box)])
    runs = _settled(_joined(runs, height), height)
    return tuple(InkLine(tuple(s for s, _ in run), angle + math.atan(_fit([b for _, b in run], height)[0])) for run in runs)


def _steps(strokes: tuple[PenStroke, ...], height: float) -> list[Point]:
    steps = []
    for a, b in zip(strokes, strokes[1:], strict=False):
        dx, dy = b.middle[0] - a.middle[0], b.middle[1] - a.middle[1]
        if 0.3 * height < math.hypot(dx, dy) < NEAR * height:
            steps.append((dx, dy))
    return steps


def _direction(strokes: tuple[PenStroke, ...], height: float) -> float:
    """The direction of writing in radians.

    The mean of the short steps from stroke to stroke comes near it; the angle around it at which the ink gathers most in
    rows is it (the projection profile of Postl, "Detection of linear oblique structures and skew scan in digitized
    documents", ICPR 1986, with the sum of squares for its sharpness). Too few strokes count as level.
    """
    steps = _steps(strokes, height)
    if len(steps) < FEW:
        return 0.0
    units = np.array(steps) / np.linalg.norm(steps, axis=1, keepdims=True)
    mean = units.mean(axis=0)
    if np.hypot(*mean) < DECIDED:
        return 0.0
    middle = round(math.degrees(math.atan2(mean[1], mean[0])))
    if len(steps) < MANY and abs(middle) < TURNED:
        return 0.0
    points = np.array([p for stroke in strokes for path in stroke.points for p in path])
    best = max(range(middle - SEARCH, middle + SEARCH + 1), key=lambda d: (_sharpness(points, math.radians(d), height), -abs(d)))
    angle = math.radians(best)
    return angle if abs(angle) > LEAST else 0.0


def _sharpness(points: np.ndarray, angle: float, height: float) -> float:
    across = points[:, 1] * math.cos(angle) - points[:, 0] * math.sin(angle)
    rows = np.bincount(((across - across.min()) / (FINE * height)).astype(int))
    return float((rows.astype(float) ** 2).sum())


def _turned(stroke: PenStroke, angle: float) -> tuple[float, float, float, float]:
    """The box of a stroke on a page turned by `angle` around the origin."""
    if angle == 0.0:
        return stroke.box
    points = np.array([p for path in stroke.points for p in path])
    x = points[:, 0] * math.cos(angle) - points[:, 1] * math.sin(angle)
    y = points[:, 0] * math.sin(angle) + points[:, 1] * math.cos(angle)
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def _fit(boxes: list[tuple[float, float, float, float]], height: float) -> tuple[float, float, float]:
    """Slope of the line through the boxes' middles, and its middle (y, x); small strokes (dots) count less."""
    x = np.array([(b[0] + b[2]) / 2 for b in boxes])
    y = np.array([(b[1] + b[3]) / 2 for b in boxes])
    weight = np.array([1.0 if b[3] - b[1] > 0.4 * height else 0.2 for b in boxes])
    cx, cy = float(np.average(x, weights=weight)), float(np.average(y, weights=weight))
    if len(boxes) < 6 or np.ptp(x) < 6 * height:
        return 0.0, cy, cx
    slope = float(np.average((x - cx) * (y - cy), weights=weight) / np.average((x - cx) ** 2, weights=weight))
    return max(-0.2, min(0.2, slope)), cy, cx


def _stays(run: list[tuple[float, float, float, float]], box: tuple[float, float, float, float], height: float) -> bool:
    """Whether the pen is still on the line of `run` when it draws `box`."""
    right = max(b[2] for b in run)
    slope, cy, cx = _fit(run if right - box[2] > 3 * height else run[-LOOK_BACK:], height)
    down = (box[1] + box[3]) / 2 - cy - slope * ((box[0] + box[2]) / 2 - cx)
    ahead, back = box[0] - right, right - box[2]
    if ahead > 8 * height or abs(down) > 2.2 * height:
        return False
    if back > 3 * height and abs(down) > 0.75 * height:
        return False
    if back > 0.8 * height and down > 1.1 * height:
        return False
    return not (ahead > -height and abs(down) > 1.6 * height)


def _joined(runs: list[list], height: float) -> list[list]:
    """Runs of one line put together (a word that was added later), from top to bottom, each line from left to right."""
    lines: list[list] = []
    for run in runs:
        boxes = [b for _, b in run]
        home = None
        for line in lines:
            slope, cy, cx = _fit([b for _, b in line], height)
            _, y, x = _fit(boxes, height)
            top, bottom = _span([b for _, b in line])
            own_top, own_bottom = _span(boxes)
            shared = min(bottom, own_bottom) - max(top, own_top)
            apart = _gap([b for _, b in line], boxes)
            off = abs(y - cy - slope * (x - cx))
            within = shared > 0.8 * (own_bottom - own_top) and apart < height and off < 0.9 * height
            if off < 0.55 * height and apart < 6 * height or within:
                home = line
                break
        if home is None:
            lines.append(list(run))
        else:
            home.extend(run)
    return sorted(lines, key=lambda line: _fit([b for _, b in line], height)[1])


def _settled(lines: list[list], height: float) -> list[list]:
    """The lines with each stroke moved to the one that it clearly stands on: not every program keeps the order of drawing."""
    for _ in range(ROUNDS):
        fits = [_fit([b for _, b in line], height) for line in lines]
        moved: list[list] = [[] for _ in lines]
        for number, line in enumerate(lines):
            for stroke, box in line:
                off = [_off(fit, box) for fit in fits]
                best = min(range(len(lines)), key=lambda i: off[i])
                better = off[best] < MOVE * off[number] and off[number] > 0.6 * height
                near = better and _gap([b for _, b in lines[best]], [box]) < 6 * height
                moved[best if near else number].append((stroke, box))
        lines = [line for line in moved if line]
    return lines


def _off(fit: tuple[float, float, float], box: tuple[float, float, float, float]) -> float:
    """How far the middle of a box is from a fitted line, along y."""
    slope, cy, cx = fit
    return abs((box[1] + box[3]) / 2 - cy - slope * ((box[0] + box[2]) / 2 - cx))


def _span(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float]:
    return min(b[1] for b in boxes), max(b[3] for b in boxes)


def _gap(a: list[tuple[float, float, float, float]], b: list[tuple[float, float, float, float]]) -> float:
    """White between two runs along the line, 0 where they overlap."""
    return max(min(x[0] for x in b) - max(x[2] for x in a), min(x[0] for x in a) - max(x[2] for x in b), 0.0)
