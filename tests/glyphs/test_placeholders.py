"""Text maps that hold a glyph's own code, in TrueType fonts such as Quartz writes them."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from pikepdf import Array, Dictionary, Name

from tests.generator.encoders import to_unicode
from tests.generator.faces import matplotlib_data
from tests.glyphs.pdfs import repaired, shown

FACE = matplotlib_data() / "ttf" / "DejaVuSans.ttf"
Drawn = tuple[int, str, int, str]  # code, the glyph that is drawn, how much higher (thousandths of an em), what the map says


def quartz(path: Path, drawn: list[Drawn], text: bytes, encoding: str | None = None) -> Path:
    """A PDF that shows the codes `text` in a TrueType font without glyph names, with a map for each of its codes."""
    source = TTFont(FACE)
    scale = 1000 / source["head"].unitsPerEm
    glyphs, metrics, codes = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (0, 0)}, {}
    for code, name, up, _ in drawn:
        pen = TTGlyphPen(None)
        source.getGlyphSet()[name].draw(TransformPen(pen, (scale, 0, 0, scale, 0, up)))
        label = f"glyph{code}"
        glyphs[label], metrics[label], codes[code] = pen.glyph(), (round(source["hmtx"][name][0] * scale), 0), label
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=900, descent=-300)
    builder.setupCharacterMap({})
    table = CmapSubtable.newSubtable(6)
    table.platformID, table.platEncID, table.language, table.cmap = 1, 0, 0, codes
    builder.font["cmap"].tables = [table]
    builder.setupPost(keepGlyphNames=False)
    buffer = io.BytesIO()
    builder.save(buffer)
    pdf = pikepdf.new()
    first, last = min(codes), max(codes)
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/Sans"), Flags=4, ItalicAngle=0, Ascent=900, Descent=-300, CapHeight=700,
                            StemV=80, FontBBox=Array([-100, -300, 1200, 1000]), FontFile2=pdf.make_stream(buffer.getvalue()))  # fmt: skip
    more = {"Encoding": Name(f"/{encoding}")} if encoding else {}
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Sans"), FirstChar=first, LastChar=last, FontDescriptor=pdf.make_indirect(descriptor),
        Widths=Array([metrics[codes[code]][0] if code in codes else 0 for code in range(first, last + 1)]),
        ToUnicode=to_unicode(pdf, {code: claims for code, _, _, claims in drawn}), **more,
    )  # fmt: skip
    page = pdf.add_blank_page(page_size=(400, 100))
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(f"BT /F1 20 Tf 20 50 Td <{text.hex()}> Tj ET".encode())
    pdf.save(path)
    return path


LETTERS: list[Drawn] = [(33, "O", 0, "O"), (34, "h", 0, "h"), (35, "parenleft", 0, "("), (36, "parenright", 0, ")")]


def test_a_raised_parenthesis_is_known_by_the_one_of_its_font(tmp_path: Path) -> None:
    page, repairs = repaired(quartz(tmp_path / "a.pdf", [*LETTERS, (104, "parenright", 46, "h")], b"\x21\x23\x22\x68"))
    assert shown(page) == "O(h)"
    (repair,) = repairs
    assert (repair.raw, repair.repaired, repair.method) == ("h", ")", "outline")
    assert not any(glyph.unresolved for glyph in page.glyphs)


def test_a_code_above_ascii_stands_as_a_character_of_mac_os_roman(tmp_path: Path) -> None:
    page, _ = repaired(quartz(tmp_path / "a.pdf", [*LETTERS, (0x81, "parenleft", 46, "Å")], b"\x21\x81\x22"))
    assert shown(page) == "O(h"


def test_a_variant_of_no_known_glyph_is_unresolved(tmp_path: Path) -> None:
    page, repairs = repaired(quartz(tmp_path / "a.pdf", [*LETTERS, (104, "arrowdblright", 0, "h")], b"\x21\x22\x68"))
    assert (shown(page), repairs) == ("Ohh", ())
    assert [glyph.unresolved for glyph in page.glyphs] == [False, False, True]


@pytest.mark.parametrize(
    ("drawn", "text"),
    [
        ((97, "a", 0, "a"), b"\x21\x61"),  # a letter whose code happens to be its own
        ((44, "comma", 0, ","), b"\x21\x2c"),  # there is an apostrophe of its shape, far above
    ],
)
def test_a_character_that_happens_to_be_its_own_code_stays(tmp_path: Path, drawn: Drawn, text: bytes) -> None:
    page, repairs = repaired(quartz(tmp_path / "a.pdf", [*LETTERS, drawn, (38, "comma", 600, "’")], text))
    assert (shown(page), repairs) == (f"O{drawn[3]}", ())
    assert not any(glyph.unresolved for glyph in page.glyphs)


def test_a_font_with_an_encoding_has_no_placeholders(tmp_path: Path) -> None:
    page, repairs = repaired(quartz(tmp_path / "a.pdf", [*LETTERS, (104, "parenright", 46, "h")], b"\x21\x68", "MacRomanEncoding"))
    assert (shown(page), repairs) == ("Oh", ())
