"""What a stroke is by its shape."""

from __future__ import annotations

import math

import pytest

from pipeline.ink.pen import PenStroke
from pipeline.ink.shapes import is_cross, is_long, is_loop, is_slash, is_tick, way, winding
from tests.ink.pens import stroke, written

TICK = stroke((10, 10), (14, 16), (18, 9), (26, -2))
SLASH = stroke((10, 20), (16, 12), (26, 0))
LOOP = stroke(*((50 + 30 * math.cos(t / 10), 50 + 12 * math.sin(t / 10)) for t in range(63)))


def outlined(points, half=0.6):
    """The outline of a line through some points."""
    there = [(x - half, y - half) for x, y in points]
    back = [(x + half, y + half) for x, y in reversed(points)]
    return stroke(*there, *back, there[0], outline=True)


def test_tick_is_a_tick_and_no_slash() -> None:
    assert is_tick(TICK) and not is_slash(TICK)


def test_outlined_tick_is_a_tick() -> None:
    assert is_tick(outlined(TICK.points[0]))


def test_slash_is_a_hasty_tick() -> None:
    assert is_slash(SLASH) and not is_tick(SLASH)


@pytest.mark.parametrize(
    "shape",
    [stroke((0, 0), (5, 12), (10, 0)), stroke((0, 0), (20, 1), (40, 0)), stroke((10, 0), (10, 30)), stroke((0, 0), (10, 10), (20, 20)), LOOP],
    ids=["v", "dash", "stem", "falling line", "loop"],
)
def test_other_shapes_are_no_ticks(shape) -> None:
    assert not is_tick(shape) and not is_slash(shape)


def test_two_crossing_strokes_are_a_cross() -> None:
    assert is_cross((stroke((0, 0), (10, 11)), stroke((10, 0), (0, 10))))


def test_a_hasty_cross_kept_as_outlines() -> None:
    rising, falling = outlined([(0.0, 20.0), (10.0, 9.0), (22.0, -2.0)]), outlined([(4.0, 0.0), (7.0, 9.0), (20.0, 16.0)])
    both = PenStroke((rising.points[0], falling.points[0]), (0.0, -2.0, 22.0, 20.0), 0, 1.2, 0, True)
    assert is_cross((both,))


def test_lines_that_touch_at_their_ends_are_no_cross() -> None:
    assert not is_cross((stroke((0, 0), (10, 10)), stroke((10, 10), (20, 0))))


def test_a_cross_in_one_pull() -> None:
    assert is_cross((stroke((0, 0), (5, 5), (10, 10), (11, 6), (9, 2), (5, 5), (0, 10)),))


@pytest.mark.parametrize("strokes", [(TICK,), (LOOP,), (stroke((0, 0), (10, 0)), stroke((0, 10), (10, 10)))], ids=["tick", "loop", "equals"])
def test_other_shapes_are_no_cross(strokes) -> None:
    assert not is_cross(strokes)


def test_loop() -> None:
    assert is_loop(LOOP) and not is_loop(TICK)


def test_long_strokes_point_and_joined_words_do_not() -> None:
    assert is_long(stroke((0, 0), (2, 30), (0, 60)), 6.0)
    assert is_long(stroke((0, 0), (30, 1), (60, 0)), 6.0)
    joined = [point for s in written("minimum", width=300.0) for point in s.points[0]]
    assert winding(stroke(*joined)) > 2 and not is_long(stroke(*joined), 6.0)


def test_way_of_an_outline_is_its_middle() -> None:
    points = way(outlined([(0.0, 0.0), (20.0, 0.0), (40.0, 0.0)]))
    assert all(abs(y) < 0.7 for _, y in points)
    assert points[-1][0] - points[0][0] == pytest.approx(40, abs=2)
