"""Grades given as numbers, letters and counts."""

import pytest

from pipeline.verdicts.grades import grade


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("5/5", "correct"), ("10 / 10, very clear.", "correct"), ("Score: 70%", "partial"), ("Grade: F", "incorrect"), ("Grade: B+", "partial"),
        ("Result: pass", "correct"), ("0/3", "incorrect"), ("It got two of the four wheels.", "partial"), ("3 out of 3 answers are right", "correct"),
        ("7/10 - no proof", "partial"),
    ],
)  # fmt: skip
def test_grades(text: str, verdict: str) -> None:
    assert grade(text)[0] == verdict


@pytest.mark.parametrize("text", ["The wheel has 1/2 turn left.", "Half of the 50% wheels turn.", "Question 3/4 of the sheet", "9/5", "The pass is narrow.", "Grade school maths"])
def test_numbers_that_grade_nothing(text: str) -> None:
    assert grade(text) is None
