from __future__ import annotations

import pymupdf
import pytest

from pipeline.reading.annotations import annotation_writers
from tests.reading.pdfs import annotated, read_first, text


def read(document, tmp_path):
    document.save(tmp_path / "a.pdf")
    return read_first(tmp_path / "a.pdf")


def test_free_text_is_an_annotation_and_not_page_text(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    page.add_freetext_annot(pymupdf.Rect(20, 100, 200, 140), "Solved in one shot", text_color=(1, 0, 0))
    result = read(document, tmp_path)
    (note,) = result.annotations
    assert (note.kind, note.contents, note.colour) == ("FreeText", "Solved in one shot", 0xFF0000)
    assert text(result) == "The gradient vanishes here"
    assert result.strokes == ()


def test_writers_are_told_apart_from_the_annotations(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    page.add_text_annot((100, 100), "A remark").set_info(title=" Ada Example ", content="A remark")
    page.add_text_annot((100, 200), "Another").set_info(title="", content="Another")
    hidden = page.add_text_annot((100, 300), "Unseen")
    hidden.set_info(title="Somebody Else", content="Unseen")
    hidden.set_flags(pymupdf.PDF_ANNOT_IS_HIDDEN)
    assert annotation_writers(page) == ("Ada Example",)


def test_author_is_never_read(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    note = page.add_text_annot((100, 100), "A remark")
    note.set_info(title="Somebody Real", content="A remark")
    (read_note,) = read(document, tmp_path).annotations
    assert read_note.contents == "A remark"
    assert "Somebody" not in repr(read_note)


@pytest.mark.parametrize(("add", "kind"), [("add_highlight_annot", "Highlight"), ("add_underline_annot", "Underline"),
                                           ("add_strikeout_annot", "StrikeOut"), ("add_squiggly_annot", "Squiggly")])
def test_markup_holds_the_marked_words(tmp_path, add, kind):
    document, page = annotated(tmp_path / "a.pdf")
    getattr(page, add)(page.search_for("gradient vanishes"))
    (note,) = read(document, tmp_path).annotations
    assert (note.kind, note.marked) == (kind, "gradient vanishes")


def test_highlight_does_not_hide_its_words(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    page.add_highlight_annot(page.search_for("gradient"))
    assert text(read(document, tmp_path)) == "The gradient vanishes here"


def test_line_ends_with_its_arrow(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    line = page.add_line_annot((200, 150), (40, 60))
    line.set_line_ends(pymupdf.PDF_ANNOT_LE_OPEN_ARROW, pymupdf.PDF_ANNOT_LE_NONE)
    line.update()
    (note,) = read(document, tmp_path).annotations
    assert note.ends == (pytest.approx((40, 60), abs=0.1), pytest.approx((200, 150), abs=0.1))
    assert note.strokes


def test_call_out_points_to_its_target(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    page.add_freetext_annot(pymupdf.Rect(150, 100, 250, 140), "Why?", callout=((40, 55), (100, 80), (150, 110)))
    (note,) = read(document, tmp_path).annotations
    assert note.ends[-1] == pytest.approx((40, 55), abs=0.1)


def test_ink_keeps_the_pen_paths(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    ink = page.add_ink_annot([[(20, 100), (30, 110), (40, 100)], [(60, 100), (70, 100)]])
    ink.set_colors(stroke=(0, 0, 1))
    ink.set_border(width=2)
    ink.update()
    result = read(document, tmp_path)
    (note,) = result.annotations
    assert [len(stroke.points[0]) for stroke in note.strokes] == [3, 2]
    assert note.strokes[0].points[0][1] == pytest.approx((30, 110), abs=0.1)
    assert {(stroke.colour, stroke.width, stroke.source) for stroke in note.strokes} == {(0x0000FF, 2.0, "annotation")}
    assert result.strokes == ()


def test_reply_knows_its_parent(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    first = page.add_text_annot((100, 100), "Is this right?")
    second = page.add_text_annot((100, 120), "Yes")
    second.set_irt_xref(first.xref)
    parent, reply = read(document, tmp_path).annotations
    assert parent.parent is None
    assert reply.parent == parent.index


def test_links_widgets_and_review_states_are_no_notes(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    page.insert_link({"kind": pymupdf.LINK_URI, "from": pymupdf.Rect(0, 0, 50, 50), "uri": "https://example.org"})
    state = page.add_text_annot((100, 100), "Accepted set by somebody")
    document.xref_set_key(state.xref, "StateModel", "(Review)")
    assert read(document, tmp_path).annotations == ()


def test_turned_page(tmp_path):
    document, page = annotated(tmp_path / "a.pdf")
    page.add_highlight_annot(page.search_for("gradient"))
    page.set_rotation(90)
    result = read(document, tmp_path)
    (note,) = result.annotations
    glyph = next(glyph for glyph in result.glyphs if glyph.text == "g")
    assert note.marked == "gradient"
    assert note.box[0] - 1 <= glyph.origin[0] <= note.box[2] + 1
    assert note.box[1] - 1 <= glyph.origin[1] <= note.box[3] + 1
