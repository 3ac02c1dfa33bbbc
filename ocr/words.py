"""What every recogniser returns, and the interface that all of them share.

Boxes are pixels of the image that was given, origin at its top left, y down. Confidences lie in 0-1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

Box = tuple[float, float, float, float]  # x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class ReadWord:
    """One word as one engine reads it."""

    text: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line (or the part of a line in one column). `confidence` is the mean over its characters."""

    text: str
    box: Box
    confidence: float
    words: tuple[ReadWord, ...] = ()


class Recogniser(Protocol):
    """A reader of pictures. `name` and `version` (engine, models, options) identify its results in the cache."""

    name: str
    version: str

    def recognise(self, image: np.ndarray) -> tuple[ReadLine, ...]:
        """Read an RGB image of shape (height, width, 3), dtype uint8; lines from top to bottom."""
        ...


def box_union(boxes: list[Box] | tuple[Box, ...]) -> Box:
    """The smallest box around `boxes` (at least one)."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def shifted(line: ReadLine, dx: float, dy: float, scale: float = 1.0) -> ReadLine:
    """`line` with every box scaled by `scale` and then moved by (dx, dy)."""

    def move(box: Box) -> Box:
        return (box[0] * scale + dx, box[1] * scale + dy, box[2] * scale + dx, box[3] * scale + dy)

    words = tuple(ReadWord(w.text, move(w.box), w.confidence) for w in line.words)
    return ReadLine(line.text, move(line.box), line.confidence, words)
