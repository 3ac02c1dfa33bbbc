"""Fractions: a rule with one row of atoms over it and one under it, both centred on it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.atoms import Atom, literal, merge
from pipeline.layout.math.linearise import linearise
from pipeline.layout.math.rules import Rule
from pipeline.layout.math.scripts import SCRIPT_RATIO, clings, follows
from pipeline.report import Box

AXIS = 0.25  # em; height of the math axis, on which a fraction's bar stands, above the baseline


def fraction(rule: Rule, atoms: Sequence[Atom], rules: Sequence[Rule]) -> tuple[Atom, list[Atom]] | None:
    """The fraction that the rule (one of the page's `rules`) is the bar of, with the atoms it is made of; None where it is
    no such bar.

    An underline has no row close under it, a table rule's rows are not centred on it or run past its ends.
    """
    if rule.joined:
        return None
    inside = [a for a in atoms if rule.x0 - 1.5 <= a.centre <= rule.x1 + 1.5 and abs(a.baseline - rule.y) < 6 * a.size]
    over = part(inside, rule.y, above=True)
    under = part(inside, rule.y, above=False)
    if not over or not under:
        return None
    if not (_fits(over, rule, rules) and _fits(under, rule, rules)) or _continues(under, atoms, rule, rules):
        return None
    top, bottom = merge(over), merge(under)
    widest = max(top[2] - top[0], bottom[2] - bottom[0])
    size = max(a.size for a in (*over, *under))
    if widest < 0.55 * rule.width - 0.35 * size:
        return None
    tokens = (literal("\\frac{"), *linearise(over, nested=True), literal("}{"), *linearise(under, nested=True), literal("}"))
    box = (min(rule.x0, top[0], bottom[0]), top[1], max(rule.x1, top[2], bottom[2]), bottom[3])
    # In text style the parts are set at 0.7 of the line's size; which style it is shows only beside the line, so the
    # baseline stays an estimate.
    line_size = size / 0.7
    space = min((*over, *under), key=lambda a: a.box[0]).space
    made = Atom(tokens, box, rule.y + AXIS * (size + line_size) / 2, line_size, "construct", space)
    return made, [*over, *under]


def part(inside: Sequence[Atom], y: float, above: bool) -> list[Atom]:
    """The atoms of the row next to the line at `y`, with their scripts and limits: a numerator, or what is under a bar."""
    near = [a for a in inside if _reaches(a, y, above)]
    if not near:
        return []
    words = _main_words(near) or [a for a in near if a.tall] or near
    nearest = min(words, key=lambda a: abs(a.baseline - y))
    # The nearest may be a script of the row's own letters, but not of the next line of text.
    main = max((a for a in words if abs(a.baseline - nearest.baseline) <= 0.6 * a.size), key=lambda a: (a.size, a.box[3] - a.box[1]))
    axis = main.baseline - AXIS * main.size
    chosen = []
    for atom in inside:
        if (atom.box[1] + atom.box[3] < 2 * y) is not above:
            continue
        if atom.tall:
            middle = (atom.box[1] + atom.box[3]) / 2
            fits = atom.box[1] <= axis <= atom.box[3] or abs(middle - axis) < 0.6 * main.size
        elif main.tall:
            fits = main.box[1] - 0.3 * atom.size <= atom.baseline - 0.3 * atom.size <= main.box[3] + 0.3 * atom.size
        else:
            fits = abs(atom.baseline - main.baseline) <= 0.78 * main.size and atom.size <= 1.1 * main.size
        if fits:
            chosen.append(atom)
    # A script of a tall delimiter stands as high as that does.
    tall = [a for a in chosen if a.tall]
    held = {id(a) for a in chosen}
    for atom in sorted((a for a in inside if id(a) not in held and (a.box[1] + a.box[3] < 2 * y) is above), key=lambda a: a.box[0]):
        if any(clings(t, atom) for t in tall) or any(follows(a, atom) for a in chosen[len(held) :]):
            chosen.append(atom)
    return chosen


def _main_words(row: Sequence[Atom]) -> list[Atom]:
    """The words of a row that are no scripts of its delimiters and operators."""
    signs = max((a.size for a in row if a.kind in ("fence", "operator")), default=0.0)
    return [a for a in row if not a.tall and a.size > SCRIPT_RATIO * signs]


def _reaches(atom: Atom, y: float, above: bool) -> bool:
    """Whether an atom stands close enough to a bar at `y` to be part of the row next to it."""
    em = atom.size
    if atom.tall:
        gap = y - atom.box[3] if above else atom.box[1] - y
        return -0.25 * em <= gap <= 0.6 * em
    gap = y - atom.baseline if above else atom.baseline - y
    # Under the bar stands the whole height of the letters; over it only their depth. A tall neighbour (a nested
    # fraction) keeps the words of its row further away.
    return -0.05 * em <= gap <= 1.25 * em if above else 0.4 * em <= gap <= 1.6 * em


def _fits(row: Sequence[Atom], rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether the row is centred on the rule, ends where it ends, and has no gap as wide as between columns."""
    box = merge(row)
    size = max(a.size for a in row)
    left = _under_flat_root(box, size, rule, rules)
    off = abs((left + box[2]) / 2 - rule.centre)
    if off > max(0.08 * rule.width, 0.3 * size) or box[0] < rule.x0 - 0.4 * size or box[2] > rule.x1 + 0.4 * size:
        return False
    right = None
    for atom in sorted(row, key=lambda a: a.box[0]):
        if right is not None and atom.box[0] - right > 2.5 * size:
            return False
        right = max(right or atom.box[2], atom.box[2])
    words = _main_words(row)
    return not words or _close(words, rule)


def _under_flat_root(box: Box, size: float, rule: Rule, rules: Sequence[Rule]) -> float:
    """Where a row begins: left of its letters where an exporter has pressed the root sign before them flat, to a line over them
    that still keeps the room of the sign."""
    flat = (
        o.x0
        for o in rules
        if o is not rule and not o.joined and abs(o.y - box[1]) < 0.35 * size and rule.x0 - 1 <= o.x0 < box[0] and box[0] + 0.2 * size < o.x1 <= box[2] + 0.2 * size
    )
    return min(flat, default=box[0])


def _close(words: Sequence[Atom], rule: Rule) -> bool:
    """Whether the main row stands no further from the bar than a denominator does when nothing tall is in it."""
    main = max(words, key=lambda a: a.size)
    return abs(main.baseline - rule.y) <= 1.6 * main.size


def _continues(row: Sequence[Atom], atoms: Sequence[Atom], rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether the row runs on past the rule's ends, as a line of text under an underlined word does.

    What stands under a bar of its own at the same height belongs to a fraction beside this one.
    """
    members = {id(a) for a in row}
    words = [a for a in row if not a.tall]
    if not words:
        return False
    main = max(words, key=lambda a: a.size)
    left, right = min(rule.x0, *(a.box[0] for a in words)), max(rule.x1, *(a.box[2] for a in words))
    for atom in atoms:
        if id(atom) in members or atom.tall or abs(atom.baseline - main.baseline) > 0.06 * main.size:
            continue
        gap = max(left - atom.box[2], atom.box[0] - right)
        barred = any(o is not rule and not o.joined and abs(o.y - rule.y) < 0.1 * main.size and o.x0 - 1.5 <= atom.centre <= o.x1 + 1.5 for o in rules)
        if gap < 0.45 * main.size and 0.9 < atom.size / main.size < 1.1 and not barred:
            return True
    return False
