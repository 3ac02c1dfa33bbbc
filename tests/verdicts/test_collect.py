"""Verdict rows from records."""

import pytest

from pipeline.report import Record
from pipeline.verdicts.collect import collect_verdicts


def _record(seq: int, kind: str, text: str, question: str | None = "1", part: str | None = None, **more: object) -> Record:
    return Record(seq, kind, 1, 1, (0, 0, 1, 1), text, text, question=question, part=part, **more)


def test_a_note_judges_its_place() -> None:
    rows = collect_verdicts((_record(0, "prompt", "solve", part="a"), _record(1, "response", "two", part="a"), _record(2, "annotation", "This is correct.", part="a", target=1)))
    assert [(r.question, r.part, r.verdict, r.n_prompts, r.one_shot) for r in rows] == [("1", "a", "correct", 1, True)]


def test_labels_in_the_note_come_before_its_place() -> None:
    rows = collect_verdicts((_record(0, "annotation", "2(a) and 2(b) are correct. 2(c) is wrong."),))
    assert {(r.question, r.part): r.verdict for r in rows} == {("2", "a"): "correct", ("2", "b"): "correct", ("2", "c"): "incorrect"}


def test_the_last_clear_word_counts_and_is_reviewed() -> None:
    rows = collect_verdicts((_record(0, "annotation", "This answer is incorrect.", part="a"), _record(1, "annotation", "No, it is fully correct.", part="a")))
    assert [(r.verdict, r.needs_review) for r in rows] == [("correct", True)]


def test_a_right_answer_behind_a_wrong_one_is_right_after_help() -> None:
    rows = collect_verdicts((
        _record(0, "response", "two"), _record(1, "annotation", "This answer is incorrect.", target=0), _record(2, "prompt", "Look at the sign."),
        _record(3, "response", "three"), _record(4, "annotation", "Now it is fully correct.", target=3),
    ))  # fmt: skip
    assert [(r.verdict, r.one_shot) for r in rows] == [("partial", False)]


def test_the_evidence_is_where_the_judgement_was_first_said() -> None:
    rows = collect_verdicts((_record(0, "annotation", "one-shot", part="a"), _record(1, "annotation", "Evaluation: Correct, one-shot.", part="a")))
    assert [(r.record, r.verdict) for r in rows] == [(0, "correct")]


def test_a_place_that_is_only_referred_to_is_not_judged() -> None:
    compared = _record(0, "annotation", "Consistent with 1a this answer is correct.", part="b")
    rows = collect_verdicts((compared, _record(1, "annotation", "It fails, as it took the unit from Q7.", "2", "a")))
    assert [(r.question, r.part, r.verdict) for r in rows] == [("1", "b", "correct"), ("2", "a", "incorrect")]


def test_statements_that_turn_are_judged_apart() -> None:
    rows = collect_verdicts((_record(0, "annotation", "Parts b and c seem right, but part a has an issue."),))
    assert [(r.part, r.verdict) for r in rows] == [("a", "partial"), ("b", "correct"), ("c", "correct")]


def test_a_summary_of_several_questions_gives_way_to_the_parts() -> None:
    summary = _record(0, "annotation", "Questions 1 and 2 were solved perfectly.", None)
    rows = collect_verdicts((summary, _record(1, "annotation", "The unit is wrong.", part="a")))
    assert [(r.question, r.part, r.verdict) for r in rows] == [("1", "a", "incorrect"), ("2", None, "correct")]


def test_a_scale_of_the_students_own() -> None:
    legend = _record(0, "annotation", "Verdict: L1 (one-shot correct), L2 (minor guidance), Lx (fail).", None)
    rows = collect_verdicts((legend, _record(1, "annotation", "Observation. Long. Verdict L2.", part="b")))
    assert [(r.part, r.verdict, r.one_shot, r.rule) for r in rows] == [("b", "partial", False, "level")]


def test_marks_are_verdicts() -> None:
    rows = collect_verdicts((_record(0, "annotation", "✗", part="c", mark="✗"),))
    assert [(r.part, r.verdict, r.rule) for r in rows] == [("c", "incorrect", "mark")]


