"""One written line drawn alone, black on white, levelled, at the size that the recogniser reads."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.ink.lines import InkLine
from pipeline.report import Box

LINE = 48  # pixels of the picture's height, that of the recogniser's input
LETTER = 24.0  # pixels of a small letter's height at most
EDGE = 5  # pixels of paper above and below
SIDE = 12  # pixels of paper before and behind
WIDEST = 2400  # pixels
PEN = 2.0  # pixels of the pen's line
SHIFT = 4  # fractional bits of OpenCV's drawing coordinates


@dataclass(frozen=True, slots=True)
class LinePicture:
    """An RGB picture of one line. A page point (x, y) is drawn at `matrix` @ (x, y, 1)."""

    image: np.ndarray
    matrix: np.ndarray  # 2 × 3

    def box_on_page(self, left: float, right: float) -> Box:
        """The box on the page that encloses the columns from `left` to `right` of the picture."""
        inverse = cv2.invertAffineTransform(self.matrix)
        height = self.image.shape[0]
        corners = np.array([[left, EDGE], [right, EDGE], [right, height - EDGE], [left, height - EDGE]])
        points = corners @ inverse[:, :2].T + inverse[:, 2]
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        return float(x0), float(y0), float(x1), float(y1)


def draw_line(line: InkLine, height: float, pen: float = PEN) -> LinePicture:
    """The picture of a line whose small letters are `height` points high."""
    cos, sin = math.cos(-line.angle), math.sin(-line.angle)
    turn = np.array([[cos, -sin], [sin, cos]])
    paths = [[np.array(path) @ turn.T for path in stroke.points] for stroke in line.strokes]
    corners = np.concatenate([path for stroke in paths for path in stroke])
    (x0, y0), (x1, y1) = corners.min(axis=0), corners.max(axis=0)
    scale = min(LETTER / max(height, 1.0), (LINE - 2 * EDGE) / max(y1 - y0, 1.0), WIDEST / max(x1 - x0, 1.0))
    top = (LINE - (y1 - y0) * scale) / 2
    shift = np.array([SIDE - x0 * scale, top - y0 * scale])
    image = np.full((LINE, math.ceil((x1 - x0) * scale) + 2 * SIDE, 3), 255, np.uint8)
    for stroke, own in zip(line.strokes, paths, strict=True):
        pixels = [np.round((path * scale + shift) * (1 << SHIFT)).astype(np.int32) for path in own]
        if stroke.outline:
            cv2.fillPoly(image, pixels, (0, 0, 0), cv2.LINE_AA, SHIFT)
            thicker = round(pen - stroke.nib * scale)
            if thicker > 0:
                cv2.polylines(image, pixels, True, (0, 0, 0), thicker, cv2.LINE_AA, SHIFT)
        else:
            cv2.polylines(image, pixels, False, (0, 0, 0), max(1, round(pen)), cv2.LINE_AA, SHIFT)
    return LinePicture(image, np.column_stack([turn * scale, shift]))
