"""Segments: pieces of a line without wide gaps, the units that are put into reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.layout.atoms import Atom, merge
from pipeline.layout.math.scripts import Node, attach
from pipeline.layout.rows import rows_of
from pipeline.report import Box, Glyph, Panel, Table

WIDE_GAP = 1.6  # em; a wider gap may part two columns


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
    from_panels = [(i, p.box) for i, p in enumerate(panels)]
    found: list[Segment] = []
    for row in attach(rows_of(atoms)):
        places = [(_cell(node.atom, tables), _panel(node.atom.box, from_panels)) for node in row]
        start = 0
        for index in range(1, len(row) + 1):
            if index == len(row) or places[index] != places[index - 1] or _wide(row[index - 1], row[index]):
                (table, cell), panel = places[start]
                found.append(_segment(row[start:index], panel, table, cell))
                start = index
    return found


def glyphs_of(nodes: Iterable[Node]) -> Iterable[Glyph]:
    """The glyphs of some nodes, those of their scripts left out (they do not set the style)."""
    return (token[2] for node in nodes for token in node.atom.tokens if token[2] is not None)


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


def _panel(box: Box, panels: Sequence[tuple[int, Box]]) -> int | None:
    """Index of the smallest panel that holds the middle of `box`."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    best: tuple[float, int] | None = None
    for index, (x0, y0, x1, y1) in panels:
        if x0 - 1 <= x <= x1 + 1 and y0 - 1 <= y <= y1 + 1:
            area = (x1 - x0) * (y1 - y0)
            if best is None or area < best[0]:
                best = (area, index)
    return best[1] if best else None


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
