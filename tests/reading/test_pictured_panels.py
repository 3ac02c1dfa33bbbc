"""Filled boxes of pictures that the tests paint."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.pictured_panels import picture_panels

REGION = (50.0, 100.0, 450.0, 400.0)  # points; the pictures have one pixel and a half a point


def _picture(ground: int) -> np.ndarray:
    return np.full((450, 600, 3), ground, np.uint8)


def _words(image: np.ndarray, x: int, y: int, ink: int) -> None:
    cv2.putText(image, "turn the widgets twice", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (ink, ink, ink), 1, cv2.LINE_AA)


@pytest.mark.parametrize(("ground", "fill", "ink"), [(255, 244, 20), (0, 40, 230), (18, 31, 230)])
def test_a_bubble_is_a_box_of_its_colour_where_it_stands(ground: int, fill: int, ink: int) -> None:
    image = _picture(ground)
    cv2.rectangle(image, (300, 60), (570, 105), (fill, fill, fill), -1)
    _words(image, 315, 90, ink)
    _words(image, 30, 200, ink)
    (panel,) = picture_panels(image, REGION)
    assert panel.fill == fill << 16 | fill << 8 | fill
    assert panel.box == pytest.approx((250.0, 140.0, 430.7, 170.7), abs=2.0)


def test_the_noise_of_a_jpeg_parts_no_bubble() -> None:
    image = _picture(255)
    cv2.rectangle(image, (300, 60), (570, 140), (240, 240, 240), -1)
    _words(image, 315, 90, 20)
    coarse = cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, 70])[1], cv2.IMREAD_COLOR)
    assert len(picture_panels(coarse, REGION)) == 1


def test_the_ground_within_a_frame_is_no_box() -> None:
    image = _picture(255)
    cv2.rectangle(image, (200, 60), (500, 140), (0, 0, 0), 2)
    _words(image, 215, 90, 20)
    assert picture_panels(image, REGION) == ()


def test_words_alone_are_no_box() -> None:
    image = _picture(255)
    for y in range(30, 430, 20):
        _words(image, 30, y, 20)
    assert picture_panels(image, REGION) == ()
