"""Tables drawn with rules: full grids, and rows between horizontal rules only (booktabs, browser prints).

Rules come from the page's own strokes and go through pdfplumber's edge and cell finding (`pdfplumber.table`), so nothing is
parsed a second time and every box stands in the frame of `Page`.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells

from pipeline.reading.boxes import around
from pipeline.reading.columns import Band, split_bands, with_heading, with_last
from pipeline.reading.rules import SHORTEST, SNAP, joined_edges, rule_edges
from pipeline.report import Box, Glyph, Stroke, Table

_MIN_RULES = 3
_MIN_WIDTH = 80.0  # points; narrower rules are fraction bars and underlines
_MIN_PIECE = 9.0  # points; a piece of a rule spans a column
_MIN_HEIGHT = 7.0  # points; a cell holds at least one small line
_SAME_END = 4.0  # points by which the rules of one table may differ at either end
_WORD_GAP = 0.2  # of the size, from which a gap parts words
_MATRIX_GAP = 0.45  # of the size: glyphs whose baselines differ by less stand on one line


def read_tables(strokes: tuple[Stroke, ...], glyphs: tuple[Glyph, ...]) -> tuple[Table, ...]:
    """The ruled tables of a page, top to bottom, their cell texts taken from the visible `glyphs`.

    A table has at least two rows and two columns with text. Merged cells are None in `cells` (and "" in `rows`) but for
    the first. When glyphs are repaired later, `fill_cells` writes the texts anew.
    """
    edges = rule_edges(strokes)
    level = [edge for edge in edges if edge["orientation"] == "h" and edge["width"] >= SHORTEST]
    if len(level) < _MIN_RULES:
        return ()
    pieces = [edge for edge in level if edge["width"] >= _MIN_PIECE]
    edges = joined_edges(edges)
    seen = tuple(glyph for glyph in glyphs if glyph.hidden is None and not glyph.text.isspace())
    tables = _grids(edges, seen)
    tables += _between_rules(edges, pieces, seen, tables)
    return tuple(sorted(tables, key=lambda table: (table.box[1], table.box[0])))


def fill_cells(table: Table, glyphs: tuple[Glyph, ...]) -> Table:
    """The same table with the texts of its cells taken from the visible `glyphs` whose centre lies in them."""
    x0, y0, x1, y1 = table.box
    inside = [(x, y, glyph) for glyph in glyphs if glyph.hidden is None
              for x, y in [_centre(glyph)] if x0 <= x <= x1 and y0 <= y <= y1]
    rows = []
    for row in table.cells:
        texts = []
        for cell in row:
            held = [] if cell is None else [glyph for x, y, glyph in inside
                                            if cell[0] <= x < cell[2] and cell[1] <= y < cell[3]]
            texts.append(lines_text(held))
        rows.append(tuple(texts))
    return replace(table, rows=tuple(rows))


def lines_text(glyphs: list[Glyph]) -> str:
    """The text of a few glyphs: lines by baseline, words by gaps, one space between lines."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.origin[1], glyph.origin[0])):
        if lines and abs(glyph.origin[1] - lines[-1][0].origin[1]) <= _MATRIX_GAP * max(glyph.size, lines[-1][0].size):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return " ".join(" ".join(_line_text(line) for line in lines).split())


def _grids(edges: list[dict], glyphs: tuple[Glyph, ...]) -> list[Table]:
    """Tables whose cells are closed by rules on all four sides."""
    if not any(edge["orientation"] == "v" for edge in edges):
        return []
    cells = intersections_to_cells(edges_to_intersections(edges, SNAP, SNAP))
    tables = []
    for group in cells_to_tables([cell for cell in cells if cell[3] - cell[1] >= _MIN_HEIGHT]):
        lefts = sorted({round(cell[0], 1) for cell in group})
        rows = [[(float(x0), float(y0), float(x1), float(y1)) for x0, y0, x1, y1 in group if y0 == top]
                for top in sorted({cell[1] for cell in group})]
        shaped = tuple(tuple(next((cell for cell in row if round(cell[0], 1) == left), None) for left in lefts)
                       for row in rows)
        table = fill_cells(Table(_whole(group), (), shaped), glyphs)
        if _holds_text(table):
            tables.append(table)
    return tables


