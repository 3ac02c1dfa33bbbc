"""Making a picture fit for reading: tiles of bounded size, dark mode, small text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DETECTION_SIDE = 960  # pixels: the longer side of what the detector sees. 1280 finds the same lines in twice the time
TILE_SIDE = 1344  # pixels: at most so much of a picture is detected at once (text shrinks to 0.71 of its size)
OVERLAP = 112  # pixels shared by neighbouring tiles: more than a line's height
READ_WIDTH = 1400  # pixels: beyond this accuracy no longer grows with a picture, but time does
EDGE = 3.0  # pixels: a line that comes so near to an inner tile edge may be cut there


@dataclass(frozen=True, slots=True)
class Tile:
    """A part of a picture, in its pixels, and the picture's own size."""

    left: int
    top: int
    right: int
    bottom: int
    width: int
    height: int

    def cuts(self, box: tuple[float, float, float, float]) -> bool:
        """Whether `box` touches an edge of the tile that is no edge of the picture."""
        return (
            (self.left > 0 and box[0] < self.left + EDGE)
            or (self.top > 0 and box[1] < self.top + EDGE)
            or (self.right < self.width and box[2] > self.right - EDGE)
            or (self.bottom < self.height and box[3] > self.bottom - EDGE)
        )


def _cuts(length: int, side: int, overlap: int) -> list[tuple[int, int]]:
    if length <= side:
        return [(0, length)]
    count = -(-(length - overlap) // (side - overlap))
    step = (length - side) / (count - 1)
    return [(round(i * step), round(i * step) + side) for i in range(count)]


def tiles(height: int, width: int, side: int = TILE_SIDE, overlap: int = OVERLAP) -> list[Tile]:
    """Cover a picture with tiles of at most `side` by `side` pixels that overlap by at least `overlap`.

    A width up to a half more than `side` is not cut: a line that two tiles share is read badly in both.
    """
    columns = _cuts(width, side if width > 1.5 * side else width, overlap)
    return [
        Tile(left, top, right, bottom, width, height)
        for top, bottom in _cuts(height, side, overlap)
        for left, right in columns
    ]


def is_dark(image: np.ndarray) -> bool:
    """Whether an RGB picture shows light text on a dark ground (most of its pixels are dark)."""
    sample = image[:: max(1, image.shape[0] // 200), :: max(1, image.shape[1] // 200)]
    return float(np.median(sample.mean(axis=2))) < 100


def has_detail(image: np.ndarray, share: float = 0.004) -> bool:
    """Whether a picture may hold text: enough sharp edges. Plain fills, shadows, gradients and photos' blur have none."""
    step = max(1, image.shape[0] // 1500, image.shape[1] // 1500)
    grey = image[::step, ::step].mean(axis=2, dtype=np.float32)
    edges = np.abs(np.diff(grey, axis=1)) > 48
    return edges.size > 0 and float(edges.mean()) > share


def reading_size(width: int, height: int, points: float) -> float:
    """By how much to scale a picture of `width` by `height` pixels, shown `points` wide, before it is read.

    Fine pictures are shrunk to READ_WIDTH, as far as two pixels a point remain; small coarse ones are enlarged, because
    the detector loses text of less than about ten pixels.
    """
    density = width / max(points, 1.0)
    if width > READ_WIDTH:
        return min(1.0, max(READ_WIDTH / width, 2.0 / density))
    if density < 2.0 and max(width, height) < DETECTION_SIDE:
        return min(1.5, 2.0 / density)
    return 1.0


def ink_and_ground(image: np.ndarray) -> tuple[int, int]:
    """The colours (sRGB integers) of the text and of the ground of an RGB picture of one line.

    The ground is the commonest colour; the text is the mean of the pixels that differ most from it. A picture of one
    colour has its ground for both.
    """
    pixels = image.reshape(-1, 3)
    coarse = pixels >> 4
    keys = (coarse[:, 0].astype(np.int32) << 8) | (coarse[:, 1].astype(np.int32) << 4) | coarse[:, 2]
    common = np.bincount(keys).argmax()
    ground = np.median(pixels[keys == common], axis=0)
    distance = np.abs(pixels.astype(np.float32) - ground).sum(axis=1)
    far = distance >= 0.8 * max(float(np.percentile(distance, 98)), 1.0)
    return _packed(pixels[far].mean(axis=0) if far.any() else ground), _packed(ground)


def _packed(colour: np.ndarray) -> int:
    red, green, blue = (round(float(part)) for part in colour)
    return red << 16 | green << 8 | blue
