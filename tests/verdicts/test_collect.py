"""Verdict rows from records."""

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
    rows = collect_verdicts((_record(0, "annotation", "This answer is incorrect.", part="a"), _record(1, "annotation", "Now it is fully correct.", part="a")))
    assert [(r.verdict, r.needs_review) for r in rows] == [("correct", True)]


def test_a_scale_of_the_students_own() -> None:
    legend = _record(0, "annotation", "Verdict: L1 (one-shot correct), L2 (minor guidance), Lx (fail).", None)
    rows = collect_verdicts((legend, _record(1, "annotation", "Observation. Long. Verdict L2.", part="b")))
    assert [(r.part, r.verdict, r.one_shot, r.rule) for r in rows] == [("b", "partial", False, "level")]


def test_marks_are_verdicts() -> None:
    rows = collect_verdicts((_record(0, "annotation", "✗", part="c", mark="✗"),))
    assert [(r.part, r.verdict, r.rule) for r in rows] == [("c", "incorrect", "mark")]


def test_praise_in_the_next_prompt() -> None:
    rows = collect_verdicts((_record(0, "response", "two"), _record(1, "prompt", "Perfect! Let us go on.", "2")))
    assert [(r.question, r.verdict, r.needs_review) for r in rows] == [("1", "correct", True)]
