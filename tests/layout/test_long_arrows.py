"""Long arrows that TeX draws from two glyphs."""

from __future__ import annotations

import pytest

from pipeline.layout.atoms import words
from pipeline.report import Glyph


def glyph(text: str, x: float, width: float = 8.0) -> Glyph:
    return Glyph(text, text, (x, 90, x + width, 103), (x, 100), 10.0, "CMSY10")


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [("=", "⇒", "⇒"), ("⇐", "=", "⇐"), ("−", "→", "→"), ("←", "−", "←"), ("|", "→", "↦"), ("↦", "→", "↦"), ("↪", "→", "↪")],
)
def test_two_overlapping_glyphs_are_one_arrow(first: str, second: str, read: str) -> None:
    (atom,) = words([glyph(first, 50), glyph(second, 56)])
    assert atom.text == read
    assert "".join(token[1] for token in atom.tokens) == first + second


@pytest.mark.parametrize(("first", "second"), [("=", "⇒"), ("−", "→"), ("|", "→")])
def test_glyphs_that_do_not_overlap_stay_two(first: str, second: str) -> None:
    (atom,) = words([glyph(first, 50), glyph(second, 58)])
    assert atom.text == first + second


@pytest.mark.parametrize(("first", "second"), [("⇐", "⇒"), ("←", "→")])
def test_an_arrow_with_two_heads_is_read_as_both(first: str, second: str) -> None:
    (atom,) = words([glyph(first, 50), glyph(second, 56)])
    assert atom.text == first + second
