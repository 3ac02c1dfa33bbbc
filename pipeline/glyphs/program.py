"""A font program as MuPDF draws it: the names and the outlines of its glyphs, by the index that a page reports.

MuPDF (through FreeType) reads Type 1, CFF and TrueType alike, so an index here is the index of what is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pymupdf
from pymupdf import mupdf

Segment = tuple[float, ...]  # 2 numbers: a line to; 4: a quadratic, 6: a cubic curve to (control points first)
Contour = tuple[tuple[float, float], tuple[Segment, ...]]  # where it starts, and its segments
Outline = tuple[Contour, ...]  # in em, y upwards, origin on the baseline


@dataclass(slots=True)
class FontProgram:
    """One font program; names and outlines are read when they are asked for, once."""

    font: Any  # mupdf.FzFont
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
            self.outlines[gid] = _contours(path) if path.m_internal else ()
        return self.outlines[gid]


def embedded_program(document: pymupdf.Document, xref: int) -> FontProgram | None:
    """The font program of the font object `xref`; None when none is embedded or it cannot be read."""
    try:
        content = document.extract_font(xref)[3]
        return FontProgram(pymupdf.Font(fontbuffer=content).this) if content else None
    except (mupdf.FzErrorBase, RuntimeError, ValueError):
        return None  # a damaged font program proves nothing


def builtin_program(name: str) -> FontProgram | None:
    """MuPDF's own font for a name of the standard 14 pictorial fonts that the file leaves to the viewer."""
    plain = name.lower()
    for start, code in (("zapfdingbats", "zadb"), ("symbol", "symb")):
        if plain.startswith(start):
            return FontProgram(pymupdf.Font(code).this)
    return None


class _Walker(mupdf.FzPathWalker2):
    def __init__(self) -> None:
        super().__init__()
        self.use_virtual_moveto()
        self.use_virtual_lineto()
        self.use_virtual_quadto()
        self.use_virtual_curveto()
        self.contours: list[tuple[tuple[float, float], list[Segment]]] = []

    def moveto(self, _context: object, x: float, y: float) -> None:
        self.contours.append(((x, y), []))

    def lineto(self, _context: object, *points: float) -> None:
        self.contours[-1][1].append(points)

    quadto = lineto
    curveto = lineto


def _contours(path: Any) -> Outline:
    walker = _Walker()
    mupdf.fz_walk_path(path, walker, walker.m_internal)
    return tuple((start, tuple(segments)) for start, segments in walker.contours if segments)
