"""Rows: atoms that stand on one baseline."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.atoms import Atom, moved

ROW_TOLERANCE = 0.1  # em; baselines closer than this make one row
OVER = 0.3  # em by which words that stand on one another overlap
TALL_TOLERANCE = 0.4  # em; how far a tall atom's estimated baseline may be from the row's
TALL_GAP = 1.3  # em; a tall atom joins a row that has an atom no further away
OPERAND_GAP = 3.5  # em; an operator and what it is applied to, as its limits may stand between them


def rows_of(atoms: Sequence[Atom]) -> list[list[Atom]]:
    """Rows of equal baseline, top to bottom, each left to right. Tall atoms, whose baseline is an estimate, join the row
    beside them."""
    rows: list[list[Atom]] = []
    for atom in sorted((a for a in atoms if not a.tall), key=lambda a: a.baseline):
        # The row's first atom sets its baseline, so that rows do not creep.
        if rows and atom.baseline - rows[-1][0].baseline <= ROW_TOLERANCE * min(atom.size, rows[-1][0].size):
            rows[-1].append(atom)
        else:
            rows.append([atom])
    rows = [part for row in rows for part in _apart(sorted(row, key=lambda a: a.box[0]))]
    waiting = sorted((a for a in atoms if a.tall), key=lambda a: (a.box[0], a.box[1]))
    least = {id(a): _least(a, waiting) for a in waiting}
    while waiting:
        rest = [atom for atom in waiting if not _join(rows, atom, least[id(atom)])]
        if len(rest) == len(waiting):
            # Nothing beside it: the leftmost starts a row that the others may join.
            rows.append([rest.pop(0)])
        waiting = rest
    return sorted(rows, key=lambda row: (row[0].baseline, row[0].box[0]))


def _apart(row: list[Atom]) -> list[list[Atom]]:
    """A row in two where words of another colour are printed over it, as a remark typed over the page may be."""
    crossed = [(a, b) for a, b in pairwise(row) if a.box[2] - b.box[0] > OVER * min(a.size, b.size)]
    over = {_colour(atom) for a, b in crossed for atom in (a, b) if _colour(a) != _colour(b)}
    if not over:
        return [row]
    usual = Counter(_colour(atom) for atom in row for _ in atom.tokens).most_common(1)[0][0]
    colours = over - {usual}
    return [[atom for atom in row if _colour(atom) not in colours], [atom for atom in row if _colour(atom) in colours]]


def _colour(atom: Atom) -> int | None:
    return next((glyph.colour for _, _, glyph in atom.tokens if glyph is not None), None)


def _least(atom: Atom, tall: list[Atom]) -> float:
    """The least size of an atom that a tall one may stand beside: a script is no line for it to stand on.

    A fraction's size is an estimate that may be a third too large, unless a delimiter or an operator next to it tells.
    """
    if atom.kind != "construct":
        return 0.8 * atom.size
    beside = (
        a.size for a in tall if a.kind != "construct" and abs(a.box[1] + a.box[3] - atom.box[1] - atom.box[3]) < 0.8 * atom.size
        and max(a.box[0] - atom.box[2], atom.box[0] - a.box[2]) < 0.5 * atom.size
    )  # fmt: skip
    return 0.8 * min(max(beside, default=0.0), atom.size) or 0.62 * atom.size


def _join(rows: list[list[Atom]], atom: Atom, least: float) -> bool:
    """Put a tall atom in the row beside it; false when there is none."""
    best: tuple[float, list[Atom], Atom] | None = None
    for row in rows:
        off = abs(row[0].baseline - atom.baseline) / atom.size
        if off > TALL_TOLERANCE:
            continue
        gap, neighbour = min(
            ((max(o.box[0] - atom.box[2], atom.box[0] - o.box[2]), o) for o in row), key=lambda pair: pair[0]
        )
        first = min(atom, neighbour, key=lambda a: a.box[0])
        if gap > (OPERAND_GAP if first.kind == "operator" else TALL_GAP) * atom.size or neighbour.size < least:
            continue
        cost = 2 * off + 0.2 * max(gap, 0.0) / atom.size
        if best is None or cost < best[0]:
            best = (cost, row, neighbour)
    if best is None:
        return False
    _, row, neighbour = best
    size = atom.size
    if atom.kind == "construct":
        # Of the two beside it the larger tells: text around a formula may be set smaller.
        beside = (o.size for o in row if max(o.box[0] - atom.box[2], atom.box[0] - o.box[2]) <= 0.5 * atom.size and o.size <= 1.1 * atom.size)
        size = max(beside, default=neighbour.size)
    row.insert(bisect_left([a.box[0] for a in row], atom.box[0]), moved(atom, neighbour.baseline, size))
    return True
