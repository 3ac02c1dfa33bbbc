"""Vector shapes that stand at the same place of page after page: a print's header and footer set as outlines, no pen's work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.ink.pen import PenStroke
from pipeline.report import Box

PAGES = 3  # pages that must show a shape at one place; a hand does not come back to the point
NEAR = 1.0  # points within which two places are one

Place = tuple[int, int, int, int]


def without_furniture(pages: Sequence[tuple[PenStroke, ...]]) -> list[tuple[PenStroke, ...]]:
    """The strokes of each page without those that PAGES pages or more show at the same place."""
    seen: Counter[Place] = Counter()
    for strokes in pages:
        seen.update({_place(stroke.box) for stroke in strokes})
    return [tuple(stroke for stroke in strokes if seen[_place(stroke.box)] < PAGES) for strokes in pages]


def _place(box: Box) -> Place:
    x0, y0, x1, y1 = (round(edge / NEAR) for edge in box)
    return x0, y0, x1, y1
