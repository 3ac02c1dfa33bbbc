"""Atoms: the pieces that lines and formulas are put together from.

An atom is a word (glyphs of one baseline and size without a gap), a tall delimiter, a big operator, or a finished
construct such as a fraction. Its `tokens` are its linearised text, piece by piece, so that text, raw text and styled spans
come from one sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.layout.extents import font_class, ink_extents
from pipeline.report import Box, Glyph

Token = tuple[str, str, Glyph | None]  # text, raw text, the glyph they come from (None for structure and spaces)

BREAK_GAP = 0.12  # em; a wider gap ends a word (TeX's thinnest space between words is 0.2 em)
BACK_STEP = 0.3  # em; a pen that steps back further starts a new word
SAME_BASELINE = 0.04  # em
SPACES = frozenset(" \u00a0\t\n\r\u2002\u2003\u2009\u200a\u202f\u3000")
ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad\u2061\u2062\u2063\u2064")
# TeX draws long arrows from two glyphs that overlap; each is read as the arrow that it lengthens. Those with two heads stay two
# signs (⇐⇒), as they are drawn.
LONG_ARROWS = {
    ("=", "⇒"): "⇒", ("⇐", "="): "⇐", ("−", "→"): "→", ("-", "→"): "→", ("←", "−"): "←", ("←", "-"): "←",
    ("|", "→"): "↦", ("↦", "→"): "↦", ("↦", "−"): "↦", ("↦", "-"): "↦", ("↪", "→"): "↪",
}  # fmt: skip
ARROW_ENDS = frozenset("⇒⇐→←")
OPERATORS = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂⨀⨄⨆")
PIECES = frozenset("⎛⎜⎝⎞⎟⎠⎡⎢⎣⎤⎥⎦⎧⎨⎩⎪⎫⎬⎭")  # of delimiters that are built one above the other
FENCES = PIECES | frozenset("()[]{}|‖∥⌈⌉⌊⌋⟨⟩〈〉│⏐")
BARS = frozenset("∣⏐")  # signs that differ from a bar in no outline; KaTeX and MathJax draw every | as ∣


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece of a line. `box` is its ink in points; `baseline` that of the line it should stand on.

    `kind` is "word", "fence" (a delimiter taller than its font size), "operator" (big, may carry limits), "radical" (a
    root sign without its content yet) or "construct". `space` says that a space glyph was drawn before it.
    """

    tokens: tuple[Token, ...]
    box: Box
    baseline: float
    size: float
    kind: str = "word"
    space: bool = False

    @property
    def text(self) -> str:
        return "".join(token[0] for token in self.tokens)

    @property
    def centre(self) -> float:
        return (self.box[0] + self.box[2]) / 2

    @property
    def tall(self) -> bool:
        return self.kind in ("fence", "construct", "operator")


