"""What is drawn over, between and behind letters: accents, lines, underscores, primes, arrows."""

from __future__ import annotations

import pytest

from pipeline.report import Stroke
from tests.layout.drawing import EM, bar, glyph, path, word, written


def tilde(x0: float, x1: float, y: float) -> Stroke:
    """A wide tilde 2 pt high with its upper edge at y."""
    heights = [1.4, 0.6, 0.0, 0.4, 1.0, 1.2, 1.0, 0.4, 0.0]
    step = (x1 - x0) / (len(heights) - 1)
    upper = [(x0 + i * step, y + h) for i, h in enumerate(heights)]
    return path(*upper, *((x, h + 0.7) for x, h in reversed(upper)))


def hat(x0: float, x1: float, y: float) -> Stroke:
    middle = (x0 + x1) / 2
    return path((x0, y + 2), (middle, y), (x1, y + 2), (x1, y + 2.6), (middle, y + 0.8), (x0, y + 2.6))


def arrow(x0: float, x1: float, y: float) -> Stroke:
    return path((x0, y + 1.3), (x1 - 2.5, y + 1.3), (x1 - 2.5, y), (x1, y + 1.5), (x1 - 2.5, y + 3), (x1 - 2.5, y + 1.7), (x0, y + 1.7))


@pytest.mark.parametrize(("draw", "name"), [(tilde, "tilde"), (hat, "hat"), (arrow, "vec")])
def test_an_accent_drawn_as_a_path(draw, name: str) -> None:
    assert written(word("AX-b", 50), draw(55, 60.5, 90)) == f"A\\{name}{{X}}-b"


def test_a_wide_accent_over_two_letters() -> None:
    assert written(word("(AB)", 50), tilde(55, 65, 90)) == "(\\widetilde{AB})"


def test_a_pens_curl_in_another_colour_is_no_accent() -> None:
    curl = tilde(55, 60.5, 90)
    red = Stroke(curl.points, curl.box, fill=0xFF0000, closed=True)
    assert written(word("AX-b", 50), red) == "AX-b"


def test_a_line_over_letters() -> None:
    assert written([*word("c=", 50), *word("AB", 63), *word("+d", 76)], bar(63, 73, 92)).replace(" ", "") == "c=\\overline{AB}+d"


def test_a_line_longer_than_the_word_below_is_no_overline() -> None:
    assert "overline" not in written(word("AB", 63), bar(50, 90, 92))


def test_the_underline_of_the_line_before_is_no_overline() -> None:
    assert "overline" not in written([*word("link", 50, 88), *word("next", 50, 100)], bar(50, 70, 89.5))


def test_a_short_rule_on_the_baseline_is_an_underscore() -> None:
    assert written([*word("d", 50), *word("model", 59)], bar(55.6, 58.6, 99.8)) == "d_model"


@pytest.mark.parametrize("y", [97.5, 101.5])
def test_a_short_rule_off_the_baseline_is_none(y: float) -> None:
    assert "_" not in written([*word("d", 50), *word("model", 59)], bar(55.6, 58.6, y))


def test_primes_are_written_behind_their_letter() -> None:
    prime, index, power = glyph("′", 55, 96, 7, 0.3), glyph("j", 55, 102, 7), glyph("2", 57.2, 96, 7)
    assert written([glyph("y", 50), prime, index]) == "y′_{j}"
    assert written([glyph("y", 50), prime, power]) == "y′^{2}"


def test_the_bar_of_a_mapping_arrow_without_width() -> None:
    assert written([glyph("x", 50), glyph("↦", 58, width=0.0), glyph("→", 58, width=1.0), glyph("y", 71)]).replace(" ", "") == "x↦y"


def test_every_upright_bar_is_written_as_one_sign() -> None:
    assert written([glyph("∣", 50, width=0.28), glyph("x", 52.8), glyph("∣", 57.8, width=0.28)]) == "|x|"


def test_an_arrow_beside_a_bar_stays_an_arrow() -> None:
    assert written([glyph("|", 50, width=0.28), glyph("→", 55, size=EM, width=1.0)]).replace(" ", "") == "|→"
