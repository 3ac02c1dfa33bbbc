"""Decoding a line network's output: alignment, beam search, lexicon."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ocr.beam import search
from ocr.ctc import BLANK, align, decode
from ocr.language import count_words, english, report_lexicon

SYMBOLS = ("", *"abcdefghijklmnopqrstuvwxyz 0123456789Q'.,")
PLACE = {symbol: i for i, symbol in enumerate(SYMBOLS)}


def steps(*rows: dict[str, float]) -> np.ndarray:
    """Distributions from the chances of a few symbols, the rest spread evenly; a blank between every two."""
    out = []
    for row in rows:
        for chances in ({"": 0.98}, row):
            full = np.full(len(SYMBOLS), 1e-5)
            for symbol, chance in chances.items():
                full[PLACE[symbol]] = chance
            out.append(full / full.sum())
    return np.array(out)


def spelt(text: str, doubts: dict[int, dict[str, float]] | None = None) -> np.ndarray:
    """A network that reads `text`, with other chances at some places."""
    return steps(*((doubts or {}).get(i, {character: 0.99}) for i, character in enumerate(text)))


def best(posteriors: np.ndarray, lexicon=None) -> str:
    return search(posteriors, SYMBOLS, lexicon or report_lexicon({}))[0][0]


@settings(deadline=None)  # the lexicon is loaded in the first example
@given(st.text(alphabet="abcdxyz ", min_size=1, max_size=12).map(lambda t: " ".join(t.split())).filter(bool))
def test_what_is_surely_written_is_read_and_aligned(text: str) -> None:
    posteriors = spelt(text)
    assert decode(posteriors, SYMBOLS).text == text
    assert best(posteriors) == text
    spans = align(posteriors, [PLACE[c] for c in text])
    assert [start for start, _ in spans] == [2 * i + 1 for i in range(len(text))]


def test_lexicon_settles_a_doubt() -> None:
    doubt = {1: {"h": 0.35, "n": 0.62}}
    assert decode(spelt("tne model", doubt), SYMBOLS).text == "tne model"
    assert best(spelt("tne model", doubt)) == "the model"


def test_the_word_before_settles_a_doubt() -> None:
    doubt = {7: {"t": 0.4, "r": 0.55}}
    assert best(spelt("did nor match", {6: {"t": 0.4, "r": 0.55}})) == "did not match"
    assert best(spelt("neither nor", doubt)).startswith("neither")


def test_a_report_s_own_word_is_preferred() -> None:
    doubt = {3: {"l": 0.3, "z": 0.6}}
    assert best(spelt("mamz", doubt), report_lexicon({"maml": 8})) == "maml"


def test_an_unknown_word_that_is_clearly_written_stays() -> None:
    assert best(spelt("xqvbj")) == "xqvbj"


def test_label_of_a_part_after_a_number() -> None:
    assert best(spelt("Q3b", {2: {"b": 0.5, "6": 0.48}})) == "Q3b"
    assert best(spelt("71 is", {1: {"1": 0.45, "l": 0.5}})) == "71 is"


def test_align_says_where_a_text_does_not_fit() -> None:
    assert align(spelt("ab"), [PLACE[c] for c in "aaaaaaaa"]) == []


def test_lexicon_knows_english_the_course_and_the_report() -> None:
    lexicon = report_lexicon(count_words(["\\frac{a}{b} of the Wombatron, W_{in}"]))
    assert lexicon.knows("wombatron") and lexicon.knows("hallucinate") and lexicon.knows("doesn't")
    assert not lexicon.knows("frac") and not lexicon.knows("tne")
    assert lexicon.word("the") > lexicon.word("wombatron") > lexicon.word("qxzt")
    assert lexicon.prefix("womb") >= lexicon.word("wombatron")


def test_pairs_are_probabilities() -> None:
    of = [chance for (first, _), chance in english().pairs.items() if first == "does"]
    assert math.fsum(math.exp(chance) for chance in of) == pytest.approx(1.0)


def test_blank_is_the_first_symbol() -> None:
    assert SYMBOLS[BLANK] == ""
