"""What opens a turn, what ends it, and what does not."""

from collections.abc import Iterable
from dataclasses import replace

from pipeline.report import Layout, Line
from pipeline.segments.records import segment_report
from tests.segments.made import layout, line


def _page(rows: Iterable[Line | str], page: int = 1) -> Layout:
    """Rows below each other; a text alone is a line of plain type."""
    lines = []
    for i, row in enumerate(rows):
        made = line(row, 0) if isinstance(row, str) else row
        y = 60.0 + 14 * i
        x0, y0, x1, y1 = made.box
        lines.append(replace(made, box=(x0, y, x1, y + y1 - y0), baseline=y + 8, page=page))
    return layout(*lines, page=page)


def _head(text: str, size: float = 10.0) -> Line:
    return line(text, 0, bold=True, size=size)


def _kinds(*rows: Line | str) -> list[tuple[str, str]]:
    return [(r.kind, r.text) for r in segment_report((_page(rows),)) if r.kind != "context"]


def _exchange(part: str, *answer: Line | str) -> list[Line | str]:
    return [_head(f"1({part})", 16), _head("Prompt:"), f"How fast does the wheel {part} turn here?", _head("Claude's response:"), *answer]


def test_a_heading_of_an_answer_does_not_end_it() -> None:
    told = ["The belt pulls it along.", _head("Step 1: Understanding the set up", 14), "It moves three inches.", _head("Summary", 14), "It turns twice."]
    answers = [text for kind, text in _kinds(*_exchange("a", *told), *_exchange("b", *told)) if kind == "response"]
    assert [text.endswith("It turns twice.") for text in answers] == [True, True]


def test_a_section_in_which_the_student_speaks_ends_the_answer() -> None:
    said = "I think Claude did well on all of these wheels."
    kinds = _kinds(*_exchange("a", "It turns twice."), *_exchange("b", "It turns once."), _head("Overall Performance", 16), said)
    assert [kind for kind, _ in kinds] == ["prompt", "response"] * 2 + ["annotation"]
    assert kinds[-1][1] == said


def test_headings_of_one_size_above_turns_and_in_answers() -> None:
    """The size does not tell them apart; what stands below does."""
    told = ["The belt pulls it.", _head("Torque", 16), "The torque is three.", _head("Speed", 16), "So it turns twice."]
    answers = [text for kind, text in _kinds(*_exchange("a", *told), *_exchange("b", *told), *_exchange("c", *told)) if kind == "response"]
    assert len(answers) == 3 and all("torque is three" in text and text.endswith("turns twice.") for text in answers)


def test_a_weak_label_is_an_answers_own_where_nobody_else_is_heard() -> None:
    told = [_head("Result:"), "The torque is three and the speed is two.", "Both follow from the belt."]
    kinds = _kinds(*_exchange("a", *told), *_exchange("b", *told))
    assert [kind for kind, _ in kinds] == ["prompt", "response"] * 2


def test_a_weak_label_is_the_students_where_they_are_heard() -> None:
    told = ["It turns twice.", _head("Note:"), "Here Claude forgot the belt but I did not mind."]
    kinds = _kinds(*_exchange("a", *told), *_exchange("b", *told))
    assert [kind for kind, _ in kinds] == ["prompt", "response", "annotation"] * 2


def test_the_head_of_a_column_opens_no_note() -> None:
    y = 140.0
    row = [line("Update rule", y, bold=True), line("Shared?", y, x=200, bold=True), line("Verdict", y, x=320, bold=True)]
    above = [line("Prompt:", 80, bold=True), line("Which rules are valid ones?", 92), line("Response:", 110, bold=True), line("See the table of rules:", 122)]
    cells = [line("Rule one", 154), line("yes", 154, x=200), line("valid", 154, x=320)]
    records = [r for r in segment_report((layout(*above, *row, *cells),)) if r.kind != "context"]
    assert [r.kind for r in records] == ["prompt", "response"] and records[1].text.endswith("valid")


def test_screenshots_of_an_answer_go_on_behind_typed_remarks() -> None:
    def shot(text: str, y: float, page: int) -> Line:
        return line(text, y, page=page, picture=0)

    pages = []
    for number in (1, 2):
        lines = [
            line(f"Prompt {number}:", 60, page=number), line(f"Please solve question {number} now", 74, page=number), line("Claude's answer:", 90, page=number),
            shot(f"Question {number}(a): the wheel", 110, number), shot("It turns twice on its axle", 124, number),
            line(f"Comment {number}.1: This is right.", 150, page=number),
            shot(f"Question {number}(b): the belt", 180, number), shot("It moves three inches then", 194, number),
            line(f"Comment {number}.2: This is wrong.", 220, page=number),
        ]  # fmt: skip
        pages.append(layout(*lines, page=number))
    records = [r for r in segment_report(tuple(pages)) if r.kind != "context"]
    assert sorted(r.kind for r in records) == ["annotation"] * 4 + ["prompt"] * 2 + ["response"] * 2
    assert all("three inches" in r.text for r in records if r.kind == "response")
    assert [(r.question, r.part) for r in records if r.kind == "annotation"] == [("1", "a"), ("1", "b"), ("2", "a"), ("2", "b")]


def test_an_answer_titled_by_its_part_like_its_prompt() -> None:
    rows = []
    for part in "ab":
        rows += [_head(f"Q2({part}) Prompt", 14), f"What is the speed of wheel {part}?", _head(f"Q2({part}) Answer", 14), "It turns twice in all."]
    assert [kind for kind, _ in _kinds(*rows)] == ["prompt", "response"] * 2


def test_solutions_by_a_model() -> None:
    rows = []
    for part in "ab":
        rows += [_head("Prompt:"), f"What is the speed of wheel {part}?", _head("Solution by Claude 4:"), "It turns twice in all."]
    assert [kind for kind, _ in _kinds(*rows)] == ["prompt", "response"] * 2


def test_a_boxs_title_below_a_heading_that_says_the_same() -> None:
    rows = []
    for part in "ab":
        rows += [_head("Prompt", 14), _head("User prompt"), f"What is the speed of wheel {part}?", _head("Response", 14), _head("Model response"), "It turns twice in all."]
    kinds = _kinds(*rows)
    assert [kind for kind, _ in kinds] == ["prompt", "response"] * 2
    assert not any("response" in text.casefold() or "prompt" in text.casefold() for _, text in kinds)


def test_the_words_before_the_first_thoughts_are_the_prompt() -> None:
    rows = ["What is the speed of the wheel on its axle?", "已深度思考（用时 12 秒）", "The belt pulls it along.", "So it turns twice.", "Thought for 3 seconds", "And so on."]
    assert _kinds(*rows)[0] == ("prompt", "What is the speed of the wheel on its axle?")
