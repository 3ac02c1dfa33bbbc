"""Delimiters, matrices and braces put together from their pieces."""

from __future__ import annotations

from tests.layout.drawing import bracket, extension, frame, glyph, path, word, written


def test_a_norm_of_stacked_bars_carries_its_scripts() -> None:
    bars = [extension("∥", x, y, 0.556) for x in (50, 64) for y in (91, 97)]
    scripts = [glyph("2", 69.7, 95, 7), glyph("2", 69.7, 105, 7)]
    assert written([*bars[:2], *word("yw", 56), *bars[2:], *scripts]) == "∥yw∥_{2}^{2}"


def test_norms_one_above_the_other_stay_apart() -> None:
    def norm(x: float, y: float) -> list:
        return [extension("∥", x, y - 9, 0.556), extension("∥", x, y - 3, 0.556)]

    # The lower one begins a hair further left: no order by place may join the two.
    glyphs = [*word("a", 44), *norm(50.4, 100), *word("b", 57), *word("c", 44, 300), *norm(49.6, 300), *word("d", 57, 300)]
    assert written(glyphs).replace(" ", "").splitlines() == ["a∥b", "c∥d"]


def test_a_tall_bracket_of_pieces_holds_rows_and_stacked_stops() -> None:
    def side(top: str, middle: str, bottom: str, x: float) -> list:
        return [extension(top, x, 60, 0.667), *(extension(middle, x, y, 0.667) for y in (78, 84, 90, 96)), extension(bottom, x, 102, 0.667)]

    stops = [glyph(".", 60, y, width=0.28) for y in (90, 94, 98)]
    cells = [*word("a", 60, 72), *stops, *word("b", 60, 114)]
    assert written([*side("⎡", "⎢", "⎣", 52), *cells, *side("⎤", "⎥", "⎦", 66)]) == "\\begin{bmatrix}a\\\\⋮\\\\b\\end{bmatrix}"


def test_a_brace_of_three_pieces_opens_cases() -> None:
    brace = [extension("⎧", 50, 80, 0.889), extension("⎨", 50, 89, 0.889), extension("⎩", 50, 107, 0.889)]
    rows = [*word("p", 60, 90), *word("x=1", 75, 90), *word("q", 60, 112), *word("x=2", 75, 112)]
    assert written([*brace, *rows]) == "\\begin{cases}p&x=1\\\\q&x=2\\end{cases}"


def test_a_row_between_delimiters_inside_a_matrix_is_one_cell() -> None:
    inner = [extension("[", 60, 104, 0.417), *word("a", 66, 112), *word("b", 82, 112), extension("]", 88, 104, 0.417)]
    drawn = written([*word("c", 75, 94), *inner], bracket(54, 58, 82, 120), bracket(96, 100, 82, 120, opening=False))
    assert drawn.replace(" ", "") == "\\begin{bmatrix}c\\\\[ab]\\end{bmatrix}"


def test_drawn_delimiters_that_hold_nothing_readable_write_no_line() -> None:
    hidden = glyph("x", 70, 100)._replace(hidden="covered")
    assert written([hidden, *word("text", 50, 300)], bracket(54, 58, 84, 118), bracket(88, 92, 84, 118, opening=False)) == "text"


def tips(x0: float, x1: float, y: float) -> list:
    """The four glyphs of a brace; they stand for no character."""
    middle = (x0 + x1) / 2
    return [extension("", x, y, 0.45) for x in (x0, middle - 4.5, middle, x1 - 4.5)]


def test_a_brace_under_a_sum_with_its_name() -> None:
    body = [*word("f=", 37), *word("a+b+c+d", 50), *word("+e", 87)]
    assert written([*body, *tips(50, 85, 104), *word("loss", 60.5, 113, 7)]).replace(" ", "") == "f=\\underbrace{a+b+c+d}_{loss}+e"


def test_a_brace_over_a_sum() -> None:
    assert written([*word("a+b+c+d", 50), *tips(50, 85, 90), *word("n", 66, 87, 7)]) == "\\overbrace{a+b+c+d}^{n}"


def test_braces_beside_each_other() -> None:
    glyphs = [*word("0", 56.5), *tips(50, 68, 104), *word("+", 75), *word("2", 91.5), *tips(85, 103, 104)]
    assert written(glyphs).replace(" ", "") == "\\underbrace{0}+\\underbrace{2}"


def test_a_framed_formula_stays_in_its_line() -> None:
    line = [*word("cost", 50), *word("n=k+log(m)", 78), *word("steps", 137)]
    assert written(line, frame(74, 132, 88, 105)) == "cost n=k+log(m) steps"


def test_a_box_of_another_hand_beside_a_line_is_no_part_of_it() -> None:
    remark = [g._replace(colour=0xFF0000) for g in word("well done", 78)]
    assert written([*word("cost", 50), *remark], frame(74, 132, 88, 105)).splitlines() == ["cost", "well done"]


def test_a_drawn_bar_ends_what_its_index_evaluates() -> None:
    rounded = path((65.4, 88.2), (65.6, 88), (65.8, 88.2), (65.8, 108), (65.6, 108.2), (65.4, 108))
    index = word("x=0", 66.5, 107, 7)
    assert written([*word("f'x", 50), *index], rounded) == "f'x|_{x=0}"
    assert "|" not in written(word("f'x", 50), rounded)
