"""Underscores that TeX draws as short rules, since its text fonts hold none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.layout.strokes import clipped
from pipeline.report import Box, Glyph, Stroke

WIDTHS = (0.24, 0.4)  # em; LaTeX's \\_ is a rule of 0.3 em, a tall letter's bar is wider
KERN = 0.12  # em between the rule and its letters
OFF = 0.08  # em between the rule and the baseline


def underscored(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> list[Glyph]:
    """The glyphs with an underscore behind each that a short rule on its baseline follows."""
    bars = [box for stroke in strokes if (box := _bar(stroke)) is not None]
    if not bars:
        return list(glyphs)
    ordered = sorted(range(len(glyphs)), key=lambda i: glyphs[i].box[2])
    rights = [glyphs[i].box[2] for i in ordered]
    after: dict[int, Glyph] = {}
    for bar in bars:
        reach = KERN * (bar[2] - bar[0]) / WIDTHS[0]
        near = ordered[bisect_left(rights, bar[0] - reach) : bisect_right(rights, bar[0] + reach)]
        at = next((i for i in near if _follows(bar, glyphs[i])), None)
        if at is not None:
            letter = glyphs[at]
            after[at] = letter._replace(text="_", raw="", box=(bar[0], letter.box[1], bar[2], letter.box[3]), origin=(bar[0], letter.origin[1]))
    return [glyph for i, letter in enumerate(glyphs) for glyph in ((letter, after[i]) if i in after else (letter,))]


def _bar(stroke: Stroke) -> Box | None:
    if stroke.source != "page" or not stroke.points or (stroke.fill is None and stroke.colour is None):
        return None
    x0, y0, x1, y1 = clipped(stroke)
    return (x0, y0, x1, y1) if 1.0 < x1 - x0 < 12.0 and y1 - y0 < 0.25 * (x1 - x0) else None


def _follows(bar: Box, letter: Glyph) -> bool:
    em = letter.size
    width, level = (bar[2] - bar[0]) / em, abs((bar[1] + bar[3]) / 2 - letter.origin[1]) <= OFF * em
    return level and WIDTHS[0] <= width <= WIDTHS[1] and abs(bar[0] - letter.box[2]) <= KERN * em and not letter.text.isspace()
