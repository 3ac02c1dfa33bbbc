"""Sub- and superscripts: which small atom hangs on which base."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from pipeline.layout.atoms import SAME_BASELINE, Atom

SCRIPT_RATIO = 0.87  # a script is at most this share of its base's size (0.7 in TeX and KaTeX, 0.83 in HTML's <sup>)
CLING = 0.3  # em of the base; a script begins no further to the right of it (a slanted V leans that far)
OVERLAP = 0.45  # em of the base; nor further inside it (scripts tuck under slanted letters)
LEAN = 0.65  # em; nor of an integral sign, whose upper limit stands to the right of its slanted end
CHAIN = 0.45  # em of the script; the next piece of the same script begins no further

INTEGRALS = frozenset("∫∬∭∮")

Parents = dict[int, tuple[Atom, int]]  # identity of a script -> its base and its side (1 above, -1 below)


@dataclass(slots=True)
class Node:
    """An atom with the scripts that hang on it, those of its scripts among them."""

    atom: Atom
    above: list[Atom] = field(default_factory=list)
    below: list[Atom] = field(default_factory=list)

    @property
    def right(self) -> float:
        return max([self.atom.box[2], *(a.box[2] for a in self.above), *(a.box[2] for a in self.below)])


def side(base: Atom, script: Atom, nested: bool = False) -> int:
    """1 when `script` is raised as a superscript of `base` is, -1 when lowered as a subscript, 0 when neither.

    Where atoms are parts of a script already (`nested`), a script of a script may be as large as its base: browsers print
    nothing smaller than a set size.
    """
    if script.size > SCRIPT_RATIO * base.size:
        if nested and not base.tall and not script.tall and script.size < 1.03 * base.size:
            rise = (base.baseline - script.baseline) / base.size
            return 0 if not 0.09 <= abs(rise) <= 0.6 else 1 if rise > 0 else -1
        return 0
    if base.tall:
        _, y0, _, y1 = base.box
        off = (y0 + y1) / 2 - (script.baseline - 0.35 * script.size)
        if abs(off) < 0.12 * (y1 - y0) or not y0 - 0.5 * base.size <= script.baseline <= y1 + 0.6 * base.size:
            return 0
        return 1 if off > 0 else -1
    rise = (base.baseline - script.baseline) / base.size
    if 0.12 <= rise <= 0.95:
        return 1
    return -1 if 0.05 <= -rise <= 0.6 else 0


def clings(base: Atom, script: Atom) -> bool:
    """Whether `script` stands where a script of `base` begins."""
    gap = script.box[0] - base.box[2]
    return not script.space and -OVERLAP * base.size <= gap <= CLING * base.size and side(base, script) != 0


def follows(first: Atom, second: Atom) -> bool:
    """Whether two atoms are pieces of one script, the second right behind the first."""
    level = abs(first.baseline - second.baseline) <= SAME_BASELINE * first.size and 0.97 < second.size / first.size < 1.03
    return level and -0.2 * first.size <= second.box[0] - first.box[2] <= CHAIN * first.size


def attach(rows: Sequence[Sequence[Atom]], nested: bool = False) -> list[list[Node]]:
    """The rows' atoms that are no script, as nodes that hold their scripts; a row of scripts only comes back empty."""
    parents = _parents(rows, nested)
    nodes = {id(atom): Node(atom) for row in rows for atom in row if id(atom) not in parents}
    for atom in (atom for row in rows for atom in row if id(atom) in parents):
        base, way = parents[id(atom)]
        # A script of a script goes with the group of the outermost base; it finds its place when the group is written.
        while id(base) in parents:
            base, way = parents[id(base)]
        node = nodes[id(base)]
        (node.above if way > 0 else node.below).append(atom)
    return [[nodes[id(atom)] for atom in row if id(atom) in nodes] for row in rows]


