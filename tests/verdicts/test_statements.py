"""Notes that speak of several questions or parts."""

import pytest

from pipeline.report import Line, Record, Span
from pipeline.segments.about import note_place
from pipeline.segments.place import Place
from pipeline.verdicts.collect import collect_verdicts


def _line(text: str) -> Line:
    return Line(1, text, text, (0, 0, 1, 1), 1, (Span(text, (0, 0, 1, 1), "F", 10, 0, True),), "F", 10, 0, True)


def _judged(text: str, question: str | None, parts: str, part: str | None = None) -> dict[str, str | None]:
    """The rows of a note on an answer with these parts, as {"2a": verdict}."""
    place = note_place(Place(question, part), text)
    lines = tuple(_line(f"({letter}) the wheel") for letter in parts)
    answer = Record(0, "response", 1, 1, (0, 0, 1, 1), "wheels", "wheels", question=question, lines=lines)
    note = Record(1, "annotation", 1, 1, (0, 0, 1, 1), text, text, question=place.question, part=place.full_part, parts=place.parts, target=0)
    return {f"{row.question}{row.part or ''}": row.verdict for row in collect_verdicts((answer, note))}


RIGHT, WRONG, PARTLY = "correct", "incorrect", "partial"


@pytest.mark.parametrize(
    ("text", "question", "parts", "expected"),
    [
        ("Q1 correct, Q2 wrong, Q3 partially correct.", None, "", {"1": RIGHT, "2": WRONG, "3": PARTLY}),
        ("1a: correct\n1b: wrong\n1c: correct after one hint", None, "", {"1a": RIGHT, "1b": WRONG, "1c": PARTLY}),
        ("Questions 1-3: one-shot. Question 4: needed a hint.", None, "", {"1": RIGHT, "2": RIGHT, "3": RIGHT, "4": PARTLY}),
        ("For question 3, part a was right, part b was wrong.", None, "", {"3a": RIGHT, "3b": WRONG}),
        ("Q4(a)-(c) all correct; (d) had an arithmetic error.", None, "", {"4a": RIGHT, "4b": RIGHT, "4c": RIGHT, "4d": WRONG}),
        ("Question 1 (a-b): all correct. Question 2: (a) correct, (b) wrong.", None, "", {"1a": RIGHT, "1b": RIGHT, "2a": RIGHT, "2b": WRONG}),
        ("Question 2: a) right b) right c) wrong", None, "", {"2a": RIGHT, "2b": RIGHT, "2c": WRONG}),
        ("It solved 1a and 1b on its own but needed a hint for 1c.", None, "", {"1a": RIGHT, "1b": RIGHT, "1c": PARTLY}),
        ("2a is wrong and 2b is right.", None, "", {"2a": WRONG, "2b": RIGHT}),
        ("Q3: 4/5, it lost a point for the missing proof", None, "", {"3": PARTLY}),
        ("It got parts (a), (b) and (d) right but failed on (c).", "2", "abcd", {"2a": RIGHT, "2b": RIGHT, "2d": RIGHT, "2c": WRONG}),
        ("Everything is correct except 2(c).", "2", "abcd", {"2a": RIGHT, "2b": RIGHT, "2d": RIGHT, "2c": WRONG}),
        ("It is right, and we skip part (b).", "2", "ab", {"2": RIGHT}),
        ("2c has the wrong sign, the other parts are right.", "2", "abc", {"2a": RIGHT, "2b": RIGHT, "2c": WRONG}),
        ("Part a and c are right. Part b is not.", "3", "abc", {"3a": RIGHT, "3c": RIGHT, "3b": WRONG}),
        ("a, b and c are correct", "5", "abc", {"5a": RIGHT, "5b": RIGHT, "5c": RIGHT}),
        ("✅ a ✅ b ❌ c", "1", "abc", {"1a": RIGHT, "1b": RIGHT, "1c": WRONG}),
        ("(a) ✓ (b) ✗", "1", "ab", {"1a": RIGHT, "1b": WRONG}),
        ("Part (b) was skipped since it needs code.", "5", "", {}),
    ],
)
def test_each_part_has_its_own_judgement(text: str, question: str | None, parts: str, expected: dict[str, str]) -> None:
    assert _judged(text, question, parts) == expected


def test_letters_that_count_reasons_name_no_parts() -> None:
    assert _judged("It is right, because (a) the wheel turns, and (b) the kettle boils.", "2", "ab", "b") == {"2b": RIGHT}


def test_a_letter_of_a_figure_is_no_part() -> None:
    assert set(_judged("It correctly says that plot (a) is wide and that plot (b) is narrow.", "2", "ab")) == {"2"}
