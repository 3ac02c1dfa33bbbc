"""A linear model over n-grams of words and letters, small enough to travel with the code.

Term weights are TF-IDF with sublinear counts, the classifier is multinomial logistic regression; `tools/train_language.py`
fits both with scikit-learn and writes the arrays that are read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

TOKEN = r"[A-Za-z]+(?:['’][a-z]+)?|[✓✗✔✘❌✅👍👎💯]|\d+|[?!:$=]"
WORDS, LETTERS = (1, 3), (2, 5)  # lengths of the n-grams, chosen with the writer left out


@dataclass(frozen=True, slots=True)
class NgramModel:
    """`classes` in the order of the columns of what `probabilities` gives."""

    classes: tuple[str, ...]
    words: TfidfVectorizer
    letters: TfidfVectorizer
    weights: np.ndarray  # shape (features, classes)
    bias: np.ndarray

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Shape (texts, classes); each row sums to one."""
        if not len(texts):
            return np.zeros((0, len(self.classes)))
        terms = hstack([self.words.transform(texts), self.letters.transform(texts)]).tocsr()
        odds = terms @ self.weights + self.bias
        odds = np.exp(odds - odds.max(axis=1, keepdims=True))
        return odds / odds.sum(axis=1, keepdims=True)


def word_terms(**more: object) -> TfidfVectorizer:
    return TfidfVectorizer(ngram_range=WORDS, token_pattern=TOKEN, sublinear_tf=True, **more)


def letter_terms(**more: object) -> TfidfVectorizer:
    return TfidfVectorizer(analyzer="char_wb", ngram_range=LETTERS, sublinear_tf=True, **more)


def stored(classes: Sequence[str], words: tuple[list[str], np.ndarray], letters: tuple[list[str], np.ndarray], weights: np.ndarray, bias: np.ndarray) -> bytes:
    """The model as the bytes that `load_model` reads: terms in the order of the rows of `weights`, with their IDF."""
    out = BytesIO()
    arrays = {"classes": "\n".join(classes), "words": "\n".join(words[0]), "letters": "\n".join(letters[0])}
    np.savez_compressed(
        out, **{name: np.frombuffer(text.encode(), np.uint8) for name, text in arrays.items()},
        word_idf=words[1].astype(np.float32), letter_idf=letters[1].astype(np.float32), weights=weights.astype(np.float16), bias=bias.astype(np.float32),
    )  # fmt: skip
    return out.getvalue()


@cache
def load_model(name: str) -> NgramModel:
    """The model `pipeline/language/data/<name>.npz`, loaded once a process."""
    with np.load(BytesIO(resources.files("pipeline.language").joinpath(f"data/{name}.npz").read_bytes())) as data:
        classes, words, letters = (data[key].tobytes().decode().split("\n") for key in ("classes", "words", "letters"))
        return NgramModel(
            tuple(classes), _fitted(word_terms, words, data["word_idf"]), _fitted(letter_terms, letters, data["letter_idf"]),
            data["weights"].astype(np.float32), data["bias"],
        )  # fmt: skip


def _fitted(make: type[TfidfVectorizer], terms: list[str], idf: np.ndarray) -> TfidfVectorizer:
    made = make(vocabulary={term: i for i, term in enumerate(terms)})
    made.idf_ = idf.astype(np.float64)
    return made
