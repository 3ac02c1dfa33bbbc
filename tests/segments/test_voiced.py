"""What the voice of lines taken together tells."""

from __future__ import annotations

from pipeline.report import Box, Picture
from pipeline.segments.own_looks import own_looks
from pipeline.segments.records import segment_report
from pipeline.segments.segment import Segment
from pipeline.segments.style import report_style
from pipeline.segments.voiced import quotes_apart, unasked_apart, unasked_pictures, with_figures
from tests.segments.made import layout, line

ANSWER = ("We substitute r = 2 into the equation v = w * r and take the derivative with respect to t.",
          "Therefore the speed is v = 2 * w, the sum of the forces is zero, and the gradient vanishes.")  # fmt: skip
REMARKS = ("The model got this part right at the first try, which surprised me.", "Here it made a mistake in the sign, and I had to correct it.",
           "This explanation is correct but much longer than our solution.")  # fmt: skip
GREY = 0x5C5C5C


def test_grey_lines_whose_voice_remarks_are_the_students() -> None:
    lines = [line(text, 60 + 14 * i) for i, text in enumerate(ANSWER * 10)]
    for i, text in enumerate(REMARKS):
        lines.insert(5 * (i + 1), line(text, 500 + 14 * i, colour=GREY))
    own = own_looks(lines, report_style(lines, {}), {1: layout(*lines)}, frozenset())
    assert {lines[i].text for i in own} == set(REMARKS)


def test_grey_lines_that_answer_are_not() -> None:
    lines = [line(text, 60 + 14 * i) for i, text in enumerate(ANSWER * 10)]
    for i in range(3):
        lines.insert(5 * (i + 1), line(ANSWER[i % 2], 500 + 14 * i, colour=GREY))
    assert not own_looks(lines, report_style(lines, {}), {1: layout(*lines)}, frozenset())


def test_a_colour_that_answers_is_not_the_students() -> None:
    blue = 0x2020E0
    plain = [line(f"the answer speaks of widgets and of gears, number {i}", 60 + 14 * i) for i in range(20)]
    style = report_style([*plain, *(line(text, 500 + 14 * i, colour=blue) for i, text in enumerate(ANSWER))], {})
    assert blue not in style.note_colours
    assert blue in report_style([*plain, *(line(text, 500 + 14 * i, colour=blue) for i, text in enumerate(REMARKS))], {}).note_colours


def test_a_figure_that_shows_an_answer_is_one() -> None:
    note, shown = line(REMARKS[0], 60), [line(text, 100 + 14 * i, picture=0) for i, text in enumerate(ANSWER * 2)]
    told = with_figures([Segment("note", [note, *shown, line(REMARKS[1], 300)])])
    assert [(segment.owner, len(segment.lines)) for segment in told] == [("note", 1), ("response", 4), ("note", 1)]
    assert [segment.owner for segment in with_figures([Segment("note", [line(text, 100, picture=0) for text in REMARKS])])] == ["note"]


def test_plain_words_that_answer_belong_to_the_answer_before_them() -> None:
    answer, rest = Segment("response", [line(ANSWER[0], 60)]), [line(text, 100 + 14 * i) for i, text in enumerate(ANSWER)]
    assert [segment.owner for segment in quotes_apart([answer, Segment("note", rest)])] == ["response"]
    assert [segment.owner for segment in quotes_apart([answer, Segment("note", rest, labelled=True)])] == ["response", "note"]
    assert [segment.owner for segment in quotes_apart([Segment("loose", rest)])] == ["context"]


def test_a_prompt_without_an_answer_that_remarks_is_a_note() -> None:
    answer = Segment("response", [line(ANSWER[0], 60)])
    remark = Segment("prompt", [line(REMARKS[0], 100)], labelled=True)
    asked = Segment("prompt", [line("Please solve the next part and show every step.", 140)], labelled=True)
    assert [segment.owner for segment in unasked_apart([answer, remark, asked, answer])] == ["response", "note", "prompt", "response"]
    assert [segment.owner for segment in unasked_apart([answer, asked, asked, answer])] == ["response", "prompt", "prompt", "response"]


def test_a_title_in_a_picture_before_the_first_prompt_answers_nobody() -> None:
    asked = Segment("prompt", [line("Please solve the next part and show every step.", 140, picture=1)])
    title = Segment("response", [line("Widgets 101, sheet 3", 60, picture=0)])
    answer = Segment("response", [line(text, 80 + 14 * i, picture=0) for i, text in enumerate(ANSWER)])
    assert [segment.owner for segment in unasked_pictures([title, asked, answer])] == ["context", "prompt", "response"]
    assert [segment.owner for segment in unasked_pictures([answer, asked, answer])] == ["response", "prompt", "response"]


def test_bold_red_words_between_screenshots_are_remarks() -> None:
    box: Box = (72, 100, 500, 200)
    shown = [line(text, 110 + 14 * i, picture=0) for i, text in enumerate(ANSWER * 3)]
    red = line("The model got this part right", 300, bold=True, colour=0xFF0000)
    kinds = [r.kind for r in segment_report((layout(*shown, red, pictures=(Picture(box, "d", 100, 100),)),)) if r.kind != "context"]
    assert kinds == ["response", "annotation"]
