"""Tall delimiters that are drawn as paths, as KaTeX does where its fonts hold none of that height."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.layout.atoms import Atom
from pipeline.layout.strokes import clipped
from pipeline.report import Stroke

_LOWEST = 14.0  # points; fonts hold the brackets that are lower
_BAR = (5.0, 90.0)  # points from end to end of a bar
_TALL = 1.1  # em; nor is a bar lower than its letters
_BESIDE = 0.5  # em between a bar and what it delimits
_SLENDER = 0.3  # of its height is a delimiter's width at most
_THIN = 1.0  # points; a bar is no wider, a bracket is
_STRAIGHT = 0.01  # points
_ALIKE = 0.06  # of the height by which the two of a pair may differ
_BARS = ("|", "∥")
_CLOSING = {"[": "]", "(": ")", "|": "|", "∥": "∥"}


def drawn_fences(strokes: Sequence[Stroke], atoms: Sequence[Atom]) -> list[Atom]:
    """Drawn delimiters as atoms: pairs with something between them, for one alone may be a pen's mark, and bars between what
    they end and its scripts."""
    found = sorted(((sign, stroke) for stroke in strokes if (sign := _sign(stroke)) is not None), key=lambda pair: clipped(pair[1])[0])
    made: list[Atom] = []
    taken: set[int] = set()
    for sign, left in found:
        if sign not in _CLOSING or id(left) in taken:
            continue
        partners = [right for other, right in found if other == _CLOSING[sign] and id(right) not in taken and _pair(left, right)]
        right = min(partners, key=lambda stroke: stroke.box[0], default=None)
        held = _held(left, right, atoms) if right is not None else []
        if held and right is not None and (sign not in _BARS or _close(left, right, held)):
            size = max(atom.size for atom in held)
            made += [_atom(sign, left, size), _atom(_CLOSING[sign], right, size)]
            taken.update((id(left), id(right)))
        elif sign == "|" and (bar := _bar(left, atoms)) is not None:
            made.append(bar)
    return made


def _held(left: Stroke, right: Stroke, atoms: Sequence[Atom]) -> list[Atom]:
    a, b = clipped(left), clipped(right)
    return [atom for atom in atoms if a[2] - 1 <= atom.centre <= b[0] + 1 and a[1] < (atom.box[1] + atom.box[3]) / 2 < a[3]]


def _close(left: Stroke, right: Stroke, held: Sequence[Atom]) -> bool:
    """Whether two bars stand close to what they hold, and are taller: those of a frame or a table have some room."""
    a, b = clipped(left), clipped(right)
    size = max(atom.size for atom in held)
    gaps = min(atom.box[0] for atom in held) - a[2], b[0] - max(atom.box[2] for atom in held)
    return a[3] - a[1] >= _TALL * size and max(gaps) <= _BESIDE * size


def _bar(stroke: Stroke, atoms: Sequence[Atom]) -> Atom | None:
    """A bar behind what it ends, with a script of that at its own end, as in `f|_{x=0}`."""
    x0, y0, x1, y1 = clipped(stroke)
    ended = [a for a in atoms if 0 <= x0 - a.box[2] <= _BESIDE * a.size and y0 < a.baseline < y1]
    scripts = [a for a in atoms if 0 <= a.box[0] - x1 <= 0.4 * a.size and (abs(a.baseline - y1) < a.size or abs(a.baseline - y0) < a.size)]
    size = max((a.size for a in ended), default=0.0)
    return _atom("|", stroke, size) if y1 - y0 >= _TALL * size and any(a.size < 0.87 * size for a in scripts) else None


def _atom(sign: str, stroke: Stroke, size: float) -> Atom:
    box = clipped(stroke)
    return Atom(((sign, "", None),), box, (box[1] + box[3]) / 2 + 0.25 * size, size, "fence")


def _pair(left: Stroke, right: Stroke) -> bool:
    a, b = clipped(left), clipped(right)
    slack = _ALIKE * (a[3] - a[1])
    return b[0] > a[2] and abs(a[1] - b[1]) <= slack and abs(a[3] - b[3]) <= slack and left.fill == right.fill


def _sign(stroke: Stroke) -> str | None:
    """Which delimiter a filled path is. The upright part of a bracket stands at one side, and both of its ends reach to the other."""
    x0, y0, x1, y1 = clipped(stroke)
    width, height = x1 - x0, y1 - y0
    if stroke.fill is None or stroke.rectangle or stroke.source != "page" or not 0.0 < width <= _SLENDER * height:
        return None
    if _BAR[0] <= height <= _BAR[1] and (bars := _bars(stroke)):
        return _BARS[bars - 1]
    if height < _LOWEST or width <= _THIN:
        return None
    middle = _crossings(stroke, (y0 + y1) / 2)
    inset = min(0.02 * height, 0.3)
    ends = (_crossings(stroke, y0 + inset), _crossings(stroke, y1 - inset))
    if not middle or not all(ends):
        return None
    straight = all(abs(a[0] - b[0]) <= _STRAIGHT or abs(a[1] - b[1]) <= _STRAIGHT for points in stroke.points for a, b in pairwise(points))
    if max(middle) < x0 + 0.5 * width and all(max(xs) > x0 + 0.7 * width for xs in ends):
        return "[" if straight else "("
    if min(middle) > x1 - 0.5 * width and all(min(xs) < x1 - 0.7 * width for xs in ends):
        return "]" if straight else ")"
    return None


def _bars(stroke: Stroke) -> int:
    """How many upright bars a path is, one or two side by side; 0 for another path. A bar's ends are rounded; a rule has four corners."""
    if max(map(len, stroke.points), default=0) <= 6:
        return 0
    spans = sorted((min(x for x, _ in points), max(x for x, _ in points)) for points in stroke.points if points)
    columns: list[list[float]] = []
    for x0, x1 in spans:
        if columns and x0 <= columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    return len(columns) if len(columns) <= 2 and all(x1 - x0 <= _THIN for x0, x1 in columns) else 0


def _crossings(stroke: Stroke, y: float) -> list[float]:
    """Where the path's edges cross a height."""
    return [
        ax + (y - ay) * (bx - ax) / (by - ay)
        for points in stroke.points
        for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True)
        if (ay > y) != (by > y)
    ]
