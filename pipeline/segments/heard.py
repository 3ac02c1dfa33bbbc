"""The voice of lines taken together, which tells more than that of any one of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.language.voice import VOICES, voices
from pipeline.report import Line

SAID_WORDS = 40  # words at the head of a block in which its voice is heard (chosen)


def blocks(members: Sequence[int], lines: list[Line]) -> list[str]:
    """The words at the head of each run of `members` (indices into `lines`) that no other line and no page interrupts."""
    found: list[list[str]] = []
    for before, i in pairwise([None, *members]):
        if before is None or i != before + 1 or lines[i].page != lines[before].page:
            found.append([])
        found[-1].append(lines[i].text)
    return [" ".join(" ".join(block).split()[:SAID_WORDS]) for block in found]


def chunks(lines: Sequence[Line]) -> list[str]:
    """The words of a text in pieces of `SAID_WORDS`."""
    words = " ".join(line.text for line in lines).split()
    return [" ".join(words[i : i + SAID_WORDS]) for i in range(0, len(words), SAID_WORDS)]


def mean_voice(said: Sequence[str]) -> np.ndarray:
    """Probabilities of the voices (`pipeline.language.voice.VOICES`) of several blocks, by their words; 0 without any."""
    if not said:
        return np.zeros(len(VOICES))
    words = np.array([max(len(text.split()), 1) for text in said], float)
    return (voices(said) * words[:, None]).sum(axis=0) / words.sum()
