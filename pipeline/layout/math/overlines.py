"""Lines over letters: a rule as wide as the letters close beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.layout.atoms import Atom, literal, merge
from pipeline.layout.math.linearise import linearise
from pipeline.layout.math.rules import Rule

_RISE = (0.45, 0.95)  # em from the letters' baseline up to the rule; the line of text above an underline is further off
_ENDS = 0.2  # em by which the rule may be longer or shorter than its letters


def overline(rule: Rule, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """What the rule is drawn over, as in `\\overline{AB}`; None where the rule is no such line."""
    if rule.joined:
        return None
    under = [
        a
        for a in atoms
        if a.kind == "word" and rule.x0 <= a.centre <= rule.x1 and _RISE[0] * a.size <= a.baseline - rule.y <= _RISE[1] * a.size
    ]
    if not under:
        return None
    main = max(under, key=lambda a: a.size)
    box = merge(under)
    if abs(box[0] - rule.x0) > _ENDS * main.size or abs(box[2] - rule.x1) > _ENDS * main.size:
        return None
    tokens = (literal("\\overline{"), *linearise(under, nested=True), literal("}"))
    space = min(under, key=lambda a: a.box[0]).space
    return Atom(tokens, (box[0], rule.y, box[2], box[3]), main.baseline, main.size, "word", space), under
