"""Strokes that are kept as chains of overlapping outlines."""

from __future__ import annotations

import math

import pytest

from ocr.language import report_lexicon
from ocr.rapid import shared_reader
from pipeline.ink.notes import find_ink_notes
from pipeline.ink.pen import find_pen_strokes
from pipeline.ink.pieces import is_chain, way_of_pieces
from pipeline.ink.shapes import is_tick, winding
from pipeline.report import Stroke
from tests.ink.pens import page, stroke, written

NIB = 1.2


def capsule(a, b, nib=NIB):
    """The outline of one straight step of a round pen."""
    turn = math.atan2(b[1] - a[1], b[0] - a[0])
    half = [(turn + math.pi / 2 + math.pi * i / 6, a) for i in range(7)] + [(turn - math.pi / 2 + math.pi * i / 6, b) for i in range(7)]
    return tuple((x + nib / 2 * math.cos(angle), y + nib / 2 * math.sin(angle)) for angle, (x, y) in half)


def chain(points, seq=0):
    """A filled path with a piece for each step."""
    pieces = tuple(capsule(a, b) for a, b in zip(points, points[1:], strict=False))
    xs, ys = [x for p in pieces for x, _ in p], [y for p in pieces for _, y in p]
    return Stroke(pieces, (min(xs), min(ys), max(xs), max(ys)), fill=0x0000FF, closed=True, seq=seq)


TICK = ((300.0, 200.0), (303.0, 205.0), (306.0, 208.0), (310.0, 202.0), (314.0, 196.0), (318.0, 191.0), (322.0, 186.0))


@pytest.mark.parametrize("points", [TICK, TICK[::-1]])
def test_a_chain_is_turned_back_into_the_way_of_the_pen(points) -> None:
    (found,) = find_pen_strokes(page((chain(points),)))
    (way,) = found.points
    assert not found.outline and found.nib == pytest.approx(NIB, rel=0.1)
    assert found.box == pytest.approx(chain(points).box, abs=0.6)
    assert winding(found) < 1.5 and is_tick(found)
    assert math.dist(way[0], points[0]) < NIB and math.dist(way[-1], points[-1]) < NIB


def test_pieces_that_do_not_meet_are_ways_of_their_own() -> None:
    ways, _ = way_of_pieces((capsule((0, 0), (4, 0)), capsule((0, 3), (4, 3))))
    assert len(ways) == 2


def test_a_letter_with_a_hole_is_no_chain() -> None:
    ring = [(5 + 4 * math.cos(i), 5 + 4 * math.sin(i)) for i in (0, 1, 2, 3, 4, 5, 6)]
    hole = [(5 + 3 * math.cos(-i), 5 + 3 * math.sin(-i)) for i in (0, 1, 2, 3, 4, 5, 6)]
    assert not is_chain((tuple(ring), tuple(hole))) and not is_chain((tuple(ring),))


def test_words_in_chains_are_read() -> None:
    strokes = tuple(chain(path, seq) for seq, s in enumerate(written("the gradient is correct", y=200.0)) for path in s.points if len(path) > 1)
    sheet = page(strokes)
    (note,) = find_ink_notes(sheet, find_pen_strokes(sheet), report_lexicon({}), shared_reader().lines).notes
    assert note.text == "the gradient is correct"


def test_a_cross_before_the_words_is_a_sign() -> None:
    x = 82.0
    cross = (stroke((x, 200), (x + 4, 204.5), (x + 8, 209), order=1), stroke((x + 8, 200), (x + 4, 204.5), (x, 209), order=2))
    sheet = page((*cross, *written("wrong depth again", y=200.0)))
    (note,) = find_ink_notes(sheet, find_pen_strokes(sheet), report_lexicon({}), shared_reader().lines).notes
    assert note.text == "✗ wrong depth again"
    assert [mark.kind for mark in note.marks] == ["cross"]
