"""Formulas as browsers and TeX set them, written in place."""

from __future__ import annotations

from pipeline.report import Glyph
from tests.layout.drawing import EM, bar, bracket, extension, glyph, word, written


def test_a_hat_goes_with_the_letter_beneath_it() -> None:
    glyphs = [*word("(", 50), *word("f", 55), glyph("^", 56, 97.4), *word("-y)", 60)]
    assert written(glyphs) == "(\\hat{f}-y)"


def test_a_tilde_raised_over_a_capital() -> None:
    # KaTeX draws the low tilde of ASCII, 0.6 em up.
    assert written([*word("c=", 50), glyph("X", 61), glyph("~", 61.5, 94), *word("+N", 67)]).replace(" ", "") == "c=\\tilde{X}+N"


def test_a_tilde_of_the_line_before_stays_there() -> None:
    assert written([*word("p", 50), glyph("~", 61.5, 88.5), glyph("X", 61)]).splitlines()[-1].endswith("X")


def test_a_wide_accent_of_the_extension_font() -> None:
    assert written([*word("(AB)", 50), extension("ˆ", 55.4, 97.5, 1.0)]) == "(\\widehat{AB})"
    assert written([*word("(A)", 50), extension("˜", 54.8, 97.5, 0.556)]) == "(\\tilde{A})"


def test_a_mark_that_combines_goes_with_the_letter_before_it() -> None:
    # Its ink reaches back over the f; the next letter is nearer to where the pen stands.
    line = [*word("|f", 50), glyph("\u0303", 61, 98, width=0.0), *word("_j|", 60)]
    assert written(line) == "|\\tilde{f}_j|"


def test_a_hat_as_text_stays_text() -> None:
    assert written(word("a^b~c", 50)) == "a^b~c"


def test_a_script_of_an_accented_letter() -> None:
    glyphs = [glyph("ˆ", 50), glyph("x", 50), glyph("i", 55, 101.5, 7)]
    assert written(glyphs) == "\\hat{x}_{i}"


def test_a_stroke_drawn_after_the_next_letter_negates_its_relation() -> None:
    assert written([glyph("k", 50), glyph("=", 56), glyph("l", 62), glyph("\u0338", 56)]).replace(" ", "") == "k≠l"


def test_fractions_side_by_side() -> None:
    parts = [glyph("a", 50, 94), glyph("b", 50, 108), glyph("c", 57, 94), glyph("d", 57, 108)]
    assert written(parts, bar(50, 55, 98), bar(57, 62, 98)).replace(" ", "") == "\\frac{a}{b}\\frac{c}{d}"


def test_an_underlined_word_is_no_fraction() -> None:
    lines = [*word("over", 50, 94), *word("the line below runs on", 50, 108)]
    assert "frac" not in written(lines, bar(50, 70, 98))


def test_a_word_of_the_next_line_longer_than_the_underline_is_no_denominator() -> None:
    assert "frac" not in written([*word("part", 50, 94), *word("hinges", 47, 108), *word("turn", 80, 108)], bar(50, 73, 98))


def test_an_exponent_before_a_fraction_is_no_part_of_its_numerator() -> None:
    parts = [glyph("A", 50, 100), glyph("T", 56, 96, 7), *word("aL", 61, 96, 7), *word("aW", 61, 107, 7)]
    assert written(parts, bar(61, 68, 98)).replace(" ", "") == "A^{T}\\frac{aL}{aW}"


def test_what_stands_behind_the_bar_is_not_under_the_root() -> None:
    sign = Glyph("√", "√", (50, 90, 58, 103), (50, 92.4), EM, "CMSY10")
    assert written([sign, glyph("λ", 58), glyph("I", 63), glyph(",", 68, width=0.28)], bar(58, 63, 92)) == "√{λ}I,"


def test_a_root_sign_of_pieces_reaches_up_to_its_bar() -> None:
    sign = [extension("", 50, 78, 1.056), extension("", 50, 84, 1.056), extension("√", 50, 90, 1.056)]
    inside = [glyph("1", 64, 88), glyph("d", 64, 102), *word("+y", 70, 95)]
    assert written([*sign, *inside], bar(60.6, 81, 78), bar(62.5, 69.5, 92)).replace(" ", "") == "√{\\frac{1}{d}+y}"


def test_a_fraction_whose_root_sign_is_pressed_flat() -> None:
    parts = [glyph("1", 57.5, 94), *word("dk", 61, 108)]
    assert written(parts, bar(50, 71, 98), bar(50.5, 71, 101)).replace(" ", "") == "\\frac{1}{dk}"
    assert "frac" not in written(parts, bar(50, 71, 98))


def test_a_matrix_between_drawn_brackets() -> None:
    cells = [glyph("1", 60, 96), glyph("2", 80, 96), glyph("3", 60, 112), glyph("4", 80, 112)]
    drawn = written([glyph("K", 40, 105), *cells], bracket(54, 58, 84, 118), bracket(88, 92, 84, 118, opening=False))
    assert drawn.replace(" ", "") == "K\\begin{bmatrix}1&2\\\\3&4\\end{bmatrix}"


def test_a_lone_bracket_is_a_pen_mark() -> None:
    text = written([*word("one", 60, 96), *word("two", 60, 112)], bracket(54, 58, 84, 118))
    assert "[" not in text and "bmatrix" not in text


def test_an_operand_behind_the_limits_of_its_operator() -> None:
    sigma = Glyph("∑", "∑", (50, 92, 60, 102), (50, 100), EM, "KaTeX_Size1-Regular")
    limits = [*word("j=1", 60, 103, 7), *word("N", 60, 95, 7)]
    assert written([sigma, *limits, *word("exp", 76, 99.5)]).replace(" ", "") == "∑_{j=1}^{N}exp"


def test_what_katex_draws_without_width_or_twice_counts_once() -> None:
    spaced = [*word("cost", 50), glyph("\u200b", 70, width=0.0), *word("of", 78)]
    assert written(spaced) == "cost of"
    twice = [*word("loss", 50), *word("loss", 50.1), *word("is", 78)]
    assert written(twice) == "loss is"
    apart = [*word("aa", 50), *word("aa", 80)]
    assert written(apart) == "aa aa"
