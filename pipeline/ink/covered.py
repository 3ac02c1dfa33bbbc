"""The printed words that a mark lies on: under a highlighter, over an underline, in a circle."""

from __future__ import annotations

import math
from collections.abc import Iterable

from pipeline.ink.pen import PenStroke
from pipeline.report import Box, Glyph, Line, Page

BELOW = 0.65  # of the type size, that an underline may lie under the baseline
ABOVE = 0.12  # of the type size, that it may lie over it
MIDDLE = (0.15, 0.6)  # of the type size over the baseline, where a line strikes words out
DESCENT = 0.2  # of a recognised word's height, that its letters reach below the baseline
NOWHERE = -1  # the place in paint order of what was not painted as text
WORD_GAP = 0.18  # of the type size


def recognised_print(lines: Iterable[Line]) -> tuple[Glyph, ...]:
    """The words that were read in pictures, each as one glyph, so that marks over a screenshot cover its words too."""
    return tuple(
        Glyph(word.text, word.text, word.box, (word.box[0], word.box[3] - DESCENT * (word.box[3] - word.box[1])), word.box[3] - word.box[1], "", seq=NOWHERE)
        for line in lines if line.source != "native" for word in line.words
    )  # fmt: skip


def highlighted(page: Page, strokes: tuple[PenStroke, ...]) -> str:
    """The words under a highlighter's strokes."""
    return _joined([g for g in _print(page) if any(_inside(_grown(s.box, s.nib / 2), _heart(g)) for s in strokes)])


def underlined(page: Page, stroke: PenStroke) -> str:
    """The words that stand on a level stroke; "" where it underlines nothing."""
    return _joined([g for g in _over(page, stroke) if -ABOVE * g.size <= _drop(stroke, g) <= BELOW * g.size])


def struck_out(page: Page, stroke: PenStroke) -> str:
    """The words that a level stroke runs through; "" where it strikes out nothing."""
    low, high = MIDDLE
    return _joined([g for g in _over(page, stroke) if low * g.size <= -_drop(stroke, g) <= high * g.size])


def circled(page: Page, stroke: PenStroke) -> str:
    """The words inside a loop."""
    return _joined([g for g in _print(page) if _inside(stroke.box, _heart(g))])


def _print(page: Page) -> list[Glyph]:
    return [g for g in page.glyphs if g.hidden is None and g.text and not g.text.isspace()]


def _over(page: Page, stroke: PenStroke) -> list[Glyph]:
    """The printed glyphs over whose middle a level stroke runs."""
    x0, _, x1, _ = stroke.box
    return [g for g in _print(page) if x0 <= (g.box[0] + g.box[2]) / 2 <= x1]


def _drop(stroke: PenStroke, glyph: Glyph) -> float:
    """How far a stroke lies below a glyph's baseline where it passes the glyph, in points."""
    x = (glyph.box[0] + glyph.box[2]) / 2
    points = min(((abs(px - x), py) for path in stroke.points for px, py in path), default=(math.inf, math.inf))
    return points[1] - glyph.origin[1]


def _heart(glyph: Glyph) -> tuple[float, float]:
    """The middle of a small letter's body."""
    return (glyph.box[0] + glyph.box[2]) / 2, glyph.origin[1] - 0.25 * glyph.size


def _inside(box: Box, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _joined(glyphs: list[Glyph]) -> str:
    text = ""
    last: Glyph | None = None
    for glyph in glyphs:
        if last is not None and (glyph.box[0] - last.box[2] > WORD_GAP * glyph.size or abs(glyph.origin[1] - last.origin[1]) > 0.6 * glyph.size):
            text += " "
        text += glyph.text
        last = glyph
    return text
