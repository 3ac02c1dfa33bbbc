"""Filled boxes inside a picture: the bubbles, cards and code blocks that a screenshot shows."""

from __future__ import annotations

import cv2
import numpy as np

from pipeline.report import Box, Panel

DENSITY, MOST_PIXELS = 1.5, 4_000_000  # pixels a point, and in all, at which a picture is looked at
STEP = 3  # levels of a channel within which colours are one: the noise of a JPEG
SHARE = 0.002  # of the picture that a fill covers at least
MIN_WIDTH, MIN_HEIGHT = 30.0, 13.0  # points, as for boxes drawn on the page
SOLID = 0.5  # share of its box that a fill covers; the words on it cover the rest
WHOLE = 0.97  # share of the region from which a fill as wide is the page and no box on it


def picture_panels(image: np.ndarray, region: Box) -> tuple[Panel, ...]:
    """The filled boxes of an RGB picture that is shown in `region` (points), top to bottom, in points.

    A fill is one even colour over an area that holds together and covers most of its box; one as wide as the picture is
    the page itself.
    """
    points = (region[2] - region[0]) / image.shape[1]
    found: list[Panel] = []
    for colour in _frequent(image):
        low, high = np.clip(colour.astype(int) - STEP, 0, 255), np.clip(colour.astype(int) + STEP, 0, 255)
        mask = cv2.inRange(image, low.astype(np.uint8), high.astype(np.uint8))
        found += [Panel(box, _packed(colour)) for box in _boxes(mask, region, points)]
    return tuple(sorted(_distinct(found), key=lambda panel: (panel.box[1], panel.box[0])))


def _frequent(image: np.ndarray) -> list[np.ndarray]:
    """The colours that cover SHARE of the picture or more, most frequent first."""
    keys = (image[:, :, 0].astype(np.uint32) << 16) | (image[:, :, 1].astype(np.uint32) << 8) | image[:, :, 2]
    values, counts = np.unique(keys, return_counts=True)
    order = np.argsort(counts)[::-1][:24]
    chosen: list[np.ndarray] = []
    for value, count in zip(values[order], counts[order], strict=True):
        if count < SHARE * keys.size:
            break
        colour = np.array([value >> 16, value >> 8 & 255, value & 255], np.uint8)
        if all(np.abs(colour.astype(int) - other).max() > STEP for other in chosen):
            chosen.append(colour)
    return chosen


def _boxes(mask: np.ndarray, region: Box, points: float) -> list[Box]:
    """Boxes (points) of the solid areas of `mask`. A fill holds together around the words that stand on it."""
    opened = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    shapes = stats[1:count].tolist()
    if any(width > WHOLE * mask.shape[1] and height > 0.5 * mask.shape[0] for _, _, width, height, _ in shapes):
        return []  # the ground of the picture, cut into boxes by frames and rules
    boxes = []
    for left, top, width, height, filled in shapes:
        if width * points < MIN_WIDTH or height * points < MIN_HEIGHT or filled < SOLID * width * height or width > WHOLE * mask.shape[1]:
            continue
        boxes.append((region[0] + left * points, region[1] + top * points, region[0] + (left + width) * points, region[1] + (top + height) * points))
    return boxes


def _distinct(panels: list[Panel]) -> list[Panel]:
    """Without a second box at the same place, found in a neighbouring shade."""
    kept: list[Panel] = []
    for panel in panels:
        if not any(all(abs(a - b) < 4 for a, b in zip(panel.box, other.box, strict=True)) for other in kept):
            kept.append(panel)
    return kept


def _packed(colour: np.ndarray) -> int:
    return int(colour[0]) << 16 | int(colour[1]) << 8 | int(colour[2])
