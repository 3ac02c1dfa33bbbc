"""Prompts of reports that label their answers only."""

from __future__ import annotations

from pipeline.report import Line
from pipeline.segments.records import segment_report
from tests.segments.made import layout, line

BLUE, RED = 0x0000FF, 0xFF0000


def _answer(y: float, remark: str) -> list[Line]:
    said = [line("The belt turns the wheel around and around", y + 12 * i, colour=BLUE) for i in range(1, 5)]
    return [line("Response:", y, colour=BLUE), *said, line(f"Comments: {remark}", y + 72, colour=RED)]


def _prompts(*lines: Line) -> list[str]:
    """First lines of the prompts of a page but for its last, which is always the same."""
    rest = [line("(p) What turns the last widget?", 660), *_answer(674, "It was correct as well.")]
    return [r.text.splitlines()[0] for r in segment_report((layout(*lines, *rest),)) if r.kind == "prompt"][:-1]


def test_what_introduces_the_parts_under_a_heading_is_no_prompt() -> None:
    assert _prompts(
        line("Question 1: Widgets", 40, bold=True, size=14.0), line("In this problem we look at widgets and what turns them.", 60), line("(a) What turns the first widget?", 80),
        *_answer(94, "It was correct."), line("(b) What turns the second widget?", 200), *_answer(214, "It was correct too."),
    ) == ["(a) What turns the first widget?", "(b) What turns the second widget?"]  # fmt: skip


def test_what_introduces_a_part_behind_another_answer_belongs_to_the_prompt() -> None:
    assert _prompts(
        line("Question 1: Widgets", 40, bold=True, size=14.0), line("(a) What turns the first widget?", 80), *_answer(94, "It was correct."),
        line("For the parts that follow, let the wheel be of any size.", 200), line("(b) What turns the second widget?", 214), *_answer(228, "It was correct too."),
    ) == ["(a) What turns the first widget?", "For the parts that follow, let the wheel be of any size."]  # fmt: skip


def test_a_long_introduction_states_the_problem() -> None:
    told = [line("The mill has a wheel and a belt and a long row of widgets that stand in it", 54 + 11 * i) for i in range(8)]
    assert _prompts(
        line("Question 1: Widgets", 40, bold=True, size=14.0), *told, line("(a) What turns the first widget?", 150), *_answer(164, "It was correct."),
        line("(b) What turns the second widget?", 270), *_answer(284, "It was correct too."),
    ) == [told[0].text, "(b) What turns the second widget?"]  # fmt: skip


def test_a_lettered_list_in_a_sentence_is_no_part() -> None:
    assert _prompts(
        line("Question 1: Widgets", 40, bold=True, size=14.0), line("A mill shall have a room for", 60), line("(a) the wheels;", 74), line("(b) the belts; and", 88),
        line("(c) nothing else.", 102), line("(a) What turns the last of the widgets in the mill?", 116), *_answer(130, "It was correct."),
        line("(b) What turns the second widget?", 240), *_answer(254, "It was correct too."),
    ) == ["(a) What turns the last of the widgets in the mill?", "(b) What turns the second widget?"]  # fmt: skip
