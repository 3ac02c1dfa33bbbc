"""A font program as MuPDF draws it: the names and the outlines of its glyphs, by the index that a page reports.

MuPDF (through FreeType) numbers the glyphs of Type 1, CFF and TrueType programs alike, so an index here is that of what is
painted; fontTools would number a Type 1 program's glyphs by itself, and gives up on subsets that MuPDF still draws. The
outlines are handed over in the protocol of fontTools' pens, which measure them (`signature.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pymupdf
from fontTools.pens.basePen import AbstractPen
from fontTools.pens.recordingPen import RecordingPen
from pymupdf import mupdf

# What a RecordingPen recorded (operator, points), in em, y upwards, origin on the baseline; () paints nothing.
Outline = tuple[tuple[str, tuple[Any, ...]], ...]

_STANDARD = frozenset(
    {"Symbol", "ZapfDingbats", "Times-Roman", "Times-Bold", "Times-Italic", "Times-BoldItalic"}
    | {family + style for family in ("Helvetica", "Courier") for style in ("", "-Bold", "-Oblique", "-BoldOblique")}
)  # PDF 32000-1, 9.6.2.2


@dataclass(slots=True)
class FontProgram:
    """One font program; names and outlines are read when they are first asked for."""

    font: Any  # mupdf.FzFont
    count: int  # glyphs in it
    names: dict[int, str] = field(default_factory=dict)
    outlines: dict[int, Outline] = field(default_factory=dict)

    def name(self, gid: int) -> str:
        """The program's own name of a glyph; MuPDF gives the number of a glyph that has none."""
        if gid not in self.names:
            self.names[gid] = mupdf.fz_get_glyph_name2(self.font, gid)
        return self.names[gid]

    def outline(self, gid: int) -> Outline:
        """The glyph's contours; () for one that paints nothing."""
        if gid not in self.outlines:
            path = mupdf.fz_outline_glyph(self.font, gid, mupdf.FzMatrix())
            self.outlines[gid] = _recorded(path) if path.m_internal else ()
        return self.outlines[gid]


def open_program(font: pymupdf.Font) -> FontProgram:
    """The program of a font that MuPDF has loaded."""
    return FontProgram(font.this, font.glyph_count)


def embedded_program(document: pymupdf.Document, xref: int) -> FontProgram | None:
    """The font program of the font object `xref`; None when none is embedded or it cannot be read."""
    try:
        content = document.extract_font(xref)[3]
        return open_program(pymupdf.Font(fontbuffer=content)) if content else None
    except (mupdf.FzErrorBase, RuntimeError, ValueError):
        return None  # a damaged font program proves nothing


def builtin_program(name: str) -> FontProgram | None:
    """MuPDF's own font for one of the standard 14 fonts, which a file leaves to the viewer; None for another name."""
    return open_program(pymupdf.Font(name)) if name in _STANDARD else None


class _Walker(mupdf.FzPathWalker2):
    """Hands a MuPDF path on to a pen: every contour closed, as filling closes it, and none that has no segment."""

    def __init__(self, pen: AbstractPen) -> None:
        super().__init__()
        for name in ("moveto", "lineto", "quadto", "curveto"):
            getattr(self, f"use_virtual_{name}")()
        self.pen = pen
        self.start: tuple[float, float] | None = None  # of a contour that has no segment yet
        self.open = False

    def close(self) -> None:
        if self.open:
            self.pen.closePath()
        self.open = False

    def begin(self) -> None:
        if self.start is not None:
            self.pen.moveTo(self.start)
            self.start, self.open = None, True

    def moveto(self, _context: object, x: float, y: float) -> None:
        self.close()
        self.start = (x, y)

    def lineto(self, _context: object, x: float, y: float) -> None:
        self.begin()
        self.pen.lineTo((x, y))

    def quadto(self, _context: object, x1: float, y1: float, x2: float, y2: float) -> None:
        self.begin()
        self.pen.qCurveTo((x1, y1), (x2, y2))

    def curveto(self, _context: object, x1: float, y1: float, x2: float, y2: float, x3: float, y3: float) -> None:
        self.begin()
        self.pen.curveTo((x1, y1), (x2, y2), (x3, y3))


def _recorded(path: Any) -> Outline:
    pen = RecordingPen()
    walker = _Walker(pen)
    mupdf.fz_walk_path(path, walker, walker.m_internal)
    walker.close()
    return tuple(pen.value)
