"""Scripts and limits: which small atom belongs to which large one."""

from __future__ import annotations

from pipeline.report import Glyph
from tests.layout.drawing import EM, bar, extension, glyph, word, written


def tidy(text: str) -> str:
    return text.replace(" ", "")


def test_what_goes_on_behind_the_index_of_an_exponent() -> None:
    exponent = [glyph("d", 55, 96, 7), glyph("2", 58.5, 97, 5), glyph("×", 61.4, 96, 7), glyph("d", 64.9, 96, 7), glyph("1", 68.4, 97, 5)]
    assert tidy(written([glyph("R", 50), *exponent, *word(",x", 71.5)])) == "R^{d_{2}×d_{1}},x"


def test_an_exponent_whose_indices_are_as_large_as_itself() -> None:
    exponent = [glyph("d", 55, 96, 7), glyph("2", 58.5, 97.2, 7), glyph("×", 62, 96, 7), glyph("d", 65.5, 96, 7), glyph("1", 69, 97.2, 7)]
    assert tidy(written([glyph("R", 50), *exponent])) == "R^{d_{2}×d_{1}}"


def test_an_exponent_behind_an_index() -> None:
    assert written([glyph("W", 50), glyph("1", 55, 101.5, 7), glyph("2", 58.6, 95.5, 7)]) == "W_{1}^{2}"


def test_the_limits_of_an_integral_stand_beside_its_slanted_ends() -> None:
    integral = extension("∫", 50, 86, 0.556)
    limits = [glyph("1", 60.4, 90, 7), glyph("0", 55.6, 110, 7)]
    assert tidy(written([integral, *limits, *word("f", 66)])) == "∫_{0}^{1}f"


def test_limits_of_neighbouring_sums_that_touch() -> None:
    sums = [extension("∑", 50, 90, 1.444), extension("∑", 66, 90, 1.444)]
    under = [*word("m=0", 52, 111.5, 7), *word("nn=0", 62.7, 111.5, 7)]
    over = [glyph("p", 55.5, 87, 7), glyph("q", 71.5, 87, 7)]
    assert tidy(written([*sums, *under, *over, *word("f", 82, 99.5)])) == "∑_{m=0}^{p}∑_{nn=0}^{q}f"


def test_smaller_print_on_the_line_before_is_no_limit_of_a_name() -> None:
    assert written([*word("where", 50, 92, 8), *word("max", 52, 104), *word("f", 70, 104)]).splitlines() == ["where", "max f"]


def test_a_fraction_of_delimited_rows() -> None:
    def sign(text: str, x: float, y: float) -> Glyph:
        return glyph(text, x, y, EM, 0.6, "KaTeX_Size2-Regular")

    inner = [glyph("a", 57, 86, 7), glyph("b", 57, 94, 7), glyph("c", 57, 112, 7), glyph("d", 57, 120, 7)]
    fences = [sign("(", 50, 91), sign(")", 61.5, 91), sign("(", 50, 117), sign(")", 61.5, 117)]
    powers = [glyph("k", 67.6, 82, 7), glyph("k", 67.6, 108, 7)]
    rules = [bar(57, 60.5, 88.5), bar(57, 60.5, 114.5), bar(50, 71, 101)]
    assert tidy(written([*inner, *fences, *powers], *rules)) == "\\frac{(\\frac{a}{b})^{k}}{(\\frac{c}{d})^{k}}"


def test_scripts_of_delimiters_in_a_fraction() -> None:
    def sign(text: str, x: float, y: float) -> Glyph:
        return glyph(text, x, y, EM, 0.6, "KaTeX_Size2-Regular")

    inner = [glyph("a", 57, 86, 7), glyph("b", 57, 94, 7), glyph("c", 57, 112, 7), glyph("d", 57, 120, 7), *word("+z", 81.5, 117)]
    fences = [sign("(", 50, 91), sign(")", 61.5, 91), sign("(", 50, 117), sign(")", 61.5, 117)]
    power = [*word("p", 67.6, 106.5, 7), *word("+", 72.4, 106.5, 7), *word("q", 77, 106.5, 7)]
    rules = [bar(57, 60.5, 88.5), bar(57, 60.5, 114.5), bar(50, 91.5, 101)]
    top = [glyph("m", 76, 91), glyph("n", 86, 91)]
    assert tidy(written([*inner, *fences, *power, *top], *rules)) == "\\frac{(\\frac{a}{b})mn}{(\\frac{c}{d})^{p+q}+z}"


def test_a_limit_whose_index_is_wider_than_the_operator() -> None:
    limit = [glyph("n", 49, 86, 7), *word("context", 52.5, 87, 5)]
    assert tidy(written([extension("∑", 54, 90, 1.056), *limit, *word("i=1", 54, 107, 7), *word("f", 72, 97.5)])) == "∑_{i=1}^{n_{context}}f"


def test_a_letter_with_its_index_that_carries_further_scripts() -> None:
    parts = [glyph("W", 50), glyph("1", 55, 101.5, 7), glyph("2", 59, 95.5, 7), glyph("F", 59, 102.5, 7)]
    assert written(parts) == "W_{1F}^{2}"


def test_what_stands_under_both_words_of_a_name_or_under_the_second() -> None:
    assert tidy(written([*word("arg", 50), *word("max", 66.8), *word("w", 63.5, 107, 7), *word("f", 85)])) == "argmax_{w}f"
    assert tidy(written([*word("arg", 50), *word("max", 66.8), *word("w", 72.5, 107, 7), *word("f", 85)])) == "argmax_{w}f"


def test_letters_over_a_relation() -> None:
    line = [*word("x", 50), glyph("∼", 60, width=0.78), *word("N", 71)]
    assert tidy(written([*line, *word("iid", 58.6, 94.5, 7)])) == "x\\overset{iid}{∼}N"


def test_an_exponent_beside_a_relation_does_not_stand_over_it() -> None:
    exponent = word("ab", 55, 95.5, 7)
    assert tidy(written([*word("x", 50), *exponent, glyph("=", 63.5, width=0.78), *word("N", 74)])) == "x^{ab}=N"


def test_two_small_letters_that_begin_at_one_place() -> None:
    parts = [glyph("i", 50, 94, 7, 0.3), glyph("l", 50, 90.5, 7, 0.3), glyph("b", 50, 108, 7)]
    assert tidy(written(parts, bar(49, 54, 98))) == "\\frac{i^{l}}{b}"
