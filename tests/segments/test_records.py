"""Records of small reports made of lines."""

from pipeline.report import Layout, Line, Note, Panel, Span
from pipeline.segments.records import segment_report


def _line(text: str, y: float, x: float = 72.0, bold: bool = False, size: float = 10.0, colour: int = 0, page: int = 1, panel: int | None = None) -> Line:
    box = (x, y, x + 5.0 * len(text), y + size)
    return Line(page, text, text, box, y + 8, (Span(text, box, "F", size, colour, bold),), "F", size, colour, bold, panel=panel)


def _layout(*lines: Line, page: int = 1, panels: tuple[Panel, ...] = (), notes: tuple[Note, ...] = ()) -> Layout:
    return Layout(page, 612.0, 792.0, lines, panels, notes, text="\n".join(line.text for line in lines))


def _labelled() -> tuple[Layout, ...]:
    return (
        _layout(
            _line("Question 1: Widgets", 80, bold=True, size=14),
            _line("User:", 110, bold=True), _line("Please solve question 1 part a for me now", 122),
            _line("Model Response:", 150, bold=True), _line("The widget turns twice as fast as the wheel does", 162),
            _line("so the answer is two turns for each of the wheels", 174),
        ),
        _layout(_line("and this sentence of the answer goes on over here", 80, page=2), _line("Evaluation: Correct, and easy to follow.", 110, bold=True, page=2), page=2),
    )  # fmt: skip


def test_turns_by_labels() -> None:
    records = segment_report(_labelled())
    assert [(r.kind, r.turn) for r in records if r.kind in ("prompt", "response")] == [("prompt", 1), ("response", 1)]
    answer = next(r for r in records if r.kind == "response")
    assert (answer.page_start, answer.page_end, answer.question, answer.part) == (1, 2, "1", "a")


def test_a_note_carries_the_place_and_the_target_of_its_answer() -> None:
    records = segment_report(_labelled())
    note = next(r for r in records if r.kind == "annotation")
    assert (note.question, note.part) == ("1", "a")
    assert records[note.target].kind == "response"


def test_an_aside_in_colour_does_not_end_the_answer() -> None:
    prose = [_line(f"line {i} of the answer speaks of widgets", 170 + 12 * i) for i in range(8)]
    red = _line("this step is wrong I think", 170 + 12 * 8, colour=0xDD0000)
    more = _line("the answer goes on after the remark", 170 + 12 * 9)
    page = _layout(_line("User:", 110, bold=True), _line("Please solve part a", 122), _line("Assistant:", 150, bold=True), *prose, red, more)
    records = segment_report((page,))
    answers = [r for r in records if r.kind == "response"]
    assert len(answers) == 1 and "goes on after" in answers[0].text and "wrong" not in answers[0].text
    assert [r.text for r in records if r.kind == "annotation"] == ["this step is wrong I think"]


def test_a_box_repeated_on_the_next_page_is_one_turn() -> None:
    first = _layout(_line("User:", 100, bold=True), _line("What is a widget made of?", 112), _line("Claude:", 140, bold=True), _line("It is made of brass and of steel", 152))
    second = _layout(_line("Claude:", 80, bold=True, page=2), _line("and sometimes of wood as well", 92, page=2), page=2)
    answers = [r for r in segment_report((first, second)) if r.kind == "response"]
    assert [(r.page_start, r.page_end) for r in answers] == [(1, 2)]


def test_a_margin_note_is_tied_to_the_line_beside_it() -> None:
    pages = _labelled()
    note = Note(1, (420.0, 160.0, 500.0, 172.0), "correct", "handwritten")
    records = segment_report((_layout(*pages[0].lines, notes=(note,)), pages[1]))
    written = next(r for r in records if r.channel == "handwritten")
    assert records[written.target].kind == "response" and (written.question, written.part) == ("1", "a")
