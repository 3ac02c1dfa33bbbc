"""Write a set of atoms as text, sub- and superscripts in their place.

The method is a recursive baseline parse (after Zanibbi, Blostein and Cordy, "Recognizing mathematical expressions using
tree transformation", PAMI 2002): atoms on the main baseline are read left to right; smaller atoms that cling to the right
of one of them, raised or lowered, are its scripts, and are written by the same rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.atoms import Atom, Token, literal
from pipeline.layout.math.scripts import Node, attach
from pipeline.layout.rows import rows_of

WORD_GAP = 0.15  # em; a wider gap between atoms is a word space


def linearise(atoms: Sequence[Atom]) -> tuple[Token, ...]:
    """The tokens of some atoms; rows that hang together in no other way follow one another."""
    out: list[Token] = []
    for row in attach(rows_of(atoms)):
        if row:
            if out:
                out.append((" ", " ", None))
            out.extend(write(row))
    return tuple(out)


def write(nodes: Sequence[Node]) -> tuple[Token, ...]:
    """The tokens of one line's nodes, left to right."""
    out: list[Token] = []
    last: Node | None = None
    for node in nodes:
        if last is not None:
            gap = node.atom.box[0] - last.right
            if node.atom.space or gap > WORD_GAP * min(node.atom.size, last.atom.size):
                out.append((" ", " ", None))
        out.extend(node.atom.tokens)
        for mark, group in (("_", node.below), ("^", node.above)):
            if group:
                out += [literal(mark + "{"), *linearise(group), literal("}")]
        last = node
    return tuple(out)
