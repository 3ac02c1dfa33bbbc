"""Where the reader has come to, by prompts, headings and pictures of the homework."""

import pytest

from pipeline.segments.about import note_place
from pipeline.segments.place import Place, heading_place, named_place, prose_place, quoted_place, sections_number_questions, titles_of_questions
from pipeline.segments.prompts import asked_questions, prompt_place, quoted_part

QUOTED = "4. Read a story: How to build a boat. In this exercise we look at boats and how they are built by hand. (a) What is the keel? (b) Why is it 2. Note that it bends."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Now the next question, about wheels", Place("3")),
        ("Now the next part please", Place("2", "b")),
        ("This is the fourth problem", Place("4")),
        ("Do problem 3 (parts a-f)", Place("3")),
        ("Solve 3a and 3b", Place("3", parts=("a", "b"))),
        ("Using the result of 2a, solve part (c)", Place("2", "c")),
        (f"Great! Now solve the one about boats: {QUOTED}", Place("4")),
        (f'Could you do this one? "{QUOTED}"', Place("4")),
        ("Why does it turn?", Place("2", "a")),
        ("The next problem now. Do part a", Place("3", "a")),
        ("Next let us look at the questions on wheels. Solve them all", Place("3")),
        ("Finally, what about the wheel?", Place("2", "a")),
        ("Now help me with the third question. Solve part b", Place("3", "b")),
    ],
)
def test_a_prompt_leads_to_a_question(text: str, expected: Place) -> None:
    assert prompt_place(Place("2", "a"), text) == expected


def test_sections_that_leave_numbers_out_number_the_questions() -> None:
    headings = ["3. Wheels and Axles", "4. Boats", "7. Kettles"]
    assert sections_number_questions(headings, headings)
    assert not sections_number_questions(["1. Wheels", "2. Boats", "3. Kettles"], [])


@pytest.mark.parametrize(("text", "expected"), [
    ("4(b) is about wheels. You answered part (a).", Place("4", "b")),
    ("You only did part (a). Do part (d) now.", Place("4", "d")),
    ("Nice work on question 4, we go on to question 5", Place("5")),
    ("Please do pt d now", Place("4", "d")),
    ("You are solving problem 3. I meant problem 4.", Place("4")),
    ("Show that in the previous parts (a) and (b) we prove a special case.", Place("4", "c")),
    ("Now redo the previous part (b), please, and part (c).", Place("4", parts=("b", "c"))),
])  # fmt: skip
def test_what_a_prompt_only_looks_back_at(text: str, expected: Place) -> None:
    assert prompt_place(Place("4", "c"), text) == expected


def test_the_next_question_of_a_question_asked_by_part_is_its_next_part() -> None:
    assert prompt_place(Place("2", "a"), "The next question is about wheels", by_part=True) == Place("2")


def test_a_heading_above_a_prompt_keeps_its_part() -> None:
    assert prompt_place(Place("1", "b"), "1. Boats. Let n be one", headed=True) == Place("1", "b")
    assert prompt_place(Place("1", "b"), "2. Boats. Let n be one and question 2 be about boats", headed=True) == Place("2")
    assert prompt_place(Place("2"), "Here comes the next question, as a file", headed=True) == Place("2")


def test_a_picture_of_the_homework_gives_the_question() -> None:
    assert quoted_place(Place(), QUOTED) == Place("4")
    assert quoted_place(Place("1", "c"), "4. A step of an answer that is long enough to be quoted but that has no lettered parts, and so on, and so on, and on") == Place("1", "c")


def test_a_note_on_the_whole_question() -> None:
    assert note_place(Place("2", parts=("a", "b")), "This whole question was easy") == Place("2", parts=("a", "b"))
    assert note_place(Place("2", "h"), "Overall it does well on this question") == Place("2")
    assert note_place(Place("2", "h"), "It answered this question well") == Place("2", "h")


HEADINGS = ["1 Boats", "2 Wheels"]


