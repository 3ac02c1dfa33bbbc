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
BELIEVED = 0.85  # confidence in a word of the tablet's that was believed instead
LONG = 10  # letters from which a word's length tells nothing more
LEAST = -3.0  # mean log probability below which a letter tells nothing more
SHORTEST = 3  # letters of an unknown word that are worth a comparison
ENGINE, TABLET, BOTH = "handwriting", "tablet_layer", "consensus"
# Log odds that a word is right, fitted to notes that a person has read (`tests/fit_confidence.py`): constant, mean log
# probability of its letters, share of the readings that hold it, known to the lexicon, its letters where it is (up to 10,
# as a share of 10), the tablet agrees, it differs.
ODDS = (-1.37, 0.66, 2.79, 0.53, 1.55, 1.92, -0.84)
_LETTERS = re.compile(r"[a-z']+")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word as the recogniser sees it, the tablet's reading of the same place (None where it has none), box in points."""

    seen: InkWord
    told: str | None
    box: Box


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One written line: its words, the tablet's words on it, and its strokes."""

    words: tuple[Word, ...]
    told: str
    ink: InkLine


def read_ink_line(line: InkLine, height: float, layer: tuple[LayerWord, ...], lexicon: Lexicon, model: LineModel) -> ReadLine:
    """Read one line whose small letters are `height` points high; `layer` are the page's words of the tablet."""
    told = words_on_line(layer, line, height)
    words: list[Word] = []
    before = START
    for sighting in sightings(line, height, told, lexicon, model):
        words.append(chosen(sighting, lexicon, before))
        before = bare(words[-1].text)
    return ReadLine(tuple(words), " ".join(word.text for word in told), line)


def sightings(line: InkLine, height: float, told: tuple[LayerWord, ...], lexicon: Lexicon, model: LineModel) -> tuple[Sighting, ...]:
    """What the recogniser and the tablet see on a line, word by word."""
    picture = draw_line(line, height)
    letter = height * math.hypot(picture.matrix[0, 0], picture.matrix[0, 1])
    seen = read_line(model, picture.image, letter, _with_told(lexicon, told))
    boxes = [picture.box_on_page(word.left, word.right) for word in seen]
    return tuple(Sighting(word, _beside(told, box), box) for word, box in zip(seen, boxes, strict=True))


def features(sighting: Sighting) -> tuple[float, ...]:
    """What the confidence in the recogniser's word rests on, in the order of ODDS."""
    word, told = sighting.seen, sighting.told
    agrees = told is not None and bare(told) == bare(word.text)
    length = min(len(bare(word.text)), LONG) / LONG if word.known else 0.0
    return (1.0, max(word.chance, LEAST), word.share, float(word.known), length, float(agrees), float(told is not None and not agrees))


def chosen(sighting: Sighting, lexicon: Lexicon, before: str) -> Word:
    """The word that the recogniser or, where it reads a likelier one, the tablet sees in a place, behind the word `before`."""
    word, told, box = sighting.seen, sighting.told, sighting.box
    odds = sum(weight * value for weight, value in zip(ODDS, features(sighting), strict=True))
    confidence = round(1.0 / (1.0 + math.exp(-odds)), 4)
    seen, other = bare(word.text), bare(told or "")
    alternatives = [(word.greedy, ENGINE, round(math.exp(word.chance), 4))] if word.greedy and word.greedy != word.text else []
    if not told or seen == other:
        return Word(word.text, box, confidence, BOTH if told else ENGINE, word.greedy, tuple(alternatives))
    alike = Indel.normalized_similarity(seen, other) >= ALIKE and other.isalpha() and lexicon.knows(other)
    likelier = abs(len(seen) - len(other)) <= 1 and lexicon.word(other, before) > lexicon.word(seen, before) + LIKELIER
    if alike and (likelier or not word.known):
        return Word(told, box, BELIEVED, TABLET, word.greedy, ((word.text, ENGINE, confidence),))
    return Word(word.text, box, confidence, ENGINE, word.greedy, (*alternatives, (told, TABLET, round(1.0 - confidence, 4))))


def _with_told(lexicon: Lexicon, told: tuple[LayerWord, ...]) -> Lexicon:
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


def bare(text: str) -> str:
    return text.strip(string.punctuation + "’ ").casefold()
