"""Glyph names, and the codes and look-alikes beside them."""

from __future__ import annotations

import pytest
from fontTools.agl import AGL2UV
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glyphs.codes import text_of_code
from pipeline.glyphs.names import text_of_name
from pipeline.glyphs.same import same_text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("A", "A"), ("multiply", "×"), ("partialdiff", "∂"), ("uni2202", "∂"), ("u1D458", "𝑘"), ("f_f_i", "ffi"), ("one.tf", "1"), ("Delta", "Δ"),
        ("parenleftbigg", "("), ("bracketrightBig", "]"), ("summationdisplay", "∑"), ("integraltext", "∫"), ("radicalBigg", "√"), ("productdisplay", "∏"),
        ("lscript", "ℓ"), ("latticetop", "⊤"), ("negationslash", "\u0338"), ("lessmuch", "≪"), ("epsilon1", "ϵ"), ("ffl", "ffl"), ("radicalvertex", ""),
    ],
)  # fmt: skip
def test_names_of_adobe_and_of_tex(name: str, text: str) -> None:
    assert text_of_name(name) == text


@given(st.sampled_from(["g", "C", "G", "glyph", "cid", "index", "char", "a", "c"]), st.integers(10, 99999))
def test_a_number_says_nothing(stem: str, number: int) -> None:
    assert text_of_name(f"{stem}{number}") is None


@pytest.mark.parametrize("name", [".notdef", "", "90", "g1", ".null"])
def test_meaningless_names(name: str) -> None:
    assert text_of_name(name) is None


def test_names_of_dingbats_count_in_dingbats_only() -> None:
    assert text_of_name("a19") is None
    assert text_of_name("a19", dingbats=True) == "✓"


@given(st.sampled_from(sorted(AGL2UV)))
def test_no_name_of_the_list_reads_as_garbage(name: str) -> None:
    text = text_of_name(name)
    assert text is None or not any("\ue000" <= c <= "\uf8ff" or c < " " for c in text)


@pytest.mark.parametrize(
    ("font", "raw", "text"),
    [("Wingdings", "\uf0fc", "✓"), ("Wingdings", "ü", "✓"), ("Wingdings", "→", None), ("WingdingsSans", "ü", None), ("Helvetica", "ü", None),
     ("KaTeX_Main-Regular", "\ue020", "\u0338"), ("KaTeX_Main-Regular", "a", None)],
)  # fmt: skip
def test_codes(font: str, raw: str, text: str | None) -> None:
    assert text_of_code(font, raw) == text


@pytest.mark.parametrize(("one", "two"), [("-", "−"), ("ﬁ", "fi"), ("∗", "*"), ("Δ", "∆"), ("𝑥", "x"), ("\u00a0", " ")])
def test_one_sign_in_two_codes(one: str, two: str) -> None:
    assert same_text(one, two)
    assert same_text(two, one)


@pytest.mark.parametrize(("one", "two"), [("→", "×"), ("≤", "<"), ("α", "a"), ("∈", "ε"), ("ı", "i"), ("∅", "ø"), ("“", "”"), ("−", "="), ("⇒", "→")])
def test_two_signs(one: str, two: str) -> None:
    assert not same_text(one, two)
