"""Reading one written line: the line network's output, weighed by the lexicon, with a confidence for each word.

The network (PP-OCRv6, trained on print and handwriting of many scripts) is narrowed to the signs that English notes are
written with, and flattened: on handwriting it is surer of its first choice than it should be. Between two words it often
sees no space, so the white that the pen left counts as one as well.
"""

from __future__ import annotations

import math
import string
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ocr.beam import search
from ocr.ctc import BLANK, align, decode
from ocr.language import Lexicon
from ocr.rapid import LineModel

SIGNS = string.ascii_letters + string.digits + " .,;:!?'\"’()-&+=/%#@*<>[]$≈×→μσ"
FLATTEN = 0.5  # power that the network's distribution is raised to
SPACE = 0.15  # probability of a space where the white is surely one
WHITE, WHITE_SLOPE = 0.6, 0.12  # letter heights of white that are a space in one of two cases, and how fast that changes
NEIGHBOURS = 8  # of the beam's texts are asked how they read a word


@dataclass(frozen=True, slots=True)
class InkWord:
    """One word of a line, between two columns of its picture (pixels).

    `greedy` is what the network alone reads there. `chance` is the mean log probability that it gives the chosen letters,
    `share` the weight (0-1) of the beam's texts that hold the word, `known` whether the lexicon does.
    """

    text: str
    left: float
    right: float
    greedy: str
    chance: float
    share: float
    known: bool


def read_line(model: LineModel, image: np.ndarray, letter: float, lexicon: Lexicon) -> tuple[InkWord, ...]:
    """The words of an RGB picture of one line, ink black on white; `letter` is a small letter's height in pixels."""
    narrow, symbols = _narrowed(model, image)
    posteriors = _with_spaces(narrow**FLATTEN / (narrow**FLATTEN).sum(axis=1, keepdims=True), image, letter, symbols.index(" "))
    texts = search(posteriors, symbols, lexicon)[:NEIGHBOURS]
    best = " ".join(texts[0][0].split()) if texts else ""
    if not best:
        return ()
    weights = np.exp([weight - texts[0][1] for _, weight in texts])
    places = {symbol: i for i, symbol in enumerate(symbols)}
    spans = align(posteriors, [places[character] for character in best])
    if not spans:
        return ()
    column = max(image.shape[1], 2 * image.shape[0]) / len(posteriors)  # the model pads short lines to two heights
    raw = decode(narrow, symbols)
    words = []
    for start, end in _words(best):
        text = best[start:end]
        first, last = spans[start][0], spans[end - 1][1]
        steps = [narrow[a:b, places[c]].max() for c, (a, b) in zip(text, spans[start:end], strict=True)]
        greedy = "".join(c for c, (a, b) in zip(raw.text, raw.steps, strict=True) if first <= (a + b) / 2 <= last).strip()
        share = sum(w for (other, _), w in zip(texts, weights, strict=True) if text in other.split()) / weights.sum()
        core = text.strip(string.punctuation + "’").lower().replace("’", "'")
        known = core.isalpha() is False and not any(c.isalpha() for c in core) or all(lexicon.knows(p) for p in _parts(core))
        chance = float(np.log(np.maximum(steps, 1e-6)).mean())
        words.append(InkWord(text, first * column, last * column, greedy, chance, float(share), known))
    return tuple(words)


def _narrowed(model: LineModel, image: np.ndarray) -> tuple[np.ndarray, tuple[str, ...]]:
    """The network's distribution over the blank and SIGNS, shape (steps, 1 + signs), and what its columns stand for."""
    signs = [sign for sign in SIGNS if sign in model.symbol_of]
    whole = model.posteriors(image)
    kept = whole[:, [BLANK, *(model.symbol_of[sign] for sign in signs)]]
    return kept / np.maximum(kept.sum(axis=1, keepdims=True), 1e-9), ("", *signs)


def _with_spaces(posteriors: np.ndarray, image: np.ndarray, letter: float, space: int) -> np.ndarray:
    """The distribution with spaces at least as likely as the white between the strokes makes them."""
    out = posteriors.copy()
    inked = np.flatnonzero((image[:, :, 0] < 128).any(axis=0))
    column = max(image.shape[1], 2 * image.shape[0]) / len(out)
    for left, right in zip(inked, inked[1:], strict=False):
        if right - left < 3:
            continue
        wide = 1.0 / (1.0 + math.exp(-((right - left) / letter - WHITE) / WHITE_SLOPE))
        step = min(len(out) - 1, int((left + right) / 2 / column))
        if SPACE * wide > out[step, space]:
            out[step] *= (1 - SPACE * wide) / max(1 - out[step, space], 1e-9)
            out[step, space] = SPACE * wide
    return out


def _words(text: str) -> Sequence[tuple[int, int]]:
    spans, start = [], 0
    for part in text.split(" "):
        spans.append((start, start + len(part)))
        start += len(part) + 1
    return spans


def _parts(core: str) -> list[str]:
    """The words of a word with hyphens or slashes in it, numbers left out."""
    parts = "".join(c if c.isalpha() or c == "'" else " " for c in core).split()
    return [part for part in parts if len(part) > 1 or part in ("a", "i")] or parts
