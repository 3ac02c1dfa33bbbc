"""Outlines found among the references."""

from __future__ import annotations

from functools import cache

import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.glyphs.names import text_of_name
from pipeline.glyphs.program import FontProgram, Outline, open_program
from pipeline.glyphs.references import match_accent, match_outline, near_text
from pipeline.glyphs.same import same_text
from pipeline.glyphs.signature import MEASURES, signature
from pipeline.glyphs.type3 import procedure_outline
from tests.generator.faces import matplotlib_data

EM = (0.001, 0, 0, 0.001, 0, 0)


@cache
def program(name: str) -> FontProgram:
    return open_program(pymupdf.Font(fontfile=str(matplotlib_data() / "ttf" / f"{name}.ttf")))


def outline(face: str, glyph: str) -> Outline:
    found = program(face)
    return found.outline(next(gid for gid in range(found.count) if found.name(gid) == glyph))


@pytest.mark.parametrize("face", ["cmr10", "cmmi10", "cmsy10"])
def test_no_glyph_is_surely_another(face: str) -> None:
    known = program(face)
    texts = {gid: text_of_name(known.name(gid)) for gid in range(known.count)}
    matches = {gid: match_outline(known.outline(gid)) for gid, text in texts.items() if text and text.strip() and not text.startswith("\u00a0")}
    wrong = {known.name(gid): match.text for gid, match in matches.items() if match and match.sure and not same_text(match.text, texts[gid])}
    assert wrong == {}
    assert sum(match is not None and match.sure for match in matches.values()) > 0.85 * len(matches)


@pytest.mark.parametrize(("glyph", "text"), [("arrowright", "→"), ("arrowleft", "←"), ("lessequal", "≤"), ("propersubset", "⊂"), ("propersuperset", "⊃")])
def test_mirrored_signs_are_told_apart(glyph: str, text: str) -> None:
    match = match_outline(outline("cmsy10", glyph))
    assert match is not None
    assert (match.text, match.sure) == (text, True)


def test_letters_of_text_fonts_are_no_surely_known_signs() -> None:
    known = program("STIXGeneral")
    for gid in range(known.count):
        text = text_of_name(known.name(gid))
        match = match_outline(known.outline(gid)) if text and text.isascii() and text.isalpha() else None
        assert match is None or not match.sure or same_text(match.text, text), known.name(gid)


def test_near_text_confirms_a_cut_and_denies_another_sign() -> None:
    bold = outline("STIXGeneralBol", "multiply")
    assert near_text(outline("cmsy10", "multiply"), "×")
    assert near_text(outline("cmsy10", "multiply"), "→") is None
    assert near_text((), "×") is None
    assert signature(bold) is not None


def test_an_accent_is_its_combining_mark() -> None:
    match = match_accent(outline("cmr10", "circumflex"))
    assert match is not None
    assert (match.text, match.sure) == ("\u0302", True)


def test_nothing_and_lines_without_area_have_no_signature() -> None:
    assert signature(()) is None
    assert signature((("moveTo", ((0, 0),)), ("lineTo", ((1, 0),)), ("closePath", ()))) is None


@settings(max_examples=40, deadline=None)
@given(st.floats(0.02, 2), st.floats(0.02, 2), st.floats(-1, 1), st.floats(-1, 1))
def test_the_signature_of_a_rectangle(width: float, height: float, x: float, y: float) -> None:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    for turn in (corners, corners[::-1]):  # PostScript and TrueType wind their contours the other way round
        measured = signature((("moveTo", (turn[0],)), *(("lineTo", (corner,)) for corner in turn[1:]), ("closePath", ())))
        assert measured[:6] == pytest.approx([width, height, y + height / 2, (width * height) ** 0.5, 0, 0], abs=1e-5)
        assert measured[MEASURES:].min() > 0.8


@pytest.mark.parametrize(
    ("content", "painted"),
    [
        (b"500 0 d0 0 0 100 200 re f", True), (b"500 0 d0", False), (b"500 0 d0 0 0 100 200 re n", False), (b"0 0 m 1 1 l S", None),
        (b"/Im0 Do", None), (b"BI /W 1 /H 1 /BPC 1 /IM true ID \x00 EI", None), (b"q 2 0 0 2 0 0 cm 0 0 50 100 re f Q", True),
        (b"0 0 m 100 0 l 100 200 l 0 200 l f", True), (b"0 0 m 0 0 100 0 v 100 200 100 200 y 0 200 l h f*", True),
    ],
)  # fmt: skip
def test_type3_procedures(content: bytes, painted: bool | None) -> None:
    found = procedure_outline(content, EM)
    assert (found if found is None else bool(found)) is painted
    if painted:
        assert signature(found)[:2] == pytest.approx([0.1, 0.2], abs=1e-6)
