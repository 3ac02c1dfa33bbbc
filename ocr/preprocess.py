"""Making a picture fit for reading: tiles of bounded size, dark mode, small text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

DETECTION_SIDE = 960  # pixels: the longer side of what the detector sees. 1280 finds the same lines in twice the time
TILE_SIDE = 1344  # pixels: at most so much of a picture is detected at once (text shrinks to 0.71 of its size)
OVERLAP = 112  # pixels shared by neighbouring tiles: more than a line's height
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


def reading_scale(native: float, smallest: float = 1.6, largest: float = 2.2) -> float:
    """Pixels a point at which a picture of `native` pixels a point is read: small text is enlarged, fine ones shrunk.

    At 2.2 a line of 10 points is 22 pixels high, beyond which accuracy does not grow but time does.
    """
    return min(max(native, smallest), largest)
