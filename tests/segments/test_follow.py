"""Where prompts lead after answers, and where the lines of answers stand."""

import pytest

from pipeline.segments.follow import Lead, Told, announced, answer_places, lead_of
from pipeline.segments.place import Place

ANSWER = [
    "(a) The turning of wheels", "A wheel turns around its axle, twice in each minute.", "(b) The boiling of kettles", "A kettle boils its water, and steam leaves it.",
    "Summary of answers", "(a) Two turns.",
]  # fmt: skip


def _told(at: Place = Place("2")) -> tuple[Told, Place]:
    told = Told()
    places = answer_places(ANSWER, [False] * len(ANSWER), Lead(at), told, {}, {})
    return told, places[-1]


def test_a_summary_does_not_go_back_to_the_parts_it_lists() -> None:
    told, last = _told()
    assert last == Place("2", "b")
    assert told.treated == {"a", "b"}


@pytest.mark.parametrize(
    ("prompt", "expected", "loose"),
    [
        ("Where does the steam go when the water is cold?", Place("2", "b"), True),
        ("Are you sure about a?", Place("2", "a"), True),
        ("Why is that?", Place("2", "b"), True),  # a question goes on from the last part
        ("Shorter, please.", Place("2"), True),  # an order is about the whole
        ("Do question 3", Place("3"), False),
    ],
)
def test_a_follow_up_finds_its_part(prompt: str, expected: Place, loose: bool) -> None:
    told, last = _told()
    lead = lead_of(last, prompt, prompt, [prompt], False, False, told)
    assert (lead.place, lead.loose) == (expected, loose)


def test_a_follow_up_to_one_part_stays_there() -> None:
    told, last = _told(Place("2", "a"))
    assert last == Place("2", "a")
    assert lead_of(last, "Shorter, please.", "Shorter, please.", ["Shorter, please."], False, False, told).place == Place("2", "a")


def test_a_prompt_takes_up_an_earlier_title() -> None:
    told, _ = _told()
    prompt = "For the boiling of kettles, show the steps."
    assert lead_of(Place("3"), prompt, prompt, [prompt], False, False, told).place == Place("2", "b")
    named = "In question 3, as in the boiling of kettles, show the steps."
    assert lead_of(Place("3"), named, named, [named], False, False, told).place == Place("3")


def test_parts_that_begin_anew_in_other_words_are_of_another_question() -> None:
    told, last = _told()
    other = "(a) Your neighbour sails a boat across the harbour. Explain in one sentence which knot holds the anchor rope, and for how long it does."
    assert lead_of(last, other, other, [other], False, False, told) == Lead(Place(None, "a"))
    same = "(a) A wheel turns around its axle. Explain in one sentence how often the wheel turns around its axle in each minute, and why."
    assert lead_of(last, same, same, [same], False, False, told).place.question == "2"


def test_an_answer_to_a_next_question_announces_it() -> None:
    assert announced(Place("5"), "Sure! On to Question 6: boats") == Place("6")
    assert announced(Place("5"), "Sure! Unlike question 6, this one is short") == Place("5")
