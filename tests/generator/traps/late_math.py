"""KaTeX in a browser print: formulas are painted after their paragraph, each with a zero-width character before it."""

from __future__ import annotations

from dataclasses import replace

from ..boxes import Box, Glyphs, Rule
from ..faces import COMPUTER_MODERN, face


def late_math(line: Box) -> tuple[Box, Box]:
    """Split a line into its words and its formulas (told apart by their face)."""
    marker = face("sans").glyph_of["\u200b"]
    words, math = [], []
    for item in line.items:
        is_math = (
            item.face in COMPUTER_MODERN if isinstance(item, Glyphs) else isinstance(item, Rule) and not item.under
        )
        (math if is_math else words).append(item)
    first = next((item for item in math if isinstance(item, Glyphs)), None)
    if first:
        math.insert(0, Glyphs(first.x, first.y, "sans", first.size, (marker,), first.colour))
    return replace(line, items=tuple(words)), replace(line, items=tuple(math))
