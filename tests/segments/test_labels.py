"""Question and part labels as students and models write them."""

import pytest

from pipeline.segments.labels import find_labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Question 2(b)", [("2", "b")]),
        ("Q1 (a–c), Q2 (a–b)", [("1", "a"), ("1", "b"), ("1", "c"), ("2", "a"), ("2", "b")]),
        ("1a-1d all correct", [("1", "a"), ("1", "b"), ("1", "c"), ("1", "d")]),
        ("please solve question 2 part a", [("2", "a")]),
        ("Questions 2, 3 and 4", [("2", None), ("3", None), ("4", None)]),
        ("for j-l, all estimates", [(None, "j"), (None, "k"), (None, "l")]),
        ("Part (a)(i) Answer:", [(None, "a.i")]),
        ("Parts (d)(i)-(d)(iii): Averages", [(None, "d.i"), (None, "d.ii"), (None, "d.iii")]),
        ("#1. (Parts a, b)", [("1", "a"), ("1", "b")]),
        ("Question 2 a model answered", [("2", None)]),
        ("7 Question 6: Attention (Part I)", [("6", None)]),
        ("Q1 (b) — 1D Filter", [("1", "b")]),
        ("HW 5, Q4 (d)", [("4", "d")]),
        ("no label in 1024 tokens", []),
    ],
)
def test_labels_are_spelled_out(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(label.question, label.full_part) for label in find_labels(text)] == expected
