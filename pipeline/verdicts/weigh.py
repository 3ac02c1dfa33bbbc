"""What a remark judges, weighed: the rules of judging (`pipeline.verdicts.language`) beside a model of many voices.

The model reads remarks as n-grams (learned from invented remarks); a second layer weighs what it says of the whole and of
each sentence against what the rules found. The layer is fitted to invented remarks with the writer left out, and to notes
that people have read, of which the project holds nothing but these numbers (`tools/train_judging.py`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

import numpy as np

from pipeline.language.ngrams import NgramModel, load_model
from pipeline.verdicts.cues import CATEGORIES
from pipeline.verdicts.language import Judgement, judge

VERDICTS = ("correct", "partial", "incorrect")
FAINT = 0.45  # confidence below which the rules' own word is weak
SENTENCES = 12  # of a remark that are looked at one by one
LENGTHS = (6, 15, 40, 90)  # words between which remarks differ in how they judge
LITTLE = 1e-3  # probability that stands for none
HALF, SILENT, UNLIKELY = 0.5, 0.7, 0.03  # least share of the verdict that the rules find, of none where they find none, of any other
VOICES_RULE = "voices"  # names the model as what decided
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n|\s/\s|\s[•–●○]\s")
_SYMBOLS = re.compile(r"\S*[=∑∂∇∏∫√_^{}\\+×≤≥∈∥‖→ˆ]\S*")
_BLANKS = re.compile(r"\s+")


def weighed(text: str, said: Judgement | None = None) -> Judgement:
    """The judgement in a remark; `said` is what the rules find where they were asked already.

    Rules and layer are pooled by the geometric mean of their distributions; the confidence is the pooled probability. A
    remark that judges nothing has verdict None.
    """
    said = said or judge(text)
    if said.rule in SURE_RULES:
        return said
    layer = _layer()
    chances = layer.probabilities(features([text], [said], load_model("judging")))[0]
    pooled = np.sqrt(chances * _rules_chances(said, layer.classes))
    pooled /= pooled.sum()
    best = int(pooled.argmax())
    verdict, confidence = layer.classes[best], round(float(pooled[best]), 4)
    if verdict == "none":
        return replace(said, verdict=None, one_shot=None, confidence=confidence)
    if verdict == said.verdict:
        return replace(said, confidence=confidence)
    return replace(said, verdict=verdict, one_shot=None, rule=VOICES_RULE, confidence=confidence)


def _rules_chances(said: Judgement, classes: tuple[str, ...]) -> np.ndarray:
    """The rules' confidence as a distribution over `classes`."""
    verdict = said.verdict or "none"
    sure = max(said.confidence, HALF) if said.verdict else SILENT
    rest = (1.0 - sure) / (len(classes) - 1)
    return np.array([sure if name == verdict else max(rest, UNLIKELY) for name in classes])


SURE_RULES = frozenset({"grade"})  # a grade is a grade


def plain(text: str) -> str:
    """A remark without its formulas, which judge nothing."""
    return _BLANKS.sub(" ", _SYMBOLS.sub(" ", text)).strip()


def features(texts: Sequence[str], said: Sequence[Judgement], model: NgramModel) -> np.ndarray:
    """What the second layer weighs, shape (texts, features): log probabilities by the model of the whole, of the first and
    last sentence, and their highest and mean; the rules' verdict with its confidence, rule and cues; the length."""
    pieces = [sentences(text) for text in texts]
    flat = model.probabilities([piece for of_text in pieces for piece in of_text])
    whole = np.log(model.probabilities([plain(text) for text in texts]) + LITTLE)
    rows, at = [], 0
    for text, of_text, first, rules in zip(texts, pieces, whole, said, strict=True):
        each = flat[at : at + len(of_text)]
        at += len(of_text)
        views = [np.log(view + LITTLE) for view in (each[0], each.max(axis=0), each.mean(axis=0), each[-1])]
        rows.append(np.concatenate([first, *views, rule_features(rules), [float(len(text.split()) >= length) for length in LENGTHS]]))
    return np.array(rows)


def rule_features(said: Judgement) -> np.ndarray:
    held = [float(said.verdict == verdict) for verdict in VERDICTS]
    cues = {cue.category for cue in said.cues}
    faint = float(said.verdict is not None and said.confidence < FAINT)
    return np.array([*held, *(said.confidence * value for value in held), faint, *(float(name in cues) for name in CATEGORIES)])


def sentences(text: str) -> list[str]:
    """At most SENTENCES pieces of a remark, at least one."""
    bare = plain(text)
    return [piece for piece in _SENTENCE.split(bare) if piece][:SENTENCES] or [bare]


class _Layer:
    """Multinomial logistic regression over standardised features."""

    def __init__(self, data: dict[str, list]) -> None:
        self.classes = tuple(data["classes"])
        self._mean, self._scale, self._weights, self._bias = (np.array(data[name]) for name in ("mean", "scale", "weights", "bias"))

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        odds = (rows - self._mean) / self._scale @ self._weights + self._bias
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


@cache
def _layer() -> _Layer:
    return _Layer(json.loads(resources.files("pipeline.language").joinpath("data/weighing.json").read_text("utf-8")))
