"""Delimiters, matrices and braces put together from their pieces."""

from __future__ import annotations

from pipeline.report import Glyph, Stroke
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


def column(x: float, *rows: tuple[str, float]) -> list[Glyph]:
    return [glyph(letter, x, y) for letter, y in rows]


def parentheses(y: float, width: float = 0.736) -> list[Glyph]:
    return [extension("(", 50, y, width), extension(")", 62, y, width)]


def test_a_binomial_and_a_matrix_of_one_column() -> None:
    assert written([*parentheses(85.5), *column(57, ("n", 93.2), ("k", 106.9))]) == "\\binom{n}{k}"
    assert written([*parentheses(85.5), *column(57, ("n", 94), ("k", 106))]) == "\\begin{pmatrix}n\\\\k\\end{pmatrix}"


def test_a_binomial_in_running_text() -> None:
    inner = [glyph("n", 55, 95.6, 7), glyph("k", 55, 103.5, 7)]
    fences = [extension("(", 50, 91.5, 0.458), extension(")", 58.6, 91.5, 0.458)]
    assert written([*word("has", 33), *fences, *inner, *word("terms", 66)]).replace(" ", "") == "has\\binom{n}{k}terms"


def test_a_line_of_text_beside_the_foot_of_a_tall_delimiter_is_no_row() -> None:
    line = [extension("(", 50, 85.5, 0.736), *word("sum", 58), extension(")", 75, 85.5, 0.736)]
    assert written([*line, *word("as each is", 40, 113)]).splitlines() == ["(sum)", "as each is"]


def test_a_drawn_bar_ends_what_its_index_evaluates() -> None:
    rounded = path((65.4, 88.2), (65.6, 88), (65.8, 88.2), (65.8, 108), (65.6, 108.2), (65.4, 108))
    index = word("x=0", 66.5, 107, 7)
    assert written([*word("f'x", 50), *index], rounded) == "f'x|_{x=0}"
    assert "|" not in written(word("f'x", 50), rounded)


def upright(x: float, y0: float, y1: float) -> tuple[tuple[float, float], ...]:
    """The outline of a bar with rounded ends, from y0 to y1."""
    return (x, y0 + 0.2), (x + 0.2, y0), (x + 0.4, y0), (x + 0.6, y0 + 0.2), (x + 0.6, y1 - 0.2), (x + 0.4, y1), (x + 0.2, y1), (x, y1 - 0.2), (x, y0 + 0.2)


def double(x: float, y0: float, y1: float) -> Stroke:
    return Stroke((upright(x, y0, y1), upright(x + 2, y0, y1)), (x, y0, x + 2.6, y1), fill=0, closed=True)


def test_a_norm_between_drawn_bars() -> None:
    line = [*word("L=", 36), *word("x-y", 53), glyph("2", 73.6, 92, 7), glyph("2", 73.6, 108, 7)]
    assert written(line, double(49, 88, 108), double(70, 88, 108)).replace(" ", "") == "L=∥x-y∥_{2}^{2}"


def test_a_modulus_between_drawn_bars() -> None:
    bars = [path(*upright(x, 88, 108)) for x in (51, 69)]
    assert written([*word("x-y", 53), *word("<1", 73)], *bars).replace(" ", "") == "|x-y|<1"


def test_the_sides_of_a_frame_are_no_bars() -> None:
    bars = [path(*upright(x, 60, 140)) for x in (40, 200)]
    assert written(word("a quoted line", 53), *bars) == "a quoted line"


def cut(points: list[tuple[float, float]], clip: tuple[float, float, float, float]) -> Stroke:
    """A filled outline that runs on beyond its clip."""
    return Stroke((tuple(points),), (clip[0], min(y for _, y in points), clip[2], max(y for _, y in points)), fill=0, closed=True, clip=clip)


def drawn_brace(x0: float, x1: float, y: float, under: bool = True) -> list[Stroke]:
    """A horizontal brace as KaTeX draws it, 5.5 pt high from y on: its ends and its point, each half as wide again as is shown."""

    def flip(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
        return points if under else [(px, 2 * y + 5.5 - py) for px, py in points]

    w, middle, top = x1 - x0, (x0 + x1) / 2, y - 0.1
    end = [(x0, y), (x0 + 0.2, y), (x0 + 1, y + 1.2), (x0 + 3, y + 2.1), (x1, y + 2.1), (x1, y + 3.3), (x0 + 3, y + 3.3), (x0, y + 0.5)]
    point = [(x0, y + 2.1), (middle - 3, y + 2.1), (middle, y + 4.4), (middle + 3, y + 2.1), (x1, y + 2.1), (x1, y + 3.3), (middle, y + 5.5), (x0, y + 3.3)]
    mirrored = [(x0 + x1 - px, py) for px, py in end]
    return [
        cut(flip(end), (x0, top, x0 + 0.251 * w, y + 5.6)),
        cut(flip(point), (x0 + 0.25 * w, top, x0 + 0.75 * w, y + 5.6)),
        cut(flip(mirrored), (x1 - 0.251 * w, top, x1, y + 5.6)),
    ]


def test_a_drawn_brace_under_a_sum_with_its_name() -> None:
    body = [*word("f=", 37), *word("a+b+c+d", 50), *word("+e", 87)]
    assert written([*body, *word("loss", 60.5, 116.5, 7)], *drawn_brace(50, 85, 103.5)).replace(" ", "") == "f=\\underbrace{a+b+c+d}_{loss}+e"


def test_a_drawn_brace_over_a_sum() -> None:
    assert written([*word("a+b+c+d", 50), *word("n", 66, 83.5, 7)], *drawn_brace(50, 85, 86, under=False)) == "\\overbrace{a+b+c+d}^{n}"
