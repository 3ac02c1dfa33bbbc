"""Accents: signs that are drawn as glyphs of their own over (or through) the letter that carries them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.report import Glyph

_COMMANDS = {
    "^": "hat", "ˆ": "hat", "\u0302": "hat", "~": "tilde", "˜": "tilde", "\u0303": "tilde", "∼": "tilde", "¯": "bar", "ˉ": "bar", "\u0304": "bar",
    "˙": "dot", "\u0307": "dot", "¨": "ddot", "\u0308": "ddot", "ˇ": "check", "\u030c": "check", "⃗": "vec",
}  # fmt: skip
_STROKE = "\u0338"  # struck through a relation
_HIGHEST = 0.5  # em that an accent's baseline may stand above its letter's (a capital's accent is raised by about 0.25)
_ASIDE = 0.35  # em between the middles of the two (the accent of a slanted letter stands to the right)
_SAME_SIZE = 0.03  # em


def accented(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs with each accent joined to its letter, as in `\\hat{x}`, and each stroke to the relation that it strikes.

    An accent has nothing but its letter beneath it: a circumflex or tilde that is text has a place of its own.
    """
    marks = [glyph for glyph in glyphs if glyph.text in _COMMANDS or glyph.text == _STROKE]
    if not marks:
        return list(glyphs)
    carriers = sorted((glyph for glyph in glyphs if _carries(glyph)), key=_middle)
    middles = [_middle(glyph) for glyph in carriers]
    joined: dict[int, Glyph] = {}
    gone: set[int] = set()
    for mark in marks:
        reach = _ASIDE * mark.size
        near = carriers[bisect_left(middles, _middle(mark) - reach) : bisect_right(middles, _middle(mark) + reach)]
        near = [glyph for glyph in near if id(glyph) not in joined and _fits(mark, glyph)]
        if near:
            letter = min(near, key=lambda glyph: abs(_middle(glyph) - _middle(mark)))
            joined[id(letter)] = letter._replace(text=_together(mark, letter), raw=letter.raw + mark.raw)
            gone.add(id(mark))
    return [joined.get(id(glyph), glyph) for glyph in glyphs if id(glyph) not in gone]


def _middle(glyph: Glyph) -> float:
    return (glyph.box[0] + glyph.box[2]) / 2


def _carries(glyph: Glyph) -> bool:
    text = glyph.text
    return len(text) == 1 and text not in _COMMANDS and (text.isalpha() or unicodedata.category(text) == "Sm")


def _fits(mark: Glyph, letter: Glyph) -> bool:
    if abs(mark.size - letter.size) > _SAME_SIZE * letter.size:
        return False
    rise = letter.origin[1] - mark.origin[1]
    if mark.text == _STROKE:
        return abs(rise) <= 0.05 * letter.size and not letter.text.isalpha() and _together(mark, letter) != letter.text
    if not letter.text.isalpha() or not -0.05 * letter.size <= rise <= _HIGHEST * letter.size:
        return False
    shared = min(mark.box[2], letter.box[2]) - max(mark.box[0], letter.box[0])
    return shared >= 0.5 * min(mark.box[2] - mark.box[0], letter.box[2] - letter.box[0])


def _together(mark: Glyph, letter: Glyph) -> str:
    if mark.text == _STROKE:
        struck = unicodedata.normalize("NFC", letter.text + _STROKE)
        return struck if len(struck) == 1 else letter.text
    return f"\\{_COMMANDS[mark.text]}{{{letter.text}}}"
