"""The invisible layer that a tablet's own recogniser lays over its ink: words with boxes, in the order of the file."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.ink.lines import InkLine
from pipeline.report import Box, Glyph, Page

INVISIBLE = 3  # PDF text render mode
GAP = 0.25  # of the size, between two words
SHIFT = 0.3  # of the size, between the baselines of two words
LARGEST = 6.0  # letter heights; a larger "word" is the recogniser's guess at a bracket or an arrow
REACH = 4.0  # letter heights to the strokes that tell where the line runs
OFF = 0.9  # letter heights between a word's middle and the line's


@dataclass(frozen=True, slots=True)
class LayerWord:
    """One word of the layer, box in points."""

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        return ((self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2)


def layer_words(page: Page) -> tuple[LayerWord, ...]:
    """The words of a page's invisible layer."""
    words: list[list[Glyph]] = [[]]
    for glyph in page.glyphs:
        if glyph.mode != INVISIBLE:
            continue
        last = words[-1][-1] if words[-1] else None
        if last is not None and (glyph.text.isspace() or _apart(last, glyph)):
            words.append([])
        if not glyph.text.isspace():
            words[-1].append(glyph)
    return tuple(LayerWord("".join(g.text for g in word), _around(word)) for word in words if word)


def words_on_line(words: tuple[LayerWord, ...], line: InkLine, height: float) -> tuple[LayerWord, ...]:
    """The layer's words that stand where the strokes of a written line do."""
    chosen = []
    for word in words:
        x, y = word.middle
        if word.box[3] - word.box[1] > LARGEST * height:
            continue
        near = [s.middle[1] for s in line.strokes if abs(s.middle[0] - x) < REACH * height]
        if near and abs(sum(near) / len(near) - y) < OFF * height:
            chosen.append(word)
    return tuple(chosen)


def _apart(last: Glyph, glyph: Glyph) -> bool:
    return (
        glyph.seq != last.seq
        or glyph.box[0] - last.box[2] > GAP * glyph.size
        or abs(glyph.origin[1] - last.origin[1]) > SHIFT * glyph.size
    )


def _around(glyphs: list[Glyph]) -> Box:
    return min(g.box[0] for g in glyphs), min(g.box[1] for g in glyphs), max(g.box[2] for g in glyphs), max(g.box[3] for g in glyphs)
