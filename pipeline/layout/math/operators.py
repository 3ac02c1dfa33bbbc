"""Limits set over and under big operators and operator names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from pipeline.layout.atoms import Atom, cut, literal, merge
from pipeline.layout.math.linearise import linearise
from pipeline.layout.math.scripts import INTEGRALS, clings

NAMES = frozenset(("max", "min", "lim", "sup", "inf", "argmax", "argmin", "maximize", "minimize", "limsup", "liminf"))
RELATIONS = frozenset("=∼~≈≡≃≅→⟶≤≥⇒")
_LOW, _HIGH = 0.4, 0.85  # em from a relation up to the baseline of what is set over it; the line of text before is further off
_ASIDE = 0.2  # em between their middles
LIMIT_RATIO = 0.87  # a limit is at most this share of the operator's size
NEXT = 1.0  # em; operators no further apart may have limits that touch


def takes_limits(atom: Atom) -> bool:
    """Whether limits may stand over and under the atom; those of an integral stand beside it."""
    return (atom.kind == "operator" and atom.text not in INTEGRALS) or (atom.kind == "word" and atom.text in NAMES)


def cut_limits(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms with each word cut in which the limits of two neighbouring operators touch."""
    operators = sorted((atom for atom in atoms if takes_limits(atom)), key=lambda a: a.box[0])
    out = list(atoms)
    for left in operators:
        right = next((o for o in operators if o.box[0] > left.box[0] and _beside(left, o)), None)
        if right is not None:
            out = [piece for atom in out for piece in (_cut_between(atom, left, right) if _under_both(atom, left, right) else (atom,))]
    return out


def _beside(one: Atom, other: Atom) -> bool:
    gap = max(one.box[0], other.box[0]) - min(one.box[2], other.box[2])
    return one is not other and 0 <= gap <= NEXT * one.size and abs(one.baseline - other.baseline) < 0.2 * one.size


def _under_both(atom: Atom, left: Atom, right: Atom) -> bool:
    if atom.kind != "word" or atom.size > LIMIT_RATIO * left.size or atom.box[0] > left.box[2] or atom.box[2] < right.box[0]:
        return False
    return any(_level(atom, left.box[1], left.box[3], left.size, above) for above in (True, False))


def _cut_between(atom: Atom, left: Atom, right: Atom) -> tuple[Atom, ...]:
    """The word in two, cut where both pieces are best centred on their operators."""
    x0, _, x1, _ = atom.box
    edges = [glyph.origin[0] for _, _, glyph in atom.tokens[1:] if glyph is not None]
    best = min(edges, key=lambda x: abs((x0 + x) / 2 - left.centre) + abs((x + x1) / 2 - right.centre), default=x0)
    return cut(atom, best)


def with_limits(operator: Atom, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """The operator with what is set centred over and under it; None where there is nothing."""
    if operator.kind == "operator" and _scripted(operator, atoms):
        return None
    # Nothing stands over a name; a smaller font above it is the line of text before.
    over = _limit(operator, atoms, above=True) if operator.kind == "operator" else []
    under = _limit(operator, atoms, above=False)
    members = [operator]
    if not under and (first := _first_word(operator, atoms)) is not None:
        # What is under "arg max" may be centred on both of its words.
        whole = replace(operator, tokens=(*first.tokens, (" ", " ", None), *operator.tokens), box=merge((first, operator)), space=first.space)
        under = _limit(whole, [a for a in atoms if a is not operator], above=False)
        operator, members = (whole, [first, operator]) if under else (operator, members)
    if not over and not under:
        return None
    tokens = list(operator.tokens)
    for mark, group in (("_", under), ("^", over)):
        if group:
            tokens += [literal(mark + "{"), *linearise(group, nested=True), literal("}")]
    members += [*over, *under]
    kind = "construct" if operator.kind == "operator" else "word"
    made = Atom(tuple(tokens), merge(members), operator.baseline, operator.size, kind, operator.space)
    return made, members


def _first_word(operator: Atom, atoms: Sequence[Atom]) -> Atom | None:
    """The "arg" before a name."""
    em = operator.size
    return next((a for a in atoms if a.text == "arg" and abs(a.baseline - operator.baseline) < 0.05 * em and 0 < operator.box[0] - a.box[2] < 0.4 * em), None)


def overset(relation: Atom, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """The relation with what is set over it, as in `\\overset{d}{=}`; None where there is nothing."""
    em = relation.size
    near = [a for a in atoms if a.size <= LIMIT_RATIO * em and _LOW * em <= relation.baseline - a.baseline <= _HIGH * em and a.kind == "word"]
    group = [a for a in near if abs(a.centre - relation.centre) <= 0.5 * em + 0.5 * (a.box[2] - a.box[0])]
    if not group:
        return None
    box = merge(group)
    beside = any(a not in group and -0.1 * em < max(box[0] - a.box[2], a.box[0] - box[2]) < 0.3 * em for a in near)
    if beside or abs((box[0] + box[2]) / 2 - relation.centre) > _ASIDE * em:
        return None
    tokens = (literal("\\overset{"), *linearise(group, nested=True), literal("}{"), *relation.tokens, literal("}"))
    members = [relation, *group]
    return replace(relation, tokens=tokens, box=merge(members)), members


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
    # A long index may be all of the limit that reaches over the operator: what carries it is the limit's main part.
    main = next((a for a in small if a.size > main.size and clings(a, main)), main)
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
    if abs((box[0] + box[2]) / 2 - (x0 + x1) / 2) <= 0.3 * em + 0.06 * (box[2] - box[0]):
        return group
    if not any(takes_limits(a) and _beside(operator, a) for a in atoms):
        return []
    # The limits of the operator beside it run on from its own: its own are the widest run that is centred on it.
    runs = [group[i:j] for i, j in combinations(range(len(group) + 1), 2)]
    centred = [run for run in runs if abs((run[0].box[0] + run[-1].box[2]) / 2 - operator.centre) <= 0.15 * em]
    return max(centred, key=lambda run: run[-1].box[2] - run[0].box[0], default=[])


def _level(atom: Atom, y0: float, y1: float, em: float, above: bool) -> bool:
    if above:
        return -0.3 * em <= y0 - atom.baseline <= 0.75 * em
    top = atom.baseline - 0.7 * atom.size
    return -0.25 * em <= top - y1 <= 0.6 * em
