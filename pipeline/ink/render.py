"""Pen strokes drawn alone, black on white, at the size that the recogniser reads best."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.report import Box, Stroke

LETTER = 26.0  # pixels of a small letter's height
MARGIN = 24  # pixels of paper around the ink
LARGEST = 3000  # pixels of either side
SHIFT = 4  # fractional bits of cv2's drawing coordinates


def render(strokes: tuple[Stroke, ...], box: Box, height: float) -> tuple[np.ndarray, float]:
    """An RGB image of `strokes` and its scale in pixels a point; `height` is that of a small letter in points."""
    side = max(box[2] - box[0], box[3] - box[1], 1.0)
    scale = min(LETTER / max(height, 2.0), LARGEST / side)
    shape = (int((box[3] - box[1]) * scale) + 2 * MARGIN, int((box[2] - box[0]) * scale) + 2 * MARGIN)
    image = np.full((*shape, 3), 255, dtype=np.uint8)
    for stroke in strokes:
        paths = [_pixels(path, box, scale) for path in stroke.points if path]
        if stroke.fill is not None:
            cv2.fillPoly(image, paths, (0, 0, 0), lineType=cv2.LINE_AA, shift=SHIFT)
        else:
            width = max(2, min(round(stroke.width * scale), round(LETTER / 6)))
            for path in paths:
                cv2.polylines(image, [path], False, (0, 0, 0), width, cv2.LINE_AA, SHIFT)
    return image, scale


def _pixels(path: tuple[tuple[float, float], ...], box: Box, scale: float) -> np.ndarray:
    points = (np.array(path) - (box[0], box[1])) * scale + MARGIN
    return np.round(points * (1 << SHIFT)).astype(np.int32)
