"""What an outline is, in numbers that do not depend on how its curves are written.

Two independent measures: the outline's box and its area moments up to the second order (after Hu, "Visual pattern recognition
by moment invariants", 1962, without the invariance to rotation: a turned arrow is another arrow), by fontTools' pens; and how
much of each cell of a grid over the box is inked, by MuPDF's rasteriser.
"""

from __future__ import annotations

import math

import numpy as np
import pymupdf
from fontTools.pens.basePen import BasePen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.momentsPen import MomentsPen
from fontTools.pens.recordingPen import RecordingPen
from pymupdf import mupdf

from pipeline.glyphs.program import Outline

MEASURES = 9  # numbers of box and moments
GRID = 8  # cells in a row and in a column
SIZE = MEASURES + GRID * GRID
_FINE = 4  # pixels along the side of a cell
_THIN = 1e-3  # em; the least side of a box


def signature(outline: Outline) -> np.ndarray | None:
    """SIZE numbers of the outline, None for an empty one (or one without area).

    In em: width, height, height of the box's middle over the baseline, square root of the area, centroid from the middle of
    the box (x, y), the second central moments as lengths (xx, xy, yy; roots with their sign). Then the inked share of each
    cell, row by row from the top.
    """
    bounds, moments = BoundsPen(None), MomentsPen()
    recorded = RecordingPen()
    recorded.value = list(outline)
    recorded.replay(bounds)
    recorded.replay(moments)
    area = moments.area
    if bounds.bounds is None or abs(area) < 1e-6:
        return None
    x0, y0, x1, y1 = bounds.bounds
    x, y = moments.momentX / area, moments.momentY / area
    second = (moments.momentXX / area - x * x, moments.momentXY / area - x * y, moments.momentYY / area - y * y)
    roots = (math.copysign(math.sqrt(abs(value)), value) for value in second)
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    measures = [x1 - x0, y1 - y0, middle[1], math.sqrt(abs(area)), x - middle[0], y - middle[1], *roots]
    return np.concatenate([measures, _inked(recorded, bounds.bounds)])


def _inked(recorded: RecordingPen, bounds: tuple[float, float, float, float]) -> np.ndarray:
    x0, y0, x1, y1 = bounds
    side = GRID * _FINE
    across, down = side / max(x1 - x0, _THIN), side / max(y1 - y0, _THIN)
    pen = _PathPen()
    recorded.replay(pen)
    pixels = mupdf.FzPixmap(mupdf.FzColorspace(), side, side, mupdf.FzSeparations(), 1)
    mupdf.fz_clear_pixmap(pixels)
    device = mupdf.fz_new_draw_device(mupdf.FzMatrix(), pixels)
    matrix = mupdf.FzMatrix(across, 0, 0, -down, -x0 * across, y1 * down)
    mupdf.fz_fill_path(device, pen.path, 0, matrix, mupdf.FzColorspace(), None, 1.0, mupdf.FzColorParams())
    mupdf.fz_close_device(device)
    samples = np.frombuffer(pymupdf.Pixmap(pixels).samples, dtype=np.uint8).reshape(GRID, _FINE, GRID, _FINE)
    return samples.mean(axis=(1, 3)).ravel() / 255


class _PathPen(BasePen):
    """Draws into a MuPDF path."""

    def __init__(self) -> None:
        super().__init__(None)
        self.path = mupdf.FzPath()

    def _moveTo(self, point: tuple[float, float]) -> None:
        mupdf.fz_moveto(self.path, *point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        mupdf.fz_lineto(self.path, *point)

    def _curveToOne(self, one: tuple[float, float], two: tuple[float, float], point: tuple[float, float]) -> None:
        mupdf.fz_curveto(self.path, *one, *two, *point)

    def _closePath(self) -> None:
        mupdf.fz_closepath(self.path)
