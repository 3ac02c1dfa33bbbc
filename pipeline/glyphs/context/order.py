"""Which font each occurrence belongs to, given that every font's codes come into use in their order.

A hidden Markov model (Rabiner 1989): its state is how many codes each font has used so far. An occurrence of a font's i-th
code needs the state i (the code comes into use, the state becomes i + 1) or more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_UNUSED = 0.05  # weight of a font's code that no occurrence is left for

Floats = NDArray[np.float64]
_Index = tuple[slice | int, ...]


class _At(NamedTuple):
    """Where in the array of states a font has used a code already, is about to use it, and has just used it."""

    used: _Index
    before: _Index
    after: _Index


def in_order(codes: Sequence[int], shares: Floats, fonts: Sequence[Mapping[int, int]]) -> tuple[float, Floats]:
    """`codes` are the occurrences' codes in reading order, `shares` (occurrences, fonts + 1) the probabilities of their fonts
    (the last: none of them) regardless of order, `fonts` give each font's codes their rank.

    Returns the log probability that fonts drawn so keep the order, and the shares among the draws that do.
    """
    shape = tuple(len(ranks) + 1 for ranks in fonts)
    all_of = (slice(None),) * len(shape)
    at = [
        {code: _At(*((*all_of[:font], part, *all_of[font + 1 :]) for part in (slice(rank + 1, None), rank, rank + 1))) for code, rank in ranks.items()}
        for font, ranks in enumerate(fonts)
    ]
    start = np.zeros(shape)
    start[(0,) * len(shape)] = 1.0
    ahead = [start]
    log = 0.0
    for code, share in zip(codes, shares, strict=True):
        after = share[-1] * ahead[-1]
        for font, places in enumerate(at):
            if code in places:
                after = after + share[font] * _use(ahead[-1], places[code])
        total = float(after.sum())
        if total <= 0.0:
            return -math.inf, shares
        log += math.log(total)
        ahead.append(after / total)
    missing = sum(np.ix_(*(np.arange(size)[::-1] for size in shape)), np.zeros(shape))
    behind = _UNUSED**missing
    log += math.log(float((ahead[-1] * behind).sum()))
    found = np.zeros_like(shares)
    for i in range(len(codes) - 1, -1, -1):
        before = shares[i, -1] * behind
        found[i, -1] = float((ahead[i] * before).sum())
        for font, places in enumerate(at):
            if codes[i] in places:
                part = shares[i, font] * _undo(behind, places[codes[i]])
                found[i, font] = float((ahead[i] * part).sum())
                before = before + part
        found[i] /= found[i].sum()
        behind = before / before.max()
    return log, found


def _use(states: Floats, at: _At) -> Floats:
    """The states after an occurrence of a font's code."""
    after = np.zeros_like(states)
    after[at.used] = states[at.used]
    after[at.after] += states[at.before]
    return after


def _undo(states: Floats, at: _At) -> Floats:
    """The transpose of `_use`: the weight that states before the occurrence have by those after it."""
    before = np.zeros_like(states)
    before[at.used] = states[at.used]
    before[at.before] = states[at.after]
    return before