@pytest.mark.parametrize(
    ("prompt", "verdict"),
    [
        ("Great work, next time use fewer words.", "correct"),
        ("That's great! Now take the next wheel.", "correct"),
        ("Almost there. Look at the sign again.", "partial"),
        ("Not quite. The sum should be four.", "partial"),
        ("This is wrong, the wheel turns left.", "incorrect"),
        ("Ok nice thank you. Now the next wheel.", None),
        ("Correct the sign in the second line.", None),
        ("Is the first line correct?", None),
        ("Solve part b correctly please.", None),
        ("What about the other wheel?", None),
    ],
)
def test_a_prompt_judges_by_what_opens_it(prompt: str, verdict: str | None) -> None:
    rows = collect_verdicts((_record(0, "response", "two"), _record(1, "prompt", prompt, "2")))
    assert [r.verdict for r in rows] == ([verdict] if verdict else [])


def test_praise_in_the_next_prompt() -> None:
    rows = collect_verdicts((_record(0, "response", "two"), _record(1, "prompt", "Perfect! Let us go on.", "2")))
    assert [(r.question, r.verdict, r.needs_review) for r in rows] == [("1", "correct", True)]


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("All questions were answered correctly.", ["1", "2", "3"]),
        ("It solved every question correctly except the very last one.", ["1", "2"]),
        ("It answered the question correctly.", []),
    ],
)
def test_a_judgement_of_all_questions_is_one_of_each(text: str, questions: list[str]) -> None:
    log = tuple(_record(i, "prompt", "solve", question=str(i + 1)) for i in range(3))
    rows = collect_verdicts((*log, _record(3, "annotation", text, question=None)))
    assert [(row.question, row.part, row.verdict) for row in rows] == [(question, None, "correct") for question in questions]


def test_questions_that_the_student_skipped_are_not_summed_up() -> None:
    log = tuple(_record(i, "prompt", "solve", question=str(i + 1)) for i in range(3))
    skipped = _record(3, "annotation", "I told it to skip question 2.", question=None)
    rows = collect_verdicts((*log, skipped, _record(4, "annotation", "All questions were answered correctly.", question=None)))
    assert [row.question for row in rows] == ["1", "3"]


def test_a_retry_in_vain_is_the_last_word() -> None:
    rows = collect_verdicts((
        _record(0, "response", "two"), _record(1, "annotation", "It is right but made a minor slip.", target=0), _record(2, "prompt", "Look again."),
        _record(3, "response", "three"), _record(4, "annotation", "It still gives the wrong sum.", target=3),
    ))  # fmt: skip
    assert [row.verdict for row in rows] == ["incorrect"]


def test_an_answer_repeated_later_is_still_right_after_help() -> None:
    rows = collect_verdicts((
        _record(0, "response", "two"), _record(1, "annotation", "The sum is correct.", target=0), _record(2, "annotation", "The name is wrong.", target=0),
        _record(3, "prompt", "Look again."), _record(4, "response", "three"), _record(5, "annotation", "Now all of it is correct.", target=4),
    ))  # fmt: skip
    assert [row.verdict for row in rows] == ["partial"]


def test_a_fault_of_another_question_does_not_count() -> None:
    rows = collect_verdicts((_record(0, "annotation", "This is correct. It improves on the error in question 1.", "2", "b"),))
    assert [(row.question, row.part, row.verdict) for row in rows] == [("2", "b", "correct")]


def test_a_remark_in_passing_is_no_row_beside_judged_parts() -> None:
    parts = [_record(i, "annotation", "This is correct.", part=part) for i, part in enumerate("ab")]
    assert [row.part for row in collect_verdicts((*parts, _record(2, "annotation", "The numbers are right."))) ] == ["a", "b"]
    whole = _record(2, "annotation", "Overall the answers to this question are right.")
    assert [row.part for row in collect_verdicts((*parts, whole))] == [None, "a", "b"]


def test_a_question_of_which_one_part_was_asked() -> None:
    rows = collect_verdicts((_record(0, "prompt", "solve", "3", "b"), _record(1, "response", "two", "3", "b"), _record(2, "annotation", "Q3 is right.", "4")))
    assert [(row.question, row.part) for row in rows] == [("3", "b")]