def visible(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs that a person sees and that add text: hidden, empty, zero-width and doubly drawn ones left out."""
    kept: list[Glyph] = []
    seen: set[tuple[str, int, int]] = set()
    for glyph in glyphs:
        text = glyph.text
        if glyph.hidden is not None or not text or text in ZERO_WIDTH:
            continue
        if text not in SPACES:
            x, y = glyph.origin
            # Two grids, half a cell apart, so that a pair on a cell border is still met in one of them.
            fine, shifted = (text, int(x * 1.5), int(y * 1.5)), (text, -int(x * 1.5 + 0.5), -int(y * 1.5 + 0.5))
            if fine in seen or shifted in seen:
                continue
            seen.add(fine)
            seen.add(shifted)
        kept.append(glyph._replace(text="|") if text in BARS else glyph)
    return kept


def words(glyphs: Sequence[Glyph]) -> list[Atom]:
    """Cut glyphs, in paint order, into atoms. All must run left to right."""
    atoms: list[Atom] = []
    run: list[Glyph] = []
    space = pending = False
    before: Glyph | None = None  # the last glyph that was no space
    for glyph in glyphs:
        text = glyph.text
        if text in SPACES:
            if run:
                atoms.append(_word(run, space))
                run = []
            pending = True
            continue
        if pending and before is not None:
            # KaTeX draws spaces without width between a letter and its scripts.
            level = abs(glyph.origin[1] - before.origin[1]) < 0.1 * glyph.size
            pending = level and glyph.origin[0] - before.box[2] > 0.05 * glyph.size
        before = glyph
        kind = _kind(glyph)
        if run:
            last, em = run[-1], glyph.size
            gap = glyph.origin[0] - last.box[2]
            if (
                kind is not None
                or abs(glyph.origin[1] - last.origin[1]) > SAME_BASELINE * em
                or abs(em - last.size) > 0.03 * em
                or gap > BREAK_GAP * em
                or gap < -BACK_STEP * em
            ):
                atoms.append(_word(run, space))
                run = []
        if kind is not None:
            atoms.append(_single(glyph, kind, pending))
            pending = False
            continue
        if not run:
            space, pending = pending, False
        run.append(glyph)
    if run:
        atoms.append(_word(run, space))
    return atoms


def merge(atoms: Sequence[Atom]) -> Box:
    """The box around some atoms."""
    boxes = [atom.box for atom in atoms]
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def cut(atom: Atom, x: float) -> tuple[Atom, ...]:
    """A word in two pieces, the glyphs whose middle is left of `x` and the others; as it is when one would be empty."""
    left = sum(glyph is not None and (glyph.box[0] + glyph.box[2]) / 2 <= x for _, _, glyph in atom.tokens)
    if not 0 < left < len(atom.tokens):
        return (atom,)
    at = atom.tokens[left][2]
    edge = at.origin[0] if at is not None else x
    x0, y0, x1, y1 = atom.box
    return (
        replace(atom, tokens=atom.tokens[:left], box=(x0, y0, edge, y1)),
        replace(atom, tokens=atom.tokens[left:], box=(edge, y0, x1, y1), space=False),
    )


def moved(atom: Atom, baseline: float, size: float) -> Atom:
    """The atom set on another line's baseline and size (its ink stays where it is)."""
    return replace(atom, baseline=baseline, size=size)


def literal(text: str) -> Token:
    """A token of structure that no glyph stands for."""
    return (text, "", None)


def _kind(glyph: Glyph) -> str | None:
    text = glyph.text
    if text == "√":
        return "radical"
    if text in OPERATORS:
        return "operator"
    if text in FENCES:
        top, bottom = ink_extents(glyph)
        # An extension font holds no other delimiters than tall ones and the pieces of still taller ones.
        if top + bottom > 1.1 * glyph.size or text in PIECES or font_class(glyph.font) == "hanging":
            return "fence"
    return None


def _single(glyph: Glyph, kind: str, space: bool) -> Atom:
    top, bottom = ink_extents(glyph)
    x, y = glyph.origin
    # Big symbols are centred on the math axis, a quarter em above the baseline of their line.
    baseline = y + (bottom - top) / 2 + 0.25 * glyph.size if kind in ("fence", "operator") else y
    box = (x, y - top, max(glyph.box[2], x), y + bottom)
    return Atom(((glyph.text, glyph.raw, glyph),), box, baseline, glyph.size, kind, space)


def _word(run: list[Glyph], space: bool) -> Atom:
    first, last = run[0], run[-1]
    y, em = first.origin[1], first.size
    x0, x1 = min(first.origin[0], first.box[0]), max(last.box[2], first.box[2])
    tokens = tuple([(g.text, g.raw, g) for g in run])
    if len(run) > 1 and any(g.text in ARROW_ENDS for g in run):
        tokens = _long_arrows(tokens)
    return Atom(tokens, (x0, y - 0.72 * em, x1, y + 0.22 * em), y, em, "word", space)


def _long_arrows(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    out: list[Token] = []
    for token in tokens:
        glyph = token[2]
        last = out[-1][2] if out else None
        joined = LONG_ARROWS.get((out[-1][0], token[0])) if out else None
        # The bar of an arrow that maps has no width of its own in TeX's fonts.
        if joined and glyph and last and glyph.origin[0] < max(last.box[2] - 0.05 * glyph.size, last.origin[0] + 0.02 * glyph.size):
            out[-1] = (joined, out[-1][1] + token[1], last)
        else:
            out.append(token)
    return tuple(out)
