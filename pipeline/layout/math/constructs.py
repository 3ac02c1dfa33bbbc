"""Find a page's two-dimensional constructs and replace the atoms they are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.layout.atoms import Atom
from pipeline.layout.math.braces import Brace, braced
from pipeline.layout.math.dots import dotted
from pipeline.layout.math.drawn_fences import drawn_fences
from pipeline.layout.math.fractions import fraction
from pipeline.layout.math.matrices import matrix, partner, stacked
from pipeline.layout.math.operators import RELATIONS, cut_limits, overset, takes_limits, with_limits
from pipeline.layout.math.overlines import overline
from pipeline.layout.math.radicals import cut_at_bars, drawn_root, root_of_rule
from pipeline.layout.math.rules import find_roots, find_rules
from pipeline.report import Stroke

Made = tuple[Atom, list[Atom]] | None


def build_constructs(atoms: Sequence[Atom], strokes: Sequence[Stroke], braces: Sequence[Brace] = ()) -> list[Atom]:
    """The atoms with fractions, roots, limits, braces, matrices and cases put together, inner ones first.

    Constructs nest, and the inner one is always the narrower: taken by width, each finds its parts already finished.
    """
    rules, roots = find_rules(strokes), find_roots(strokes)
    pool = cut_limits(stacked(dotted(cut_at_bars(atoms, rules, roots))))
    pool += drawn_fences(strokes, pool)
    tasks: list[tuple[float, Callable[[list[Atom]], Made]]] = []
    for rule in rules:
        tasks.append((rule.width, lambda pool, rule=rule: root_of_rule(rule, pool) or fraction(rule, pool, rules) or overline(rule, pool)))
    for brace in braces:
        tasks.append((brace.x1 - brace.x0, lambda pool, brace=brace: braced(brace, pool)))
    for root in roots:
        tasks.append((root.box[2] - root.bar, lambda pool, root=root: drawn_root(root, pool)))
    for atom in pool:
        if takes_limits(atom):
            tasks.append((0.0, lambda pool, atom=atom: with_limits(atom, pool)))
        elif atom.kind == "word" and atom.text in RELATIONS:
            tasks.append((0.0, lambda pool, atom=atom: overset(atom, pool)))
        elif atom.kind == "fence":
            tasks.append((_reach(atom, pool), lambda pool, atom=atom: matrix(atom, pool)))
    for _, make in sorted(tasks, key=lambda task: task[0]):
        made = make(pool)
        if made is not None:
            atom, members = made
            gone = {id(member) for member in members}
            pool = [a for a in pool if id(a) not in gone]
            pool.append(atom)
    return pool


def _reach(fence: Atom, pool: Sequence[Atom]) -> float:
    """The width of what a delimiter opens; without a partner, the next delimiter on the right stands in for it."""
    right = partner(fence, pool)
    if right is not None:
        return right.box[2] - fence.box[0]
    return min(
        (
            a.box[2] - fence.box[0]
            for a in pool
            if a.kind == "fence" and a.box[0] > fence.box[2] and a.box[1] < fence.box[3] and a.box[3] > fence.box[1]
        ),
        default=float("inf"),
    )
