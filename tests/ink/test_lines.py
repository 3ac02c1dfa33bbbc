"""Lines of a note, from strokes alone."""

from __future__ import annotations

import math
import random

import pytest

from pipeline.ink.lines import cut_lines, written_order
from tests.ink.pens import turned, written

HEIGHT = 6.0
TEXT = "the model found it at once and it explains why this is so, step by step"


def lines_of(strokes):
    """The orders of the strokes of each line."""
    return [sorted(s.order for s in line.strokes) for line in cut_lines(strokes, HEIGHT)]


@pytest.fixture(scope="module")
def note():
    strokes = written(TEXT, width=110.0)
    tops = sorted({round(s.box[3]) for s in strokes})
    assert tops[-1] - tops[0] > 40  # several lines
    return strokes


def test_lines_follow_the_order_of_writing(note) -> None:
    found = lines_of(note)
    assert len(found) >= 4
    assert [order for line in found for order in line] == list(range(len(note)))


@pytest.mark.parametrize("degrees", [-35, -10, 7, 30, 90])
def test_a_turned_note_has_the_same_lines(note, degrees: int) -> None:
    strokes = turned(note, math.radians(degrees))
    lines = cut_lines(strokes, HEIGHT)
    assert [sorted(s.order for s in line.strokes) for line in lines] == lines_of(note)
    assert all(abs(math.degrees(line.angle) - degrees) < 6 for line in lines if len(line.strokes) > 12)


def test_a_file_that_lists_strokes_backwards_is_read_forwards(note) -> None:
    assert written_order(note[::-1], HEIGHT) == note
    assert written_order(note, HEIGHT) == note


def test_a_dot_that_is_set_last_stays_in_its_line() -> None:
    strokes = written("this is it", width=200.0)
    dot = min(range(len(strokes)), key=lambda i: strokes[i].height + strokes[i].width)
    late = (*strokes[:dot], *strokes[dot + 1 :], strokes[dot])
    assert len(cut_lines(late, HEIGHT)) == 1


def test_strokes_out_of_order_find_their_line(note) -> None:
    rng = random.Random(3)
    loose = list(note)
    for _ in range(4):  # a few neighbours change places, as when letters are mended
        i = rng.randrange(len(loose) - 1)
        loose[i], loose[i + 1] = loose[i + 1], loose[i]
    assert lines_of(tuple(loose)) == lines_of(note)
