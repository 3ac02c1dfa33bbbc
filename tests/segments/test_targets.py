"""What ties a note to what it is about."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report import Layout, Line, Mark, Note
from pipeline.segments.records import segment_report
from pipeline.segments.targets import find_target, goes_on


def line(text: str, y: float, page: int = 1) -> Line:
    return Line(page, text, text, (72.0, y, 72.0 + 5 * len(text), y + 10), y + 8, size=10.0)


def note(y: float, text: str = "correct", page: int = 1, x: float = 400.0, **more) -> Note:
    return replace(Note(page, (x, y, x + 80, y + 12), text, "handwritten"), **more)


LINES = [line("first line of it", 100), line("second line of it", 200), line("third line of it", 300), line("a line on page two", 120, 2)]


def test_beside_above_and_page_before() -> None:
    assert (find_target(note(198), LINES).line, find_target(note(198), LINES).by) == (1, "beside")
    assert (find_target(note(400), LINES).line, find_target(note(400), LINES).by) == (2, "above")
    assert (find_target(note(50, page=2), LINES).line, find_target(note(50, page=2), LINES).by) == (2, "page before")
    assert (find_target(note(50), []).line, find_target(note(50), []).by) == (None, "none")


def test_an_arrow_leads_to_its_head() -> None:
    target = find_target(note(310, points_to=(150.0, 104.0, 150.0, 104.0)), LINES)
    assert (target.line, target.by) == (0, "arrow")


def test_a_bracket_leads_to_its_middle() -> None:
    span = (380.0, 100.0, 386.0, 310.0)
    target = find_target(note(305, points_to=span, marks=(Mark(1, "bracket", span, 0),)), LINES)
    assert (target.line, target.by) == (1, "bracket")


def test_a_highlight_beside_the_note_tells() -> None:
    mark = Mark(1, "highlight", (72.0, 100.0, 150.0, 110.0), 0xFFFF00, "first line")
    assert find_target(note(150, marks=(mark,)), LINES).by == "marked"


def test_markup_stands_on_what_it_is_about() -> None:
    box = (72.0, 200.0, 150.0, 210.0)
    mark = Mark(1, "highlight", box, 0xFFFF00, "second line")
    assert (find_target(Note(1, box, "why?", "highlight", points_to=box, marks=(mark,)), LINES).by) == "marked"
    sticky = find_target(Note(1, box, "why?", "popup", points_to=box), LINES)
    assert (sticky.line, sticky.by) == (1, "beside")


def test_a_note_goes_on_over_the_page() -> None:
    foot, head = note(770, "this is right but it"), note(30, "skips the last step.", page=2)
    assert goes_on(head, foot, 792.0)
    assert not goes_on(head, note(770, "this is right."), 792.0)
    assert not goes_on(note(30, "Skips it", page=2), foot, 792.0)
    assert not goes_on(head, note(400, "this is right but it"), 792.0)


def test_the_end_of_a_note_is_about_what_its_beginning_is() -> None:
    first = Layout(1, 612.0, 792.0, (line("User:", 60), line("Please solve question 3 part b now", 80), line("Model response:", 700), line("The answer is three", 720)),
                   notes=(note(740, "the answer is right but it"),), text="")
    second = Layout(2, 612.0, 792.0, (line("User:", 20, 2), line("And question 4 part c please", 40, 2)), notes=(note(24, "skips the last step", page=2),), text="")
    written = [r for r in segment_report((first, second)) if r.channel == "handwritten"]
    assert [(r.question, r.part, r.tie.by) for r in written] == [("3", "b", "above"), ("3", "b", "continued")]


def test_a_note_names_what_a_file_asks() -> None:
    lines = (line("User:", 60), line("Solve the problem in the picture please", 80), line("Model response:", 110), line("The wheel turns twice", 130))
    page = Layout(1, 612.0, 792.0, lines, notes=(note(78, "Here I give it Q7 as a picture"), note(131, "one-shot")), text="")
    written = [r for r in segment_report((page,)) if r.channel == "handwritten"]
    assert [r.question for r in written] == ["7", "7"]


def test_all_parts_are_judged_by_their_number() -> None:
    lines = (line("User:", 60), line("Please solve question 7", 80), line("Model response:", 110), line("It is done in three steps", 130))
    page = Layout(1, 612.0, 792.0, lines, notes=(note(131, "One-shotted all 3 parts!"),), text="")
    (written,) = [r for r in segment_report((page,)) if r.channel == "handwritten"]
    assert (written.question, written.parts) == ("7", ("a", "b", "c"))


def test_a_question_quoted_whole_numbers_the_prompt() -> None:
    quoted = "4. Read a story: How to build a boat. In this exercise we look at boats and how they are built by hand, step by step. (a) What is the keel? (b) Why?"
    lines = (line("User:", 60), line(quoted, 80), line("Model response:", 110), line("The keel is below", 130))
    page = Layout(1, 612.0, 792.0, lines, notes=(note(131, "good"),), text="")
    (written,) = [r for r in segment_report((page,)) if r.channel == "handwritten"]
    assert written.question == "4"


def test_a_note_that_is_a_label_heads_what_follows() -> None:
    lines = (line("User:", 60), line("How often does the wheel turn please", 80), line("Model response:", 110), line("The wheel turns twice", 130),
             line("User:", 160), line("And question 8 please, about the keel", 180), line("Model response:", 210), line("The keel bends", 230))  # fmt: skip
    page = Layout(1, 612.0, 792.0, lines, notes=(note(40, "Question 7:"), note(131, "one-shot"), note(231, "wrong")), text="")
    records = segment_report((page,))
    assert [(r.kind, r.text, r.question) for r in records if r.channel == "handwritten"] == [
        ("context", "Question 7:", "7"), ("annotation", "one-shot", "7"), ("annotation", "wrong", "8"),
    ]  # fmt: skip
    assert [r.question for r in records if r.kind == "prompt"] == ["7", "8"]


def test_a_picture_of_the_homework_numbers_what_follows() -> None:
    shown = "3. Wheels. In this problem we look at wheels and how often they turn, step by step, for all of the wheels that there are. (a) What turns? (b) Why?"
    lines = (line("User:", 60), replace(line(shown, 70), picture=0), line("Please solve the attached problem", 80), line("Model response:", 110),
             line("(a) The wheel turns twice", 130), line("(b) It has to", 150))  # fmt: skip
    page = Layout(1, 612.0, 792.0, lines, notes=(note(131, "right"), note(151, "wrong")), text="")
    written = [r for r in segment_report((page,)) if r.channel == "handwritten"]
    assert [(r.question, r.part) for r in written] == [("3", "a"), ("3", "b")]
