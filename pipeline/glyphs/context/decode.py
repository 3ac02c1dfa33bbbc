"""Which true glyph each stale character stands for: a beam search over the fonts' re-numbered glyphs.

Hidden are, for each style of a family (text size, script size), the glyphs that its codes 33, 34, ... select. Observed
are the stale characters with their neighbours. A stale character at code c may come from any of the styles, so each
occurrence is a mixture over styles and over noise (the same character in another, honest font). No glyph has two codes
in one font, and a font that uses a code uses all codes below it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.context.neighbours import Neighbours
from pipeline.glyphs.context.profiles import MAIN, NOISE, SMALL, Profiles

_WIDTH = 400  # states kept by the beam
_TEMPERATURE = 2.0  # naive Bayes counts related evidence twice; this takes its certainty back
_NO_GLYPH = -0.7  # log probability that a font ends before a code that occurs
_SHARED = 1.5  # a symbol used in one size is likely to be used in another
_NEXT_LETTER = 1.5  # letters come into use in alphabetical order (alpha, then beta)
_ALPHABET = "αβγδϵζηθικλνξπρστυϕχψω"

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Font:
    """One hidden font of a family: the style whose neighbours it has, and its share of the occurrences."""

    style: str
    share: float


FONTS = (Font(MAIN, 0.58), Font(SMALL, 0.32))
FONTS_OF_LETTERS = (Font(MAIN, 0.45), Font(SMALL, 0.3), Font(SMALL, 0.15))
_NOISE_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class Decoding:
    """For each stale character, each occurrence's probabilities of true glyphs (the stale character itself for noise).

    `gain` is the log-likelihood ratio of this reading against the honest one, where every character is itself.
    """

    readings: Mapping[str, tuple[Mapping[str, float], ...]]
    gain: float


def decode(
    stale: Sequence[str],
    occurrences: Mapping[str, Sequence[Neighbours]],
    glyphs: str,
    fonts: Sequence[Font],
    profiles: Profiles,
    cues: Mapping[str, float],
) -> Decoding:
    """Decode the characters `stale` (in the order of their codes, all of them occurring).

    `glyphs` are the candidates, `cues` adds log-odds to some of them (words of the report that speak for a symbol).
    """
    columns = [_Column(char, occurrences[char], glyphs, fonts, profiles, cues) for char in stale]
    states: list[tuple[float, tuple[tuple[int, ...], ...]]] = [(0.0, ())]
    for column in columns:
        grown = [
            (score + value + _fit(glyphs, path, choice), (*path, choice))
            for score, path in states
            for choice, value in column.choices
            if _allowed(path, choice, len(glyphs))
        ]
        grown.sort(key=lambda item: (-item[0], item[1]))
        states = grown[:_WIDTH]
    if not states:
        return Decoding({}, -math.inf)
    best = states[0][0]
    weights = [math.exp((score - best) / _TEMPERATURE) for score, _ in states]
    total = sum(weights)
    readings: dict[str, tuple[Mapping[str, float], ...]] = {}
    for position, column in enumerate(columns):
        sums: list[dict[str, float]] = [{} for _ in column.seen]
        for weight, (_, path) in zip(weights, states, strict=True):
            for each, shares in zip(sums, column.shares(path[position]), strict=True):
                for text, share in shares:
                    each[text] = each.get(text, 0.0) + share * weight / total
        readings[column.char] = tuple(sums)
    return Decoding(readings, best - sum(column.honest for column in columns))


def _allowed(path: tuple[tuple[int, ...], ...], choice: tuple[int, ...], none: int) -> bool:
    for font, glyph in enumerate(choice):
        if glyph == none:
            continue
        for earlier in path:
            if earlier[font] in (glyph, none):
                return False
    return True


def _fit(glyphs: str, path: tuple[tuple[int, ...], ...], choice: tuple[int, ...]) -> float:
    """Bonus for glyphs that other fonts of the family use too, and for letters in alphabetical order."""
    none = len(glyphs)
    score = 0.0
    for font, glyph in enumerate(choice):
        if glyph == none:
            continue
        others = {g for step in (*path, choice) for f, g in enumerate(step) if f < font} | {
            g for step in path for f, g in enumerate(step) if f > font
        }
        score += _SHARED if glyph in others else 0.0
        if path and path[-1][font] != none:
            before = _ALPHABET.find(glyphs[path[-1][font]])
            if before >= 0 and _ALPHABET.find(glyphs[glyph]) == before + 1:
                score += _NEXT_LETTER
    return score


class _Column:
    """The occurrences of one stale character, scored against every combination of glyphs of the fonts."""

    def __init__(
        self,
        char: str,
        seen: Sequence[Neighbours],
        glyphs: str,
        fonts: Sequence[Font],
        profiles: Profiles,
        cues: Mapping[str, float],
    ) -> None:
        self.char, self.seen, self.glyphs = char, seen, glyphs
        kinds = sorted(set(seen))
        counts = np.array([sum(1 for n in seen if n == kind) for kind in kinds], dtype=float)
        self._kind = [kinds.index(n) for n in seen]
        self._noise = np.array([math.log(_NOISE_SHARE) + profiles.likelihood(NOISE, MAIN, n) for n in kinds])
        # tables[f][g, k]: log of share and likelihood of neighbours k under glyph g of font f; the last row is no glyph.
        self._tables: list[Array] = []
        priors: list[Array] = []
        for font in fonts:
            table = [[math.log(font.share) + profiles.likelihood(g, font.style, n) for n in kinds] for g in glyphs]
            self._tables.append(np.array([*table, [-math.inf] * len(kinds)]))
            priors.append(np.array([*(profiles.prior(g, font.style) + cues.get(g, 0.0) for g in glyphs), _NO_GLYPH]))
        self.choices = self._rank(priors, counts)
        self.honest = self._honest(fonts, kinds, counts, profiles)

    def _rank(self, priors: list[Array], counts: Array) -> list[tuple[tuple[int, ...], float]]:
        """The best combinations of glyphs, one for each font, with their log scores."""
        mixed = self._noise.reshape((1,) * len(priors) + (-1,))
        prior = np.zeros((1,) * len(priors))
        for axis, (table, own) in enumerate(zip(self._tables, priors, strict=True)):
            shape = [1] * len(priors)
            shape[axis] = len(own)
            mixed = np.logaddexp(mixed, table.reshape((*shape, -1)))
            prior = prior + own.reshape(shape)
        score = prior + mixed @ counts
        order = np.argsort(-score, axis=None, kind="stable")[:_WIDTH]
        return [(tuple(int(i) for i in np.unravel_index(k, score.shape)), float(score.flat[k])) for k in order]

    def _honest(self, fonts: Sequence[Font], kinds: list[Neighbours], counts: Array, profiles: Profiles) -> float:
        mixed = self._noise
        for font in fonts:
            own = np.array([math.log(font.share) + profiles.likelihood(self.char, font.style, n) for n in kinds])
            mixed = np.logaddexp(mixed, own)
        return float(mixed @ counts) + max(profiles.prior(self.char, font.style) for font in fonts)

    def shares(self, choice: tuple[int, ...]) -> list[list[tuple[str, float]]]:
        """For each occurrence, the probabilities of the chosen glyphs and of noise."""
        logs = [table[glyph] for table, glyph in zip(self._tables, choice, strict=True)] + [self._noise]
        stack = np.exp(np.array(logs) - np.logaddexp.reduce(logs, axis=0))
        texts = [self.glyphs[g] if g < len(self.glyphs) else self.char for g in choice] + [self.char]
        columns = [list(zip(texts, stack[:, k].tolist(), strict=True)) for k in range(stack.shape[1])]
        return [columns[k] for k in self._kind]
