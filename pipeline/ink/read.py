"""A note's lines read: the recogniser's view of the ink, the tablet's own, and the words that the report itself uses.

The three meet in the lexicon: a word that the tablet reads is made likelier on its line; where the tablet writes no word
that anybody knows, the report's words that look like it are.
"""

from __future__ import annotations

import math
import re
import string
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Indel

from ocr.handwriting import InkWord, read_line
from ocr.language import START, Lexicon
from ocr.rapid import LineModel
from pipeline.ink.layer import LayerWord, words_on_line
from pipeline.ink.lines import InkLine
from pipeline.ink.render import draw_line
from pipeline.report import Box, Word

AGREED = 3e-3  # probability of a word that the tablet reads, before anything is seen
LIKENESS, LIKELY = 0.7, 1e-3  # similarity (0-1) to an unknown word of the tablet's, and the probability it lends
ALIKE = 0.4  # similarity (0-1) of two readings of one word, of about the same length
LIKELIER = 2.0  # by which the log probability of the tablet's word must be higher for it to be believed instead
SHORTEST = 3  # letters of an unknown word that are worth a comparison
ENGINE, TABLET, BOTH = "handwriting", "tablet_layer", "consensus"
# Log odds that a word is right, fitted to notes that a person has read (`tests/fit_confidence.py`): constant, mean log
# probability of its letters, share of the readings that hold it, known to the lexicon, the tablet agrees, it differs.
ODDS = (0.0, 2.0, 2.0, 1.0, 1.0, -1.0)
_LETTERS = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One written line: its words, the tablet's words on it, and its strokes."""

    words: tuple[Word, ...]
    told: str
    ink: InkLine


def read_ink_line(line: InkLine, height: float, layer: tuple[LayerWord, ...], lexicon: Lexicon, model: LineModel) -> ReadLine:
    """Read one line whose small letters are `height` points high; `layer` are the page's words of the tablet."""
    picture = draw_line(line, height)
    told = words_on_line(layer, line, height)
    letter = height * math.hypot(picture.matrix[0, 0], picture.matrix[0, 1])
    words: list[Word] = []
    before = START
    for word in read_line(model, picture.image, letter, _told(lexicon, told)):
        box = picture.box_on_page(word.left, word.right)
        words.append(_word(word, box, _beside(told, box), lexicon, before))
        before = _bare(words[-1].text)
    return ReadLine(tuple(words), " ".join(word.text for word in told), line)


def features(word: InkWord, told: str | None) -> tuple[float, ...]:
    """What the confidence in a word rests on, in the order of ODDS; `told` is the tablet's word there."""
    agrees = told is not None and _bare(told) == _bare(word.text)
    return (1.0, word.chance, word.share, float(word.known), float(agrees), float(told is not None and not agrees))


def _word(word: InkWord, box: Box, told: str | None, lexicon: Lexicon, before: str) -> Word:
    """The word that the recogniser or, where it reads a likelier one, the tablet sees in a place."""
    odds = sum(weight * value for weight, value in zip(ODDS, features(word, told), strict=True))
    seen, other = _bare(word.text), _bare(told or "")
    alternatives = [(word.greedy, ENGINE, round(math.exp(word.chance), 4))] if word.greedy and word.greedy != word.text else []
    confidence = round(1.0 / (1.0 + math.exp(-odds)), 4)
    if not told or seen == other:
        return Word(word.text, box, confidence, BOTH if told else ENGINE, word.greedy, tuple(alternatives))
    alike = Indel.normalized_similarity(seen, other) >= ALIKE and other.isalpha() and lexicon.knows(other)
    likelier = abs(len(seen) - len(other)) <= 1 and lexicon.word(other, before) > lexicon.word(seen, before) + LIKELIER
    if alike and (likelier or not word.known):
        return Word(told, box, 1.0 - confidence, TABLET, word.greedy, ((word.text, ENGINE, confidence),))
    return Word(word.text, box, confidence, ENGINE, word.greedy, (*alternatives, (told, TABLET, round(1.0 - confidence, 4))))


def _told(lexicon: Lexicon, told: tuple[LayerWord, ...]) -> Lexicon:
    likelier: dict[str, float] = {}
    for part in _LETTERS.findall(" ".join(word.text for word in told).casefold().replace("’", "'")):
        word = part.strip("'")
        if not word:
            continue
        if lexicon.knows(word):
            likelier[word] = AGREED
        elif len(word) >= SHORTEST:
            for other, _, _ in process.extract(word, sorted(lexicon.extra), scorer=Indel.normalized_similarity, limit=3, score_cutoff=LIKENESS):
                likelier[other] = max(LIKELY, likelier.get(other, 0.0))
    return lexicon.with_words(likelier) if likelier else lexicon


def _beside(told: tuple[LayerWord, ...], box: Box) -> str | None:
    """The tablet's words whose middle lies within a word's width."""
    inside = [word.text for word in told if box[0] - 1 <= word.middle[0] <= box[2] + 1]
    return "".join(inside) if inside else None


def _bare(text: str) -> str:
    return text.strip(string.punctuation + "’ ").casefold()
