"""The occurrences of one stale character, scored against the glyphs that it may stand for in each font."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.context.neighbours import Neighbours
from pipeline.glyphs.context.profiles import MAIN, NOISE, Profiles

NO_GLYPH = -1
TEMPERATURE = 2.0  # naive Bayes counts related evidence twice; this takes its certainty back
NEVER = np.iinfo(np.int64).max
_BELONGS = 0.6  # probability from which an occurrence counts as a font's own
_KEPT = 1500  # combinations of glyphs kept for a character
_SPARE = 4  # combinations kept for each glyph of each font, should the better ones be taken elsewhere
_PER_FONT = 24  # glyphs tried in a font
_NOISE_SHARE = 0.1
_FONT_ENDS = -0.4  # log probability that a font ends before a code that occurs

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Font:
    """One hidden font of a family: the style whose neighbours it has, and its share of the occurrences."""

    style: str
    share: float
    cost: float = 0.0  # log probability of a glyph in this font beyond the glyph's own


class Column:
    """Scores of one stale character.

    `choices` (n, fonts) are combinations of glyph indices, one for each font, `len(glyphs)` for a font without this code;
    `values` (n,) their log scores, best first. `first` (n, fonts) is where each font first uses the code, as a place in the
    report (NEVER for a font without it). `honest` is the log score of the character being itself.
    """

    def __init__(
        self,
        char: str,
        code: int,
        seen: Sequence[Neighbours],
        places: Sequence[int],
        glyphs: str,
        fonts: Sequence[Font],
        profiles: Profiles,
        cues: Mapping[str, float],
    ) -> None:
        self.char, self.code, self.seen, self._glyphs = char, code, seen, glyphs
        kinds = sorted(set(seen))
        number = {kind: k for k, kind in enumerate(kinds)}
        self._kind = np.array([number[n] for n in seen])
        counts = 1.0 + np.log(np.bincount(self._kind))  # one formula repeated is no new evidence
        self._noise = np.array([math.log(_NOISE_SHARE) + profiles.likelihood(NOISE, MAIN, n) for n in kinds])
        self._tables = [self._table(font, kinds, glyphs, profiles) for font in fonts]
        priors = [
            np.array([*(profiles.prior(g, font.style) + cues.get(g, 0.0) + font.cost for g in glyphs), _FONT_ENDS])
            for font in fonts
        ]
        means = np.array([*(profiles.mean(g) for g in glyphs), 0.0])
        self.choices, self.values = self._rank(priors, counts, means)
        self.first = self._first_uses(np.asarray(places))
        self.honest = self._honest(fonts, kinds, counts, profiles)

    @staticmethod
    def _table(font: Font, kinds: Sequence[Neighbours], glyphs: str, profiles: Profiles) -> Floats:
        """Log of share and likelihood for each glyph and kind of neighbours; the last row is no glyph."""
        rows = [[math.log(font.share) + profiles.likelihood(g, font.style, n) for n in kinds] for g in glyphs]
        return np.array([*rows, [-math.inf] * len(kinds)])

    def _rank(self, priors: Sequence[Floats], counts: Floats, means: Floats) -> tuple[Ints, Floats]:
        tried = []
        for table, prior in zip(self._tables, priors, strict=True):
            alone = np.logaddexp(table, self._noise) @ counts + prior
            spread = np.maximum(table - self._noise, 0.0) @ counts + prior  # glyphs that explain some occurrences well
            best = set(np.argsort(-alone, kind="stable")[:_PER_FONT].tolist())
            best |= set(np.argsort(-spread, kind="stable")[:_PER_FONT].tolist()) | {len(prior) - 1}
            tried.append(np.array(sorted(best)))
        shape = tuple(len(t) for t in tried)
        mixed = self._noise.reshape((1,) * len(shape) + (-1,))
        score = np.zeros((1,) * len(shape))
        expected = np.full((1,) * len(shape), 0.5)
        for axis, (table, prior, glyph) in enumerate(zip(self._tables, priors, tried, strict=True)):
            own = [1] * len(shape)
            own[axis] = len(glyph)
            mixed = np.logaddexp(mixed, table[glyph].reshape((*own, -1)))
            score = score + prior[glyph].reshape(own)
            expected = expected + means[glyph].reshape(own)
        score = score + mixed @ counts + _log_use(len(self.seen), expected)
        kept = set(np.argsort(-score, axis=None, kind="stable")[:_KEPT].tolist())
        for axis in range(len(shape)):
            flat = np.moveaxis(np.arange(score.size).reshape(shape), axis, 0).reshape(shape[axis], -1)
            best_of = np.argsort(-score.reshape(-1)[flat], axis=1, kind="stable")[:, :_SPARE]
            kept.update(np.take_along_axis(flat, best_of, axis=1).ravel().tolist())
        order = np.array(sorted(kept, key=lambda k: (-score.flat[k], k)))
        places = np.unravel_index(order, shape)
        return np.stack([t[p] for t, p in zip(tried, places, strict=True)], axis=1), score.reshape(-1)[order]

    def _first_uses(self, places: Ints) -> Ints:
        """Place of the first occurrence that belongs to each font rather than to another or to noise, for each choice."""
        first_of_kind = np.full(self._kind.max() + 1, NEVER)
        np.minimum.at(first_of_kind, self._kind, places)
        logs = np.stack([table[self.choices[:, f]] for f, table in enumerate(self._tables)])
        whole = np.logaddexp(np.logaddexp.reduce(logs, axis=0), self._noise)
        return np.where(np.exp(logs - whole) > _BELONGS, first_of_kind, NEVER).min(axis=2).T

    def _honest(self, fonts: Sequence[Font], kinds: list[Neighbours], counts: Floats, profiles: Profiles) -> float:
        mixed = self._noise
        for font in fonts:
            own = np.array([math.log(font.share) + profiles.likelihood(self.char, font.style, n) for n in kinds])
            mixed = np.logaddexp(mixed, own)
        used = _log_use(len(self.seen), np.array(profiles.mean(self.char)))
        return float(mixed @ counts) + float(used) + max(profiles.prior(self.char, font.style) for font in fonts)

    def shares(self, choice: Ints) -> list[list[tuple[str, float]]]:
        """For each occurrence, the probabilities of the chosen glyphs (NO_GLYPH for none) and of noise."""
        logs = [row / TEMPERATURE for row in (*(table[glyph] for table, glyph in zip(self._tables, choice, strict=True)), self._noise)]
        stack = np.exp(np.array(logs) - np.logaddexp.reduce(logs, axis=0))
        texts = [self._glyphs[g] if g != NO_GLYPH else self.char for g in choice] + [self.char]
        columns = [list(zip(texts, stack[:, k].tolist(), strict=True)) for k in range(stack.shape[1])]
        return [columns[k] for k in self._kind]


def _log_use(count: int, expected: Floats) -> Floats:
    """Log density (a Lomax law: heavy-tailed) of a symbol's being used `count` times where `expected` is the mean."""
    return -np.log(1.0 + expected) - 2.0 * np.log(1.0 + count / (1.0 + expected))
