"""Reading a line with a CTC network and a lexicon: prefix beam search.

The search keeps the likeliest texts at each step of the network's output and weighs them by how likely their words are
(Hannun et al., "First-Pass Large Vocabulary Continuous Speech Recognition using Bi-Directional Recurrent DNNs", 2014). While
a word is being spelt it is weighed by the likeliest word that begins so, that the right one is not lost before its end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from ocr.ctc import BLANK
from ocr.language import START, Lexicon

BEAM = 32  # texts kept at each step
CHANCE = 1e-3  # of a symbol to be tried at a step
SURE_BLANK = 0.999  # steps of nothing but paper are passed over
LANGUAGE = 0.35  # weight of the lexicon against the network: more, and it overrules a hand that the network reads badly
WORD = 0.8  # reward for each word, against the lexicon's pull to few long words
MARK = math.log(0.02)  # of a sign that is no letter
DIGIT = math.log(0.1)  # of a digit, and of the letter of a label such as 3b
GLUED = math.log(0.02)  # of a digit that follows a word without a space
PARTS = frozenset("abcdefghijk")  # of a question; what looks like l or o behind a digit is one
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz'’")


@dataclass(slots=True)
class _Text:
    """A text of the beam: probability of ending in a blank and in its last symbol, and the weight of its words."""

    blank: float = -math.inf
    symbol: float = -math.inf
    language: float = 0.0
    done: float = 0.0  # of `language`, the words that are complete
    before: str = START  # the last complete word
    word: str = ""  # the one being spelt, in lower case
    label: bool = False  # whether a digit stands right before `word`
    numbered: bool = False  # whether it ends in a question's number (Q3): few homeworks have twenty

    @property
    def network(self) -> float:
        return _either(self.blank, self.symbol)

    @property
    def total(self) -> float:
        return self.network + self.language


def search(posteriors: np.ndarray, symbols: tuple[str, ...], lexicon: Lexicon, beam: int = BEAM) -> list[tuple[str, float]]:
    """The likeliest texts of a line with their log weights, best first.

    `posteriors` has shape (steps, symbols), each row a distribution over `symbols`, whose first is the blank.
    """
    texts: dict[str, _Text] = {"": _Text(blank=0.0)}
    logs = np.log(np.maximum(posteriors, 1e-12))
    for row, log_row in zip(posteriors, logs, strict=True):
        if row[BLANK] > SURE_BLANK:
            for text in texts.values():
                text.blank, text.symbol = text.network + log_row[BLANK], -math.inf
            continue
        tried = [int(i) for i in np.flatnonzero(row > CHANCE) if i != BLANK]
        after: dict[str, _Text] = {}
        for key, text in texts.items():
            both = text.network
            stay = after.get(key)
            if stay is None:
                stay = after[key] = _Text(language=text.language, done=text.done, before=text.before, word=text.word, label=text.label, numbered=text.numbered)
            stay.blank = _either(stay.blank, both + log_row[BLANK])
            last = key[-1] if key else ""
            for i in tried:
                character = symbols[i]
                if character == last:
                    stay.symbol = _either(stay.symbol, text.symbol + log_row[i])
                    chance = text.blank + log_row[i]
                else:
                    chance = both + log_row[i]
                if chance == -math.inf or (character == " " and last in ("", " ")):
                    continue
                longer = key + character
                grown = after.get(longer)
                if grown is None:
                    grown = after[longer] = _grown(text, character, lexicon)
                grown.symbol = _either(grown.symbol, chance)
        kept = sorted(after.items(), key=lambda item: (-item[1].total, item[0]))[:beam]
        texts = dict(kept)
    ended = [(key.strip(), text.network + _complete(text, lexicon)) for key, text in texts.items()]
    best: dict[str, float] = {}
    for key, weight in ended:
        best[key] = max(weight, best.get(key, -math.inf))
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))


def _grown(text: _Text, character: str, lexicon: Lexicon) -> _Text:
    low = character.lower()
    if low in LETTERS:
        if text.label and not text.word and low not in PARTS:
            return _Text(language=text.done + LANGUAGE * MARK, done=text.done + LANGUAGE * MARK, before=text.before, word=low)
        word = text.word + ("'" if low == "’" else low)
        weight = DIGIT if text.label and len(word) == 1 else lexicon.prefix(word)
        return _Text(language=text.done + LANGUAGE * weight, done=text.done, before=text.before, word=word, label=text.label)
    done = _complete(text, lexicon)
    before = text.word or text.before
    if character.isdigit():
        done += LANGUAGE * (DIGIT + (GLUED if len(text.word) > 1 or text.numbered else 0.0))
    elif character != " ":
        done += LANGUAGE * MARK
        before = START if character in ".!?;:" else before
    return _Text(language=done, done=done, before=before, label=character.isdigit(), numbered=text.word == "q" and character in "23456789")


def _complete(text: _Text, lexicon: Lexicon) -> float:
    """The weight of all words when the one being spelt ends here."""
    word = text.word.strip("'")
    quotes = LANGUAGE * MARK * (len(text.word) - len(word))
    if not word:
        return text.done + quotes
    if text.label and len(word) == 1:
        return text.done + LANGUAGE * DIGIT + quotes
    return text.done + LANGUAGE * lexicon.word(word, text.before) + WORD + quotes


def _either(a: float, b: float) -> float:
    """log(exp(a) + exp(b))"""
    if a < b:
        a, b = b, a
    return a if b == -math.inf else a + math.log1p(math.exp(b - a))
