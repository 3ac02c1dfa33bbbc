"""Pieces of big delimiters, which extractors print as Adobe's private code points.

The codes are fixed (Adobe Glyph List, corporate use subarea), so nothing is guessed: U+F8EB to U+F8FE name the pieces that
Unicode has at U+239B to U+23AE.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.glyphs.context.encodings import OMX
from pipeline.glyphs.context.fixes import Fix
from pipeline.report import Layout

# U+F8EB ... U+F8FE: left pieces (parenthesis, bracket, brace), the extension of braces, that of integrals, right pieces.
_PIECES = dict(zip(map(chr, range(0xF8EB, 0xF8FF)), "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪⎮⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True))
_CONFIDENCE = 0.99


def find_pieces(pages: Sequence[Layout], skip: frozenset[str] = frozenset()) -> tuple[Fix, ...]:
    """A fix for each such code point; lines whose `source` is in `skip` are left out."""
    return tuple(
        Fix(index, number, column, char, _PIECES[char], _CONFIDENCE, OMX, "Adobe's code for a piece of a delimiter")
        for index, page in enumerate(pages)
        for number, line in enumerate(page.lines)
        if line.source not in skip
        for column, char in enumerate(line.text)
        if char in _PIECES
    )
