"""Horizontal braces over and under a formula, with what is written at their point.

TeX draws one from four glyphs of its extension font, two ends and the two halves of the point, with rules between them
(`\\upbracefill` and `\\downbracefill` of plain TeX). They stand for no character.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.atoms import Atom, literal, merge
from pipeline.layout.extents import font_class
from pipeline.layout.math.fractions import part
from pipeline.layout.math.linearise import linearise
from pipeline.report import Glyph

_TOUCH = 0.1  # em between the two halves of the point
_SEPARATE = 1.2  # em; what is written at the point has no wider gap
_LEAST = 2.0  # em; no brace is shorter than its four glyphs (0.45 em each)
_OFF = 0.6  # em between the middle of the brace and that of what is written at its point


@dataclass(frozen=True, slots=True)
class Brace:
    """A brace from x0 to x1 along the height y, `size` that of its font."""

    x0: float
    x1: float
    y: float
    size: float


def find_braces(glyphs: Sequence[Glyph]) -> list[Brace]:
    """The braces of a page, from the glyphs that stand for no character."""
    pieces = [g for g in glyphs if not g.text and g.hidden is None and font_class(g.font) == "hanging"]
    braces = []
    while len(pieces) >= 4:
        four = pieces[:4]
        if _whole(*four):
            braces.append(Brace(four[0].box[0], four[3].box[2], four[0].origin[1], four[0].size))
        pieces = pieces[4 if _whole(*four) else 1 :]
    return braces


def _whole(first: Glyph, left: Glyph, right: Glyph, last: Glyph) -> bool:
    """Whether four glyphs follow each other along one height, the middle two without a gap."""
    em = first.size
    level = all(abs(g.origin[1] - first.origin[1]) < 0.05 * em and g.size == em for g in (left, right, last))
    point = abs(left.box[2] - right.box[0]) <= _TOUCH * em
    return level and point and first.box[2] <= left.box[0] + _TOUCH * em and right.box[2] <= last.box[0] + _TOUCH * em


def braced(brace: Brace, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """What the brace holds, as in `\\underbrace{a + b}_{c}`, with the atoms it is made of; None where it holds nothing."""
    inside = [a for a in atoms if brace.x0 - 0.2 * a.size <= a.centre <= brace.x1 + 0.2 * a.size]
    for above, name, mark in ((True, "underbrace", "_"), (False, "overbrace", "^")):
        held = part(inside, brace.y, above)
        if not held or not _fits(brace, held):
            continue
        note = _note(brace, [a for a in atoms if a not in held], above)
        tokens = [literal(f"\\{name}{{"), *linearise(held, nested=True), literal("}")]
        if note:
            tokens += [literal(mark + "{"), *linearise(note, nested=True), literal("}")]
        main = max((a for a in held if not a.tall), key=lambda a: a.size, default=held[0])
        members = [*held, *note]
        space = min(held, key=lambda a: a.box[0]).space
        return Atom(tuple(tokens), merge(members), main.baseline, main.size, "word", space), members
    return None


def _fits(brace: Brace, held: Sequence[Atom]) -> bool:
    """Whether a brace is as wide as what it holds, or has its least width and stands centred on it."""
    x0, _, x1, _ = merge(held)
    off, least = abs(x0 + x1 - brace.x0 - brace.x1) / 2, brace.x1 - brace.x0 < _LEAST * brace.size
    return off <= 0.5 * brace.size and (least or abs(x1 - x0 - brace.x1 + brace.x0) <= 0.8 * brace.size)


def _note(brace: Brace, atoms: Sequence[Atom], below: bool) -> list[Atom]:
    """The row at the brace's point that is centred on it."""
    middle = (brace.x0 + brace.x1) / 2
    near = [a for a in atoms if 0.2 * a.size <= (a.baseline - brace.y if below else brace.y - a.baseline) <= 1.9 * brace.size]
    seeds = [a for a in near if a.box[0] - 0.5 * a.size <= middle <= a.box[2] + 0.5 * a.size and not a.tall]
    if not seeds:
        return []
    main = max(seeds, key=lambda a: a.size)
    row = sorted((a for a in near if abs(a.baseline - main.baseline) <= 0.6 * main.size), key=lambda a: a.box[0])
    first = last = next(i for i, a in enumerate(row) if a is main)
    while first > 0 and row[first].box[0] - row[first - 1].box[2] < _SEPARATE * main.size:
        first -= 1
    while last + 1 < len(row) and row[last + 1].box[0] - max(a.box[2] for a in row[first : last + 1]) < _SEPARATE * main.size:
        last += 1
    note = row[first : last + 1]
    box = merge(note)
    return note if abs((box[0] + box[2]) / 2 - middle) <= _OFF * brace.size else []
