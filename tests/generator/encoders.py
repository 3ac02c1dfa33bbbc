"""How a document's fonts turn glyphs into bytes: one encoder for each way that real producers do it.

An encoder collects the glyphs that a document draws with one face, gives each its bytes, and writes the font objects at
the end. `map_text` says what the file's text layer claims for a glyph, which a trap may make wrong on purpose.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from pikepdf import Array, Dictionary, Name, String

from .faces import Face, load_program, unicode_of

Run = tuple[str, bytes]  # font resource name, bytes of the string


def to_unicode(pdf: pikepdf.Pdf, entries: dict[int, str], digits: int = 2) -> pikepdf.Stream:
    """A /ToUnicode CMap that maps each code to its text."""
    rows = "\n".join(
        f"<{code:0{digits}X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(entries.items())
    )
    return pdf.make_stream(
        f"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n"
        f"/CMapType 2 def\n1 begincodespacerange\n<{'0' * digits}> <{'F' * digits}>\nendcodespacerange\n"
        f"{len(entries)} beginbfchar\n{rows}\nendbfchar\nendcmap\nend\nend\n".encode()
    )


def compact_program(face: Face, glyphs: list[str], codes: dict[str, int]) -> bytes:
    """A CFF font program (Type 1 glyphs) with these glyphs, their names, and the codes as its built-in encoding."""
    source = load_program(face.program)
    scale = 1000 / source["head"].unitsPerEm
    outlines, charstrings = source.getGlyphSet(), {}
    for glyph in [".notdef", *glyphs]:
        pen = T2CharStringPen(face.widths.get(glyph, 0), None)
        if glyph != ".notdef":
            outlines[glyph].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        charstrings[glyph] = pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([".notdef", *glyphs])
    builder.setupCFF(face.postscript, {"FullName": face.postscript}, charstrings, {})
    table = builder.font["CFF "]
    names = [".notdef"] * 256
    for glyph, code in codes.items():
        names[code] = glyph
    table.cff.topDictIndex[0].Encoding = names
    return table.compile(builder.font)


def descriptor(pdf: pikepdf.Pdf, face: Face, base: str, program: pikepdf.Stream | None, key: str) -> pikepdf.Object:
    made = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/" + base), Flags=4, ItalicAngle=0, Ascent=750, Descent=-250,
        CapHeight=700, StemV=80, FontBBox=Array([-100, -300, 1200, 1000]),
    )  # fmt: skip
    if program is not None:
        made[key] = program
    return pdf.make_indirect(made)


class SimpleEncoder:
    """One-byte codes over a CFF program: the font's own TeX codes, with or without a /ToUnicode map.

    `map_text` gives the text layer's claim for (glyph, code); None leaves /ToUnicode out.
    `reencode` numbers the glyphs afresh from code 33 in the order of first use and writes them as /Differences.
    """

    def __init__(
        self, resource: str, face: Face, map_text: Callable[[str, int], str] | None, reencode: bool = False
    ) -> None:
        self.resource, self.face, self.map_text, self.reencode = resource, face, map_text, reencode
        self.codes: dict[str, int] = {}

    def encode(self, glyphs: list[str]) -> list[Run]:
        for glyph in glyphs:
            if glyph not in self.codes:
                self.codes[glyph] = 33 + len(self.codes) if self.reencode else self.face.codes[glyph]
        return [(self.resource, bytes(self.codes[glyph] for glyph in glyphs))]

    def write(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        if not self.codes:
            return {}
        glyphs = sorted(self.codes, key=self.codes.get)
        built_in = {} if self.reencode else self.codes
        program = pdf.make_stream(compact_program(self.face, glyphs, built_in), Subtype=Name.Type1C)
        first, last = min(self.codes.values()), max(self.codes.values())
        widths = {code: self.face.widths[glyph] for glyph, code in self.codes.items()}
        base = (
            f"{self.resource.upper():A<6}"[:6].translate(str.maketrans("0123456789", "KLMNOPQRST"))
            + "+"
            + self.face.postscript
        )
        made = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + base), FirstChar=first, LastChar=last,
            Widths=Array([round(widths.get(code, 0), 2) for code in range(first, last + 1)]),
            FontDescriptor=descriptor(pdf, self.face, base, program, "/FontFile3"),
        )  # fmt: skip
        if self.reencode:
            names = [Name("/" + glyph) for glyph in glyphs]
            made.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([33, *names]))
        if self.map_text is not None:
            made.ToUnicode = to_unicode(pdf, {code: self.map_text(glyph, code) for glyph, code in self.codes.items()})
        return {self.resource: pdf.make_indirect(made)}


class WideEncoder:
    """Two-byte glyph ids over a TrueType program (Identity-H), as browsers and office programs write it."""

    def __init__(self, resource: str, face: Face, claims: dict[str, str] | None = None) -> None:
        """`claims` are texts of glyphs (by name) that the text layer gives in place of the true ones."""
        self.resource, self.face, self.claims = resource, face, claims or {}
        self.runs: dict[str, int] = {}

    def encode(self, glyphs: list[str]) -> list[Run]:
        program = load_program(self.face.program)
        for glyph in glyphs:
            self.runs.setdefault(glyph, program.getGlyphID(glyph))
        return [(self.resource, b"".join(self.runs[glyph].to_bytes(2, "big") for glyph in glyphs))]

    def write(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        if not self.runs:
            return {}
        program = pdf.make_stream(self._subset())
        base = "AAAAAA+" + self.face.postscript
        by_text = {glyph: char for char, glyph in reversed(self.face.glyph_of.items())}
        widths = Array()
        for glyph, gid in sorted(self.runs.items(), key=lambda item: item[1]):
            widths.extend([gid, Array([round(self.face.widths[glyph], 2)])])
        descendant = pdf.make_indirect(
            Dictionary(
                Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/" + base), CIDToGIDMap=Name.Identity,
                CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
                DW=0, W=widths,
                FontDescriptor=descriptor(pdf, self.face, base, program, "/FontFile2"),
            )
        )  # fmt: skip
        texts = {gid: by_text.get(glyph) or unicode_of(glyph) for glyph, gid in self.runs.items()}
        texts |= {gid: self.claims[glyph] for glyph, gid in self.runs.items() if glyph in self.claims}
        made = Dictionary(
            Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/" + base), Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]), ToUnicode=to_unicode(pdf, {g: t for g, t in texts.items() if t}, 4),
        )  # fmt: skip
        return {self.resource: pdf.make_indirect(made)}

    def _subset(self) -> bytes:
        buffer = BytesIO()
        load_program(self.face.program).save(buffer, reorderTables=None)
        options = subset.Options(retain_gids=True, hinting=False, notdef_outline=True, layout_features=[], name_IDs=[])
        options.drop_tables += ["FFTM", "GDEF", "GSUB", "GPOS", "post", "cmap", "OS/2", "gasp"]
        options.recalc_timestamp = False
        buffer.seek(0)
        font = subset.load_font(buffer, options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(gids=list(self.runs.values()))
        subsetter.subset(font)
        out = BytesIO()
        font.save(out)
        return out.getvalue()


class StandardEncoder:
    """One of the 14 standard fonts by name, in WinAnsi codes, with no program in the file."""

    def __init__(self, resource: str, face: Face) -> None:
        self.resource, self.face, self.used = resource, face, False
        self.text_of = {glyph: char for char, glyph in reversed(face.glyph_of.items())}

    def encode(self, glyphs: list[str]) -> list[Run]:
        self.used = True
        return [(self.resource, "".join(self.text_of[glyph] for glyph in glyphs).encode("cp1252"))]

    def write(self, pdf: pikepdf.Pdf) -> dict[str, pikepdf.Object]:
        if not self.used:
            return {}
        made = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + self.face.postscript),
                          Encoding=Name.WinAnsiEncoding)  # fmt: skip
        return {self.resource: pdf.make_indirect(made)}
