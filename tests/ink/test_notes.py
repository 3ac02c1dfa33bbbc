"""Whole notes: what is read, what marks mean, what they point to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ocr.language import Lexicon, report_lexicon
from ocr.rapid import LineModel, shared_reader
from pipeline.ink.covered import highlighted, recognised_print, struck_out, underlined
from pipeline.ink.layer import layer_words
from pipeline.ink.notes import find_ink_notes
from pipeline.ink.pen import find_pen_strokes
from pipeline.report import Line, Word
from tests.ink.pens import page, printed, stroke, written


@pytest.fixture(scope="module")
def model() -> LineModel:
    return shared_reader().lines


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return report_lexicon({"tensor": 9, "gradient": 4, "maml": 6})


def notes_of(sheet, lexicon, model):
    return find_ink_notes(sheet, find_pen_strokes(sheet), lexicon, model)


PRINT = printed("The gradient of the loss is zero here", 60, 90)


def test_a_note_is_read(lexicon, model) -> None:
    ink = notes_of(page(written("the gradient is correct", y=200.0), PRINT), lexicon, model)
    (note,) = ink.notes
    assert note.text == "the gradient is correct"
    assert note.confidence > 0.8 and note.channel == "handwritten" and note.source == "handwriting"
    assert [word.text for word in note.words] == note.text.split()
    lefts = [word.box[0] for word in note.words]
    assert lefts == sorted(lefts) and all(90 < left < 420 for left in lefts)


def test_the_layer_agrees_or_is_kept_as_an_alternative(lexicon, model) -> None:
    strokes = written("great overview", y=200.0)
    left, right = min(s.box[0] for s in strokes), max(s.box[2] for s in strokes)
    middle = (left + right) / 2
    layer = (*printed("great", left, 209, seq=2, mode=3), *printed("ovcnview", middle, 209, seq=3, mode=3))
    (note,) = notes_of(page(strokes, (*PRINT, *layer)), lexicon, model).notes
    assert note.text == "great overview" and note.source == "consensus"
    assert note.words[0].engine == "consensus"
    assert any(text == "ovcnview" and engine == "tablet_layer" for text, engine, _ in note.words[1].alternatives)


def test_without_a_model_the_layer_is_taken_as_it_is(lexicon) -> None:
    strokes = written("great work", y=200.0)
    layer = printed("great work", 100, 209, seq=2, mode=3)
    (note,) = notes_of(page(strokes, (*PRINT, *layer)), lexicon, None).notes
    assert note.text == "great work" and note.source == "tablet_layer" and note.confidence == 0.5


def test_ticks_and_crosses_are_verdict_marks(lexicon, model) -> None:
    tick = stroke((300, 200), (306, 208), (314, 196), (322, 186))
    cross = (stroke((300, 400), (306, 406), (312, 412), order=5), stroke((312, 400), (306, 406), (300, 412), order=6))
    ink = notes_of(page((tick, *cross), PRINT), lexicon, model)
    assert [(note.text, note.mark) for note in ink.notes] == [("✓", "✓"), ("✗", "✗")]
    assert [mark.kind for note in ink.notes for mark in note.marks] == ["tick", "cross"]


def test_scribbles_never_become_words(lexicon, model) -> None:
    squiggle = stroke(*((100 + 4 * i, 300 + (6 if i % 2 else 0)) for i in range(20)))
    ink = notes_of(page((squiggle,), PRINT), lexicon, model)
    assert ink.notes == () and len(ink.marks) == 1


def test_a_drawing_of_thousands_of_strokes_is_not_read(lexicon, model) -> None:
    dots = tuple(stroke(*((60 + i % 80 * 5 + d, 200 + i // 80 * 5 + d % 2) for d in range(5)), order=i) for i in range(4100))
    ink = notes_of(page(dots, PRINT), lexicon, model)
    assert ink.notes == () and [mark.kind for mark in ink.marks] == ["unread"]


def test_highlight_gives_the_words_beneath(lexicon, model) -> None:
    marker = stroke((81, 87), (90, 86), (100, 87), (110, 86), (118, 87), (119, 87.5), (119, 87), nib=9.0, opacity=0.5, colour=0xFFFF00)
    ink = notes_of(page((marker,), PRINT), lexicon, model)
    (mark,) = ink.marks
    assert (mark.kind, mark.covers) == ("highlight", "gradient")


def test_bracket_points_to_its_span(lexicon, model) -> None:
    bracket = stroke((302, 60), (299, 64), (301, 76), (299, 90), (300, 104), (299, 116), (302, 120))
    (note,) = notes_of(page((*written("zero here", x=310.0, y=85.0), bracket), PRINT), lexicon, model).notes
    assert note.points_to == bracket.box
    assert [mark.kind for mark in note.marks] == ["bracket"]


def test_words_on_and_under_a_line() -> None:
    sheet = page(glyphs=PRINT)
    assert underlined(sheet, stroke((80, 92), (120, 92.5))) == "gradient"
    assert struck_out(sheet, stroke((80, 86), (120, 86.5))) == "gradient"
    assert underlined(sheet, stroke((80, 120), (120, 120))) == ""
    assert highlighted(sheet, (stroke((80, 87), (120, 87), nib=8.0),)) == "gradient"


def test_marks_over_a_picture_cover_the_words_that_were_read_in_it() -> None:
    words = (Word("gradient", (60.0, 80.0, 100.0, 90.0), 0.9, "rapidocr"), Word("is", (105.0, 80.0, 112.0, 90.0), 0.9, "rapidocr"))
    line = Line(1, "gradient is", "", (60.0, 80.0, 112.0, 90.0), source="consensus", words=words)
    sheet = page(glyphs=recognised_print([line, replace(line, source="native")]))
    assert underlined(sheet, stroke((60, 90), (113, 90.5))) == "gradient is"


def test_layer_words_are_cut_at_blanks_and_lines() -> None:
    layer = (*printed("two words", 50, 100, mode=3), *printed("next", 50, 115, seq=1, mode=3))
    assert [word.text for word in layer_words(page(glyphs=layer))] == ["two", "words", "next"]


def test_a_large_tick_beside_words_is_a_verdict_of_its_own(lexicon, model) -> None:
    tick = stroke((70, 204), (76, 212), (86, 198), (96, 186), order=50)
    ink = notes_of(page((*written("the gradient is zero", y=200.0), tick), PRINT), lexicon, model)
    assert [note.text for note in ink.notes] == ["✓", "the gradient is zero"]
