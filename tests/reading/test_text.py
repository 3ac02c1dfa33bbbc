from __future__ import annotations

import pikepdf
import pytest

from tests.reading.pdfs import read_first, show, text, write_pdf


def test_glyphs_have_place_size_and_colour(tmp_path):
    page = read_first(write_pdf(tmp_path / "a.pdf", show("Hi x", 20, 100, 14, "1 0 0 rg")))
    assert text(page) == "Hi x"
    first = page.glyphs[0]
    assert first.origin == pytest.approx((20, 100))
    assert (first.size, first.colour, first.font, first.hidden) == (pytest.approx(14), 0xFF0000, "Helvetica", None)
    assert first.box[1] < 100 < first.box[3]


def test_fill_and_stroke_is_one_print(tmp_path):
    page = read_first(write_pdf(tmp_path / "a.pdf", "2 Tr\n" + show("Bold", 20, 100)))
    assert text(page) == "Bold"


def test_text_printed_a_hair_aside_to_look_bold_is_one_print(tmp_path):
    page = read_first(write_pdf(tmp_path / "a.pdf", show("Bold", 20, 100) + show("Bold", 20.3, 100)))
    assert text(page) == "Bold"


def test_repeated_letters_stay(tmp_path):
    content = show("l", 20, 100) + show("l", 23, 100) + show("Same line", 20, 60) + show("Same line", 20, 40)
    assert text(read_first(write_pdf(tmp_path / "a.pdf", content))) == "llSame lineSame line"


def test_turned_page_reads_as_a_person_sees_it(tmp_path):
    # The text runs up the unturned page; /Rotate 90 makes it level.
    content = "BT /F1 12 Tf 0 1 -1 0 100 20 Tm (Level) Tj ET"
    page = read_first(write_pdf(tmp_path / "a.pdf", content, size=(300, 200), rotate=90))
    assert (page.width, page.height) == (200, 300)
    first, last = page.glyphs[0], page.glyphs[-1]
    assert first.direction == pytest.approx((1, 0))
    assert first.origin == pytest.approx((20, 100))
    assert last.origin[0] > first.origin[0]


def test_crop_box_moves_the_origin(tmp_path):
    page = read_first(write_pdf(tmp_path / "a.pdf", show("Hi", 70, 100), crop=(50, 50, 250, 150)))
    assert (page.width, page.height) == (200, 100)
    assert page.glyphs[0].origin == pytest.approx((20, 50))


def test_type3_text_is_text_and_not_strokes(tmp_path):
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(300, 200))
    square = pdf.make_stream(b"700 0 d0 100 0 500 600 re f")
    blank = pdf.make_stream(b"300 0 d0")
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type3, FontBBox=pikepdf.Array([0, 0, 700, 700]),
        FontMatrix=pikepdf.Array([0.001, 0, 0, 0.001, 0, 0]), FirstChar=65, LastChar=66, Widths=pikepdf.Array([700, 300]),
        Encoding=pikepdf.Dictionary(Differences=pikepdf.Array([65, pikepdf.Name.A, pikepdf.Name.space])),
        CharProcs=pikepdf.Dictionary(A=square, space=blank), Resources=pikepdf.Dictionary(),
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"0 0 1 rg BT /F1 20 Tf 20 100 Td (ABA) Tj ET")
    pdf.save(tmp_path / "a.pdf")
    read = read_first(tmp_path / "a.pdf")
    assert text(read) == "A A"
    assert read.glyphs[0].colour == 0x0000FF
    assert read.strokes == ()
