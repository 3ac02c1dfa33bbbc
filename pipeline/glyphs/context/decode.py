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
_SHARED = 2.0  # a symbol used in one size is likely to be used in another
_NEXT_LETTER = 0.7  # letters come into use in alphabetical order
_PAIRS = {"αβ": 4.0, "βα": -2.0} | dict.fromkeys(("βγ", "γβ", "γδ", "θϕ", "ϕψ", "ξη", "ηξ", "ρσ", "∂ℓ"), 1.5)  # habits
_PAIRS |= dict.fromkeys(("⟨⟩", "⌊⌋", "⌈⌉"), 5.0)  # what opens is closed
_OUT_OF_ORDER = -2.5  # a font's codes come into use in their order; readings of single occurrences err
_ORDER = 0.1  # weight of the order's log probability: the fonts' shares were fitted without it, so it is mostly theirs
_READ = 40  # states that are read
_TRACE = 1e-3  # weight below which a state is not read
_ALPHABET = "αβγδϵζηθικλνξπρστυϕχψω"

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

FONTS = (Font(MAIN, 0.55, 0.95, 20.0), Font(SMALL, 0.27, 0.85, 5.0), Font(SMALL, 0.08, 0.4, 1.5))
FONTS_OF_CAPITALS = (Font(MAIN, 0.95, 0.9, 3.0),)
FONTS_OF_LETTERS = (Font(MAIN, 0.45, 0.95, 9.0), Font(SMALL, 0.3, 0.75, 4.0), Font(SMALL, 0.15, 0.3, 1.5))


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
) -> Decoding:
    """Decode the characters of `stale` (with their codes), all of them occurring.
    `places` number their occurrences in reading order, which is the order in which fonts were given their codes.

    `pages` are the occurrences' pages. `glyphs` are the candidates, `cues` adds log-odds to some of them (words of the report
    that speak for a symbol), `page_cues` to their occurrences on a page.
    """
    columns = [Column(char, code, occurrences[char], places[char], pages[char], glyphs, fonts, profiles, cues, page_cues) for char, code in stale.items()]
    columns.sort(key=lambda column: (-len(column.seen), column.code))  # the best known first
    beam = _Beam(glyphs, len(fonts), max(stale.values()))
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

    def __init__(self, glyphs: str, n_fonts: int, last_code: int) -> None:
        none = len(glyphs)
        self.scores: Floats = np.zeros(1)
        self.glyph_at: Ints = np.full(
            (1, n_fonts, last_code + 1), NO_GLYPH
        )  # glyph of each code; NO_GLYPH: none or open
        self._first = np.full((1, n_fonts, last_code + 1), NEVER)
        self._used = np.zeros((1, n_fonts, none + 1), dtype=bool)
        self._last = np.full((1, n_fonts), -1)  # highest code known to be in use
        self._end = np.full((1, n_fonts), last_code + 1)  # lowest code known to be out of use
        places = [_ALPHABET.find(glyph) for glyph in glyphs]
        # rank in the alphabet, spaced so that only true letters are neighbours
        rank = np.array([place if place >= 0 else -10 * (i + 1) for i, place in enumerate(places)] + [-10_000])
        self._follows = _NEXT_LETTER * (rank[None, :] == rank[:, None] + 1)
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
            total += _SHARED * (others & ~absent)
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
        self.glyph_at[:, :, code] = np.where(choices == none, NO_GLYPH, choices)
        rows = np.arange(len(scores))
        for font in range(choices.shape[1]):
            present = choices[:, font] != none
            self._used[rows[present], font, choices[present, font]] = True
            self._last[present, font] = np.maximum(self._last[present, font], code)
            self._end[~present, font] = np.minimum(self._end[~present, font], code)
