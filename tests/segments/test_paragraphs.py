"""What a person would call one remark."""

from __future__ import annotations

from pipeline.report import Line
from pipeline.segments.paragraphs import paragraphs


def groups(*lines: tuple[str, float, bool]) -> list[int]:
    made = [Line(1, text, text, (72.0, y, 400.0, y + 10), y + 8, size=10.0, bold=bold) for text, y, bold in lines]
    return [len(group) for group in paragraphs(made)]


def test_a_spaced_list_is_one_paragraph_but_not_its_introduction() -> None:
    assert groups(("The model did well:", 100, False), ("• It was fast.", 124, False), ("• Errors:", 148, True), ("– few of them", 172, False)) == [1, 3]


def test_items_on_parts_of_their_own_are_remarks() -> None:
    assert groups(("• 1(a): correct at once", 100, False), ("• 1(b): wrong", 124, False)) == [1, 1]


def test_items_set_in_are_a_list_without_bullets() -> None:
    def line(text: str, x: float, y: float) -> Line:
        return Line(1, text, text, (x, y, 400.0, y + 10), y + 8, size=10.0)

    made = [line("The model did well:", 72, 100), line("It was fast", 100, 124), line("It was right", 100, 146), line("Then it stopped.", 72, 170)]
    assert [len(group) for group in paragraphs(made, 72.0)] == [1, 2, 1]
    assert [len(group) for group in paragraphs(made)] == [1, 1, 1, 1]
