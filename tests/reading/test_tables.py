from __future__ import annotations

from pipeline.reading.tables import fill_cells, read_tables
from tests.reading.pdfs import read_first, show, write_pdf

ROWS = (("Question", "Verdict"), ("1(a)", "correct"), ("1(b)", "wrong sign"))


def words(rows=ROWS, left=30.0, top=160.0, step=20.0, apart=100.0) -> str:
    return "".join(show(cell, left + column * apart, top - number * step)
                   for number, row in enumerate(rows) for column, cell in enumerate(row))


def level(*heights: float, left=25.0, right=250.0) -> str:
    return "".join(f"0.5 w {left} {y} m {right} {y} l S\n" for y in heights)


def tables(tmp_path, content, **options):
    page = read_first(write_pdf(tmp_path / "a.pdf", content, **options))
    return read_tables(page.strokes, page.glyphs)


def test_grid(tmp_path):
    upright = "".join(f"0.5 w {x} 115 m {x} 175 l S\n" for x in (25, 125, 250))
    (table,) = tables(tmp_path, words() + level(175, 155, 135, 115) + upright)
    assert table.rows == ROWS
    assert [len(row) for row in table.cells] == [2, 2, 2]


def test_grid_of_thin_filled_rectangles(tmp_path):
    lines = "".join(f"25 {y} 225 0.5 re f\n" for y in (175, 155, 135, 115))
    lines += "".join(f"{x} 115 0.5 60 re f\n" for x in (25, 125, 250))
    (table,) = tables(tmp_path, words() + lines)
    assert table.rows == ROWS


def test_booktabs(tmp_path):
    (table,) = tables(tmp_path, words() + level(175, 155, 115))
    assert table.rows == ROWS


def test_rules_below_each_row_with_a_heading_above(tmp_path):
    (table,) = tables(tmp_path, words() + level(155, 135, 115))
    assert table.rows == ROWS


def test_a_heading_of_several_lines_above_the_first_rule(tmp_path):
    above = show("Part", 30, 170) + show("Outcome", 130, 170)
    (table,) = tables(tmp_path, above + words((("asked", "of it all"), *ROWS[1:]), top=157) + level(152, 132, 112))
    assert table.rows == (("Part asked", "Outcome of it all"), *ROWS[1:])


def test_columns_end_where_each_cell_is_ruled_by_itself(tmp_path):
    """The heading of a column of digits is wider than the white between it and its neighbour."""
    rows = (("Question", "Number of it"), ("1(a)", "2"), ("1(b)", "3"))
    third = words((("Remark",), ("fine",), ("long",)), left=225)
    ruled = "".join(level(y, left=25, right=125) + level(y, left=125, right=220) + level(y, left=220, right=290) for y in (155, 135, 115))
    (table,) = tables(tmp_path, words(rows) + third + ruled)
    assert table.rows == tuple((*row, cell) for row, cell in zip(rows, ("Remark", "fine", "long"), strict=True))


def test_two_rules_that_are_cut_hold_one_of_three_rows(tmp_path):
    cut = "".join(level(y, left=25, right=125) + level(y, left=125, right=250) for y in (155, 135))
    (table,) = tables(tmp_path, words() + cut)
    assert table.rows == ROWS
    assert tables(tmp_path, words() + level(155, 135)) == ()


def test_last_row_without_a_rule_below(tmp_path):
    rows = (*ROWS, ("2", "correct"))
    (table,) = tables(tmp_path, words(rows) + level(155, 135, 115) + show("The next paragraph runs across it all.", 30, 70))
    assert table.rows == rows


def test_caption_between_the_rules_is_no_heading(tmp_path):
    caption = show("Summary of everything that was asked", 30, 166, 8)
    (table,) = tables(tmp_path, caption + words(top=150) + level(190, 145, 125, 105))
    assert table.rows == ROWS


def test_exponents_stay_in_their_row(tmp_path):
    (table,) = tables(tmp_path, words() + show("2", 188.5, 127.5, 7) + level(175, 155, 115))
    assert table.rows == (("Question", "Verdict"), ("1(a)", "correct"), ("1(b)", "2 wrong sign"))


def test_second_line_of_a_cell_belongs_to_its_row(tmp_path):
    rows = (("Question", "Verdict"), ("1(a)", "correct"), ("", "at once"), ("1(b)", "wrong"))
    (table,) = tables(tmp_path, words(rows, step=15) + level(175, 155, 105))
    assert table.rows == (("Question", "Verdict"), ("1(a)", "correct at once"), ("1(b)", "wrong"))


def test_turned_page(tmp_path):
    # Drawn turned by 90 degrees, shown level.
    content = "q 0 1 -1 0 200 0 cm\n" + words() + level(175, 155, 115) + "Q"
    (table,) = tables(tmp_path, content, size=(200, 300), rotate=90)
    assert table.rows == ROWS


def test_chat_bubbles_and_paragraphs_between_lines_are_no_tables(tmp_path):
    bubbles = "".join(f"0.9 g 20 {y} 240 30 re f 0 g\n" for y in (150, 100, 50))
    assert tables(tmp_path, bubbles + words(step=50)) == ()
    running = "".join(show("These words run on across the whole line of text", 26, y, 9) for y in (160, 140, 120))
    assert tables(tmp_path, running + level(175, 155, 135, 115)) == ()


def test_boxed_paragraphs_are_no_table(tmp_path):
    box = "25 100 225 75 re S 25 155 225 20 re S\n"
    assert tables(tmp_path, box + show("Claude", 30, 160) + show("The answer is two.", 30, 130)) == ()


def test_fractions_are_no_table(tmp_path):
    bars = "".join(level(y, left=100, right=140) for y in (150, 100, 50))
    over = "".join(show("a b", 105, y + 5) + show("c d", 105, y - 12) for y in (150, 100, 50))
    assert tables(tmp_path, bars + over) == ()


def test_cells_are_filled_again_from_repaired_glyphs(tmp_path):
    page = read_first(write_pdf(tmp_path / "a.pdf", words() + level(175, 155, 115)))
    repaired = tuple(glyph._replace(text="×") if glyph.raw == "w" else glyph for glyph in page.glyphs)
    (table,) = read_tables(page.strokes, page.glyphs)
    assert fill_cells(table, repaired).rows[2] == ("1(b)", "×rong sign")
