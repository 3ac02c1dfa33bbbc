from __future__ import annotations

import pytest

from pipeline.reading.drawings import sample_curve
from tests.reading.pdfs import read_first, show, write_pdf


def strokes(tmp_path, content, **options):
    return read_first(write_pdf(tmp_path / "a.pdf", content, **options)).strokes


def test_line_with_colour_and_width(tmp_path):
    (stroke,) = strokes(tmp_path, "0 0 1 RG 2 w 10 190 m 60 190 l S")
    assert stroke.points == (((10, 10), (60, 10)),)
    assert (stroke.colour, stroke.fill, stroke.width, stroke.source) == (0x0000FF, None, 2, "page")
    assert not stroke.rectangle and not stroke.closed


def test_width_is_in_points_under_a_scale(tmp_path):
    (stroke,) = strokes(tmp_path, "q 0.5 0 0 0.5 0 0 cm 4 w 10 190 m 60 190 l S Q")
    assert stroke.width == pytest.approx(2)


def test_rectangle_filled_and_stroked(tmp_path):
    (stroke,) = strokes(tmp_path, "1 0 0 rg 0 1 0 RG 20 100 50 30 re B")
    assert stroke.rectangle and stroke.closed
    assert (stroke.fill, stroke.colour) == (0xFF0000, 0x00FF00)
    assert stroke.box == pytest.approx((20, 70, 70, 100))


def test_curve_is_sampled_from_end_to_end(tmp_path):
    (stroke,) = strokes(tmp_path, "10 100 m 10 150 90 150 90 100 c S")
    (path,) = stroke.points
    assert path[0] == (10, 100) and path[-1] == (90, 100)
    assert min(y for _, y in path) == pytest.approx(62.5, abs=0.5)
    assert len(path) > 8


def test_sampled_points_lie_on_the_curve():
    points = sample_curve((0, 0), (0, 10), (10, 10), (10, 0))
    assert points[-1] == (10, 0)
    assert max(y for _, y in points) == pytest.approx(7.5, abs=0.2)


def test_two_subpaths_stay_apart(tmp_path):
    (stroke,) = strokes(tmp_path, "10 100 m 20 100 l 50 100 m 60 100 l S")
    assert len(stroke.points) == 2


def test_clip_cuts_the_box(tmp_path):
    cut, whole = strokes(tmp_path, "q 0 0 40 200 re W n 1 0 0 rg 20 100 50 30 re f Q 20 20 10 10 re f")
    assert cut.box == pytest.approx((20, 70, 40, 100))
    assert cut.clip == pytest.approx((0, 0, 40, 200))
    assert whole.clip is None


def test_path_clipped_away_is_not_there(tmp_path):
    assert strokes(tmp_path, "q 0 0 10 10 re W n 20 100 50 30 re f Q") == ()


def test_paint_order_is_shared_with_glyphs(tmp_path):
    page = read_first(write_pdf(tmp_path / "a.pdf", "10 10 5 5 re f " + show("a", 20, 100) + "30 10 5 5 re f"))
    before, after = page.strokes
    assert before.seq < page.glyphs[0].seq < after.seq


def test_turned_page(tmp_path):
    (stroke,) = strokes(tmp_path, "10 20 m 10 80 l S", rotate=90)
    assert stroke.points[0] == (pytest.approx((20, 10)), pytest.approx((80, 10)))
