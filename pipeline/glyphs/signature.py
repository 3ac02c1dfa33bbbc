"""What an outline is, in a few numbers that do not depend on how its curves are written.

The signature is the outline's box and its area moments up to the third order, computed exactly on the flattened contours
by Green's theorem (after Hu, "Visual pattern recognition by moment invariants", 1962, without the invariance to rotation:
a turned arrow is another arrow). Moments are central and in em, so that scale and design size of the file do not matter.
"""

from __future__ import annotations

import numpy as np

from pipeline.glyphs.program import Outline

SIZE = 13  # numbers in a signature; the last is the height of the box's middle over the baseline
_STEPS = 6  # pieces that a curve is flattened into
_FOLLOW = np.arange(1, _STEPS + 1) / _STEPS
_QUADRATIC = np.stack([(1 - _FOLLOW) ** 2, 2 * (1 - _FOLLOW) * _FOLLOW, _FOLLOW**2], axis=1)
_CUBIC = np.stack(
    [(1 - _FOLLOW) ** 3, 3 * (1 - _FOLLOW) ** 2 * _FOLLOW, 3 * (1 - _FOLLOW) * _FOLLOW**2, _FOLLOW**3], axis=1
)


def signature(outline: Outline) -> np.ndarray | None:
    """SIZE numbers of the outline, None for an empty one (or one without area).

    Width, height, square root of the area, centroid in the box (x, y), then the second and third central moments as
    lengths (signed roots), so that all are in em and of one order of magnitude; last the box's middle over the baseline.
    """
    polygons = [_flatten(start, segments) for start, segments in outline]
    if not polygons:
        return None
    corners = np.concatenate(polygons)
    x0, y0 = corners.min(axis=0)
    x1, y1 = corners.max(axis=0)
    middle = np.array([(x0 + x1) / 2, (y0 + y1) / 2])
    raw = sum(_moments(polygon - middle) for polygon in polygons)
    if raw[0] < 0:
        raw = -raw  # TrueType contours run the other way
    area = raw[0]
    if area < 1e-6:
        return None
    cx, cy = raw[1] / area, raw[2] / area
    m20, m11, m02 = raw[3] / area - cx * cx, raw[4] / area - cx * cy, raw[5] / area - cy * cy
    m30 = raw[6] / area - 3 * cx * raw[3] / area + 2 * cx**3
    m21 = raw[7] / area - 2 * cx * raw[4] / area - cy * raw[3] / area + 2 * cx * cx * cy
    m12 = raw[8] / area - 2 * cy * raw[4] / area - cx * raw[5] / area + 2 * cy * cy * cx
    m03 = raw[9] / area - 3 * cy * raw[5] / area + 2 * cy**3
    lengths = [x1 - x0, y1 - y0, np.sqrt(area), cx, cy]
    lengths += [np.sign(m) * abs(m) ** 0.5 for m in (m20, m11, m02)]
    lengths += [np.cbrt(m) for m in (m30, m21, m12, m03)]
    return np.array([*lengths, middle[1]])


def _flatten(start: tuple[float, float], segments: tuple[tuple[float, ...], ...]) -> np.ndarray:
    parts = [np.array([start])]
    here = start
    for segment in segments:
        end = segment[-2:]
        if len(segment) == 2:
            parts.append(np.array([end]))
        else:
            points = np.array([*here, *segment]).reshape(-1, 2)
            parts.append((_QUADRATIC if len(segment) == 4 else _CUBIC) @ points)
        here = end
    return np.concatenate(parts)


def _moments(polygon: np.ndarray) -> np.ndarray:
    """The raw moments m00, m10, m01, m20, m11, m02, m30, m21, m12, m03 of a closed polygon."""
    x, y = polygon[:, 0], polygon[:, 1]
    u, v = np.roll(x, -1), np.roll(y, -1)
    cross = x * v - u * y
    return np.array([
        cross.sum() / 2,
        (cross * (x + u)).sum() / 6,
        (cross * (y + v)).sum() / 6,
        (cross * (x * x + x * u + u * u)).sum() / 12,
        (cross * (2 * x * y + x * v + u * y + 2 * u * v)).sum() / 24,
        (cross * (y * y + y * v + v * v)).sum() / 12,
        (cross * (x**3 + x * x * u + x * u * u + u**3)).sum() / 20,
        (cross * (x * x * (3 * y + v) + 2 * x * u * (y + v) + u * u * (y + 3 * v))).sum() / 60,
        (cross * (y * y * (3 * x + u) + 2 * y * v * (x + u) + v * v * (x + 3 * u))).sum() / 60,
        (cross * (y**3 + y * y * v + y * v * v + v**3)).sum() / 20,
    ])  # fmt: skip