def test_sections_that_begin_their_parts_number_the_questions() -> None:
    assert sections_number_questions(HEADINGS, ["1 Boats", "(a) What is a keel?", "(b) Why?", "2 Wheels", "(a) What turns?"])
    assert not sections_number_questions(HEADINGS, ["1 Boats", "(a) What is a keel?", "2 Wheels", "It turns."])
    assert not sections_number_questions(["1 Question 3: Boats", "2 Wheels"], ["1 Question 3: Boats", "(a) Keel", "2 Wheels", "(a) Turn"])


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("Q3_log", None), Place("3")), (("my_log", "Boats - Question 4"), Place("4")), (("hw7-q1-and-q2", None), Place()), (("boats hw3", "Boats on HW3"), Place())],
)
def test_a_file_name_names_the_question(names: tuple[str | None, ...], expected: Place) -> None:
    assert named_place(*names) == expected


def test_titles_in_an_answer_to_several_questions() -> None:
    asked = asked_questions("Solve #2 and #3")
    assert asked == {"2", "3"}
    texts = ["2. Boats", "(a) The keel", "3. It floats because", "the hull is hollow", "and closed", "all around", "Problem 3: Wheels", "(a) They turn", "4. Kites", "(a) They fly"]
    assert titles_of_questions(texts, asked) == {0: "2", 6: "3"}


def test_a_prompt_quotes_a_single_part() -> None:
    assert quoted_part(Place("1"), ["A boat floats", "(b) Why does it float?"]) == Place("1", "b")
    assert quoted_part(Place("1"), ["(a) Why?", "(b) How?"]) == Place("1")


@pytest.mark.parametrize("text", ["part (c) and (f).", "(c), the keel is longer than the hull", "(c) and so on"])
def test_a_wrapped_sentence_does_not_move_the_reader(text: str) -> None:
    assert prose_place(Place("1", "g"), text) == Place("1", "g")


@pytest.mark.parametrize("text", ["x", "(1)", "tion found in part (d)", "log = -10g(z)"])
def test_what_is_no_heading_of_a_question(text: str) -> None:
    assert heading_place(Place("2", "b"), text, False) == Place("2", "b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Overall, the model did well on the homework.", Place()),
        ("To summarize: of the five questions it missed one.", Place()),
        ("It solved all of the questions.", Place()),
        ("Overall this question went well.", Place("2")),
        ("It does not solve the parts, it repeats them.", Place("2")),
        ("It does not solve the parts of the equation.", Place("2", "b")),
        ("All but question 5 were fine.", Place("2", "b")),
        ("It skips question 5.", Place("2", "b")),
        ("Part (a) and part (b) are both right.", Place("2", "b", parts=("a", "b"))),
        ("Part (a) and part (c) are both right.", Place("2", "a", parts=("a", "c"))),
    ],
)
def test_a_note_on_more_than_one_part(text: str, expected: Place) -> None:
    assert note_place(Place("2", "b"), text) == expected


@pytest.mark.parametrize("heading", ["Executive Summary", "5 Conclusion", "Part 3: Final Thoughts"])
def test_a_heading_over_the_whole_report(heading: str) -> None:
    assert heading_place(Place("4", "d"), heading, False) == Place()


def test_a_prompt_that_leaves_a_question_out() -> None:
    assert prompt_place(Place(), "Solve everything except question 5.") == Place()
    assert prompt_place(Place(), "Ignore question 2, it needs code. Begin with question 1") == Place("1")
    assert asked_questions("Solve questions 1 and 3, but skip question 2.") == {"1", "3"}


def test_a_prompt_that_opens_with_a_sub_part() -> None:
    assert prompt_place(Place("8", "a", "i"), "(ii) Which loss do you use?") == Place("8", "a", "ii")


def test_a_question_quoted_below_the_first_lines_of_a_prompt() -> None:
    quoted = QUOTED.replace("(a)", "It is long. " * 20 + "(a)")
    assert prompt_place(Place("2", "a"), "Great! Now solve this:", whole=f"Great! Now solve this: {quoted}") == Place("4")
