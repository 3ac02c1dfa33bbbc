"""Whose voice a line has: asking a model, answering, remarking on the answer, telling of oneself, or furniture of a page.

Learned from invented lines only (`data/voices.tsv`, `data/remarks.tsv`); one witness among many, never the judge.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.language.ngrams import load_model

VOICES = ("answers", "asks", "furniture", "remarks", "tells")
ANSWERS, ASKS, FURNITURE, REMARKS, TELLS = range(len(VOICES))


def voices(texts: Sequence[str]) -> np.ndarray:
    """Probabilities of VOICES, shape (texts, 5)."""
    return load_model("voice").probabilities(texts)
