"""Small PDFs of one line each, drawn with glyphs of matplotlib's Computer Modern under the names and maps that a test wants."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.basePen import BasePen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name

from pipeline.glyphs.fonts import load_fonts
from pipeline.glyphs.repair import repair_page
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.report import Page, Repair
from tests.generator.encoders import to_unicode
from tests.generator.faces import matplotlib_data

FIRST = 33


@dataclass(frozen=True)
class Drawn:
    """One glyph of the line: what is drawn (a glyph of a matplotlib font), its name in the file, and what the map claims."""

    face: str
    glyph: str
    name: str
    claims: str


def embedded(path: Path, glyphs: list[Drawn], base: str = "CMSY10") -> Path:
    """A PDF that shows the glyphs in order, in one Type 1 (CFF) font called `base`; codes count from FIRST."""
    widths, charstrings = {}, {}
    for drawn in (None, *glyphs):
        pen = T2CharStringPen(_width(drawn) if drawn else 0, _program(drawn.face).getGlyphSet() if drawn else None)
        if drawn:
            _draw(drawn, pen)
        name = drawn.name if drawn else ".notdef"
        widths[name], charstrings[name] = _width(drawn) if drawn else 0, pen.getCharString()
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder(list(charstrings))
    builder.setupCFF(base, {"FullName": base}, charstrings, {})
    table = builder.font["CFF "]
    program = table.compile(builder.font)
    pdf = pikepdf.new()
    file = pdf.make_stream(program)
    file.Subtype = Name.Type1C
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{base}"), Flags=4, ItalicAngle=0, Ascent=750, Descent=-250,
                            CapHeight=700, StemV=80, FontBBox=Array([-100, -300, 1200, 1000]), FontFile3=file)  # fmt: skip
    font = _font(pdf, glyphs, Subtype=Name.Type1, BaseFont=Name(f"/{base}"), FontDescriptor=pdf.make_indirect(descriptor))
    return _save(pdf, path, font, bytes(range(FIRST, FIRST + len(glyphs))))


def type3(path: Path, glyphs: list[Drawn]) -> Path:
    """The same in a Type 3 font, whose procedures fill the outlines."""
    pdf = pikepdf.new()
    procedures = Dictionary()
    for drawn in glyphs:
        pen = _Operators()
        _draw(drawn, pen)
        procedures[f"/{drawn.name}"] = pdf.make_stream(f"{_width(drawn)} 0 0 -300 1000 1000 d1\n{' '.join(pen.operators)} f".encode())
    font = _font(pdf, glyphs, Subtype=Name.Type3, FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]), FontBBox=Array([0, -300, 1000, 1000]), CharProcs=procedures)
    return _save(pdf, path, font, bytes(range(FIRST, FIRST + len(glyphs))))


def standard(path: Path, base: str, shown: bytes, claims: dict[int, str] | None = None, **more: pikepdf.Object) -> Path:
    """A PDF that shows bytes in a font that it does not embed, in WinAnsi encoding unless `more` says otherwise.

    `claims` is its text map, by code (None for no map).
    """
    pdf = pikepdf.new()
    entries = {"Encoding": Name.WinAnsiEncoding} | ({"ToUnicode": to_unicode(pdf, claims)} if claims else {}) | more
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{base}"), **entries)
    return _save(pdf, path, pdf.make_indirect(font), shown)


def repaired(path: Path) -> tuple[Page, tuple[Repair, ...]]:
    with open_report(path) as document:
        return repair_page(read_page(document, 1), load_fonts(document))


def shown(page: Page) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


def _font(pdf: pikepdf.Pdf, glyphs: list[Drawn], **more: pikepdf.Object) -> pikepdf.Object:
    last = FIRST + len(glyphs) - 1
    claims = {FIRST + place: drawn.claims for place, drawn in enumerate(glyphs)}
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, FirstChar=FIRST, LastChar=last, Widths=Array([_width(drawn) for drawn in glyphs]), ToUnicode=to_unicode(pdf, claims),
            Encoding=Dictionary(Type=Name.Encoding, Differences=Array([FIRST, *(Name(f"/{drawn.name}") for drawn in glyphs)])), **more,
        )
    )  # fmt: skip


def _save(pdf: pikepdf.Pdf, path: Path, font: pikepdf.Object, shown: bytes) -> Path:
    page = pdf.add_blank_page(page_size=(400, 100))
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = pdf.make_stream(f"BT /F1 20 Tf 20 50 Td <{shown.hex()}> Tj ET".encode())
    pdf.save(path)
    return path


@cache
def _program(face: str) -> TTFont:
    """A font of matplotlib's, not the generator's own copy: a font that has been drawn from is written in other bytes."""
    return TTFont(matplotlib_data() / "ttf" / f"{face}.ttf")


def _width(drawn: Drawn) -> int:
    program = _program(drawn.face)
    return round(program["hmtx"].metrics[drawn.glyph][0] * 1000 / program["head"].unitsPerEm)


def _draw(drawn: Drawn, pen: BasePen | T2CharStringPen) -> None:
    program = _program(drawn.face)
    scale = 1000 / program["head"].unitsPerEm
    program.getGlyphSet()[drawn.glyph].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))


class _Operators(BasePen):
    """Writes a path as PDF operators."""

    def __init__(self) -> None:
        super().__init__(None)
        self.operators: list[str] = []

    def _put(self, operator: str, *points: tuple[float, float]) -> None:
        self.operators += [f"{x:.2f} {y:.2f}" for x, y in points] + [operator]

    def _moveTo(self, point: tuple[float, float]) -> None:
        self._put("m", point)

    def _lineTo(self, point: tuple[float, float]) -> None:
        self._put("l", point)

    def _curveToOne(self, one: tuple[float, float], two: tuple[float, float], point: tuple[float, float]) -> None:
        self._put("c", one, two, point)

    def _closePath(self) -> None:
        self._put("h")
