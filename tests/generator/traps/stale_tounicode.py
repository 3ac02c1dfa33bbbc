"""Fonts that a tablet re-encoded from code 33 up, with the /ToUnicode map still keyed by the old codes.

What is drawn and named /multiply then reads as whatever stood at code 33 in the old encoding: an arrow.
"""

from __future__ import annotations

import pikepdf
from fontTools.encodings.MacRoman import MacRoman

from ..encoders import Run, SimpleEncoder
from ..faces import Face, unicode_of

# Mac OS Roman from the space up, without the glyphs that MacRomanEncoding of the PDF standard (appendix D) leaves out.
_KEPT = frozenset(MacRoman[32:]) - {
    "notequal", "infinity", "lessequal", "greaterequal", "partialdiff", "summation", "product", "pi", "integral",
    "Omega", "radical", "approxequal", "Delta", "lozenge", "apple",
}  # fmt: skip


class TabletEncoder:
    """Glyphs named in MacRomanEncoding keep their codes; every other glyph of the face moves to a second font, numbered in
    the order of first use, whose text map lies."""

    def __init__(self, resource: str, face: Face) -> None:
        old = {code: unicode_of(glyph) or " " for glyph, code in face.codes.items()}
        self.plain = SimpleEncoder(resource, face, lambda glyph, code: unicode_of(glyph) or " ")
        self.moved = SimpleEncoder(resource + "x", face, lambda glyph, code: old.get(code, " "), reencode=True)

    def encode(self, glyphs: list[str]) -> list[Run]:
        runs: list[Run] = []
        for glyph in glyphs:
            (run,) = (self.plain if glyph in _KEPT else self.moved).encode([glyph])
            if runs and runs[-1][0] == run[0]:
                runs[-1] = (run[0], runs[-1][1] + run[1])
            else:
                runs.append(run)
        return runs

    def write(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        return self.plain.write(pdf) | self.moved.write(pdf)