def _between_rules(edges: list[dict], pieces: list[dict], glyphs: tuple[Glyph, ...], found: list[Table]) -> list[Table]:
    """Tables that have horizontal rules of one length only: their columns are told by the `pieces` that the rules are drawn
    in, or else the gaps that all rows share."""
    rules = sorted((edge["top"], edge["x0"], edge["x1"]) for edge in edges
                   if edge["orientation"] == "h" and edge["width"] >= _MIN_WIDTH
                   and not any(_crosses(edge, table.box) for table in found))
    groups: list[list[tuple[float, float, float]]] = []
    for rule in rules:
        for group in groups:
            if abs(group[-1][1] - rule[1]) <= _SAME_END and abs(group[-1][2] - rule[2]) <= _SAME_END:
                group.append(rule)
                break
        else:
            groups.append([rule])
    tables = []
    for group in groups:
        for run in _runs(group, pieces, glyphs):
            table = fill_cells(Table(_whole([cell for row in run for cell in row]), (), run), glyphs)
            if _holds_text(table):
                tables.append(table)
    return tables


def _runs(rules: list[tuple[float, float, float]], pieces: list[dict], glyphs: tuple[Glyph, ...]) -> list[tuple[tuple[Box, ...], ...]]:
    """The cells of each table that a group of equal rules encloses."""
    x0, x1 = min(rule[1] for rule in rules), max(rule[2] for rule in rules)
    bands: list[Band] = []
    for above, below in pairwise(rules):
        inside = [glyph for glyph in glyphs if above[0] < _centre(glyph)[1] < below[0]
                  and x0 - _SAME_END <= _centre(glyph)[0] <= x1 + _SAME_END]
        if below[0] - above[0] >= _MIN_HEIGHT:
            bands.append(Band(above[0], below[0], tuple(inside), _borders(above, below, pieces)))
    return [with_last(with_heading(run, glyphs), glyphs) for run in split_bands(bands, x0, x1)]


def _borders(above: tuple[float, float, float], below: tuple[float, float, float], pieces: list[dict]) -> tuple[float, ...]:
    """Where both of two rules are cut: one piece ends and the next begins."""
    cuts = []
    for top, x0, x1 in (above, below):
        at = [piece for piece in pieces if abs(piece["top"] - top) <= 1.0]
        starts = sorted({round(piece["x0"], 1) for piece in at if x0 + SNAP < piece["x0"] < x1 - SNAP})
        cuts.append([x for x in starts if any(abs(piece["x1"] - x) <= 1.0 for piece in at)])
    return tuple(x for x in cuts[0] if any(abs(x - y) <= 1.0 for y in cuts[1]))


def _holds_text(table: Table) -> bool:
    """Whether a grid is a table: two rows and two columns with text, and at least half of its cells filled."""
    if len(table.rows) < 2 or min(len(row) for row in table.rows) < 2:
        return False
    cells = [text for row, boxes in zip(table.rows, table.cells, strict=True)
             for text, box in zip(row, boxes, strict=True) if box is not None]
    filled_rows = sum(any(row) for row in table.rows)
    filled_columns = sum(any(row[column] for row in table.rows) for column in range(len(table.rows[0])))
    return filled_rows >= 2 and filled_columns >= 2 and 2 * sum(map(bool, cells)) >= len(cells)


def _whole(cells: list[Box]) -> Box:
    return around(corner for cell in cells for corner in (cell[:2], cell[2:]))


def _crosses(edge: dict, box: Box) -> bool:
    return (edge["x0"] < box[2] and edge["x1"] > box[0]
            and box[1] - SNAP <= edge["top"] <= box[3] + SNAP)


def _centre(glyph: Glyph) -> tuple[float, float]:
    return (glyph.box[0] + glyph.box[2]) / 2, (glyph.box[1] + glyph.box[3]) / 2


def _line_text(glyphs: list[Glyph]) -> str:
    text = ""
    end = None
    for glyph in sorted(glyphs, key=lambda glyph: glyph.box[0]):
        if end is not None and glyph.box[0] - end > _WORD_GAP * glyph.size:
            text += " "
        text += glyph.text
        end = glyph.box[2]
    return text
