"""Lines that were recognised in a picture of the whole page and are its handwriting, which is read from the strokes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.layout.arrange import page_text
from pipeline.report import Box, Layout, Line, Note

SHARE = 0.5  # of a line's box that a note's words must fill


def without_doubles(layout: Layout, notes: tuple[Note, ...]) -> Layout:
    """The page without recognised lines whose place the words of its handwritten notes fill."""
    written = [word.box for note in notes for word in note.words]
    if not written or all(line.source == "native" for line in layout.lines):
        return layout
    kept = tuple(line for line in layout.lines if line.source == "native" or not _filled(line, written))
    return layout if len(kept) == len(layout.lines) else replace(layout, lines=kept, text=page_text(kept))


def _filled(line: Line, written: list[Box]) -> bool:
    x0, y0, x1, y1 = line.box
    covered = 0.0
    for a0, b0, a1, b1 in written:
        wide, tall = min(x1, a1) - max(x0, a0), min(y1, b1) - max(y0, b0)
        if wide > 0 and tall > 0.4 * min(y1 - y0, b1 - b0):
            covered += wide
    return covered > SHARE * (x1 - x0)
