"""Write a set of atoms as text, sub- and superscripts in their place.

The method is a recursive baseline parse (after Zanibbi, Blostein and Cordy, "Recognizing mathematical expressions using
tree transformation", PAMI 2002): atoms on the main baseline are read left to right; smaller atoms that cling to the right
of one of them, raised or lowered, are its scripts, and are written by the same rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.atoms import Atom, Token, literal, merge
from pipeline.layout.math.scripts import Node, attach
from pipeline.layout.rows import rows_of

ELLIPSES = {".": "...", "·": "⋯", "⋅": "⋯"}
PRIMES = frozenset("′″‴")
CLOSING = frozenset(",.;:)]}!?")
CLOSING_GAP = 0.3  # em
WORD_GAP = 0.15  # em; a wider gap between atoms is a word space


def linearise(atoms: Sequence[Atom], nested: bool = False) -> tuple[Token, ...]:
    """The tokens of some atoms; rows that hang together in no other way follow one another."""
    out: list[Token] = []
    for row in attach(rows_of(atoms), nested):
        if row:
            if out:
                out.append((" ", " ", None))
            out.extend(write(row))
    return tuple(out)


def write(nodes: Sequence[Node]) -> tuple[Token, ...]:
    """The tokens of one line's nodes, left to right."""
    out: list[Token] = []
    last: Node | None = None
    for node in _dots_joined(nodes):
        if last is not None:
            gap = (node.atom.box[0] - last.right) / min(node.atom.size, last.atom.size)
            # Scripts leave some space behind them that is no word space.
            if node.atom.space or gap > (CLOSING_GAP if node.atom.text[:1] in CLOSING else WORD_GAP):
                out.append((" ", " ", None))
        out.extend(node.atom.tokens)
        primes, above = _primes(node.above)
        out += [token for prime in primes for token in prime.tokens]
        for mark, group in (("_", node.below), ("^", above)):
            if group:
                out += [literal(mark + "{"), *linearise(group, nested=True), literal("}")]
        last = node
    return tuple(out)


def _primes(above: Sequence[Atom]) -> tuple[list[Atom], list[Atom]]:
    """The primes that stand first among some superscripts, and the rest: a prime is written right behind its letter."""
    ordered = sorted(above, key=lambda a: a.box[0])
    count = next((i for i, atom in enumerate(ordered) if set(atom.text) - PRIMES), len(ordered))
    return ordered[:count], ordered[count:]


def _dots_joined(nodes: Sequence[Node]) -> Sequence[Node]:
    """TeX sets an ellipsis as three spaced dots: make one atom of them."""
    texts = [node.atom.text for node in nodes]
    if not any(text in ELLIPSES for text in texts):
        return nodes
    out: list[Node] = []
    index = 0
    while index < len(nodes):
        three = nodes[index : index + 3]
        text = texts[index]
        plain = text in ELLIPSES and not any(n.above or n.below for n in three[:2])
        if plain and texts[index : index + 3] == [text] * 3 and three[2].atom.box[0] - three[0].right < 1.5 * three[0].atom.size:
            first = three[0].atom
            raw = "".join(token[1] for n in three for token in n.atom.tokens)
            joined = replace(first, tokens=((ELLIPSES[text], raw, first.tokens[0][2]),), box=merge([n.atom for n in three]))
            out.append(Node(joined, three[2].above, three[2].below))
            index += 3
        else:
            out.append(nodes[index])
            index += 1
    return out
