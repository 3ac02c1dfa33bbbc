"""Question and part labels as students and models write them."""

import pytest

from pipeline.segments.labels import find_labels, is_excepted, lone_part, only_label, subject_labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Question 2(b)", [("2", "b")]),
        ("Q1 (a–c), Q2 (a–b)", [("1", "a"), ("1", "b"), ("1", "c"), ("2", "a"), ("2", "b")]),
        ("1a-1d all correct", [("1", "a"), ("1", "b"), ("1", "c"), ("1", "d")]),
        ("now solve question 6 part c", [("6", "c")]),
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
        ("help me answer question a", [(None, "a")]),
        ("question a student asked", []),
        ("I used it for Homework 13. I liked it", []),
    ],
)
def test_labels_are_spelled_out(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(label.question, label.full_part) for label in find_labels(text)] == expected


@pytest.mark.parametrize(
    ("text", "place", "kept"),
    [
        ("As in 7b the sign is right here", ("7", "c"), []),
        ("like the key has it under part a)", ("1", "b"), []),
        ("this comes from the norms in Q1", ("3", None), []),
        ("better than the slip in question 1", ("2", "b"), []),
        ("Therefore, after doing problem 1, I went on", (None, None), []),
        ("What it says on 7a is close to the key", ("7", "b"), [("7", "a")]),
        ("It solved both parts to Q3 in one go", ("4", None), [("3", None)]),
        ("In part (b) the sign is wrong", ("1", "a"), [(None, "b")]),
        ("the belt of 3(a) holds, and the wheel of 3(b) turns", ("3", "b"), [("3", "a"), ("3", "b")]),
        ("the error in part a", (None, None), [(None, "a")]),
    ],
)
def test_a_reference_is_not_what_a_note_is_about(text: str, place: tuple[str | None, str | None], kept: list[tuple[str | None, str]]) -> None:
    assert [(label.question, label.part) for label in subject_labels(text, find_labels(text), *place)] == kept


@pytest.mark.parametrize(("text", "question"), [("Question 2:", "2"), ("3) (a)", "3"), ("Question 2 is right", None), ("2a and 2b", None), ("wheel", None)])
def test_a_heading_is_nothing_but_a_label(text: str, question: str | None) -> None:
    label = only_label(text)
    assert (label.question if label else None) == question


@pytest.mark.parametrize("text", ["Everything except for question 5", "all questions but question 5", "Please skip the question 5", "It leaves out 5b", "not including question 5"])
def test_labels_that_are_left_out(text: str) -> None:
    (label,) = find_labels(text)
    assert is_excepted(text, label)
    assert subject_labels(text, (label,), None, None) == ()


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("are you sure about b?", "b"), ("Your answer for a seems off", "a"), ("for a wheel, yes", None), ("solve for b", None), ("redo c and explain", "c"),
        ("what is f?", None), ("about b or on c", None), ("in b = 2", None),
    ],
)  # fmt: skip
def test_letters_that_name_a_part_without_a_word(text: str, part: str | None) -> None:
    assert lone_part(text, {"a", "b", "c"}) == part


def test_the_number_of_a_formula_is_no_question() -> None:
    assert find_labels("a solution of the regularized problem (3) at hand") == ()
    assert [label.question for label in find_labels("Problem (3) now")] == ["3"]


def test_a_label_in_pieces_where_it_is_asked_for() -> None:
    assert [(label.question, label.full_part) for label in find_labels("solve 3 b ii")] == [("3", "b.ii")]
    assert [(label.question, label.full_part) for label in find_labels("Now do 4 c, please")] == [("4", "c")]
    assert find_labels("now 3 a day and 3 b units") == ()
