"""Which true glyph each stale character stands for: a beam search over the fonts' re-numbered glyphs.

Hidden are, for each font of a family (text size, script sizes), the glyphs that its codes 33, 34, ... select. Observed
are the stale characters with their neighbours. A stale character at code c may come from any of the fonts, so each
occurrence is a mixture over fonts and over noise (the same character in another, honest font). No glyph has two codes
in one font, and a font that uses a code uses all codes below it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.glyphs.context.columns import NEVER, NO_GLYPH, TEMPERATURE, Column, Font
from pipeline.glyphs.context.neighbours import Neighbours
from pipeline.glyphs.context.order import in_order
from pipeline.glyphs.context.profiles import MAIN, SMALL, Profiles

_WIDTH = 600  # states kept by the beam
# Log-odds of symbols that come into use one right behind the other.
_PAIRS = {"αβ": 3.0, "βα": -1.0, "γβ": 1.2, "γδ": 0.7, "θϕ": 0.7, "ϕψ": 0.7} | dict.fromkeys(("⟨⟩", "⌊⌋", "⌈⌉"), 5.0)
_NO_CODE = -1
_OUT_OF_ORDER = -2.5  # a font's codes come into use in their order; readings of single occurrences err
_ORDER = 0.1  # weight of the order's log probability: the fonts' shares were fitted without it, so it is mostly theirs
_READ = 40  # states that are read
_TRACE = 1e-3  # weight below which a state is not read

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

@dataclass(frozen=True, slots=True)
class Habits:
    """What the fonts of a family have in common, as log-odds: `shared`, a symbol of one font is used in another too;
    `same_order` and `other_order`, two symbols of both fonts come into use in the same order or not."""

    shared: float
    same_order: float = 0.0
    other_order: float = 0.0


# Counted over real reports: the same letters stand in text and in scripts, other symbols do not.
HABITS, HABITS_OF_LETTERS = Habits(0.2), Habits(2.0, 0.4, -0.7)
FONTS = (Font(MAIN, 0.6, 0.99, 20.0), Font(SMALL, 0.35, 0.97, 6.0), Font(SMALL, 0.03, 0.45, 1.0))
FONTS_OF_CAPITALS = (Font(MAIN, 0.95, 0.9, 3.0),)
FONTS_OF_LETTERS = (Font(MAIN, 0.55, 0.97, 9.0), Font(SMALL, 0.3, 0.9, 4.0), Font(SMALL, 0.15, 0.4, 2.0))


@dataclass(frozen=True, slots=True)
class Decoding:
    """For each stale character, each occurrence's probabilities of true glyphs (the stale character itself for noise).

    `gain` is the log-likelihood ratio of this reading against the honest one, where every character is itself.
    """

    readings: Mapping[str, tuple[Mapping[str, float], ...]]
    gain: float


def decode(
    stale: Mapping[str, int],
    occurrences: Mapping[str, Sequence[Neighbours]],
    places: Mapping[str, Sequence[int]],
    pages: Mapping[str, Sequence[int]],
    glyphs: str,
    fonts: Sequence[Font],
    profiles: Profiles,
    cues: Mapping[str, float],
    page_cues: Mapping[int, Mapping[str, float]],
    habits: Habits,
) -> Decoding:
    """Decode the characters of `stale` (with their codes), all of them occurring.
    `places` number their occurrences in reading order, which is the order in which fonts were given their codes.

    `pages` are the occurrences' pages. `glyphs` are the candidates, `cues` adds log-odds to some of them (words of the report
    that speak for a symbol), `page_cues` to their occurrences on a page.
    """
    columns = [Column(char, code, occurrences[char], places[char], pages[char], glyphs, fonts, profiles, cues, page_cues) for char, code in stale.items()]
    columns.sort(key=lambda column: (-len(column.seen), column.code))  # the best known first
    beam = _Beam(glyphs, len(fonts), max(stale.values()), habits)
    for column in columns:
        beam.grow(column)
    readings = _read(columns, beam, places)
    return Decoding(readings, float(beam.scores[0]) - sum(column.honest for column in columns))


def _read(
    columns: Sequence[Column], beam: _Beam, places: Mapping[str, Sequence[int]]
) -> dict[str, tuple[Mapping[str, float], ...]]:
    """The probabilities of each occurrence's glyphs over the best states, the order in which fonts use their codes kept."""
    order = sorted((place, c, i) for c, column in enumerate(columns) for i, place in enumerate(places[column.char]))
    codes = [columns[c].code for _, c, _ in order]
    states = beam.glyph_at[:_READ]
    logs, found, names = [], [], []
    for state in states:
        alone = [column.shares(state[None, :, column.code]) for column in columns]
        fonts = [{code: rank for rank, code in enumerate(np.flatnonzero(row != NO_GLYPH).tolist())} for row in state]
        log, shares = in_order(codes, np.array([alone[c][1][0, i] for _, c, i in order]), fonts)
        logs.append(log)
        found.append(shares)
        names.append([alone[c][0][0] for _, c, _ in order])
    weights = np.exp((beam.scores[: len(states)] - beam.scores[0]) / TEMPERATURE + _ORDER * (np.array(logs) - max(logs)))
    weights /= weights.sum()
    readings: dict[str, list[dict[str, float]]] = {column.char: [{} for _ in column.seen] for column in columns}
    for weight, shares, texts in zip(weights.tolist(), found, names, strict=True):
        if weight < _TRACE:
            continue
        for (_, c, i), row, glyphs in zip(order, shares.tolist(), texts, strict=True):
            each = readings[columns[c].char][i]
            for share, text in zip(row, glyphs.tolist(), strict=True):
                each[text] = each.get(text, 0.0) + weight * share
    return {char: tuple(each) for char, each in readings.items()}


