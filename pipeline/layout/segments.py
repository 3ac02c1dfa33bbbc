"""Segments: pieces of a line without wide gaps, the units that are put into reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.layout.atoms import Atom, merge
from pipeline.layout.math.scripts import Node, attach
from pipeline.layout.panels import lies_over
from pipeline.layout.rows import rows_of
from pipeline.report import Box, Panel, Table

WIDE_GAP = 1.6  # em; a wider gap may part two columns
CLOSE = 1.0  # em; a line that goes on across the border of a box leaves no wider gap (the frame has some room of its own)


@dataclass(frozen=True, slots=True)
class Segment:
    """Nodes on one baseline, left to right. `table` and `cell` (row, column) say where in a ruled table it stands."""

    nodes: tuple[Node, ...]
    box: Box
    baseline: float
    size: float
    colour: int
    font: str
    panel: int | None = None
    table: int | None = None
    cell: tuple[int, int] = (0, 0)

    @property
    def length(self) -> int:
        """Number of glyphs, scripts left out."""
        return sum(len(node.atom.tokens) for node in self.nodes)


def cut_segments(atoms: Sequence[Atom], panels: Sequence[Panel], tables: Sequence[Table]) -> list[Segment]:
    """All segments of a page, top to bottom, left to right. Borders of table cells and of panels part segments too."""
    found: list[Segment] = []
    rows = attach(rows_of(atoms))
    held = [_panels_of(row, panels) for row in rows]
    lines = Counter(panel for line in held for panel in set(line))
    for row, line in zip(rows, held, strict=True):
        inner = _around(row, line, lines)
        places = [(_cell(node.atom, tables), panel) for node, panel in zip(row, inner, strict=True)]
        start = 0
        for index in range(1, len(row) + 1):
            if index == len(row) or places[index] != places[index - 1] or _wide(row[index - 1], row[index]):
                (table, cell), panel = places[start]
                found.append(_segment(row[start:index], panel, table, cell))
                start = index
    return found


def _around(row: Sequence[Node], held: Sequence[int | None], lines: Counter[int | None]) -> list[int | None]:
    """The panel of each node; a box around a part of a line, such as a framed formula, is no panel of its own."""
    out = list(held)
    start = 0
    for index in range(1, len(row) + 1):
        if index < len(row) and held[index] == held[start]:
            continue
        if held[start] is not None and lines[held[start]] == 1:
            ends = [(start - 1, start)] * (start > 0) + [(index, index - 1)] * (index < len(row))
            beside = [(abs(_gap(row, outer, inner)), outer) for outer, inner in ends if _runs_on(row, outer, inner)]
            if beside:
                out[start:index] = [out[min(beside)[1]]] * (index - start)
        start = index
    return out


def _runs_on(row: Sequence[Node], outer: int, inner: int) -> bool:
    """Whether a line goes on in the same hand across the border between two neighbouring nodes."""
    return _gap(row, outer, inner) <= CLOSE * row[inner].atom.size and _colour(row[outer]) == _colour(row[inner])


def _gap(row: Sequence[Node], one: int, other: int) -> float:
    left, right = sorted((one, other))
    return row[right].atom.box[0] - row[left].right


def _colour(node: Node) -> int | None:
    return next((glyph.colour for _, _, glyph in node.atom.tokens if glyph is not None), None)


def _wide(left: Node, right: Node) -> bool:
    return right.atom.box[0] - left.right > WIDE_GAP * max(left.atom.size, right.atom.size)


def _segment(nodes: Sequence[Node], panel: int | None, table: int | None, cell: tuple[int, int]) -> Segment:
    members = [atom for node in nodes for atom in (node.atom, *node.above, *node.below)]
    sizes: Counter[float] = Counter()
    colours: Counter[int] = Counter()
    fonts: Counter[str] = Counter()
    for node in nodes:
        glyph = next((token[2] for token in node.atom.tokens if token[2] is not None), None)
        weight = len(node.atom.tokens)
        sizes[node.atom.size] += weight if node.atom.kind == "word" else 0
        if glyph is not None:
            colours[glyph.colour] += weight
            fonts[glyph.font] += weight
    return Segment(
        tuple(nodes), merge(members), nodes[0].atom.baseline, sizes.most_common(1)[0][0],
        colours.most_common(1)[0][0] if colours else 0, fonts.most_common(1)[0][0] if fonts else "", panel, table, cell,
    )  # fmt: skip


def _panels_of(row: Sequence[Node], panels: Sequence[Panel]) -> list[int | None]:
    """The panel of each node of a line; one that was painted over part of the line holds none of it."""
    under = [(i, p) for i, p in enumerate(panels) if not any(_in_middle(node.atom.box, p.box) and _is_under(node, p) for node in row)]
    return [_panel(node.atom.box, under) for node in row]


def _is_under(node: Node, panel: Panel) -> bool:
    seq = next((glyph.seq for _, _, glyph in node.atom.tokens if glyph is not None), None)
    return seq is not None and lies_over(panel, node.atom.box, node.atom.size, seq)


def _in_middle(box: Box, panel: Box) -> bool:
    """Whether the middle of `box` lies in a panel."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return panel[0] - 1 <= x <= panel[2] + 1 and panel[1] - 1 <= y <= panel[3] + 1


def _panel(box: Box, panels: Sequence[tuple[int, Panel]]) -> int | None:
    """Index of the smallest panel that holds the middle of `box`."""
    held = [(_area(panel.box), index) for index, panel in panels if _in_middle(box, panel.box)]
    return min(held)[1] if held else None


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _cell(atom: Atom, tables: Sequence[Table]) -> tuple[int | None, tuple[int, int]]:
    x, y = atom.centre, atom.baseline - 0.3 * atom.size
    for index, table in enumerate(tables):
        x0, y0, x1, y1 = table.box
        if not (x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1):
            continue
        for r, row in enumerate(table.cells):
            for c, cell in enumerate(row):
                if cell is not None and cell[0] - 1 <= x <= cell[2] + 1 and cell[1] - 1 <= y <= cell[3] + 1:
                    return index, (r, c)
        return index, (-1, 0)
    return None, (0, 0)
