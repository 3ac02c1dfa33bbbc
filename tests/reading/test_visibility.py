from __future__ import annotations

import pikepdf
import pymupdf
import pytest

from pipeline.hidden import hidden_runs
from pipeline.reading.document import open_report
from pipeline.reading.pages import read_page
from tests.reading.pdfs import annotated, read_first, show, text, write_pdf


def read(tmp_path, content, **options):
    return read_first(write_pdf(tmp_path / "a.pdf", content, **options))


def test_plain_text_is_visible(tmp_path):
    page = read(tmp_path, show("Plain words", 20, 100))
    assert text(page) == "Plain words"
    assert page.background == 0xFFFFFF


def test_invisible_layer(tmp_path):
    page = read(tmp_path, "3 Tr\n" + show("layer", 20, 100))
    assert text(page, "invisible layer") == "layer"
    assert text(page) == ""


def test_white_out_pen_covers(tmp_path):
    page = read(tmp_path, show("Model: secret", 20, 100) + show("Date", 20, 60)
                + "1 G 16 w 1 J 18 104 m 60 105 l 110 104 l S")
    assert text(page, "covered") == "Model: secret"
    assert text(page) == "Date"


def test_runs_of_covered_text_are_listed_with_their_words_apart(tmp_path):
    words = show("Model:", 20, 100) + show("Secret", 62, 100) + show("seen", 20, 60)
    page = read(tmp_path, words + "1 G 14 w 10 104 m 150 104 l S")
    (run,) = hidden_runs(page)
    assert (run.text, run.reason) == ("Model: Secret", "covered")
    assert run.box[0] == pytest.approx(20) and run.box[2] > 90


def test_two_pen_strokes_cover_together(tmp_path):
    page = read(tmp_path, show("TALL", 20, 100, 24) + "1 G 10 w 15 104 m 110 104 l S 15 113 m 110 113 l S")
    assert text(page, "covered") == "TALL"


def test_text_retyped_over_white_out_is_visible(tmp_path):
    page = read(tmp_path, show("Model: old", 20, 100) + "1 g 15 95 100 20 re f " + show("Model: new", 20, 100))
    assert text(page, "covered") == "Model: old"
    assert text(page) == "Model: new"


def test_rectangle_before_the_text_hides_nothing(tmp_path):
    assert text(read(tmp_path, "1 g 0 0 300 200 re f " + show("Printed", 20, 100))) == "Printed"


def test_crossing_out_leaves_text_readable(tmp_path):
    assert text(read(tmp_path, show("Crossed", 20, 100) + "1 0 0 RG 2 w 15 104 m 90 104 l S")) == "Crossed"


def test_cover_of_a_part_hides_only_that(tmp_path):
    page = read(tmp_path, show("MMMM", 20, 100) + "1 g 40 95 100 20 re f")
    assert text(page) == "MM"
    assert text(page, "covered") == "MM"


@pytest.mark.parametrize("state", [{"ca": 0.4}, {"BM": "Multiply"}])
def test_highlighter_leaves_text_visible(tmp_path, state):
    values = {key: pikepdf.Name(f"/{value}") if isinstance(value, str) else value for key, value in state.items()}
    page = read(tmp_path, show("Marked", 20, 100) + "/G gs 1 1 0 rg 15 95 100 20 re f", states={"G": values})
    assert text(page) == "Marked"
    assert page.strokes[0].opacity <= 0.5


def test_white_on_white_is_hidden_and_white_on_dark_is_not(tmp_path):
    page = read(tmp_path, "0 0 0.5 rg 10 90 120 30 re f " + show("White", 20, 100, before="1 g")
                + show("ghost text", 20, 50, before="1 g"))
    assert text(page) == "White"
    assert text(page, "background colour") == "ghost text"


def test_text_in_the_colour_of_its_box_is_hidden(tmp_path):
    page = read(tmp_path, "0.9 0.2 0.2 rg 10 90 120 30 re f " + show("Red", 20, 100, before="0.9 0.2 0.2 rg"))
    assert text(page, "background colour") == "Red"


def test_dark_page(tmp_path):
    page = read(tmp_path, "0.1 g 0 0 300 200 re f " + show("Light", 20, 100, before="1 g")
                + show("dark", 20, 50, before="0.1 g"))
    assert text(page) == "Light"
    assert text(page, "background colour") == "dark"
    assert page.background == 0x191919


def test_clipped_text(tmp_path):
    page = read(tmp_path, "q 0 0 60 200 re W n " + show("in, or out of it", 20, 100) + "Q " + show("after", 200, 100))
    assert text(page).startswith("in, o")
    assert text(page, "clipped").endswith("t of it")
    assert text(page).endswith("after")


def test_comma_clipped_to_its_ink_is_visible(tmp_path):
    page = read(tmp_path, "q 20 97 3 5 re W n " + show(",", 20, 100) + "Q")
    assert text(page) == ","


def test_outside_the_page_and_zero_size(tmp_path):
    page = read(tmp_path, show("off", 400, 100) + show("tiny", 20, 100, 0.3) + show("on", 20, 50))
    assert text(page, "outside the page") == "off"
    assert text(page, "zero size") == "tiny"
    assert text(page) == "on"


def test_opaque_picture_covers_and_a_masked_one_does_not(tmp_path):
    def with_picture(alpha: bool):
        document, page = annotated(tmp_path / "a.pdf", "Words beneath")
        pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8), alpha)
        pixmap.set_rect(pixmap.irect, (200, 200, 0, 90) if alpha else (200, 200, 0))
        page.insert_image(pymupdf.Rect(10, 30, 150, 60), pixmap=pixmap, keep_proportion=False)
        document.save(tmp_path / "a.pdf")
        return read_first(tmp_path / "a.pdf")

    assert text(with_picture(False), "covered") == "Words beneath"
    assert text(with_picture(True)) == "Words beneath"


def test_opaque_note_over_text_covers_it(tmp_path):
    document, page = annotated(tmp_path / "a.pdf", "Words beneath")
    page.add_freetext_annot(pymupdf.Rect(10, 30, 150, 60), "A note", fill_color=(1, 1, 0.8))
    document.save(tmp_path / "a.pdf")
    assert text(read_first(tmp_path / "a.pdf"), "covered") == "Words beneath"


def test_honest_reports_lose_nothing(corpus):
    """In most real reports (no white-out, no invisible layer) nearly all of the text layer is seen."""
    share = []
    for path in sorted(corpus.glob("*/*.pdf"))[::3]:
        with open_report(path) as document:
            glyphs = [glyph for glyph in read_page(document, 2).glyphs if not glyph.text.isspace()] \
                if document.page_count > 1 else []
        if len(glyphs) > 100:
            share.append(sum(glyph.hidden is None for glyph in glyphs) / len(glyphs))
    assert len(share) >= 8
    assert sorted(share)[len(share) // 4] >= 0.995