class _Beam:
    """The best partial assignments of glyphs to codes. Arrays run over states first."""

    def __init__(self, glyphs: str, n_fonts: int, last_code: int, habits: Habits) -> None:
        none = len(glyphs)
        self._habits = habits
        self.scores: Floats = np.zeros(1)
        self.glyph_at: Ints = np.full(
            (1, n_fonts, last_code + 1), NO_GLYPH
        )  # glyph of each code; NO_GLYPH: none or open
        self._first = np.full((1, n_fonts, last_code + 1), NEVER)
        self._used = np.zeros((1, n_fonts, none + 1), dtype=bool)
        self._code_of: Ints = np.full((1, n_fonts, none + 1), _NO_CODE)
        self._last = np.full((1, n_fonts), -1)  # highest code known to be in use
        self._end = np.full((1, n_fonts), last_code + 1)  # lowest code known to be out of use
        self._follows = np.zeros((none + 1, none + 1))
        for (first, second), bonus in _PAIRS.items():
            if first in glyphs and second in glyphs:
                self._follows[glyphs.index(first), glyphs.index(second)] = bonus

    def grow(self, column: Column) -> None:
        """Add one column; the best `_WIDTH` states stay."""
        code, none = column.code, self._used.shape[2] - 1
        total = self.scores[:, None] + column.values[None, :]
        for font in range(self.glyph_at.shape[1]):
            glyph = column.choices[:, font]
            absent = glyph == none
            total += np.where(self._used[:, font][:, glyph] & ~absent, -np.inf, 0.0)
            total += np.where(absent[None, :], self._last[:, font, None] > code, self._end[:, font, None] < code) * -1e9
            others = np.delete(self._used, font, axis=1).any(axis=1)[:, glyph] | (column.choices[:, :font] == glyph[:, None]).any(axis=1)
            total += self._habits.shared * (others & ~absent)
            if self._habits.same_order:
                for other in range(self.glyph_at.shape[1]):
                    if other != font:
                        total += self._orders(font, other, code)[:, glyph]
            first, of_choice = np.unique(column.first[:, font], return_inverse=True)
            disorder = sum(self._out_of_order(font, other, code, first) for other in range(self.glyph_at.shape[2]))
            total += (_OUT_OF_ORDER * disorder)[:, of_choice]
            if code:
                total += self._follows[self.glyph_at[:, font, code - 1]][:, glyph]
            if code + 1 < self.glyph_at.shape[2]:
                total += self._follows[glyph][:, self.glyph_at[:, font, code + 1]].T
        flat = total.ravel()
        if flat.size > _WIDTH:
            near = np.flatnonzero(flat >= np.partition(flat, -_WIDTH)[-_WIDTH])
            best = near[np.argsort(-flat[near], kind="stable")[:_WIDTH]]
        else:
            best = np.argsort(-flat, kind="stable")
        best = best[flat[best] > -1e8] if (flat[best] > -1e8).any() else best[:1]
        parents, chosen = np.divmod(best, total.shape[1])
        self._adopt(code, flat[best], parents, column.choices[chosen], column.first[chosen])

    def _orders(self, font: int, other: int, code: int) -> Floats:
        """For each state and glyph (states, glyphs + 1), what the order of the other font's codes says of the font having it
        at `code`."""
        here, there = self._code_of[:, font], self._code_of[:, other]
        both = (here != _NO_CODE) & (there != _NO_CODE)
        same = (here < code)[:, None, :] == (there[:, None, :] < there[:, :, None])
        found = np.where(same, self._habits.same_order, self._habits.other_order) * both[:, None, :]
        return np.where(there != _NO_CODE, found.sum(axis=2), 0.0)

    def _out_of_order(self, font: int, other: int, code: int, first: Ints) -> Ints:
        """Whether the font's first use of `code`, at `first`, contradicts its first use of the code `other`."""
        there = self._first[:, font, other, None]
        known = (there != NEVER) & (first != NEVER)[None, :]
        return (known & ((there > first[None, :]) if other < code else (there < first[None, :])) & (other != code)).astype(np.int64)

    def _adopt(self, code: int, scores: Floats, parents: Ints, choices: Ints, first: Ints) -> None:
        none = self._used.shape[2] - 1
        self.scores = scores
        self.glyph_at, self._first = self.glyph_at[parents], self._first[parents]
        self._first[:, :, code] = first
        self._used, self._last, self._end = self._used[parents], self._last[parents], self._end[parents]
        self._code_of = self._code_of[parents]
        self.glyph_at[:, :, code] = np.where(choices == none, NO_GLYPH, choices)
        rows = np.arange(len(scores))
        for font in range(choices.shape[1]):
            present = choices[:, font] != none
            self._used[rows[present], font, choices[present, font]] = True
            self._code_of[rows[present], font, choices[present, font]] = code
            self._last[present, font] = np.maximum(self._last[present, font], code)
            self._end[~present, font] = np.minimum(self._end[~present, font], code)
