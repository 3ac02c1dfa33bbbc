"""Limits set over and under big operators and operator names."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.atoms import Atom, literal, merge
from pipeline.layout.math.linearise import linearise

NAMES = frozenset(("max", "min", "lim", "sup", "inf", "argmax", "argmin", "maximize", "minimize", "limsup", "liminf"))
LIMIT_RATIO = 0.87  # a limit is at most this share of the operator's size


def with_limits(operator: Atom, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """The operator with what is set centred over and under it; None where there is nothing."""
    if operator.kind == "operator" and _scripted(operator, atoms):
        return None
    over = _limit(operator, atoms, above=True)
    under = _limit(operator, atoms, above=False)
    if not over and not under:
        return None
    tokens = list(operator.tokens)
    for mark, group in (("_", under), ("^", over)):
        if group:
            tokens += [literal(mark + "{"), *linearise(group, nested=True), literal("}")]
    members = [operator, *over, *under]
    kind = "construct" if operator.kind == "operator" else "word"
    made = Atom(tuple(tokens), merge(members), operator.baseline, operator.size, kind, operator.space)
    return made, members


def _scripted(operator: Atom, atoms: Sequence[Atom]) -> bool:
    """Whether the operator has its limits at its side, as in running text."""
    _, y0, x1, y1 = operator.box
    em = operator.size
    return any(
        a.size <= LIMIT_RATIO * em and -0.1 * em <= a.box[0] - x1 <= 0.12 * em and y0 < (a.box[1] + a.box[3]) / 2 < y1
        for a in atoms
    )


def _limit(operator: Atom, atoms: Sequence[Atom], above: bool) -> list[Atom]:
    x0, y0, x1, y1 = operator.box
    em = operator.size
    small = [a for a in atoms if a is not operator and a.size <= LIMIT_RATIO * em and _level(a, y0, y1, em, above)]
    seeds = [a for a in small if a.box[0] < x1 - 0.1 * em and a.box[2] > x0 + 0.1 * em]
    if not seeds:
        return []
    size = max(a.size for a in seeds)
    edge = y0 if above else y1
    main = min((a for a in seeds if a.size > 0.9 * size), key=lambda a: abs(a.baseline - edge))
    row = sorted(
        (a for a in small if abs(a.baseline - main.baseline) <= 0.75 * main.size and a.size <= 1.05 * main.size),
        key=lambda a: a.box[0],
    )
    at = next(i for i, a in enumerate(row) if a is main)
    first = last = at
    while first > 0 and row[first].box[0] - row[first - 1].box[2] < 0.45 * main.size:
        first -= 1
    while last + 1 < len(row) and row[last + 1].box[0] - max(a.box[2] for a in row[first : last + 1]) < 0.45 * main.size:
        last += 1
    group = row[first : last + 1]
    box = merge(group)
    if abs((box[0] + box[2]) / 2 - (x0 + x1) / 2) > 0.3 * em + 0.06 * (box[2] - box[0]):
        return []
    return group


def _level(atom: Atom, y0: float, y1: float, em: float, above: bool) -> bool:
    if above:
        return -0.3 * em <= y0 - atom.baseline <= 0.75 * em
    top = atom.baseline - 0.7 * atom.size
    return -0.25 * em <= top - y1 <= 0.6 * em
