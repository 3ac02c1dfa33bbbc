"""The occurrences of one stale character, scored against the glyphs that it may stand for in each font."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.context.neighbours import Neighbours
from pipeline.glyphs.context.profiles import MAIN, NOISE, Profiles

NO_GLYPH = -1
TEMPERATURE = 2.0  # naive Bayes counts related evidence twice; this takes its certainty back
NEVER = np.iinfo(np.int64).max
_BELONGS = 0.8  # probability from which an occurrence counts as a font's own
_KEPT = 1500  # combinations of glyphs kept for a character
_SPARE = 4  # combinations kept for each glyph of each font, should the better ones be taken elsewhere
_TRIED = ((12, 16), (12, 12), (8, 4))  # glyphs tried in each font: the most used, and those that fit the occurrences best
_REPEATED = 0.5  # exponent of the count of one kind of neighbours: one formula repeated is little new evidence
_ENOUGH = 10.0  # occurrences of different kinds, of which twice as many would add a third: a report's habits are its own
_NOISE_SHARE = 0.03
_IN_TEXT = frozenset("→")  # what text fonts, or those that stand in for them, have of the stale characters
_CHOICE = 3.0  # shares of reports sum to more than one glyph a code; this takes about that much back
_PSEUDO = 2.0  # weight, in occurrences, of the shares expected of the fonts
_BURST = 1.0  # weight, in occurrences, of the report's shares on a page: a symbol comes in bursts
_NEAR = 0.3  # weight of the words on a symbol's own page
_STEPS = 6  # of expectation and maximisation

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Font:
    """One hidden font of a family: the style whose neighbours it has, its share of the occurrences, and how many glyphs it
    is likely to have: it exists with probability `exists`, and the chance of a code falls with exp(-code / depth)."""

    style: str
    share: float
    exists: float
    depth: float

    def chance(self, code: int) -> float:
        """Probability that the font uses the code (from 0)."""
        return self.exists * math.exp(-code / self.depth)


class Column:
    """Scores of one stale character.

    `choices` (n, fonts) are combinations of glyph indices, one for each font, `len(glyphs)` for a font without this code;
    `values` (n,) their log scores, best first. `first` (n, fonts) is where each font first uses the code, as a place in the
    report (NEVER for a font without it). `honest` is the log score of the character being itself.

    An occurrence is a mixture over the fonts and noise; the shares of the mixture are those that fit the combination best
    (expectation and maximisation, with the fonts' usual shares as prior).
    """

    def __init__(
        self,
        char: str,
        code: int,
        seen: Sequence[Neighbours],
        places: Sequence[int],
        pages: Sequence[int],
        glyphs: str,
        fonts: Sequence[Font],
        profiles: Profiles,
        cues: Mapping[str, float],
        page_cues: Mapping[int, Mapping[str, float]],
    ) -> None:
        self.char, self.code, self.seen, self._glyphs = char, code, seen, glyphs
        groups = sorted(set(zip(pages, seen, strict=True)))
        number = {group: k for k, group in enumerate(groups)}
        self._kind = np.array([number[group] for group in zip(pages, seen, strict=True)])
        kinds = [n for _, n in groups]
        page_of = np.unique([page for page, _ in groups], return_inverse=True)[1]
        self._on_page = (page_of[:, None] == np.arange(page_of.max() + 1)).astype(float)
        self._counts = np.bincount(self._kind).astype(float)
        of_kind = Counter(seen)
        self._heard = self._counts * np.array([of_kind[n] for n in kinds], dtype=float) ** (_REPEATED - 1.0)
        self._heard /= 1.0 + self._heard.sum() / _ENOUGH
        self._noise = np.array([_stray(char, n, profiles) for n in kinds])
        near = np.array([[_NEAR * page_cues[page].get(g, 0.0) for page, _ in groups] for g in glyphs])
        self._tables = [self._table(font, kinds, glyphs, profiles, near) for font in fonts]
        self._usual = np.array([*(font.share for font in fonts), _NOISE_SHARE])
        priors = [
            np.array(
                [
                    *(math.log(font.chance(code)) + profiles.prior(g, font.style) + cues.get(g, 0.0) - _CHOICE for g in glyphs),
                    math.log(1.0 - font.chance(code)),
                ]
            )
            for font in fonts
        ]
        means = [np.array([*(profiles.mean(g, font.style) for g in glyphs), 0.0]) for font in fonts]
        self.choices, self.values = self._rank(priors, means)
        self.first = self._first_uses(np.asarray(places))
        self.honest = self._honest(fonts, kinds, profiles)

    @staticmethod
    def _table(font: Font, kinds: Sequence[Neighbours], glyphs: str, profiles: Profiles, near: Floats) -> Floats:
        """Log likelihood for each glyph and kind of neighbours; the last row is no glyph."""
        rows = np.array([[profiles.likelihood(g, font.style, n) for n in kinds] for g in glyphs]) + near
        return np.array([*rows, [-math.inf] * len(kinds)])

    def _rank(self, priors: Sequence[Floats], means: Sequence[Floats]) -> tuple[Ints, Floats]:
        noise = math.log(_NOISE_SHARE) + self._noise
        tried = []
        for table, prior, (usual, fitting) in zip(self._tables, priors, _TRIED[: len(priors)], strict=True):
            alone = np.logaddexp(table, noise) @ self._heard + prior
            spread = np.maximum(table - noise, 0.0) @ self._heard + prior  # glyphs that explain some occurrences well
            best = {len(prior) - 1}
            for merit, number in ((prior[:-1], usual), (alone[:-1], fitting), (spread[:-1], fitting)):
                best |= set(np.argsort(-merit, kind="stable")[:number].tolist())
            tried.append(np.array(sorted(best)))
        shape = tuple(len(t) for t in tried)
        choices = np.stack([t[i] for t, i in zip(tried, np.unravel_index(np.arange(math.prod(shape)), shape), strict=True)], axis=1)
        score = np.concatenate([self._score(part, priors, means) for part in np.array_split(choices, 1 + len(choices) // 2000)])
        kept = set(np.argsort(-score, kind="stable")[:_KEPT].tolist())
        for axis in range(len(shape)):
            flat = np.moveaxis(np.arange(score.size).reshape(shape), axis, 0).reshape(shape[axis], -1)
            best_of = np.argsort(-score[flat], axis=1, kind="stable")[:, :_SPARE]
            kept.update(np.take_along_axis(flat, best_of, axis=1).ravel().tolist())
        order = np.array(sorted(kept, key=lambda k: (-score[k], k)))
        return choices[order], score[order]

    def _score(self, choices: Ints, priors: Sequence[Floats], means: Sequence[Floats]) -> Floats:
        weighted, share, spread = self._mix(choices)
        score = np.log(weighted.sum(axis=2)) @ self._heard + spread
        for f, (prior, mean) in enumerate(zip(priors, means, strict=True)):
            glyph = choices[:, f]
            count = share[:, f] * len(self.seen)
            score += prior[glyph] + np.where(glyph < len(prior) - 1, _log_use(count, mean[glyph]), 0.0)
        return score

    def _mix(self, choices: Ints) -> tuple[Floats, Floats, Floats]:
        """Likelihoods times shares (n, kinds, fonts + 1), the last of noise; the report's shares (n, fonts + 1) that fit best;
        and the log prior (n,) of the pages' shares, which keep near the report's."""
        rows = [table[choices[:, f]] for f, table in enumerate(self._tables)]
        likelihood = np.exp(np.stack([*rows, np.broadcast_to(self._noise, rows[0].shape)], axis=2))
        present = np.concatenate([np.isfinite(np.stack([row[:, 0] for row in rows], axis=1)), np.ones((len(choices), 1))], axis=1)
        usual = self._usual * present
        usual /= usual.sum(axis=1, keepdims=True)
        share = usual
        local = np.repeat(share[:, None, :], self._on_page.shape[1], axis=1)
        heard = self._on_page.T * self._heard
        for _ in range(_STEPS):
            weighted = likelihood * (self._on_page @ local)
            weighted /= weighted.sum(axis=2, keepdims=True)
            on_page = heard @ weighted
            share = on_page.sum(axis=1) + _PSEUDO * usual
            share /= share.sum(axis=1, keepdims=True)
            local = on_page + _BURST * share[:, None, :]
            local /= local.sum(axis=2, keepdims=True)
        spread = _BURST * (share[:, None, :] * np.log((local + 1e-12) / (share[:, None, :] + 1e-12))).sum(axis=(1, 2))
        return likelihood * (self._on_page @ local), share, spread

    def _first_uses(self, places: Ints) -> Ints:
        """Place of the first occurrence that belongs to each font rather than to another or to noise, for each choice."""
        first_of_kind = np.full(self._kind.max() + 1, NEVER)
        np.minimum.at(first_of_kind, self._kind, places)
        weighted, _, _ = self._mix(self.choices)
        belongs = weighted > _BELONGS * weighted.sum(axis=2, keepdims=True)
        return np.where(belongs[:, :, :-1], first_of_kind[None, :, None], NEVER).min(axis=1)

    def _honest(self, fonts: Sequence[Font], kinds: list[Neighbours], profiles: Profiles) -> float:
        mixed = math.log(_NOISE_SHARE) + self._noise
        for font in fonts:
            own = np.array([math.log(font.share) + profiles.likelihood(self.char, font.style, n) for n in kinds])
            mixed = np.logaddexp(mixed, own)
        used = _log_use(np.array(float(len(self.seen))), np.array(profiles.mean(self.char, MAIN)))
        return float(mixed @ self._heard) + float(used) + max(profiles.prior(self.char, font.style) for font in fonts)

    def shares(self, choices: Ints) -> tuple[NDArray[np.str_], Floats]:
        """For each of `choices` (n, fonts), the glyphs (n, fonts + 1; the character itself for noise and for no glyph), and
        for each occurrence the probabilities of these (n, occurrences, fonts + 1)."""
        rows = np.where(choices == NO_GLYPH, len(self._glyphs), choices)
        tempered = self._mix(rows)[0] ** (1.0 / TEMPERATURE)
        tempered /= tempered.sum(axis=2, keepdims=True)
        texts = np.array([*self._glyphs, self.char])
        glyphs = np.concatenate([texts[rows], np.full((len(rows), 1), self.char)], axis=1)
        return glyphs, tempered[:, self._kind]


def _stray(char: str, n: Neighbours, profiles: Profiles) -> float:
    """Log likelihood of the neighbours where the character comes from some other font: an arrow that text holds is honest."""
    alone = profiles.likelihood(NOISE, MAIN, n)
    return float(np.logaddexp(alone, profiles.likelihood(char, MAIN, n)) - math.log(2.0)) if char in _IN_TEXT else alone


def _log_use(count: Floats, expected: Floats) -> Floats:
    """How well a symbol's being used `count` times suits a mean of `expected`: heavy-tailed, and the same for twice as often
    and half as often."""
    ratio = (1.0 + count) / (1.0 + expected)
    return np.log(4.0 * ratio) - 2.0 * np.log(1.0 + ratio)
