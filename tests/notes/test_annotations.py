"""PDF annotations as notes."""

from pipeline.notes.annotations import annotation_notes, bare_marks
from pipeline.report import Page, PdfAnnotation


def test_channels_covered_words_and_arrows() -> None:
    box = PdfAnnotation("FreeText", (400, 100, 500, 130), "Correct at once")
    arrow = PdfAnnotation("Line", (300, 110, 398, 116), ends=((398.0, 115.0), (300.0, 112.0)))
    marked = PdfAnnotation("Highlight", (72, 200, 200, 212), "why?", marked="the last step")
    sticky = PdfAnnotation("Text", (10, 300, 30, 320), "see above")
    notes = annotation_notes(Page(1, 612, 792, annotations=(box, arrow, marked, sticky)))
    assert [note.channel for note in notes] == ["freetext", "highlight", "popup"]
    assert notes[0].points_to == (300.0, 112.0, 300.0, 112.0)
    assert [mark.covers for mark in notes[1].marks] == ["the last step"]


def test_advertisements_and_empty_ones_are_left_out() -> None:
    ad = PdfAnnotation("Text", (0, 0, 9, 9), "Upgrade to premium at https://editor.example.com")
    assert annotation_notes(Page(1, 612, 792, annotations=(ad, PdfAnnotation("FreeText", (0, 0, 9, 9), " \n")))) == ()


def test_bare_markup_is_a_mark_with_its_words() -> None:
    said = PdfAnnotation("Highlight", (72, 200, 200, 212), "why?", marked="the last step")
    bare = PdfAnnotation("StrikeOut", (72, 100, 200, 112), colour=0xFF0000, marked="the first step")
    nothing = PdfAnnotation("Underline", (72, 300, 200, 312))
    page = Page(1, 612, 792, annotations=(said, bare, nothing))
    assert [(mark.kind, mark.covers, mark.colour) for mark in bare_marks(page)] == [("strike", "the first step", 0xFF0000)]


def test_a_box_with_blank_lines_holds_several_remarks() -> None:
    box = PdfAnnotation("FreeText", (400, 100, 500, 220), "Right at once\n\n\n\n\nToo long\nhere\n\nand there")
    notes = annotation_notes(Page(1, 612, 792, annotations=(box,)))
    assert [note.text for note in notes] == ["Right at once", "Too long\nhere\n\nand there"]
    assert notes[0].box[3] < notes[1].box[1] < 220
