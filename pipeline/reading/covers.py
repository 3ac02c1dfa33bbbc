"""What a page paints opaquely, in paint order: fills, wide pen strokes, pictures and gradients."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.reading.boxes import area, intersect
from pipeline.reading.paint import Paint
from pipeline.report import Box, Stroke

_OPAQUE = 0.95  # opacity from which paint hides what lies beneath
_SMALLEST = 4.0  # square points; nothing smaller hides a glyph
_WIDE_PEN = 3.0  # points; narrower pens cross letters out but leave them readable
_RASTER = 2.0  # pixels for each point of the map of paint
_SHIFT = 4  # fractional bits of OpenCV's coordinates


@dataclass(frozen=True, slots=True)
class Cover:
    """One opaque paint. `colour` is None for a picture or gradient; `paths` is empty where the whole box is painted.

    `pen` is the width of the pen that drew `paths`, 0 where they are filled.
    """

    seq: int
    box: Box
    colour: int | None
    paths: tuple[tuple[tuple[float, float], ...], ...] = ()
    pen: float = 0.0


def find_covers(strokes: tuple[Stroke, ...], paint: Paint, bounds: Box) -> tuple[Cover, ...]:
    """The opaque paint of a page (annotations' appearances included), in paint order. `strokes` are not turned."""
    covers = [cover for stroke in strokes if stroke.opacity >= _OPAQUE and paint.states[stroke.seq].solid
              for cover in _of_stroke(stroke)]
    for image in paint.images:
        state = paint.states[image.seq]
        if not image.masked and not image.stencil and state.solid and image.alpha * state.alpha >= _OPAQUE:
            covers.append(Cover(image.seq, _clipped(image.box, state.clip, bounds), None))
    for seq, box in paint.shades:
        if paint.states[seq].solid:
            covers.append(Cover(seq, _clipped(box, paint.states[seq].clip, bounds), None))
    return tuple(sorted((cover for cover in covers if area(cover.box) >= _SMALLEST), key=lambda cover: cover.seq))


def paint_map(covers: list[Cover], bounds: Box) -> np.ndarray:
    """For each raster pixel (2 a point) the paint order of the last of `covers` that lies on it, -1 for none.

    The map is a float32 array, which OpenCV can draw into and which holds whole numbers to 2^24.
    """
    width, height = (max(1, math.ceil((bounds[axis + 2] - bounds[axis]) * _RASTER)) for axis in (0, 1))
    canvas = np.full((height, width), -1.0, np.float32)
    for cover in covers:
        x0, y0, x1, y1 = _pixels(cover.box, width, height)
        window = canvas[y0:y1, x0:x1]
        if window.size == 0:
            continue
        if not cover.paths:
            window[:] = cover.seq
            continue
        polygons = [np.rint((np.asarray(path) * _RASTER - (x0, y0)) * (1 << _SHIFT)).astype(np.int32)
                    for path in cover.paths]
        mask = np.zeros(window.shape, np.uint8)
        if cover.pen > 0:
            cv2.polylines(mask, polygons, False, 1, max(1, round(cover.pen * _RASTER)), cv2.LINE_8, _SHIFT)
        else:
            cv2.fillPoly(mask, polygons, 1, cv2.LINE_8, _SHIFT)
        window[mask > 0] = cover.seq
    return canvas


def hidden_share(canvas: np.ndarray, box: Box, seq: int) -> float:
    """The share of a box on which something was painted after `seq`."""
    x0, y0, x1, y1 = _pixels(box, canvas.shape[1], canvas.shape[0])
    window = canvas[y0:y1, x0:x1]
    return float((window > seq).mean()) if window.size else 0.0


def _of_stroke(stroke: Stroke) -> list[Cover]:
    """Where a path hides what is beneath: its fill, and its line where the pen is wide."""
    covers = []
    if stroke.fill is not None:
        covers.append(Cover(stroke.seq, stroke.box, stroke.fill, () if stroke.rectangle else stroke.points))
    if stroke.colour is not None and stroke.width >= _WIDE_PEN:
        half = stroke.width / 2
        x0, y0, x1, y1 = stroke.box
        box = (max(0.0, x0 - half), max(0.0, y0 - half), x1 + half, y1 + half)
        box = box if stroke.clip is None else intersect(box, stroke.clip)
        covers.append(Cover(stroke.seq, box, stroke.colour, stroke.points, stroke.width))
    return covers


def _clipped(box: Box, clip: Box | None, bounds: Box) -> Box:
    box = intersect(box, bounds)
    return box if clip is None else intersect(box, clip)


def _pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = (round(value * _RASTER) for value in box)
    x0, y0 = max(0, min(x0, width - 1)), max(0, min(y0, height - 1))
    return x0, y0, min(width, max(x1, x0 + 1)), min(height, max(y1, y0 + 1))
