"""What the reports of a homework tell each other."""

from pathlib import Path

import pytest

from pipeline.homework.bank import Witness, known_homework, load_bank, save_bank, telling_words, with_new, witness_of
from pipeline.report import Record

WHEELS, KETTLES = "the wheel turns around its axle", "a kettle boils water into steam"


def _witness(submission: str, homework: int = 3, **words: str) -> Witness:
    return Witness(submission, homework, {question.removeprefix("q"): telling_words(text) for question, text in words.items()})


def _turn(text: str, question: str | None, stated: bool, kind: str = "prompt") -> Record:
    return Record(0, kind, 1, 1, (0, 0, 1, 1), text, text, question=question, stated=stated)


def test_words_are_like_the_question_that_others_use_them_in() -> None:
    known = known_homework([_witness("a", q1=WHEELS, q2=KETTLES), _witness("b", q1=WHEELS, q2=KETTLES)], 3, without="c")
    alike = known.likeness(telling_words("how fast does the wheel turn on its axle"))
    assert alike["1"] > 0 > alike["2"]


def test_no_report_is_a_witness_of_itself() -> None:
    assert known_homework([_witness("a", q1=WHEELS)], 3, without="a").counts == {}


def test_other_homeworks_tell_nothing() -> None:
    assert known_homework([_witness("a", homework=4, q1=WHEELS)], 3, without="b").counts == {}
    assert known_homework([_witness("a", q1=WHEELS)], None, without="b").counts == {}


def test_files_of_one_submission_count_once() -> None:
    known = known_homework([_witness("a", q1=WHEELS), _witness("a", q1=WHEELS)], 3, without="b")
    assert known.reports == {"1": 1} and known.counts["1"]["wheel"] == 1


def test_a_sheet_weighs_more_than_a_report() -> None:
    sheet = Witness("sheet", 3, {"1": telling_words(WHEELS)}, weight=3)
    assert known_homework([sheet], 3, without="a").counts["1"]["axle"] == 3


def test_only_what_states_its_question_is_told() -> None:
    witness = witness_of("a", 3, [_turn(WHEELS, "1", stated=True), _turn(KETTLES, "1", stated=False)])
    assert witness is not None and "wheel" in witness.words["1"] and "kettle" not in witness.words["1"]
    assert witness_of("a", None, [_turn(WHEELS, "1", stated=True)]) is None
    assert witness_of("a", 3, [_turn(WHEELS, "1", stated=False)]) is None


def test_the_bank_is_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    one, two = _witness("a", q1=WHEELS, q2=KETTLES), _witness("b", q1=KETTLES)
    save_bank([one, two], tmp_path / "x")
    save_bank([two, one], tmp_path / "y")
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()
    assert sorted(load_bank(tmp_path / "x"), key=lambda witness: witness.submission) == [one, two]
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o600


def test_a_later_run_takes_the_place_of_what_a_submission_said() -> None:
    old, other, new = _witness("a", q1=KETTLES), _witness("b", q1=WHEELS), _witness("a", q1=WHEELS)
    assert with_new([old, other], [new]) == (other, new)


@pytest.mark.parametrize("text", ["{", "[1]", '[{"submission": "a"}]', '{"a": 1}'])
def test_a_file_that_is_no_bank_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "bank.json").write_text(text)
    with pytest.raises(ValueError, match="no homework bank"):
        load_bank(tmp_path / "bank.json")


def test_without_a_file_nothing_is_known(tmp_path: Path) -> None:
    assert load_bank(tmp_path / "none.json") == ()
