"""Names, outlines, pictorial codes and UTF-16 lines, each in a PDF made for the case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name

from tests.glyphs.pdfs import FIRST, Drawn, embedded, repaired, shown, standard, type3

TIMES = Drawn("cmsy10", "multiply", "multiply", "→")


@pytest.mark.parametrize(
    ("face", "glyph", "claims", "text"),
    [("cmsy10", "multiply", "→", "×"), ("cmsy10", "lessmuch", "↑", "≪"), ("cmmi10", "alpha", "ε", "α"), ("cmr10", "ff", "!", "ff"), ("cmsy10", "element", "↗", "∈")]
    + [("cmmi10", "theta", "ϑ", "θ"), ("cmmi10", "pi", "ϖ", "π")],
)
def test_the_name_outweighs_a_stale_map_and_the_outline_confirms_it(tmp_path: Path, face: str, glyph: str, claims: str, text: str) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn(face, glyph, glyph, claims)]))
    assert shown(page) == text
    assert [glyph.raw for glyph in page.glyphs] == [claims]
    (repair,) = repairs
    assert (repair.code, repair.raw, repair.repaired, repair.method, repair.count) == (FIRST, claims, text, "name", 1)
    assert repair.confidence >= 0.99
    assert f"/{glyph}" in repair.evidence
    assert "outline" in repair.evidence


@pytest.mark.parametrize("name", ["g33", "C0", "G1A", "glyph7", "cid12"])
@pytest.mark.parametrize("make", [embedded, type3])
def test_the_outline_settles_a_glyph_whose_name_says_nothing(tmp_path: Path, make: Callable[[Path, list[Drawn]], Path], name: str) -> None:
    page, repairs = repaired(make(tmp_path / "a.pdf", [Drawn("cmsy10", "multiply", name, "\ufffd")]))
    assert shown(page) == "×"
    (repair,) = repairs
    assert (repair.code, repair.method, repair.repaired) == (FIRST, "outline", "×")
    assert not page.glyphs[0].unresolved


def test_the_outline_outweighs_a_stale_map_in_a_font_of_tex(tmp_path: Path) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn("cmsy10", "multiply", "g33", "→"), Drawn("cmsy10", "arrowright", "g34", "→")]))
    assert shown(page) == "×→"
    assert [(repair.code, repair.method) for repair in repairs] == [(FIRST, "outline")]


def test_an_outline_does_not_overrule_honest_text_in_another_font(tmp_path: Path) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn("cmss10", "l", "g1", "I")], base="Humanist"))
    assert (shown(page), repairs) == ("I", ())


@pytest.mark.parametrize("claims", ["→", "\ufffd"])
def test_a_name_that_its_outline_contradicts_is_flagged(tmp_path: Path, claims: str) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn("cmsy10", "arrowright", "multiply", claims)]))
    # The map that agrees with the outline changes nothing either: two of three witnesses still leave a doubt.
    assert shown(page) == claims
    assert page.glyphs[0].unresolved
    (repair,) = repairs
    assert repair.repaired == claims
    assert repair.confidence < 0.5
    assert "/multiply" in repair.evidence
    assert "→" in repair.evidence


@pytest.mark.parametrize("claims", ["\ufffd", "\ue094"])
def test_garbage_without_any_witness_stays_and_is_unresolved(tmp_path: Path, claims: str) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn("STIXGeneral", "g", "g1", claims)], base="Humanist"))
    assert (shown(page), repairs) == (claims, ())
    assert page.glyphs[0].unresolved


def test_a_glyph_that_paints_nothing_is_a_blank(tmp_path: Path) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn("cmr10", "a", "a", "a"), Drawn("DejaVuSans", "space", "g1", "\ufffd")]))
    assert shown(page) == "a "
    assert [repair.method for repair in repairs] == ["outline"]


def test_a_code_that_reads_as_a_blank_but_paints_is_no_blank(tmp_path: Path) -> None:
    page, repairs = repaired(embedded(tmp_path / "a.pdf", [Drawn("cmex10", "parenleftBigg", "parenleftBigg", " ")]))
    assert shown(page) == "("
    assert [(repair.raw, repair.method) for repair in repairs] == [(" ", "name")]


def test_a_combining_mark_is_known_by_its_outline(tmp_path: Path) -> None:
    page, _ = repaired(embedded(tmp_path / "a.pdf", [Drawn("DejaVuSans", "X", "X", "X"), Drawn("DejaVuSerif", "tildecomb", "g9", "\ufffd")], base="Serif"))
    assert shown(page) == "X\u0303"


@pytest.mark.parametrize("order", [("negationslash", "equal"), ("equal", "negationslash")])
def test_a_negation_slash_joins_its_relation(tmp_path: Path, order: tuple[str, str]) -> None:
    face = {"negationslash": "cmsy10", "equal": "cmr10"}
    path = embedded(tmp_path / "a.pdf", [Drawn(face[name], name, name, claims) for name, claims in zip(order, "6=" if order[1] == "equal" else "=6", strict=True)])
    _show_instead(path, "".join(f"BT /F1 20 Tf 20 50 Td <{code:02x}> Tj ET " for code in (FIRST, FIRST + 1)))
    page, repairs = repaired(path)
    assert shown(page) == "≠"
    assert [repair.repaired for repair in repairs] == ["≠"]
    assert "strikes through" in repairs[0].evidence


def _show_instead(path: Path, content: str) -> None:
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Contents = pdf.make_stream(content.encode())
        pdf.save(path)


def test_a_slash_far_from_any_relation_stays(tmp_path: Path) -> None:
    page, _ = repaired(embedded(tmp_path / "a.pdf", [Drawn("cmsy10", "negationslash", "negationslash", "6"), Drawn("cmmi10", "x", "x", "x")]))
    assert shown(page) == "\u0338x"


@pytest.mark.parametrize("text", ["Show ∂/∂x ≤ ∑ α", "don’t → “∇”", "x ∈ ℝ, 𝒘 🦂"])
def test_utf16_through_a_one_byte_font_reads_as_it_was_meant(tmp_path: Path, text: str) -> None:
    page, repairs = repaired(standard(tmp_path / "a.pdf", "Helvetica", text.encode("utf-16-be")))
    assert shown(page) == text
    assert {repair.method for repair in repairs} == {"utf16"}
    assert not any(glyph.unresolved for glyph in page.glyphs)
    assert {repair.code for repair in repairs} == {ord(character) for character in text}


def test_a_lost_low_byte_is_taken_from_the_stream(tmp_path: Path) -> None:
    page, _ = repaired(standard(tmp_path / "a.pdf", "Helvetica", "a∂".encode("utf-16-be")))  # U+2202: 0x02 draws nothing
    assert shown(page) == "a∂"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("abcxyz 0189=+∂∑αβ≤∈→ℓ⋅√"), min_size=4, max_size=30).filter(lambda text: sum(c < "\x7f" for c in text) * 2 >= len(text)))
def test_any_mostly_latin_line_survives_utf16(tmp_path: Path, text: str) -> None:
    page, _ = repaired(standard(tmp_path / "a.pdf", "Helvetica", text.encode("utf-16-be")))
    assert shown(page) == text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(min_size=1, max_size=30).map(lambda data: bytes(0x20 + byte % 0x5F for byte in data)))
def test_one_byte_text_never_changes(tmp_path: Path, data: bytes) -> None:
    page, repairs = repaired(standard(tmp_path / "a.pdf", "Helvetica", data))
    assert repairs == ()
    assert all(glyph.text == glyph.raw and glyph.method is None for glyph in page.glyphs)


def test_zapf_dingbats_reads_by_its_names(tmp_path: Path) -> None:
    names = Dictionary(Type=Name.Encoding, Differences=Array([65, Name("/a19"), Name("/a23"), Name("/a73")]))
    page, repairs = repaired(standard(tmp_path / "a.pdf", "ZapfDingbats", b"ABC", {65: "\x13", 66: "I", 67: "!"}, Encoding=names))
    assert shown(page) == "✓✗■"
    assert [(repair.code, repair.method) for repair in repairs] == [(65, "name"), (66, "name"), (67, "name")]


@pytest.mark.parametrize(("font", "claims", "text"), [("Wingdings", "\uf0fc", "✓"), ("Wingdings-Regular", "\uf0fb", "✗")])
def test_codes_of_pictorial_fonts(tmp_path: Path, font: str, claims: str, text: str) -> None:
    page, repairs = repaired(standard(tmp_path / "a.pdf", font, b"A", {65: claims}))
    assert shown(page) == text
    assert [repair.method for repair in repairs] == ["name"]


def test_a_letter_in_wingdings_is_a_code_and_in_symbol_a_letter(tmp_path: Path) -> None:
    assert shown(repaired(standard(tmp_path / "a.pdf", "Wingdings", b"A", {65: "ü"}))[0]) == "✓"
    assert shown(repaired(standard(tmp_path / "b.pdf", "SymbolMT", b"A", {65: "·"}))[0]) == "·"


@pytest.mark.parametrize("procedure", [b"/a /b m (x) 1 l f", b"1 2 3 << f", b"\x00\xff(", b"", b"1e999 0 m 9 9 l 0 5 l f", b"9 9 l f"])
def test_a_damaged_type3_procedure_proves_nothing(tmp_path: Path, procedure: bytes) -> None:
    path = type3(tmp_path / "a.pdf", [Drawn("cmsy10", "multiply", "g1", "\ufffd")])
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].Resources.Font.F1.CharProcs["/g1"].write(b"500 0 d0 " + procedure)
        pdf.save(path)
    page, _ = repaired(path)
    assert all(glyph.unresolved or not glyph.text.strip() for glyph in page.glyphs)


def test_an_honest_font_keeps_every_character(tmp_path: Path) -> None:
    glyphs = [Drawn("cmsy10", name, name, claims) for name, claims in (("multiply", "×"), ("arrowright", "→"), ("minus", "-"), ("asteriskmath", "*"), ("lessequal", "⩽"))]
    page, repairs = repaired(embedded(tmp_path / "a.pdf", glyphs))
    assert (shown(page), repairs) == ("×→-*⩽", ())


def test_one_row_for_each_font_code_and_method(tmp_path: Path) -> None:
    path = embedded(tmp_path / "a.pdf", [TIMES, Drawn("cmsy10", "element", "element", "↗")])
    _show_instead(path, f"BT /F1 20 Tf 20 50 Td <{FIRST:02x}{FIRST + 1:02x}{FIRST:02x}> Tj ET")
    _, repairs = repaired(path)
    assert [(repair.code, repair.repaired, repair.count) for repair in repairs] == [(FIRST, "×", 2), (FIRST + 1, "∈", 1)]
