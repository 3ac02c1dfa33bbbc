"""One path through the homework."""

from pipeline.homework.bank import KnownHomework, Witness, known_homework, telling_words
from pipeline.report import Record
from pipeline.segments.path import along_the_path
from pipeline.segments.place import Place
from pipeline.segments.placed import Placed, record_of
from tests.segments.made import line

WHEELS = "How does the wheel turn around its axle when the belt pulls it?"
KETTLES = "Why does the kettle whistle when steam leaves its spout?"
ROPES = "Which knot holds the rope when the sailor hauls the anchor?"
KNOWN = known_homework(
    [Witness(name, 1, {"1": telling_words(WHEELS), "2": telling_words(KETTLES), "3": telling_words(ROPES)}) for name in ("a", "b", "c")], 1, without="d"
)


def _walk(*turns: tuple[str, str, str | None]) -> tuple[list[Record], list[Placed]]:
    """Turns of kind, text and the question that the walk gave them."""
    drafts, placed = [], []
    for i, (kind, text, question) in enumerate(turns):
        said = line(text, 100.0 + 20 * i)
        drafts.append(record_of(i, kind, [said], Place(question)))
        if kind in ("prompt", "response"):
            placed.append(Placed(said, Place(question), i))
    return drafts, placed


def _questions(*turns: tuple[str, str, str | None], known: KnownHomework = KNOWN) -> list[str | None]:
    drafts, placed = along_the_path(*_walk(*turns), known, frozenset())
    assert [entry.place.question for entry in placed] == [draft.question for draft in drafts if draft.kind in ("prompt", "response")]
    return [draft.question for draft in drafts if draft.kind != "context"]


def test_a_question_whose_number_is_cropped_away_gets_it_from_its_words() -> None:
    assert _questions(("prompt", WHEELS, None), ("response", "The belt pulls the wheel around its axle.", None)) == ["1", "1"]


def test_nothing_known_leaves_the_walk_as_it_is() -> None:
    turns = (("prompt", WHEELS, None), ("response", "yes", None), ("prompt", "2. " + KETTLES, "2"))
    assert _questions(*turns, known=KnownHomework()) == [None, None, "2"]


def test_later_evidence_mends_a_walk_that_stuck() -> None:
    turns = (("prompt", "Question 1: " + WHEELS, "1"), ("response", "It turns.", "1"), ("prompt", KETTLES, "1"), ("response", "The steam leaves the spout of the kettle.", "1"))
    assert _questions(*turns) == ["1", "1", "2", "2"]


def test_a_question_that_the_turn_names_is_believed() -> None:
    assert _questions(("prompt", "Question 3: " + KETTLES, "3"), ("response", "Steam.", "3")) == ["3", "3"]


def test_a_heading_names_the_question_of_its_section() -> None:
    turns = (("context", "Question 3", "3"), ("prompt", KETTLES, "3"), ("response", "Steam leaves the kettle's spout.", "3"), ("prompt", KETTLES, "3"))
    assert _questions(*turns) == ["3", "3", "3"]


def test_a_note_goes_with_the_turn_it_stands_at() -> None:
    turns = (("prompt", WHEELS, None), ("response", "The belt pulls the wheel.", None), ("annotation", "This is right.", None))
    assert _questions(*turns) == ["1", "1", "1"]


def test_a_part_that_was_carried_along_from_another_question_is_dropped() -> None:
    drafts, placed = _walk(("prompt", "Question 1: " + WHEELS, "1"), ("prompt", KETTLES, "1"))
    placed[1] = Placed(placed[1].line, Place("1", "c"), 1)
    _, after = along_the_path(drafts, placed, KNOWN, frozenset())
    assert after[1].place == Place("2")


def test_turns_know_how_sure_their_question_is_and_whether_they_state_it() -> None:
    drafts, _ = along_the_path(*_walk(("prompt", "Question 1: " + WHEELS, "1"), ("response", "The wheel turns.", "1"), ("prompt", ROPES, None)), KNOWN, frozenset())
    assert [draft.stated for draft in drafts] == [True, True, False]
    assert all(draft.place_confidence is not None and 0.5 < draft.place_confidence <= 1 for draft in drafts)
