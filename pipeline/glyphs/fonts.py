"""The fonts of a document: the name that its own program gives each glyph."""

from __future__ import annotations

import io
import logging
import warnings
from dataclasses import dataclass, field

import pymupdf
from fontTools.cffLib import CFFFontSet
from fontTools.t1Lib import T1Error, T1Font
from fontTools.ttLib import TTFont, TTLibError


@dataclass(frozen=True, slots=True)
class Font:
    """One font object. `names` are its glyphs' names by glyph index; empty where the program names none."""

    xref: int
    name: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Fonts:
    """The fonts of an open document by object number, parsed when a glyph first asks."""

    document: pymupdf.Document
    parsed: dict[int, Font] = field(default_factory=dict)

    def font(self, xref: int) -> Font:
        """The font of object `xref`; one without an embedded program has no names."""
        if xref not in self.parsed:
            self.parsed[xref] = _parse(self.document, xref)
        return self.parsed[xref]


def load_fonts(document: pymupdf.Document) -> Fonts:
    return Fonts(document)


def _parse(document: pymupdf.Document, xref: int) -> Font:
    if xref <= 0:
        return Font(xref, "")
    name, extension, _, program = document.extract_font(xref)
    if not program:
        return Font(xref, name)
    try:
        return Font(xref, name, glyph_names(extension, program))
    except (TTLibError, T1Error, KeyError, IndexError, ValueError, AssertionError, AttributeError, EOFError, TypeError):
        # A subset that a PDF writer cut badly still draws; it only names nothing.
        return Font(xref, name)


def glyph_names(extension: str, program: bytes) -> tuple[str, ...]:
    """Names by glyph index of a Type 1 ("pfa", "pfb"), CFF ("cff") or SFNT ("ttf", "otf") program.

    Raises what fontTools raises for a program that it cannot read.
    """
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # it reports a subset's harmless oddities as errors
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if extension == "cff":
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(program), None)
            top = fonts[0]
            return () if hasattr(top, "ROS") else tuple(top.charset)
        if extension in ("pfa", "pfb", "pfb ", "t1"):
            font = T1Font.__new__(T1Font)
            font.data, font.encoding = program, "ascii"
            font.parse()
            return tuple(font.font["CharStrings"])
        font = TTFont(io.BytesIO(program), lazy=True)
        if "post" not in font or font["post"].formatType == 3.0:
            return ()
        return tuple(font.getGlyphOrder())
