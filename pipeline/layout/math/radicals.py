"""Roots: a root sign (a glyph with a rule, or one drawn path) and what stands under its bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.atoms import Atom, cut, literal, merge
from pipeline.layout.extents import font_class
from pipeline.layout.math.fractions import part
from pipeline.layout.math.linearise import linearise
from pipeline.layout.math.rules import Root, Rule
from pipeline.report import Glyph

_PIECE = 0.7  # em from one piece of a tall root sign down to the next (0.6 in TeX's extension font)


def stacked_roots(atoms: Sequence[Atom], glyphs: Sequence[Glyph]) -> list[Atom]:
    """The atoms with each root sign as high as the pieces (glyphs that stand for no character) piled upon it."""
    signs = [atom for atom in atoms if atom.kind == "radical"]
    pieces = sorted((g.origin for g in glyphs if not g.text and g.hidden is None and font_class(g.font) == "hanging"), key=lambda o: -o[1]) if signs else []
    tall: dict[int, Atom] = {}
    for sign in signs:
        x0, top, x1, bottom = sign.box
        for x, y in pieces:
            if abs(x - x0) < 0.05 * sign.size and 0 < top - y <= _PIECE * sign.size:
                top = y
        if top < sign.box[1]:
            tall[id(sign)] = replace(sign, box=(x0, top, x1, bottom))
    return [tall.get(id(atom), atom) for atom in atoms]


def cut_at_bars(atoms: Sequence[Atom], rules: Sequence[Rule], roots: Sequence[Root]) -> list[Atom]:
    """The atoms with every word cut where the bar of a root ends above it (a word has no gap there)."""
    signs = [atom for atom in atoms if atom.kind == "radical"]
    ends = [(rule.x1, rule.y) for rule in rules if any(_starts(rule, sign) for sign in signs)] + [(root.box[2], root.box[1]) for root in roots]
    out = list(atoms)
    for x, y in ends:
        out = [piece for atom in out for piece in (cut(atom, x) if _crossed(atom, x, y) else (atom,))]
    return out


def _crossed(atom: Atom, x: float, y: float) -> bool:
    em = atom.size
    return atom.kind == "word" and atom.box[0] < x - 0.1 * em and x + 0.1 * em < atom.box[2] and y - 0.1 * em <= atom.box[1] + 0.1 * em <= y + 0.8 * em


def _starts(rule: Rule, sign: Atom) -> bool:
    """Whether a rule begins at the upper end of a root sign's glyph."""
    em = sign.size
    return abs(rule.x0 - sign.box[2]) < 0.25 * em and sign.box[1] - 0.5 * em <= rule.y <= sign.box[1] + 0.35 * em


def root_of_rule(rule: Rule, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """The root whose bar the rule is, when a root sign's glyph ends where the rule begins."""
    for sign in atoms:
        if sign.kind == "radical" and _starts(rule, sign):
            return _root(sign, (sign.box[0], rule.y, rule.x1, sign.box[3]), rule.x0, atoms, deep=max(3.2 * sign.size, sign.box[3] - sign.box[1]))
    return None


def drawn_root(root: Root, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """The root whose sign is drawn as a path."""
    return _root(None, root.box, root.bar, atoms, deep=root.box[3] - root.box[1])


def _root(
    sign: Atom | None, box: tuple[float, float, float, float], left: float, atoms: Sequence[Atom], deep: float
) -> tuple[Atom, list[Atom]] | None:
    x0, top, right, _ = box
    inside = [
        a
        for a in atoms
        if a is not sign
        and left - 0.15 * a.size <= a.centre <= right + 0.15 * a.size
        and left - 0.5 * a.size <= a.box[0] < right - 0.05 * a.size
        and top - 0.3 * a.size <= (a.box[1] + a.box[3]) / 2 <= top + deep
    ]
    content = part(inside, top, above=False)
    if not content:
        return None
    ink = merge(content)
    main = max((a for a in content if not a.tall), key=lambda a: a.size, default=content[0])
    index = [
        a
        for a in atoms
        if a is not sign and a.size < 0.75 * main.size and x0 - 0.3 * a.size <= a.centre <= left
        and top <= a.baseline <= top + 0.9 * main.size
    ]  # fmt: skip
    order = [literal("["), *linearise(index), literal("]")] if index else []
    raw = sign.tokens[0][1] if sign is not None else ""
    glyph = sign.tokens[0][2] if sign is not None else None
    tokens = (("√", raw, glyph), *order, literal("{"), *linearise(content, nested=True), literal("}"))
    outer = (min(x0, ink[0]), min(top, ink[1]), max(right, ink[2]), max(box[3] if sign is None else ink[3], ink[3]))
    space = sign.space if sign is not None else content[0].space
    made = Atom(tokens, outer, main.baseline, main.size, "construct", space)
    return made, [*content, *index, *([sign] if sign is not None else [])]
