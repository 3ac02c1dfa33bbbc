"""Matrices, cases and binomials: tall delimiters with more than one row between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.layout.atoms import Atom, Token, literal, merge
from pipeline.layout.math.linearise import write
from pipeline.layout.math.scripts import Node, attach
from pipeline.layout.rows import rows_of

TALL = 1.7  # em; a lower delimiter holds one row
OFF = 0.4  # em between the middles of the delimiter and of its rows; TeX centres both on the math axis
# TeX's fonts set the two rows of a binomial 1.36 em apart (0.677 em up and 0.686 em down), in running text 0.79 em of its size
# (0.444 and 0.345); those of a matrix stand 1.2 em apart.
_APART = {"display": (1.3, 1.45), "text": (0.74, 0.86)}
COLUMN_GAP = 0.7  # em; a wider gap in a row parts two cells (TeX and KaTeX set 1 em between columns)
_PIECES = {
    **dict.fromkeys("⎛⎜⎝", "("), **dict.fromkeys("⎞⎟⎠", ")"), **dict.fromkeys("⎡⎢⎣", "["), **dict.fromkeys("⎤⎥⎦", "]"),
    **dict.fromkeys("⎧⎨⎩⎪", "{"), **dict.fromkeys("⎫⎬⎭", "}"),
}  # fmt: skip
_ENVIRONMENT = {"(": "pmatrix", "[": "bmatrix", "{": "Bmatrix", "|": "vmatrix", "‖": "Vmatrix", "∥": "Vmatrix"}
_CLOSING = {"(": ")", "[": "]", "{": "}", "|": "|", "‖": "‖", "∥": "∥"}


def stacked(atoms: Sequence[Atom]) -> list[Atom]:
    """Delimiters that are built of several glyphs, one above the other, put together."""
    pieces = [a for a in atoms if a.kind == "fence" and (a.text in _PIECES or a.text in "|‖∥")]
    if not pieces:
        return list(atoms)
    taken: set[int] = set()
    built: list[Atom] = []
    ordered = sorted(pieces, key=lambda a: (round(a.box[0]), a.box[1]))
    while ordered:
        stack = [ordered.pop(0)]
        rest = []
        for atom in ordered:
            same = abs(atom.box[0] - stack[-1].box[0]) < 0.15 * atom.size
            sort = _PIECES.get(atom.text, atom.text) == _PIECES.get(stack[0].text, stack[0].text)
            if same and (sort or "⎪" in (atom.text, stack[0].text)) and stack[-1].box[1] <= atom.box[1] <= stack[-1].box[3] + 0.35 * atom.size:
                stack.append(atom)
            else:
                rest.append(atom)
        ordered = rest
        named = next((_PIECES[a.text] for a in stack if a.text in _PIECES and a.text != "⎪"), None)
        if named is None and len(stack) == 1:
            continue
        box = merge(stack)
        raw = "".join(a.tokens[0][1] for a in stack)
        token: Token = (named or stack[0].text, raw, stack[0].tokens[0][2])
        baseline = (box[1] + box[3]) / 2 + 0.25 * stack[0].size
        built.append(replace(stack[0], tokens=(token,), box=box, baseline=baseline))
        taken.update(id(a) for a in stack)
    return [*(a for a in atoms if id(a) not in taken), *built]


def partner(left: Atom, atoms: Sequence[Atom]) -> Atom | None:
    """The delimiter that closes what `left` opens: the next of its sort that is as high."""
    height = left.box[3] - left.box[1]
    return min(
        (
            a
            for a in atoms
            if a.kind == "fence" and a is not left and a.text == _CLOSING.get(left.text) and a.box[0] > left.box[2]
            and abs(a.box[1] - left.box[1]) < 0.2 * height and abs(a.box[3] - left.box[3]) < 0.2 * height
        ),
        key=lambda a: a.box[0],
        default=None,
    )  # fmt: skip


def matrix(left: Atom, atoms: Sequence[Atom]) -> tuple[Atom, list[Atom]] | None:
    """What the tall delimiter opens, when it is a matrix, a binomial or a set of cases."""
    sort = left.text
    if left.kind != "fence" or sort not in _ENVIRONMENT:
        return None
    right = partner(left, atoms)
    if right is None and sort != "{":
        return None
    inside = [
        a
        for a in atoms
        if a is not left and a is not right and left.box[1] - 2 <= (a.box[1] + a.box[3]) / 2 <= left.box[3] + 2
        and a.centre > left.box[2] and (right is None or a.centre < right.box[0])
    ]  # fmt: skip
    if right is None:
        inside = _near(left, inside)
    if not inside:
        return None
    rows = [row for row in attach(rows_of(inside)) if row]
    size = max(node.atom.size for row in rows for node in row)
    if len(rows) < 2 or any(b[0].atom.baseline - a[0].atom.baseline < 0.8 * size for a, b in pairwise(rows)):
        return None
    ink = merge(inside)
    if right is not None and abs(ink[1] + ink[3] - left.box[1] - left.box[3]) > 2 * OFF * size:
        return None  # a line of text beside the lower half of a tall delimiter is no row
    grid = _grid(rows, size)
    opening, closing = left.tokens[0], right.tokens[0] if right is not None else ("", "", None)
    if sort == "(" and _binomial(left, grid):
        above, below = (write(row[0]) for row in grid)
        tokens = [("\\binom{", opening[1], opening[2]), *above, literal("}{"), *below, ("}", closing[1], closing[2])]
    elif left.box[3] - left.box[1] < TALL * left.size:
        return None
    else:
        name = "cases" if right is None else _ENVIRONMENT[sort]
        tokens = [(f"\\begin{{{name}}}", opening[1], opening[2])]
        for index, row in enumerate(grid):
            if index:
                tokens.append(literal("\\\\"))
            for column, cell in enumerate(row):
                if column:
                    tokens.append(literal("&"))
                tokens.extend(write(cell))
        tokens.append((f"\\end{{{name}}}", closing[1], closing[2]))
    members = [left, *inside, *([right] if right is not None else [])]
    baseline = (left.box[1] + left.box[3]) / 2 + 0.25 * left.size
    return Atom(tuple(tokens), merge(members), baseline, max(size, left.size), "construct", left.space), members


def _binomial(left: Atom, grid: Sequence[Sequence[Sequence[Node]]]) -> bool:
    """Whether the rows between two parentheses stand as far apart as those of a binomial."""
    if len(grid) != 2 or any(len(row) != 1 for row in grid):
        return False
    above, below = (row[0] for row in grid)
    off = abs(above[0].atom.box[0] + above[-1].right - below[0].atom.box[0] - below[-1].right) / 2
    size = above[0].atom.size
    style = "text" if size < 0.87 * left.size else "display"
    least, most = _APART[style]
    return off <= 0.2 * left.size and least <= (below[0].atom.baseline - above[0].atom.baseline) / left.size <= most


def _near(left: Atom, inside: Sequence[Atom]) -> list[Atom]:
    """Atoms to the right of an open brace up to the first wide gap."""
    kept: list[Atom] = []
    edge = left.box[2]
    for atom in sorted(inside, key=lambda a: a.box[0]):
        if atom.box[0] - edge > 3.5 * atom.size:
            break
        kept.append(atom)
        edge = max(edge, atom.box[2])
    return kept


def _grid(rows: Sequence[Sequence[Node]], size: float) -> list[list[list[Node]]]:
    """Nodes by row and column. Columns are the strips that some row's cells cover."""
    cut: list[list[list[Node]]] = []
    for row in rows:
        cells: list[list[Node]] = [[row[0]]]
        depth = 0
        for before, node in pairwise(row):
            if before.atom.kind == "fence":  # delimiters hold a cell together
                depth += (before.atom.text in "([{") - (before.atom.text in ")]}")
            if depth <= 0 and node.atom.box[0] - before.right > COLUMN_GAP * size:
                cells.append([])
            cells[-1].append(node)
        cut.append(cells)
    strips: list[list[float]] = []
    for x0, x1 in sorted((cell[0].atom.box[0], cell[-1].right) for cells in cut for cell in cells):
        if strips and x0 < strips[-1][1] + 0.1 * size:
            strips[-1][1] = max(strips[-1][1], x1)
        else:
            strips.append([x0, x1])
    grid = []
    for cells in cut:
        line: list[list[Node]] = [[] for _ in strips]
        for cell in cells:
            at = next(i for i, (x0, x1) in enumerate(strips) if x0 - 0.01 <= cell[0].atom.box[0] <= x1)
            line[at].extend(cell)
        grid.append(line)
    return grid
