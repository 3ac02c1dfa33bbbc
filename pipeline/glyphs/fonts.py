"""The fonts of a document, read when a glyph first asks: what names, outlines and codes each of them gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import pikepdf
import pymupdf

from pipeline.glyphs.finding import Finding
from pipeline.glyphs.names import text_of_name
from pipeline.glyphs.placeholders import Placeholder, find_placeholders
from pipeline.glyphs.program import FontProgram, Outline, builtin_program, embedded_program
from pipeline.glyphs.type3 import procedure_outline
from pipeline.report import Glyph

_NAME = r"/[^\s/\[\]<>(){}%]+"
_DIFFERENCE = re.compile(rf"{_NAME}|\d+")
_ESCAPE = re.compile(r"#([0-9A-Fa-f]{2})")
_DINGBATS = re.compile("dingbat", re.IGNORECASE)


@dataclass
class Font:
    """One font object of an open document; `xref` is 0 for a font that the viewer supplies.

    `findings` and `codes` remember what its glyphs show and which character codes draw them, by (glyph index, raw text).
    """

    document: pymupdf.Document
    xref: int
    name: str
    findings: dict[tuple[int, str], Finding] = field(default_factory=dict)
    codes: dict[tuple[int, str], int] = field(default_factory=dict)

    def glyph_name(self, gid: int) -> str | None:
        """The name that selects the glyph: that of the font program, in a Type 3 font that of /Differences."""
        if self.type3:
            return self.differences.get(gid)
        return self.program.name(gid) if self.program and 0 <= gid < self.program.count else None

    def named_text(self, gid: int) -> str | None:
        """What the glyph's name says that it shows; None when it has none or the name is meaningless."""
        name = self.glyph_name(gid)
        return text_of_name(name, bool(_DINGBATS.search(self.name))) if name else None

    def outline(self, gid: int) -> Outline | None:
        """The glyph's outline, () when it paints nothing, None when that cannot be known."""
        if self.type3:
            return self._procedure(gid)
        return self.program.outline(gid) if self.program and 0 <= gid < self.program.count else None

    @cached_property
    def type3(self) -> bool:
        return self.xref > 0 and self.document.xref_get_key(self.xref, "Subtype")[1] == "/Type3"

    @cached_property
    def program(self) -> FontProgram | None:
        if self.type3:
            return None
        return embedded_program(self.document, self.xref) if self.xref > 0 else builtin_program(self.name)

    @cached_property
    def placeholders(self) -> dict[int, Placeholder]:
        """The glyphs whose text is but their own code, by glyph index."""
        return find_placeholders(self.document, self.xref) if self.xref > 0 else {}

    @cached_property
    def differences(self) -> dict[int, str]:
        """Character code -> glyph name, as the file's /Differences say."""
        if self.xref <= 0:
            return {}
        kind, value = self.document.xref_get_key(self.xref, "Encoding/Differences")
        if kind == "xref":
            value = self.document.xref_object(int(value.split()[0]))
        names: dict[int, str] = {}
        code = 0
        for token in _DIFFERENCE.findall(value) if kind in ("array", "xref") else ():
            if token[0] == "/":
                names[code] = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), token[1:])
                code += 1
            else:
                code = int(token)
        return names

    def _procedure(self, gid: int) -> Outline | None:
        name = self.differences.get(gid)
        kind, value = self.document.xref_get_key(self.xref, f"CharProcs/{name}") if name else ("null", "")
        if kind != "xref":
            return None
        content = self.document.xref_stream(int(value.split()[0]))
        matrix = self.document.xref_get_key(self.xref, "FontMatrix")[1].strip("[]").split()
        try:
            return procedure_outline(content, tuple(map(float, matrix))) if content and len(matrix) == 6 else None
        except (pikepdf.PdfError, ValueError, TypeError, OverflowError):
            return None  # a damaged procedure proves nothing


@dataclass(frozen=True)
class Fonts:
    """The fonts of an open document by object number and name."""

    document: pymupdf.Document
    known: dict[tuple[int, str], Font] = field(default_factory=dict)

    def font(self, xref: int, name: str) -> Font:
        """The font of object `xref`; 0 asks for the viewer's own font of that name."""
        key = (xref, name)
        if key not in self.known:
            self.known[key] = Font(self.document, xref, name)
        return self.known[key]

    def of(self, glyph: Glyph) -> Font:
        """The font that drew a glyph of the document."""
        return self.font(glyph.font_xref, glyph.font)

    def page(self, number: int) -> pymupdf.Page:
        """Page `number` (from 1) of the document."""
        return self.document[number - 1]


def load_fonts(document: pymupdf.Document) -> Fonts:
    """The fonts of a document that `open_report` opened; it must stay open while they are used."""
    return Fonts(document)
