"""Transcripts whose fonts print TeX's old codes as a Macintosh would."""

from __future__ import annotations

import pytest

from pipeline.glyphs.context import repair_by_context
from pipeline.reading.transcript import read_transcript

PROOF = "\nA is n ⇥ n, B is n ⇥ m and C is m ⇥ m"


def _repaired(line: str) -> str:
    pages, _ = repair_by_context(read_transcript(f"--- Page 1 ---\n{line}{PROOF}\n"))
    return pages[0].lines[0].text


@pytest.mark.parametrize(
    ("garbled", "true"),
    [
        ("with q 2 Rd drawn", "with q ∈ Rd drawn"),
        ("E[q>k] = 0", "E[q⊤k] = 0"),
        ("so @L is zero", "so ∂L is zero"),
        ("as n ! 0 it", "as n → 0 it"),
        ("if x 6= 0", "if x ≠ 0"),
        ("the norm kW xk2 is", "the norm ∥W x∥2 is"),
        ("a di↵erent rate ↵ = 1", "a different rate α = 1"),
        ("q ⇠N(0, 1) and x ⇡ 2", "q ∼N(0, 1) and x ≈ 2"),
        ("h`−1 and n`", "hℓ−1 and nℓ"),
        ("we get x = 0 )y = 1", "we get x = 0 ⇒y = 1"),
        ("start with hbosi here", "start with ⟨bos⟩ here"),
        ("so f0(x) = 2", "so f′(x) = 2"),
    ],
)  # fmt: skip
def test_a_code_reads_as_its_symbol_where_it_makes_no_sense_itself(garbled: str, true: str) -> None:
    assert _repaired(garbled) == true


@pytest.mark.parametrize("honest", ["of 2 Rounds", "a key k2 of rank r", "Really! It works", "so f0(x) + f1(x)", "(if y = 2 )then", 
    "mail me@example.org", "run `model.fit` now", "5 > 3"])
def test_honest_characters_stay(honest: str) -> None:
    assert _repaired(honest) == honest


def test_brackets_are_put_together_from_their_pieces() -> None:
    pages, _ = repair_by_context(read_transcript(f"--- Page 1 ---\n2\n6\n4\nx{PROOF}\n"))
    assert [line.text for line in pages[0].lines[:4]] == ["⎡", "⎢", "⎣", "x"]


def test_what_marks_a_letter_where_no_question_ends_is_a_mark() -> None:
    text = f"--- Page 1 ---\nB = [A A?] where w?= 1\nso A?C\nWhat is w? And why?{PROOF}\n"
    pages, _ = repair_by_context(read_transcript(text))
    assert [line.text for line in pages[0].lines[:3]] == ["B = [A A⊥] where w⋆= 1", "so A⊥C", "What is w? And why?"]


def test_without_pictures_of_keys_nothing_changes() -> None:
    text = "--- Page 1 ---\nq 2 Rd and q>k, press ⌘ C\n"
    pages, repairs = repair_by_context(read_transcript(text))
    assert pages[0].lines[0].text == "q 2 Rd and q>k, press ⌘ C" and not repairs
