"""Strokes that a program keeps as a chain of short outlines, one for each step of the pen, each overlapping the next.

Taken as the outline of one stroke, such a chain has a length, a width and holes that the ink has not. It is turned back
into the way of the pen here. A letter's hole runs against its outer edge; the pieces of a chain all run the same way round.
"""

from __future__ import annotations

import numpy as np

from pipeline.report import Point

SHORT = 1.5  # nibs; a piece that is no longer is a dot of the pen, told by its middle (chosen)
JOINED = 1.5  # nibs at most between the end of one piece and the beginning of the next (chosen)

Path = tuple[Point, ...]


def enclosed_area(points: Path) -> float:
    """The signed area of a closed polyline in square points (shoelace formula)."""
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, (*points[1:], points[0]), strict=True))


def is_chain(pieces: tuple[Path, ...]) -> bool:
    """Whether several outlines of one path all run the same way round."""
    areas = [enclosed_area(piece) for piece in pieces]
    return len(pieces) > 1 and (all(area > 0 for area in areas) or all(area < 0 for area in areas))


def way_of_pieces(pieces: tuple[Path, ...]) -> tuple[tuple[Path, ...], float]:
    """The ways of the pen that a chain's pieces tell, in their order, and the pen's width in points."""
    frames = [_Frame(piece) for piece in pieces]
    nib = float(np.median([frame.wide for frame in frames]))
    ways: list[list[np.ndarray]] = []
    for frame in frames:
        line = frame.line(nib)
        if ways:
            if len(ways[-1]) == 2 and _apart(ways[-1], line) > _apart(ways[-1][::-1], line):
                ways[-1].reverse()  # nothing before it told which end of the first piece comes first
            if _apart(ways[-1], line[::-1], ends=1) < _apart(ways[-1], line, ends=1):
                line = line[::-1]
            if _apart(ways[-1], line, ends=1) < JOINED * nib:
                ways[-1].extend(line)
                continue
        ways.append(line)
    return tuple(tuple((float(x), float(y)) for x, y in way) for way in ways), nib


def _apart(way: list[np.ndarray], line: list[np.ndarray], ends: int = 2) -> float:
    """How far the end of a way is from the beginning of a line, or from the nearer of its two ends."""
    return min(float(np.hypot(*(way[-1] - end))) for end in (line[0], line[-1])[:ends])


class _Frame:
    """A piece in the frame of its own long axis."""

    def __init__(self, piece: Path) -> None:
        points = np.array(piece)
        _, _, axes = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)
        along, across = ((points - points.mean(axis=0)) @ axes.T).T
        self.long, self.wide = float(np.ptp(along)), float(np.ptp(across))
        self.axis = axes[0]
        self.middle = points.mean(axis=0) + (along.min() + along.max()) / 2 * axes[0] + (across.min() + across.max()) / 2 * axes[1]

    def line(self, nib: float) -> list[np.ndarray]:
        """The pen's way within the piece, without its round ends."""
        if self.long < SHORT * nib:
            return [self.middle]
        reach = (self.long - self.wide) / 2 * self.axis
        return [self.middle - reach, self.middle + reach]
