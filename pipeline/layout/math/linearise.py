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
        out += primes
        for mark, group in (("_", node.below), ("^", above)):
            if group:
                parts = _indexed(group, above) if mark == "_" else [group]
                out += [literal(mark + "{"), *(token for part in parts for token in linearise(part, nested=True)), literal("}")]
        last = node
    return tuple(out)


def _indexed(below: Sequence[Atom], above: Sequence[Atom]) -> list[Sequence[Atom]]:
    """Some subscripts in two parts where a letter with its index carries a further pair of scripts, as in `{W_1}_F^2`: the
    lower one of the pair begins behind the index, where the upper one does. It is no script of the index."""
    start = min((a.box[0] for a in above), default=0.0)
    near = [a for a in below if abs(a.box[0] - start) <= 0.03 * a.size]
    index = [a for a in below if a.box[2] <= start]
    if not near or not index or len(near) + len(index) != len(below) or any(a.size != near[0].size for a in below):
        return [below]
    return [index, near]


def _primes(above: Sequence[Atom]) -> tuple[list[Token], list[Atom]]:
    """The primes that stand first among some superscripts, and the rest: a prime is written right behind its letter."""
    primes: list[Token] = []
    rest = sorted(above, key=lambda a: a.box[0])
    while rest and rest[0].tokens[0][0] in PRIMES:
        first, rest = rest[0], rest[1:]
        count = next((i for i, token in enumerate(first.tokens) if token[0] not in PRIMES), len(first.tokens))
        primes += first.tokens[:count]
        if count < len(first.tokens):
            rest.insert(0, replace(first, tokens=first.tokens[count:]))
    return primes, rest


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
