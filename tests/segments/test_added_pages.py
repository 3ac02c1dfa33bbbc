"""A page of the student's own behind the print of a chat."""

from __future__ import annotations

from dataclasses import replace

from pipeline.report import Layout, Line, Panel
from pipeline.segments.records import segment_report
from tests.segments.made import layout, line


def _chat(number: int) -> Layout:
    answer = [line(f"It turns because the belt {j} pulls it along and along the wheel, and so it goes on and on there", 150 + 14 * j, page=number) for j in range(4)]
    asked = line(f"How does widget number {number} turn around its axle?", 100, x=310, page=number, panel=0)
    return layout(asked, *answer, page=number, panels=(Panel((300.0, 95, 560.0, 125), 0xEEEEEE),))


def _summary(number: int, font: str) -> Layout:
    said = ["Executive summary", "The model did well on nearly all of the questions that I put to it here.", "Only the last of the wheels took it more than one try to get right."]
    lines: list[Line] = [replace(line(text, 100 + 40 * i, page=number), font=font) for i, text in enumerate(said)]
    return layout(*lines, page=number)


def _kinds(*pages: Layout) -> list[str]:
    return [r.kind for r in segment_report(pages) if r.kind != "context"]


def test_a_page_in_type_of_its_own_is_the_students() -> None:
    turns = ["prompt", "response"] * 4
    assert _kinds(*map(_chat, range(1, 5)), _summary(5, "Own")) == [*turns, "annotation", "annotation"]
    assert _kinds(_summary(1, "Own"), *map(_chat, range(2, 6))) == ["annotation", "annotation", *turns]


def test_a_page_in_the_type_of_the_answers_is_theirs() -> None:
    assert _kinds(*map(_chat, range(1, 5)), _summary(5, "F")) == ["prompt", "response"] * 4
