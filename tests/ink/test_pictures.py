"""Ink that a page holds as a transparent picture, in its content or in a stamp."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pymupdf
import pytest

from pipeline.ink.pictures import inked_pictures
from pipeline.process import process_report
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from pipeline.result import Options, Source
from tests.ink.pens import RED, written

SCALE = 4  # pixels a point
BOX = (80.0, 180.0, 380.0, 260.0)  # of the picture on the page


def drawing(text: str, opaque: bool = False) -> bytes:
    """A PNG of a handwritten text, transparent where there is no ink."""
    width, height = int(BOX[2] - BOX[0]) * SCALE, int(BOX[3] - BOX[1]) * SCALE
    image = np.full((height, width, 4), 255 if opaque else 0, np.uint8)
    for stroke in written(text, x=20.0, y=20.0):
        points = np.round(np.array(stroke.points[0]) * SCALE).astype(np.int32)
        cv2.polylines(image, [points], False, (RED & 255, RED >> 8 & 255, RED >> 16, 255), 5, cv2.LINE_AA)
    return cv2.imencode(".png", image)[1].tobytes()


def report(path: Path, text: str, stamp: bool = False, opaque: bool = False) -> Path:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 100), "The gradient of the loss is zero here, and the model says why that is so.")
    if stamp:
        page.add_stamp_annot(pymupdf.Rect(BOX), stamp=drawing(text, opaque))
    else:
        page.insert_image(pymupdf.Rect(BOX), stream=drawing(text, opaque))
    document.save(path)
    return path


def notes(path: Path) -> list[str]:
    result = process_report(Source(path, path.parent, "0" * 64, "x"), Options())
    return [record.text for record in result.records if record.channel == "handwritten"]


@pytest.mark.parametrize("stamp", [False, True], ids=["content", "stamp"])
def test_ink_in_a_picture_is_read(tmp_path: Path, stamp: bool) -> None:
    assert notes(report(tmp_path / "a.pdf", "the answer is correct", stamp)) == ["the answer is correct"]


def test_strokes_stand_where_the_picture_shows_them(tmp_path: Path) -> None:
    with open_report(report(tmp_path / "a.pdf", "well done")) as document:
        (strokes,) = inked_pictures(document, read_page(document, 1)).values()
    assert all(BOX[0] <= s.box[0] and s.box[2] <= BOX[2] and BOX[1] <= s.box[1] and s.box[3] <= BOX[3] for s in strokes)
    assert min(s.box[0] for s in strokes) == pytest.approx(BOX[0] + 20, abs=4)
    assert all(abs((s.fill >> 16) - (RED >> 16)) < 30 for s in strokes)


def test_an_opaque_picture_is_no_ink(tmp_path: Path) -> None:
    with open_report(report(tmp_path / "a.pdf", "well done", opaque=True)) as document:
        assert inked_pictures(document, read_page(document, 1)) == {}
