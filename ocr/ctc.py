"""Reading one line with a CTC network: greedy decoding with positions, and the likelihood of a given text.

A CTC network gives, for each of T steps along the line, a distribution over its alphabet and a blank (index 0). Greedy
decoding takes the best symbol at each step and drops repeats and blanks. The likelihood of a text sums over all its
alignments by the forward algorithm (Graves et al., "Connectionist Temporal Classification", ICML 2006).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

BLANK = 0


@dataclass(frozen=True, slots=True)
class Decoded:
    """A greedy reading: `text`, and for each of its characters a probability and the steps [start, end) it holds."""

    text: str
    probabilities: tuple[float, ...]
    steps: tuple[tuple[int, int], ...]

    @property
    def confidence(self) -> float:
        return float(np.mean(self.probabilities)) if self.probabilities else 0.0


def decode(posteriors: np.ndarray, alphabet: tuple[str, ...]) -> Decoded:
    """Greedy reading of `posteriors`, shape (steps, symbols), each row a distribution; `alphabet[i]` names symbol i."""
    best = posteriors.argmax(axis=1)
    chance = posteriors.max(axis=1)
    characters: list[str] = []
    probabilities: list[float] = []
    spans: list[tuple[int, int]] = []
    step = 0
    while step < len(best):
        end = step + 1
        while end < len(best) and best[end] == best[step]:
            end += 1
        if best[step] != BLANK:
            characters.append(alphabet[best[step]])
            probabilities.append(float(chance[step:end].max()))
            spans.append((step, end))
        step = end
    return Decoded("".join(characters), tuple(probabilities), tuple(spans))


def log_likelihood(posteriors: np.ndarray, labels: list[int]) -> float:
    """Natural log of the probability that `posteriors`, shape (steps, symbols), spell `labels`; -inf if impossible."""
    if not labels:
        return float(np.log(np.maximum(posteriors[:, BLANK], 1e-12)).sum())
    extended = np.full(2 * len(labels) + 1, BLANK)
    extended[1::2] = labels
    log_p = np.log(np.maximum(posteriors[:, extended], 1e-12))
    skip = np.zeros(len(extended), dtype=bool)  # a label may be reached over the blank before it, unless it repeats
    skip[3::2] = extended[3::2] != extended[1:-2:2]
    forward = np.full(len(extended), -np.inf)
    forward[:2] = log_p[0, :2]
    with np.errstate(divide="ignore"):
        for row in log_p[1:]:
            one = np.concatenate(([-np.inf], forward[:-1]))
            two = np.where(skip, np.concatenate(([-np.inf, -np.inf], forward[:-2])), -np.inf)
            forward = np.logaddexp(np.logaddexp(forward, one), two) + row
    return float(np.logaddexp(forward[-1], forward[-2]))
