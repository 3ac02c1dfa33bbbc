"""Horizontal braces that are drawn as paths, as KaTeX draws them: an end, the point and an end, each cut off by a clip.

The measures are those of KaTeX's own drawing (`svgGeometry.js`): the ends take a quarter of the width each, the point the half
between them, and it stands off the ends by two thirds of their height.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from pipeline.layout.math.braces import Brace
from pipeline.layout.strokes import clipped
from pipeline.report import Box, Stroke

_HEIGHT = 0.548  # em from the tips of the ends to the point
_LOW = (1.5, 12.0)  # points from top to bottom of a piece
_OFF = (0.45, 0.85)  # of a piece's height by which the point stands off the ends
_LEVEL = 0.3  # points
_SLACK = 0.06  # of the brace's width


def drawn_braces(strokes: Sequence[Stroke]) -> list[Brace]:
    """The drawn braces of a page, from left to right."""
    pieces = sorted((clipped(stroke) for stroke in strokes if _piece(stroke)), key=lambda box: (box[1], box[0]))
    found = []
    for index, one in enumerate(pieces):
        level = takewhile(lambda other, top=one[1]: other[1] - top <= _LEVEL, pieces[index + 1 :])
        for left, right in (sorted((one, other)) for other in level if abs(other[3] - one[3]) <= _LEVEL):
            point = next((piece for piece in pieces if _between(left, piece, right)), None)
            if point is not None:
                top, bottom = min(left[1], point[1]), max(left[3], point[3])
                found.append(Brace(left[0], right[2], (top + bottom) / 2, (bottom - top) / _HEIGHT))
    return sorted(found, key=lambda brace: (brace.x0, brace.y))


def _piece(stroke: Stroke) -> bool:
    if stroke.fill is None or stroke.rectangle or stroke.clip is None or stroke.source != "page":
        return False
    x0, y0, x1, y1 = clipped(stroke)
    return _LOW[0] <= y1 - y0 <= _LOW[1] and x1 - x0 >= 1.5 and max(map(len, stroke.points), default=0) > 6


def _between(left: Box, point: Box, right: Box) -> bool:
    """Whether `point` is the middle half of the brace that the others end."""
    width, height = right[2] - left[0], left[3] - left[1]
    quarters = (left[2], left[0] + width / 4), (point[0], left[0] + width / 4), (point[2], right[2] - width / 4), (right[0], right[2] - width / 4)
    off = abs(point[1] + point[3] - left[1] - left[3]) / 2
    return _OFF[0] * height <= off <= _OFF[1] * height and all(abs(x - at) <= _SLACK * width for x, at in quarters)
