"""Accents: signs that are drawn as glyphs of their own over (or through) the letters that carry them."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.extents import font_class
from pipeline.report import Glyph

_COMMANDS = {
    "^": "hat", "ˆ": "hat", "\u0302": "hat", "~": "tilde", "˜": "tilde", "\u0303": "tilde", "∼": "tilde", "¯": "bar", "ˉ": "bar", "\u0304": "bar",
    "˙": "dot", "\u0307": "dot", "¨": "ddot", "\u0308": "ddot", "ˇ": "check", "\u030c": "check", "⃗": "vec",
}  # fmt: skip
_STROKE = "\u0338"  # struck through a relation
_COMBINING = frozenset(mark for mark in _COMMANDS if unicodedata.combining(mark))
WIDE = {"hat": "widehat", "tilde": "widetilde", "vec": "overrightarrow", "bar": "overline"}  # the accent over several letters
# em that an accent's baseline may stand above its letter's: TeX raises a capital's accent by about 0.25, KaTeX its tilde (the
# sign of ASCII, which is low) by 0.6. The line of text before is further off.
_HIGHEST = 0.7
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
    before = {id(mark): letter for letter, mark in pairwise(glyphs) if mark.text in _COMBINING}
    for mark in marks:
        letter = before.get(id(mark))
        if letter is not None and _combines(mark, letter):
            joined[id(letter)] = letter._replace(text=_together(mark, letter), raw=letter.raw + mark.raw)
            gone.add(id(mark))
            continue
        reach = _ASIDE * mark.size
        near = carriers[bisect_left(middles, _middle(mark) - reach) : bisect_right(middles, _middle(mark) + reach)]
        near = [glyph for glyph in near if id(glyph) not in joined and _fits(mark, glyph)]
        if len(several := _several(mark, carriers, middles)) > 1 and not any(id(glyph) in joined for glyph in several):
            first, last = several[0], several[-1]
            joined[id(first)] = first._replace(text=f"\\{WIDE[_COMMANDS[mark.text]]}{{{first.text}", raw=first.raw + mark.raw)
            joined[id(last)] = last._replace(text=last.text + "}")
            gone.add(id(mark))
        elif near:
            letter = min(near, key=lambda glyph: abs(_middle(glyph) - _middle(mark)))
            joined[id(letter)] = letter._replace(text=_together(mark, letter), raw=letter.raw + mark.raw)
            gone.add(id(mark))
    return [joined.get(id(glyph), glyph) for glyph in glyphs if id(glyph) not in gone]


def _several(mark: Glyph, carriers: Sequence[Glyph], middles: Sequence[float]) -> list[Glyph]:
    """The letters of one word that a wide accent stands over; those fonts of signs that hold wide accents draw them."""
    if not font_class(mark.font) or _COMMANDS.get(mark.text) not in WIDE:
        return []
    under = [glyph for glyph in carriers[bisect_left(middles, mark.box[0]) : bisect_right(middles, mark.box[2])] if glyph.text.isalpha() and _raised(mark, glyph)]
    level = all(glyph.size == under[0].size and glyph.origin[1] == under[0].origin[1] for glyph in under)
    centred = bool(under) and abs(under[0].box[0] + under[-1].box[2] - mark.box[0] - mark.box[2]) <= 2 * _ASIDE * mark.size
    return under if level and centred else []


def _middle(glyph: Glyph) -> float:
    return (glyph.box[0] + glyph.box[2]) / 2


def _carries(glyph: Glyph) -> bool:
    text = glyph.text
    return len(text) == 1 and text not in _COMMANDS and (text.isalpha() or unicodedata.category(text) == "Sm")


def _fits(mark: Glyph, letter: Glyph) -> bool:
    if abs(mark.size - letter.size) > _SAME_SIZE * letter.size:
        return False
    if mark.text == _STROKE:
        level = abs(letter.origin[1] - mark.origin[1]) <= 0.05 * letter.size
        return level and not letter.text.isalpha() and _together(mark, letter) != letter.text
    if not letter.text.isalpha() or not _raised(mark, letter):
        return False
    shared = min(mark.box[2], letter.box[2]) - max(mark.box[0], letter.box[0])
    return shared >= 0.5 * min(mark.box[2] - mark.box[0], letter.box[2] - letter.box[0])


def _combines(mark: Glyph, letter: Glyph) -> bool:
    """Whether a mark without a width of its own is drawn right behind its letter, as fonts of text do (its ink reaches back)."""
    em = mark.size
    behind = -0.1 * em <= mark.origin[0] - letter.box[2] <= 0.2 * em and mark.box[2] - mark.box[0] < 0.05 * em
    return behind and letter.text.isalpha() and len(letter.text) == 1 and _raised(mark, letter)


def _raised(mark: Glyph, letter: Glyph) -> bool:
    return -0.05 * letter.size <= letter.origin[1] - mark.origin[1] <= _HIGHEST * letter.size


def _together(mark: Glyph, letter: Glyph) -> str:
    if mark.text == _STROKE:
        struck = unicodedata.normalize("NFC", letter.text + _STROKE)
        return struck if len(struck) == 1 else letter.text
    return f"\\{_COMMANDS[mark.text]}{{{letter.text}}}"
