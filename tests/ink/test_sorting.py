"""Pen strokes told from the page's drawing, sorted by purpose, and gathered into notes."""

from __future__ import annotations

from dataclasses import replace

from pipeline.ink.groups import group_strokes
from pipeline.ink.kinds import sort_strokes
from pipeline.ink.pen import find_pen_strokes
from pipeline.report import Picture, Stroke
from tests.ink.pens import page, painted, printed, stroke, written

WHITE = 0xFFFFFF


def test_ink_over_the_print_is_found_and_drawing_under_it_is_not() -> None:
    ink = written("well done")
    chart = painted(tuple(replace(s, colour=0x333333) for s in written("zigzag", y=300.0)), seq=0)
    text = printed("Some answer", 100, 90, seq=50)
    found = find_pen_strokes(page(glyphs=text, strokes=(*chart, *painted(ink))))
    assert [s.box for s in found] == [s.box for s in ink]


def test_boxes_and_rules_painted_late_are_no_ink() -> None:
    frame = Stroke((((10, 10), (200, 10), (200, 80), (10, 80)),), (10, 10, 200, 80), colour=0, width=1.0, rectangle=True, seq=200)
    rule = Stroke((((10, 90), (200, 90)),), (10, 90, 200, 90), colour=0, width=0.5, seq=201)
    assert find_pen_strokes(page(glyphs=printed("text", 20, 40), strokes=(frame, rule))) == ()


def test_straight_stems_belong_to_the_pen_that_wrote_beside_them() -> None:
    letter = stroke((100, 100), (103, 97), (106, 100), (103, 104), (100, 101), (102, 98), (106, 99))
    stem = stroke((106.5, 92), (106.5, 104))
    far = stroke((400, 300), (400, 312))
    found = find_pen_strokes(page((letter, stem, far), glyphs=printed("x", 20, 40)))
    assert [s.box for s in found] == [letter.box, stem.box]


def test_print_that_was_turned_into_outlines_is_no_ink() -> None:
    shape = stroke((0, 0), (3, 1), (5, 4), (3, 7), (0, 8), (-1, 4), (0, 0), outline=True, colour=0)
    outlines = tuple(replace(shape, points=(tuple((x + 7 * i, y) for x, y in shape.points[0]),), box=(7 * i - 1, 0, 7 * i + 5, 8)) for i in range(200))
    ink = written("see here", y=300.0)
    found = find_pen_strokes(page((*outlines, *ink)))
    assert {s.colour for s in found} == {ink[0].colour}


def test_purposes() -> None:
    writing = written("correct answer")
    marker = stroke((50, 50), (200, 51), nib=9.0, opacity=0.5, colour=0xFFFF00)
    pencil = tuple(replace(s, opacity=0.6) for s in written("pencil", y=200.0))
    hidden = stroke((50, 300), (90, 301), (120, 300), nib=8.0, colour=WHITE)
    brace = stroke((300, 100), (306, 120), (300, 140), (306, 160), (300, 180))
    kinds = sort_strokes((*writing, marker, *pencil, hidden, brace), page())
    assert kinds.highlighter == (marker,) and kinds.white_out == (hidden,) and kinds.pointers == (brace,)
    assert set(kinds.writing) == {*writing, *pencil}


def test_white_ink_on_a_dark_page_is_writing() -> None:
    ink = tuple(replace(s, colour=WHITE) for s in written("seen"))
    dark = replace(page(), background=0x1E1E1E)
    box = Stroke((((90, 90), (300, 90), (300, 130), (90, 130)),), (90, 90, 300, 130), fill=0x1E1E1E, rectangle=True)
    screenshot = Picture((90, 90, 300, 130), "0" * 64, 400, 100)
    for sheet in (dark, page((box,)), replace(page(), pictures=(screenshot,))):
        assert sort_strokes(ink, sheet).writing == ink
    assert sort_strokes(ink, page()).white_out == ink


def groups(*strokes):
    return group_strokes(sort_strokes(tuple(strokes), page()))


def test_notes_apart_and_of_different_pens_are_different() -> None:
    first = written("one remark")
    second = written("another remark", y=300.0, first=100)
    beside = written("blue words", x=100.0, y=112.0, first=200, colour=0x1F4E9E)
    assert [len(g.letters) for g in groups(*first, *second, *beside)] == [len(first), len(beside), len(second)]


def test_lines_of_one_note_hold_together() -> None:
    assert len(groups(*written("a note that runs over several lines of ink", width=90.0))) == 1


def test_a_bracket_beside_a_note_belongs_to_it() -> None:
    note = written("all of this", x=120.0)
    bracket = stroke((112, 60), (108, 62), (108, 150), (112, 152), order=99)
    (group,) = groups(*note, bracket)
    assert group.pointers == (bracket,)
