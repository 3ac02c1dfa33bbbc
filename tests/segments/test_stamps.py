"""Chats that print the time of every message."""

from __future__ import annotations

from pipeline.report import Layout, Line
from pipeline.segments.records import segment_report
from tests.segments.made import layout, line

ASKED = ("Can you solve the first problem about the widget for me?", "Please explain how you found the speed. Are you sure?")
ANSWER = ("I'll work through each part step by step. We start from v = w * r.", "Therefore the speed is v = 2 * w, and the forces sum to zero.")


def _pages(*messages: tuple[str, ...], stamps: bool = True, tail: tuple[str, ...] = ()) -> tuple[Layout, ...]:
    lines: list[Line] = []
    y = 60.0
    for minute, message in enumerate(messages):
        for text in message:
            lines.append(line(text, y))
            y += 14
        lines.append(line(f"3/4/2031, 5:{minute if stamps else 0:02d}:09 PM", y, size=8))
        y += 40
    after = (layout(*(line(text, 60 + 14 * i, page=2) for i, text in enumerate(tail)), page=2),) if tail else ()
    return (layout(*lines), *after)


def _kinds(*pages: Layout) -> list[tuple[str, str]]:
    return [(r.kind, r.text.split()[0]) for r in segment_report(pages) if r.kind != "context"]


def test_times_part_the_turns() -> None:
    talk = (ASKED[:1], ANSWER, ASKED[1:], ANSWER)
    assert _kinds(*_pages(*talk)) == [("prompt", "Can"), ("response", "I'll"), ("prompt", "Please"), ("response", "I'll")]


def test_two_answers_in_a_row_are_heard() -> None:
    talk = (ASKED[:1], ANSWER, ANSWER, ASKED[1:], ANSWER)
    assert [kind for kind, _ in _kinds(*_pages(*talk))] == ["prompt", "response", "prompt", "response"]


def test_one_time_on_every_page_is_the_prints() -> None:
    talk = (ASKED[:1], ANSWER, ASKED[1:], ANSWER)
    assert "prompt" not in [kind for kind, _ in _kinds(*_pages(*talk, stamps=False))]


def test_pages_behind_the_last_message_are_the_students() -> None:
    tail = ("My evaluation of the first problem: the model got everything right,", "though I had to ask it twice for the speed of the widget.")
    assert _kinds(*_pages(ASKED[:1], ANSWER, ASKED[1:], ANSWER, tail=tail))[-1] == ("annotation", "My")
