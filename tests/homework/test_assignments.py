"""Homework sheets as witnesses."""

from pathlib import Path

import pymupdf
import pytest

from pipeline.homework.assignments import AssignmentError, by_question, read_assignments


def _sheet(path: Path, *lines: str) -> None:
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        for i, line in enumerate(lines):
            page.insert_text((72, 72 + 20 * i), line)
        pdf.save(path)


def test_a_sheet_tells_the_words_of_its_questions(tmp_path: Path) -> None:
    _sheet(tmp_path / "hw3.pdf", "1. Wheels", "(a) Does the axle turn?", "2. Kettles", "1. first item of a list: steam", "4. Ropes")
    (witness,) = read_assignments(tmp_path)
    assert witness.homework == 3
    assert {question for question, words in witness.words.items() if "axle" in words} == {"1"}
    assert "steam" in witness.words["2"] and set(witness.words) == {"1", "2", "4"}


def test_the_first_page_may_say_which_homework_it_is(tmp_path: Path) -> None:
    _sheet(tmp_path / "sheet.pdf", "Homework 7", "Question 1", "Why do kettles whistle?")
    (witness,) = read_assignments(tmp_path)
    assert witness.homework == 7 and "kettles" in witness.words["1"]


@pytest.mark.parametrize(("name", "lines", "why"), [("sheet.pdf", ["1. Wheels"], "which homework"), ("hw2.pdf", ["Nothing is numbered here"], "no numbered question")])
def test_a_sheet_that_cannot_be_used_says_why(tmp_path: Path, name: str, lines: list[str], why: str) -> None:
    _sheet(tmp_path / name, *lines)
    with pytest.raises(AssignmentError, match=why):
        list(read_assignments(tmp_path))


def test_a_file_that_is_no_pdf_says_so(tmp_path: Path) -> None:
    (tmp_path / "hw1.pdf").write_text("no")
    with pytest.raises(AssignmentError, match=r"hw1\.pdf"):
        list(read_assignments(tmp_path))


def test_numbers_inside_a_question_do_not_end_it() -> None:
    assert set(by_question("1. Wheels\n9. far too high\n1) again\n2. Kettles")) == {"1", "2"}
