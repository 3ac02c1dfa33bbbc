"""Reading one line with a CTC network: greedy decoding with positions, and the place of each letter of a given text.

A CTC network gives, for each of T steps along the line, a distribution over its alphabet and a blank (index 0). Greedy
decoding takes the best symbol at each step and drops repeats and blanks (Graves et al., "Connectionist Temporal
Classification", ICML 2006).
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


def align(posteriors: np.ndarray, labels: list[int]) -> list[tuple[int, int]]:
    """The steps [start, end) that each label holds on the likeliest way to spell `labels`; empty if they do not fit.

    `posteriors` has shape (steps, symbols). The way is found by the Viterbi algorithm over the labels with a blank before,
    between and after them.
    """
    extended = np.full(2 * len(labels) + 1, BLANK)
    extended[1::2] = labels
    log_p = np.log(np.maximum(posteriors[:, extended], 1e-12))
    skip = np.zeros(len(extended), dtype=bool)
    skip[3::2] = extended[3::2] != extended[1:-2:2]
    best = np.full(len(extended), -np.inf)
    best[:2] = log_p[0, :2]
    came = np.zeros((len(posteriors), len(extended)), dtype=np.intp)
    for step in range(1, len(posteriors)):
        one = np.concatenate(([-np.inf], best[:-1]))
        two = np.where(skip, np.concatenate(([-np.inf, -np.inf], best[:-2])), -np.inf)
        ways = np.stack([best, one, two])
        came[step] = ways.argmax(axis=0)
        best = ways.max(axis=0) + log_p[step]
    place = len(extended) - 1 if len(extended) < 2 or best[-1] >= best[-2] else len(extended) - 2
    if best[place] == -np.inf:
        return []
    spans = [[0, 0] for _ in labels]
    for step in range(len(posteriors) - 1, -1, -1):
        if place % 2:
            span = spans[place // 2]
            span[0], span[1] = step, max(span[1], step + 1)
        place -= came[step, place]
    return [(start, end) for start, end in spans]
