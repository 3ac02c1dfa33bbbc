"""Which drawn boxes group text, and what stands over other text."""

from __future__ import annotations

from pipeline.layout.arrange import arrange
from pipeline.layout.panels import find_panels
from pipeline.report import Box, Glyph, Page, Stroke, Table
from tests.layout.drawing import corners, word

TABLE = Table((100.0, 120.0, 400.0, 180.0), (("a", "b"), ("c", "d")), (((100.0, 120.0, 250.0, 150.0), (250.0, 120.0, 400.0, 150.0)),) * 2)


def _fill(box: Box, colour: int = 0x101010, opacity: float = 1.0, seq: int = 0) -> Stroke:
    return Stroke((corners(box),), box, fill=colour, opacity=opacity, rectangle=True, closed=True, seq=seq)


def _boxes(*strokes: Stroke, tables: tuple[Table, ...] = (TABLE,)) -> list[Box]:
    return [panel.box for panel in find_panels(Page(1, 600.0, 800.0, (), strokes, tables=tables))]


def test_the_shaded_heading_of_a_table_is_no_panel() -> None:
    reaching_in, on_top = (100.0, 100.0, 400.0, 130.0), (100.0, 100.0, 400.0, 120.0)
    assert _boxes(_fill(reaching_in)) == _boxes(_fill(on_top)) == []
    assert _boxes(_fill(on_top), tables=()) == [on_top]


def test_a_box_around_a_table_or_apart_from_it_is_one() -> None:
    for box in ((100.0, 80.0, 400.0, 200.0), (100.0, 60.0, 400.0, 100.0), (200.0, 95.0, 400.0, 118.0)):
        assert _boxes(_fill(box)) == [box]


def test_a_translucent_fill_counts_as_the_colour_that_is_seen() -> None:
    (panel,) = find_panels(Page(1, 600.0, 800.0, (), (_fill((100.0, 300.0, 400.0, 330.0), 0x000000, 0.1),)))
    assert panel.fill == 0xE6E6E6


def test_a_box_printed_over_a_line_does_not_hold_it() -> None:
    """A chat print may set the next bubble over the last words of the answer."""
    bubble = _fill((80.0, 97.0, 300.0, 125.0), 0xF0F0F0, seq=5)
    over = [*word("widgets", 50), *word("turn", 90), *(glyph._replace(seq=6) for glyph in word("gears", 90, 115))]
    assert _lines(over, bubble) == [("widgets turn", None), ("gears", 0)]
    after = [glyph._replace(seq=6) for glyph in over]
    assert _lines(after, bubble)[1:] == [("turn", 0), ("gears", 0)]


def _lines(glyphs: list[Glyph], *strokes: Stroke) -> list[tuple[str, int | None]]:
    return [(line.text, line.panel) for line in arrange(Page(1, 600.0, 800.0, tuple(glyphs), strokes)).lines]


def test_words_of_another_colour_over_a_line_are_a_line_of_their_own() -> None:
    red = [glyph._replace(colour=0xDD2222, font="Helvetica") for glyph in (*word("nicely", 79), *word("done", 118))]
    lines = arrange(Page(1, 600.0, 800.0, (*word("widgets", 50), *word("turn", 90), *word("gears", 120), *red))).lines
    assert sorted(line.text for line in lines) == ["nicely done", "widgets turn gears"]


def test_a_box_that_a_page_break_cuts_holds_the_line_that_it_cuts() -> None:
    path, seen = (80.0, 740.0, 300.0, 790.0), (80.0, 740.0, 300.0, 756.0)
    bubble = Stroke((corners(path),), seen, fill=0xF0F0F0, rectangle=True, closed=True, clip=(0.0, 20.0, 600.0, 756.0))
    assert _lines(word("gears", 90, 763), bubble) == [("gears", 0)]
    assert _lines(word("gears", 90, 775), bubble) == [("gears", None)]
    whole = Stroke((corners(seen),), seen, fill=0xF0F0F0, rectangle=True, closed=True, clip=(0.0, 20.0, 600.0, 756.0))
    assert _lines(word("gears", 90, 763), whole) == [("gears", None)]
