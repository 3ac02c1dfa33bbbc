"""Pieces of delimiters in a transcript: their private codes are fixed, so even an honest transcript has them read."""

from __future__ import annotations

from pipeline.glyphs.context import repair_by_context
from pipeline.reading.transcript import read_transcript


def test_pieces_are_read_and_nothing_else() -> None:
    pages = read_transcript("--- Page 1 ---\nA true arrow → stays.\n\uf8ee 1 0 \uf8f9\n\uf8f0 0 1 \uf8fb\n")
    (page,), repairs = repair_by_context(pages)
    assert page.text == "A true arrow → stays.\n⎡ 1 0 ⎤\n⎣ 0 1 ⎦"
    assert [line.raw for line in page.lines][1] == "\uf8ee 1 0 \uf8f9"
    assert [(r.raw, r.repaired, r.count) for r in repairs] == [("\uf8ee", "⎡", 1), ("\uf8f0", "⎣", 1), ("\uf8f9", "⎤", 1), ("\uf8fb", "⎦", 1)]


def test_other_private_codes_stay() -> None:
    (page,), repairs = repair_by_context(read_transcript("--- Page 1 ---\nlogo \uf8ff here\n"))
    assert page.text == "logo \uf8ff here" and not repairs
