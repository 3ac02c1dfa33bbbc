from __future__ import annotations

import numpy as np
import pikepdf
import pymupdf
import pytest

from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.reading.pictures import picture_pixels

# Two rows of pixels: red, green over blue, white.
PIXELS = bytes([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255])


def with_image(path, content: str, *, mask: bytes | None = None, rotate: int = 0, copies: int = 1):
    """A PDF with the 2 × 2 picture as /Im0 (and /Im1 ..., each an object of its own)."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    images = {}
    for number in range(copies):
        image = pdf.make_stream(PIXELS if number == 0 else bytes(reversed(PIXELS)))
        image.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2,
                                        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8))
        if mask is not None:
            soft = pdf.make_stream(mask)
            soft.update(pikepdf.Dictionary(Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=2, Height=2,
                                           ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8))
            image.SMask = soft
        images[f"/Im{number}"] = image
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(images))
    page.Contents = pdf.make_stream(content.encode())
    page.Rotate = rotate
    pdf.save(path)
    document = open_report(path)
    return document, read_page(document, 1)


def test_place_size_and_pixels(tmp_path):
    document, page = with_image(tmp_path / "a.pdf", "q 100 0 0 50 20 100 cm /Im0 Do Q")
    (picture,) = page.pictures
    assert picture.box == pytest.approx((20, 50, 120, 100))
    assert (picture.pixel_width, picture.pixel_height) == (2, 2)
    assert picture.xref > 0 and len(picture.digest) == 64
    pixels = picture_pixels(document, 1, picture)
    assert pixels.tolist() == [[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [255, 255, 255]]]


def test_one_image_placed_twice_has_one_digest(tmp_path):
    _, page = with_image(tmp_path / "a.pdf", "q 50 0 0 50 20 100 cm /Im0 Do Q q 80 0 0 50 120 100 cm /Im0 Do Q")
    first, second = page.pictures
    assert first.digest == second.digest and first.seq < second.seq


def test_other_pixels_have_another_digest(tmp_path):
    _, page = with_image(tmp_path / "a.pdf", "q 50 0 0 50 20 100 cm /Im0 Do Q q 50 0 0 50 120 100 cm /Im1 Do Q", copies=2)
    assert page.pictures[0].digest != page.pictures[1].digest


def test_flipped_picture_is_upright(tmp_path):
    document, page = with_image(tmp_path / "a.pdf", "q 100 0 0 -50 20 150 cm /Im0 Do Q")
    assert picture_pixels(document, 1, page.pictures[0])[0].tolist() == [[0, 0, 255], [255, 255, 255]]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_turned_page_shows_the_picture_turned(tmp_path, rotate):
    document, page = with_image(tmp_path / "a.pdf", "q 100 0 0 50 20 100 cm /Im0 Do Q", rotate=rotate)
    drawn = document[0].get_pixmap(clip=pymupdf.Rect(page.pictures[0].box), alpha=False)
    corner = drawn.pixel(3, 3)
    assert tuple(picture_pixels(document, 1, page.pictures[0])[0, 0]) == pytest.approx(corner, abs=3)


def test_clip_cuts_box_and_pixels(tmp_path):
    document, page = with_image(tmp_path / "a.pdf", "q 20 100 50 50 re W n 100 0 0 50 20 100 cm /Im0 Do Q")
    assert page.pictures[0].box == pytest.approx((20, 50, 70, 100))
    assert picture_pixels(document, 1, page.pictures[0]).tolist() == [[[255, 0, 0]], [[0, 0, 255]]]


def test_soft_mask_over_the_background(tmp_path):
    document, page = with_image(tmp_path / "a.pdf", "q 100 0 0 50 20 100 cm /Im0 Do Q", mask=bytes([255, 0, 0, 255]))
    light = picture_pixels(document, 1, page.pictures[0])
    dark = picture_pixels(document, 1, page.pictures[0], background=0)
    assert light[0].tolist() == [[255, 0, 0], [255, 255, 255]]
    assert dark[0].tolist() == [[255, 0, 0], [0, 0, 0]]


def test_inline_image_is_cut_from_the_drawn_page(tmp_path):
    content = "q 100 0 0 50 20 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 /F /AHx ID 00FF00> EI Q"
    document, page = with_image(tmp_path / "a.pdf", content)
    (picture,) = page.pictures
    assert picture.xref == 0
    assert np.median(picture_pixels(document, 1, picture).reshape(-1, 3), axis=0).tolist() == [0, 255, 0]
