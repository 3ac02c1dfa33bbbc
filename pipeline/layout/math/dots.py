"""Upright and slanting ellipses, which TeX sets as three full stops one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.layout.atoms import Atom, merge

_STEP = (2.2, 6.5)  # points from one stop down to the next (TeX: 4 pt in \\vdots, 3 pt in \\ddots)
_UPRIGHT = 0.05  # em by which the stops of an upright ellipsis may stand aside
_SLANTED = (0.3, 0.6)  # em from one stop of a slanting ellipsis to the next


def dotted(atoms: Sequence[Atom]) -> list[Atom]:
    """The atoms with each such ellipsis put together."""
    stops = sorted((a for a in atoms if a.text == "."), key=lambda a: a.baseline)
    if len(stops) < 3:
        return list(atoms)
    taken: set[int] = set()
    made: list[Atom] = []
    for index, first in enumerate(stops):
        for sign in ("⋮", "⋱"):
            three = [first]
            for atom in stops[index + 1 :]:
                if atom.baseline - three[-1].baseline > _STEP[1] or len(three) == 3:
                    break
                if id(atom) not in taken and _below(three[-1], atom, sign):
                    three.append(atom)
            if len(three) == 3 and id(first) not in taken:
                taken.update(id(a) for a in three)
                raw = "".join(token[1] for a in three for token in a.tokens)
                made.append(replace(three[-1], tokens=((sign, raw, first.tokens[0][2]),), box=merge(three), space=first.space))
    return [*(a for a in atoms if id(a) not in taken), *made]


def _below(upper: Atom, lower: Atom, sign: str) -> bool:
    aside = (lower.box[0] - upper.box[0]) / upper.size
    fits = abs(aside) <= _UPRIGHT if sign == "⋮" else _SLANTED[0] <= aside <= _SLANTED[1]
    return fits and lower.size == upper.size and _STEP[0] <= lower.baseline - upper.baseline <= _STEP[1]
