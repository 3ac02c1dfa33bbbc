"""Repair by context: the order of codes, the classes of neighbours, and how far a real transcript agrees with its PDF."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np
import pytest

from pipeline.glyphs.context.cues import cues_of
from pipeline.glyphs.context.formulas import patterns
from pipeline.glyphs.context.neighbours import neighbours, unread
from pipeline.glyphs.context.order import in_order
from pipeline.glyphs.context.symbols import is_misplaced
from tests.agreement import Agreement, agreement, pairs

SHARED = Path(__file__).parents[2].parent / "shared"


def test_the_order_of_codes_agrees_with_trying_every_assignment() -> None:
    codes = [0, 1, 0, 1, 2, 1]
    fonts = [{0: 0, 1: 1, 2: 2}, {0: 0, 1: 1}]
    shares = np.random.default_rng(3).dirichlet((1.0, 1.0, 0.3), size=len(codes))
    shares[4, 1] = 0.0  # the second font lacks this code
    shares[4] /= shares[4].sum()
    total, found = 0.0, np.zeros_like(shares)
    for choice in product(range(3), repeat=len(codes)):
        weight, used, fits = 1.0, [0, 0], True
        for i, font in enumerate(choice):
            weight *= shares[i, font]
            if font < 2:
                rank = fonts[font].get(codes[i], 99)
                fits = fits and rank <= used[font]
                used[font] = max(used[font], rank + 1)
        if fits:
            weight *= 0.05 ** (len(fonts[0]) - used[0] + len(fonts[1]) - used[1])
            total += weight
            for i, font in enumerate(choice):
                found[i, font] += weight
    log, kept = in_order(codes, shares, fonts)
    assert log == pytest.approx(np.log(total))
    assert kept == pytest.approx(found / total)


def test_a_code_is_not_used_before_the_code_below_it() -> None:
    """The second code stands first, so its first occurrence can only be that of the font that has used the first code."""
    shares = np.array([[0.9, 0.1, 0.0], [0.2, 0.8, 0.0], [0.5, 0.5, 0.0]])
    _, kept = in_order([0, 1, 0], shares, [{0: 0, 1: 1}, {0: 0, 1: 1}])
    assert kept[1, 0] > 0.5 > shares[1, 0]


def test_numerator_and_denominator_of_a_derivative_are_twins() -> None:
    lines = ["the gradient is ωL", "ωA and εB", "more"]
    assert neighbours(lines, 0, 16).twin and neighbours(lines, 1, 0).twin
    assert not neighbours(lines, 1, 7).twin


def test_a_letter_is_told_by_its_neighbour_and_the_space_between() -> None:
    lines = ["k=1 ωk(V", "XY ↑ε + C", "x ↗R4"]
    assert (neighbours(lines, 0, 4).right, neighbours(lines, 0, 4).glued) == ("index", True)
    assert (neighbours(lines, 1, 4).tight, neighbours(lines, 1, 4).glued) == (True, False)
    assert neighbours(lines, 2, 2).right == "set"


def test_a_symbol_beside_another_counts_by_name_only_where_it_is_read() -> None:
    printed = ["x ∈ →ωX ↑ Y"]
    symbol = printed[0].index("↑")
    blind = neighbours(printed, 0, 5, read=[unread(printed[0])])
    told = neighbours(printed, 0, 5, read=["x ∈ −αX ↑ Y"])
    assert (blind.left, blind.left_token) == (told.left, "") == ("sym", "")
    assert told.left_token == "−"
    assert neighbours(printed, 0, 4, read=["x ∈ −αX ↑ Y"]).right_token == "α"
    assert neighbours(printed, 0, symbol, read=[unread(printed[0])]).left_token == "X"  # letters of text are as printed


def test_scripts_fractions_and_negations_of_a_formula_are_read_as_printed() -> None:
    found = {symbol: (style, n) for symbol, style, n in patterns(["θ_{t−1} = ∂y / ∇x ≠ {σ}"])}
    assert {symbol: style for symbol, (style, _) in found.items()} == {
        "θ": "main", "−": "small", "∂": "main", "∇": "main", "\u0338": "main", "σ": "main"
    }  # fmt: skip
    assert found["∇"][1].left_edge and found["∂"][1].last
    assert (found["−"][1].left, found["−"][1].right_token) == ("index", "1")
    assert found["\u0338"][1].right_token == "="
    assert (found["σ"][1].left_token, found["σ"][1].right_token) == ("{", "}")


def test_a_letter_is_expected_where_its_name_stands_as_a_word() -> None:
    assert cues_of("set tau = 0.1")["τ"] > 0.0
    assert "τ" not in cues_of("what we were taught")


@pytest.mark.parametrize(
    ("text", "capital"),
    [
        ("U!V is it", True), ("so Uk!2 is", True), ("A!† = B", True), ("(W + ”W)x", True), ("by W#) and", True), ("as #(n) is", True),
        ("It works! So", False), ("a ”word” here", False), ("in #2 of", False), ("#params", False), ("!", False),
    ],
)  # fmt: skip
def test_a_mark_where_a_letter_of_a_formula_would_stand_is_a_capital(text: str, capital: bool) -> None:
    assert is_misplaced(text, next(i for i, char in enumerate(text) if char in "!”#")) == capital


@pytest.mark.skipif(not pairs(SHARED), reason="no transcripts with their PDFs beside the project")
def test_transcripts_agree_with_their_pdfs() -> None:
    found = sum((agreement(transcript, pdf) for transcript, pdf in pairs(SHARED)), Agreement())
    assert found.wrong_and_sure == 0
    assert found.alike >= 0.94 * found.proved > 0
