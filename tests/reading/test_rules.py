"""Rules of tables that are cut or have round corners."""

from __future__ import annotations

from tests.reading.pdfs import show
from tests.reading.test_tables import ROWS, level, tables, words


def _upright(bottom: float, top: float, *places: float) -> str:
    return "".join(f"0.5 w {x} {bottom} m {x} {top} l S\n" for x in places)


def test_a_table_that_a_page_break_cuts_has_its_last_row(tmp_path):
    (table,) = tables(tmp_path, words() + level(175, 155, 135) + _upright(100, 175, 25, 125, 250))
    assert table.rows == ROWS


def test_a_table_that_is_too_wide_for_its_page_has_its_last_column(tmp_path):
    shown = f"q 25 100 225 90 re W n {words()}{level(175, 155, 135, 115, right=400)}{_upright(115, 175, 25, 125, 400)}Q\n"
    (table,) = tables(tmp_path, shown, size=(500, 200))
    assert table.rows == ROWS


def test_lines_that_nothing_crosses_are_not_closed(tmp_path):
    assert tables(tmp_path, words(step=30) + _upright(60, 175, 25, 125, 250)) == ()


def test_a_table_with_round_corners_has_its_outer_cells(tmp_path):
    """Browsers fill the border of a cell with a round corner as a ring, that of the others as bars."""
    ring = ("25 155 m 25 167 l 25 171 29 175 33 175 c 125 175 l 125 155 l h 125 155.5 m 125 174.5 l 33 174.5 l "
            "29.5 174.5 25.5 171 25.5 167 c 25.5 155.5 l h f*\n")  # fmt: skip
    bars = "125 174.5 125 0.5 re f 124.5 155 125.5 0.5 re f 124.5 155 0.5 20 re f 249.5 155 0.5 20 re f\n"
    rest = level(135, 115) + _upright(115, 155, 25, 125, 250)
    (table,) = tables(tmp_path, words() + ring + bars + rest)
    assert table.rows == ROWS


def test_letters_drawn_as_outlines_are_no_rules(tmp_path):
    letter = "".join(f"{x} 100 m {x} 110 l {x + 6} 110 l {x + 6} 100 l h {x + 2} 102 m {x + 4} 105 l {x + 2} 108 l h f*\n" for x in range(30, 240, 10))
    assert tables(tmp_path, letter * 3 + show("plain", 30, 60)) == ()