def _parents(rows: Sequence[Sequence[Atom]], nested: bool) -> Parents:
    parents: Parents = {}
    baselines = [row[0].baseline for row in rows]
    # Right edges need not grow along a row (a fraction may overlap its neighbour); their running maximum does.
    rights = [list(accumulate((atom.box[2] for atom in row), max)) for row in rows]
    largest = max((atom.size for row in rows for atom in row), default=0.0)
    # A tall base's baseline may be an em and more from its script's.
    reach = 1.0 * largest + max((a.box[3] - a.box[1] for row in rows for a in row if a.tall), default=0.0) / 2
    for index, row in enumerate(rows):
        first = bisect_left(baselines, baselines[index] - reach)
        last = bisect_left(baselines, baselines[index] + reach)
        nearby = [k for k in range(first, last) if k != index]
        previous: Atom | None = None
        for atom in row:
            best = _base(atom, rows, rights, nearby, largest, nested)
            if previous is not None and id(previous) in parents:
                gap = (atom.box[0] - previous.box[2]) / previous.size
                same_size = 0.8 < atom.size / previous.size < 1.25
                if same_size and -0.2 <= gap <= CHAIN and (best is None or gap <= best[0]):
                    best = (gap, *parents[id(previous)])
            if best is not None:
                parents[id(atom)] = best[1:]
            previous = atom
    count = -1
    while count != len(parents):
        count = len(parents)
        _extend(rows, parents)
        if not nested:
            _adopt(rows, parents)
    if nested:
        _return(rows, parents)
    return parents


def _return(rows: Sequence[Sequence[Atom]], parents: Parents) -> None:
    """Take back the scripts of scripts that stand in the row of the letter: behind an index the letter's line goes on."""
    for atom in sorted((atom for row in rows for atom in row if id(atom) in parents), key=lambda a: a.box[0]):
        index = parents[id(atom)][0]
        if id(index) in parents:
            letter = parents[id(index)][0]
            if abs(letter.baseline - atom.baseline) <= SAME_BASELINE * atom.size and 0.97 < letter.size / atom.size < 1.03:
                del parents[id(atom)]


def _extend(rows: Sequence[Sequence[Atom]], parents: Parents) -> None:
    """Give each script's base what goes on behind the scripts of that script, as in `x^{a_{1} + b}`."""
    rights: dict[int, list[float]] = {}
    for script in (atom for row in rows for atom in row if id(atom) in parents):
        rights.setdefault(id(_root(script, parents)), []).append(script.box[2])
    for row in rows:
        for previous, atom in pairwise(row):
            if id(previous) in parents and id(atom) not in parents and 0.8 < atom.size / previous.size < 1.25:
                slack = 0.2 * previous.size
                before = [x for x in rights.get(id(_root(previous, parents)), ()) if x <= atom.box[0] + slack]
                if atom.box[0] - max([previous.box[2], *before]) <= CHAIN * previous.size and atom.box[0] >= previous.box[2] - slack:
                    parents[id(atom)] = parents[id(previous)]


def _root(script: Atom, parents: Parents) -> Atom:
    while id(script) in parents:
        script = parents[id(script)][0]
    return script


def _adopt(rows: Sequence[Sequence[Atom]], parents: Parents) -> None:
    """Give scripts of scripts that are as large as those (a browser's smallest print) to the same base."""
    scripts = sorted((atom for row in rows for atom in row if id(atom) in parents), key=lambda a: a.baseline)
    baselines = [atom.baseline for atom in scripts]
    for atom in (atom for row in rows for atom in row if id(atom) not in parents and not atom.tall):
        reach = 1.1 * atom.size
        for k in range(bisect_left(baselines, atom.baseline - reach), bisect_left(baselines, atom.baseline + reach)):
            other = scripts[k]
            gap = (atom.box[0] - other.box[2]) / other.size
            if 0.97 < atom.size / other.size < 1.03 and -0.2 <= gap <= 0.12 and not atom.space:
                base, way = parents[id(other)]
                off = abs(other.baseline - atom.baseline) / atom.size
                # On the far side of the base's own line it is that base's other script, behind the first one.
                if off > 0.5:
                    way = 0 if base.tall else side(base, atom)
                if way and off > 0.09:
                    parents[id(atom)] = base, way
                    break


def _base(
    atom: Atom, rows: Sequence[Sequence[Atom]], rights: list[list[float]], nearby: list[int], largest: float, nested: bool
) -> tuple[float, Atom, int] | None:
    """The base that `atom` clings to most closely: (gap in em of the base, base, side)."""
    best: tuple[float, Atom, int] | None = None
    if atom.space:
        return None
    x = atom.box[0]
    for k in nearby:
        row = rows[k]
        for position in range(bisect_left(rights[k], x - LEAN * largest), len(row)):
            other = row[position]
            if other.box[0] > x:
                break
            # A base comes before its script, of two that begin at one place the lower: no two are each other's script.
            if other.box[0] == x and other.baseline <= atom.baseline:
                continue
            gap = x - other.box[2]
            if not -OVERLAP * other.size <= gap <= (LEAN if other.text in INTEGRALS else CLING) * other.size:
                continue
            way = side(other, atom, nested)
            if way and (best is None or abs(gap) / other.size < best[0]):
                best = (abs(gap) / other.size, other, way)
    return best
