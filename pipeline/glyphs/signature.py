"""What an outline is, in a few numbers that do not depend on how its curves are written.

The signature is the outline's box, its area moments up to the second order (after Hu, "Visual pattern recognition by moment
invariants", 1962, without the invariance to rotation: a turned arrow is another arrow) and its length, as fontTools' pens
measure them. All are in em, so that the scale of the file does not matter.
"""

from __future__ import annotations

import math

import numpy as np
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.momentsPen import MomentsPen
from fontTools.pens.perimeterPen import PerimeterPen
from fontTools.pens.recordingPen import RecordingPen

from pipeline.glyphs.program import Outline

SIZE = 10  # numbers in a signature
_TOLERANCE = 1e-3  # em, of the length
# A frayed or overlapping outline is longer for the same looks, so the length counts less than the moments.
_LENGTH_WEIGHT = 0.1


def signature(outline: Outline) -> np.ndarray | None:
    """SIZE numbers of the outline, None for an empty one (or one without area).

    Width, height, square root of the area, centroid from the middle of the box (x, y), the second central moments as lengths
    (xx, xy, yy; roots with their sign), the weighted length, and last the height of the box's middle over the baseline.
    """
    bounds, moments, length = BoundsPen(None), MomentsPen(), PerimeterPen(tolerance=_TOLERANCE)
    recorded = RecordingPen()
    recorded.value = list(outline)
    for pen in (bounds, moments, length):
        recorded.replay(pen)
    area = moments.area
    if bounds.bounds is None or abs(area) < 1e-6:
        return None
    x0, y0, x1, y1 = bounds.bounds
    x, y = moments.momentX / area, moments.momentY / area
    second = (moments.momentXX / area - x * x, moments.momentXY / area - x * y, moments.momentYY / area - y * y)
    roots = (math.copysign(math.sqrt(abs(value)), value) for value in second)
    middle = ((x0 + x1) / 2, (y0 + y1) / 2)
    return np.array(
        [x1 - x0, y1 - y0, math.sqrt(abs(area)), x - middle[0], y - middle[1], *roots, _LENGTH_WEIGHT * length.value, middle[1]]
    )
